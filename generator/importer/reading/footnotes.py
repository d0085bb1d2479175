"""Finds footnotes: a link that leads to a note, which has a link back to where it stands.

Word, WordPress, MediaWiki and Khotin write them so, each with names of its own.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 1000  # notes of a page
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,4})\s*[\])]?\.?")
_LONGEST_MARK = 12  # letters
_LONGEST_NOTE = 3000  # letters; a longer target is a chapter
_HOLDERS = frozenset({"li", "dd", "p", "div", "td", "aside", "section", "blockquote"})
_RAISED = frozenset({"sup", "span", "font", "b", "i", "em", "strong", "small", "big"})
_UP = 6  # elements above a link that may carry its name


class Footnotes(Struct, frozen=True):
    """Elements of the footnotes of a page by their number in memory.

    `references`: label by element that refers to a note. `notes`: label by element with a note. `links`:
    links that lead back, which are left out.
    """

    references: dict[int, str] = {}
    notes: dict[int, str] = {}
    links: frozenset[int] = frozenset()


class _Pair(Struct, frozen=True):
    """Link to a note, its note, and the links in the note that lead back."""

    link: LexborNode
    note: LexborNode
    back: tuple[int, ...]


def find_footnotes(tree: LexborHTMLParser) -> Footnotes:
    """Returns the footnotes of a page, labelled by their numbers there."""
    links = [link for link in tree.css("a[href]") if _fragment(link)]
    if len(links) < 2 or len(links) > 2 * _MOST:
        return Footnotes()
    named = {name: node for node in tree.css("[id], a[name]") for name in _names(node)}
    pairs = list(_pairs(links, named))
    labels: dict[int, str] = {}
    for pair in pairs:
        if pair.note.mem_id not in labels:
            labels[pair.note.mem_id] = _label(pair.link, set(labels.values()))
    return Footnotes(
        {_whole_mark(pair.link).mem_id: labels[pair.note.mem_id] for pair in pairs},
        labels,
        frozenset(number for pair in pairs for number in pair.back),
    )


def _pairs(links: list[LexborNode], named: dict[str, LexborNode]) -> Iterator[_Pair]:
    taken: set[int] = set()  # links that lead back, which are no references of their own
    for link in links:
        target = named.get(_fragment(link))
        if target is None or link.mem_id in taken or len((link.text() or "").strip()) > _LONGEST_MARK:
            continue
        note = _holder(target, link)
        if note is None:
            continue
        own = set(_names_around(link))
        back = tuple(each.mem_id for each in note.css("a[href]") if _fragment(each) in own)
        if back:
            taken.update(back)
            yield _Pair(link, note, back)


def _holder(target: LexborNode, link: LexborNode) -> LexborNode | None:
    """Returns the element with the whole note; None if the target is no note."""
    node: LexborNode | None = target
    while node is not None and node.tag not in _HOLDERS:
        node = node.parent
    if node is None or node.tag == "body" or len(node.text() or "") > _LONGEST_NOTE:
        return None
    parent = node.parent
    if parent is not None and _is_same_note(node, parent):
        node = parent
    return None if _holds(node, link) else node


def _is_same_note(node: LexborNode, parent: LexborNode) -> bool:
    """Whether the element around a note has nothing but this note."""
    if parent.tag not in ("div", "li", "aside"):
        return False
    if (parent.text() or "").strip() == (node.text() or "").strip():
        return True
    named = parent.tag == "li" or bool(parent.attributes.get("id"))
    links = [sum(bool(_fragment(link)) for link in each.css("a[href]")) for each in (node, parent)]
    return named and links[0] == links[1] and len(parent.text() or "") <= _LONGEST_NOTE


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    node: LexborNode | None = inner
    while node is not None:
        if node.mem_id == outer.mem_id:
            return True
        node = node.parent
    return False


def _whole_mark(link: LexborNode) -> LexborNode:
    """Returns the raised element that has only the link, else the link."""
    node, parent = link, link.parent
    while (
        parent is not None
        and parent.tag in _RAISED
        and (parent.text() or "").strip() == (link.text() or "").strip()
    ):
        node, parent = parent, parent.parent
    return node


def _label(link: LexborNode, taken: set[str]) -> str:
    found = _NUMBER.fullmatch((link.text() or "").strip())
    label = found[1] if found else ""
    if label and label not in taken:
        return label
    return next(str(number) for number in range(1, 2 * _MOST) if str(number) not in taken)


def _fragment(link: LexborNode) -> str:
    """Returns the name that a link within the page leads to; "" if it leads elsewhere."""
    reference = (link.attributes.get("href") or "").strip()
    before, mark, name = reference.rpartition("#")
    return name if mark and (not before or not before.startswith(("mailto:", "javascript:"))) else ""


def _names(node: LexborNode) -> Iterator[str]:
    for attribute in ("id", "name"):
        name = node.attributes.get(attribute)
        if name and (attribute == "id" or node.tag == "a"):
            yield name


def _names_around(link: LexborNode) -> Iterator[str]:
    """Yields the names of a link, and of the elements in, around and before it."""
    yield from _names(link)
    for inner in link.css("[id], a[name]"):
        yield from _names(inner)
    node: LexborNode | None = link
    for _ in range(_UP):
        before = node.prev if node is not None else None
        if before is not None and not (before.tag or "-").startswith("-"):
            yield from _names(before)
        node = node.parent if node is not None else None
        if node is None or node.tag in _HOLDERS:
            return
        yield from _names(node)
