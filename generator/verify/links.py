"""Links: where the references of a file lead within the copy."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from generator.model.problem import Problem
from generator.verify.files import finding
from generator.verify.references import line_of

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NOT_FOUND = "404.html"
_PAGES = (".html", ".xhtml")


class Fragment(Struct, frozen=True):
    """A reference to an anchor of another page. It is checked after all pages have been read."""

    path: str
    line: int
    target: str
    anchor: str


class LinkCheck(Struct, frozen=True):
    """The broken links of a file, and its references to anchors of other pages."""

    problems: tuple[Problem, ...]
    fragments: tuple[Fragment, ...] = ()


def check_links(
    path: str, text: str, references: Iterable[str], anchors: Set[str], paths: Set[str]
) -> LinkCheck:
    """Resolves the references of a file with this text; `paths` are all files of the copy."""
    folder = path.rpartition("/")[0]
    problems: list[Problem] = []
    fragments: list[Fragment] = []
    for address in references:
        target, anchor = _resolved(folder, address)
        if (target in paths and not anchor) or target is None:
            continue
        code = _code(path, target, anchor, anchors, paths)
        if code:
            problems.append(finding(path, code, line_of(text, address), address=address))
        elif anchor and target.endswith(_PAGES) and target != path:
            fragments.append(Fragment(path, line_of(text, address), target, anchor))
    return LinkCheck(tuple(problems), tuple(fragments))


def _code(path: str, target: str, anchor: str, anchors: Set[str], paths: Set[str]) -> str | None:
    """The code of the problem of a reference; None if it is sound, as far as this page can tell."""
    if target.startswith("/"):
        if path.rpartition("/")[2] != _NOT_FOUND:
            return "link-absolute"
        return None if _some_end_of(target, paths) else "link-dead"
    if target and target not in paths:
        return "link-dead"
    return "link-anchor" if anchor and target in ("", path) and anchor not in anchors else None


@lru_cache(maxsize=100_000)
def _resolved(folder: str, address: str) -> tuple[str | None, str]:
    """The path that an address leads to from a folder, and the anchor there.

    The path is None for another site, empty for the page itself; it begins with "/" for a place that only a
    server knows, with "../" for a place outside of the copy.
    """
    if _ELSEWHERE.match(address):
        return None, ""
    place, _, anchor = address.partition("#")
    place = unquote(place.partition("?")[0])
    anchor = unquote(anchor)
    anchor = "" if anchor == "top" or anchor.startswith(":~:") else anchor
    if not place or place.startswith("/"):
        return place, anchor
    parts = folder.split("/") if folder else []
    for part in place.split("/"):
        if part == "..":
            if not parts:
                return f"../{place}", anchor
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts), anchor


def _some_end_of(address: str, paths: Set[str]) -> bool:
    """Whether an address is that of a file, wherever on its host the site lies."""
    parts = unquote(address).strip("/").split("/")
    return any(
        "/".join(parts[at:]) in paths or f"data/{'/'.join(parts[at:])}" in paths for at in range(len(parts))
    )
