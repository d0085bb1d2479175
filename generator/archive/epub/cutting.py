"""Cuts long pages: old readers refuse a file of more than 300 KB."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.archive.epub.markup import written

LONGEST = 240_000  # bytes of a page's body; what is around it takes a few more


def cut(body: ET.Element) -> list[ET.Element]:
    """The body in pieces that are short enough; itself if it is."""
    return list(_pieces(body, LONGEST))


def _pieces(node: ET.Element, longest: int) -> Iterator[ET.Element]:
    """Pieces of an element, each with its name and attributes; only the first has its id."""
    if _size(node) <= longest:
        yield node
        return
    piece, size = _like(node), 0
    for item in _items(node, longest):
        length = len(item.encode()) if isinstance(item, str) else _size(item)
        if size and size + length > longest:
            yield piece
            piece, size = _like(node), 0
            piece.attrib.pop("id", None)
        _append(piece, item)
        size += length
    yield piece


def _items(node: ET.Element, longest: int) -> Iterator[str | ET.Element]:
    """What is in an element, in pieces that are short enough."""
    yield from _texts(node.text, longest)
    for child in node:
        tail, child.tail = child.tail, None
        yield from _pieces(child, longest - 1000)  # room for the names of the elements around it
        yield from _texts(tail, longest)


def _texts(text: str | None, longest: int) -> Iterator[str]:
    """A text in pieces; between words where there are any."""
    left, most = text or "", longest // 4  # a character takes up to four bytes
    while len(left) > most:
        at = left.rfind(" ", 1, most)
        at = most if at < 0 else at
        yield left[:at]
        left = left[at:]
    if left:
        yield left


def _like(node: ET.Element) -> ET.Element:
    return ET.Element(node.tag, dict(node.attrib))


def _append(piece: ET.Element, item: str | ET.Element) -> None:
    if isinstance(item, ET.Element):
        piece.append(item)
    elif len(piece):
        piece[-1].tail = (piece[-1].tail or "") + item
    else:
        piece.text = (piece.text or "") + item


def _size(node: ET.Element) -> int:
    return len(written(node).encode())
