"""Links within a book: to its own pages where they are in it, else to the archive online."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from generator.archive.epub.cutting import cut
from generator.archive.epub.markup import LINK, nodes, outer_address, xml_id


@dataclass
class BookPage:
    """A page of a book: the name of its file, its title and its body.

    `address` is that of the same page of the site, or empty. `linear` is false for pages that only links lead
    to. `anchors` maps what may stand after "#" to an id.
    """

    name: str
    title: str
    body: ET.Element
    address: str = ""
    kind: str = ""
    anchors: dict[str, str] = field(default_factory=dict)


def cut_page(page: BookPage) -> list[BookPage]:
    """The page, or as many pages as its length makes necessary; gives all ids the form that XML wants."""
    _name_anchors(page)
    pieces = cut(page.body)
    if len(pieces) == 1:
        return [page]
    stem = page.name.removesuffix(".xhtml")
    pages = []
    for number, body in enumerate(pieces, 1):
        name = page.name if number == 1 else f"{stem}.{number}.xhtml"
        title = page.title if number == 1 else f"{page.title} ({number})"
        ids = {each.get("id") for each in body.iter()}
        anchors = {anchor: name_ for anchor, name_ in page.anchors.items() if name_ in ids}
        pages.append(BookPage(name, title, body, page.address, page.kind, anchors))
    return pages


def _name_anchors(page: BookPage) -> None:
    """Gives each id a form that XML allows; of two that are the same, the first is kept."""
    for node in page.body.iter():
        anchor = node.get("id")
        if anchor is None:
            continue
        name = xml_id(anchor) if anchor else ""
        if anchor and name not in page.anchors.values():
            page.anchors[anchor] = name
            node.set("id", name)
        else:
            del node.attrib["id"]


class Addresses:
    """Where links lead, for one book.

    `lists` has the anchors of the indexes by the address of the site's list. `pictures` has the pictures in
    the book by the address of the site's file.
    """

    def __init__(
        self, pages: Iterable[BookPage], lists: Mapping[str, str], pictures: Mapping[str, str], base_url: str
    ) -> None:
        self._pages: dict[str, list[BookPage]] = {}
        self._places: dict[str, str] = {}
        for page in pages:
            if page.address:
                self._pages.setdefault(page.address, []).append(page)
            else:
                self._places |= {anchor: f"{page.name}#{name}" for anchor, name in page.anchors.items()}
        self._lists, self._pictures, self._base_url = lists, pictures, base_url

    def link(self, page: BookPage) -> None:
        """Makes all links of a page lead somewhere."""
        parts = self._pages.get(page.address, [page]) if page.address else [page]
        for parent, node in nodes(page.body):
            if node.tag == "a":
                self._link_anchor(page, parts, parent, node)
            elif node.tag == "img":
                self._show(parent, node)

    def _link_anchor(
        self, page: BookPage, parts: Sequence[BookPage], parent: ET.Element, node: ET.Element
    ) -> None:
        address = node.get("href")
        if address is None:
            return
        target = self._target(page, parts, address)
        if target is None:
            del node.attrib["href"]
            node.tag = "span"
        else:
            node.set("href", target)
        if len(node) == 1 and node[0].tag == "img" and not (node.text or node[0].tail or "").strip():
            picture = node[0].get("src", "")
            if address.startswith(LINK) and self._picture(picture):  # the whole picture: readers enlarge it
                node.tag = "span"
                node.attrib.pop("href", None)

    def _target(self, page: BookPage, parts: Sequence[BookPage], address: str) -> str | None:
        if address.startswith("#"):
            return _within(page, parts, unquote(address[1:]))
        if not address.startswith(LINK):
            return outer_address(address)
        path, _, fragment = address.removeprefix(LINK).partition("#")
        pages = self._pages.get(path)
        if pages:
            return _within(None, pages, unquote(fragment)) or pages[0].name
        listed = self._lists.get(path)
        if listed:
            return self._places[listed]
        return outer_address(f"{self._base_url}{path}{'#' + fragment if fragment else ''}")

    def _picture(self, source: str) -> str | None:
        return self._pictures.get(source.removeprefix(LINK)) if source.startswith(LINK) else None

    def _show(self, parent: ET.Element, node: ET.Element) -> None:
        """Shows the picture in the book; else its alternative text, with a link if there can be one."""
        source = node.get("src", "")
        picture = self._picture(source)
        if picture:
            node.set("src", picture)
            return
        address = f"{self._base_url}{source.removeprefix(LINK)}" if source.startswith(LINK) else source
        target, text = outer_address(address), node.attrib.pop("alt", "")
        node.attrib.pop("src", None)
        node.text = text or address.rpartition("/")[2]
        node.tag = "span"
        if target and parent.tag != "a":
            node.tag = "a"
            node.set("href", target)


def _within(page: BookPage | None, parts: Sequence[BookPage], anchor: str) -> str | None:
    """The place of an anchor in one of these parts, seen from `page`, or None."""
    for part in parts:
        if anchor in part.anchors:
            return f"{'' if part is page else part.name}#{part.anchors[anchor]}"
    return None
