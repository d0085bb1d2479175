"""The effect of a build in a few lines: files written and removed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model.output import SEARCH, STATIC
from generator.publish.output import Impact

_SHOWN = 6  # paths; --json has all of them

_KINDS: Mapping[str, tuple[str, str]] = {
    "page": ("trang", "pages"),
    "list": ("nguồn tin và sơ đồ", "feeds and sitemaps"),
    "search": ("tìm kiếm", "search"),
    "asset": ("ảnh và tệp", "pictures and files"),
}


def impact_lines(impact: Impact, talk: str) -> Iterator[str]:
    """Yields counts by kind and, for an existing site, the first few paths."""
    column = 0 if talk == "vi" else 1
    anew = not impact.unchanged
    lists = ((("Đã viết", "Written"), impact.written), (("Đã xóa", "Removed"), impact.removed))
    for (vi, en), paths in lists:
        if paths:
            kinds = Counter(map(_kind, paths))
            counts = ", ".join(f"{names[column]} {kinds[key]}" for key, names in _KINDS.items() if kinds[key])
            yield f"{vi if talk == 'vi' else en}: {counts}."
            yield from () if anew else _first(paths, talk)


def _first(paths: Sequence[str], talk: str) -> Iterator[str]:
    """Yields the first few paths, pages first. Names of search files mean nothing to people."""
    telling = [path for path in paths if _kind(path) != "search"]
    ordered = sorted(telling, key=lambda path: list(_KINDS).index(_kind(path)))
    yield from (f"  {path}" for path in ordered[:_SHOWN])
    more = len(ordered) - _SHOWN
    if more > 0:
        yield f"  … và {more} nữa (--json)" if talk == "vi" else f"  … and {more} more (--json)"


def _kind(path: str) -> str:
    """Kind of an output file, judged by its path."""
    if path.startswith(f"{SEARCH}/"):
        return "search"
    if path.endswith(".html"):
        return "page"
    return "asset" if path.startswith(f"{STATIC}/") else "list"
