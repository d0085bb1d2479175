"""A short hand for sets of addresses, in which a test can say which pages an edit concerns."""

import re
from collections.abc import Iterable, Iterator

_BRACES = re.compile(r"\{([^{}]*)\}")
_DIGEST = re.compile(r"(/(?:tac-gia|authors|the|tags|loat-bai|series)/.+)-[0-9a-f]{6}\.html")
_SEARCH = re.compile(r"search/.*|(?:vi/tim-kiem|en/search|vi/kiem-chung/index|en/verify/index)\.html")
_ENGLISH = {
    "tinh": "provinces",
    "tac-gia": "authors",
    "muc": "sections",
    "the": "tags",
    "nam": "years",
    "ngay-nay-nam-xua": "this-day",
    "loat-bai": "series",
    "dong-thoi-gian.html": "timeline.html",
    "dong-thoi-gian.csv": "timeline.csv",
    "nam.csv": "years.csv",
    "thong-ke": "statistics",
    "tinh.csv": "provinces.csv",
    "muc.csv": "sections.csv",
    "tac-gia.csv": "authors.csv",
    "the.csv": "tags.csv",
    "ban-dich.csv": "translations.csv",
    "dieu-chua-biet": "what-we-do-not-know",
    "chua-dich.html": "not-translated.html",
    "chua-dich.csv": "not-translated.csv",
    "tong-hop.csv": "summary.csv",
    "thang-trong.csv": "empty-months.csv",
    "khong-ro-ngay.html": "unknown-dates.html",
    "khong-ro-ngay.csv": "unknown-dates.csv",
    "so-do-trang.html": "site-map.html",
    "tin-tuc": "news",
    "anh": "photos",
    "tin-tuc.html": "news.html",
    "anh.html": "photos.html",
}


def paths(text: str) -> set[str]:
    """The paths that the words of a text mean.

    `*/muc/tin-tuc.html` is a page in both languages, each with its own words for addresses;
    `{a,b}.html` is a.html and b.html.
    """
    return {path for word in text.split() for each in _expanded(word) for path in _in_languages(each)}


def _expanded(word: str) -> Iterator[str]:
    found = _BRACES.search(word)
    if found is None:
        yield word
        return
    for choice in found[1].split(","):
        yield from _expanded(f"{word[: found.start()]}{choice}{word[found.end() :]}")


def _in_languages(path: str) -> Iterator[str]:
    if not path.startswith("*/"):
        yield path
        return
    parts = path.split("/")[1:]
    yield "/".join(["vi", *parts])
    yield "/".join(["en", *(_ENGLISH.get(part, part) for part in parts)])


def plain(found: Iterable[str]) -> set[str]:
    """The paths without the digests of names; what belongs to the search, whose names vary, as "search"."""
    return {"search" if _SEARCH.fullmatch(path) else _DIGEST.sub(r"\1.html", path) for path in found}


def pages_among(found: Iterable[str]) -> int:
    """How many of the paths are pages that a template makes: no media, no files of the search index."""
    return sum(not path.startswith(("static/", "search/")) for path in found)
