"""Writes into a DOCX what Word only shows: numbers of paragraphs, formulas as text. Names what is lost."""

import posixpath
import shutil
import tempfile
import zipfile
from typing import BinaryIO, cast

from lxml import etree
from msgspec import Struct

from generator.importer.sources.docx_formulas import write_formulas
from generator.importer.sources.docx_numbering import number_paragraphs
from generator.importer.sources.docx_shapes import embedded_files, open_text_boxes

_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# Elements of which neither Markdown nor a picture in the document keeps anything.
_LOST = {"chart": "chart", "relIds": "SmartArt", "altChunk": "altChunk", "contentPart": "ink"}
_FORMULA = "formula"


class PreparedDocument(Struct, frozen=True):
    """Document with its numbers and formulas as text; names of what it cannot show."""

    stream: BinaryIO
    losses: tuple[str, ...] = ()


def prepare_docx(stream: BinaryIO) -> PreparedDocument:
    """Returns a copy of the document for conversion. Raises what zipfile and lxml raise if it is damaged."""
    copy = cast(BinaryIO, tempfile.NamedTemporaryFile())  # noqa: SIM115  (its reader closes it)
    shutil.copyfileobj(stream, copy)
    losses: list[str] = []
    with zipfile.ZipFile(copy, "a") as archive:
        main = _main_part(archive)
        folder = posixpath.dirname(main)
        document = _parsed(archive, main)
        if document is None:
            return PreparedDocument(copy)
        numbering, styles = (_parsed(archive, f"{folder}/{name}.xml") for name in ("numbering", "styles"))
        number_paragraphs(document, numbering, styles)
        for name, root in ((main, document), *((each, _parsed(archive, each)) for each in _NOTES)):
            if root is not None:
                open_text_boxes(root)
                losses += [_FORMULA] * write_formulas(root)
                losses += embedded_files(root)
                losses += [_LOST[tag] for tag in map(_local, root.iter("{*}*")) if tag in _LOST]
                _put(archive, name, root)
    copy.seek(0)
    return PreparedDocument(copy, tuple(dict.fromkeys(losses)))


def _main_part(archive: zipfile.ZipFile) -> str:
    """Returns the name of the part with the text."""
    relations = _parsed(archive, "_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.NameToInfo:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _put(archive: zipfile.ZipFile, name: str, root: etree._Element) -> None:
    """Adds a part that is read in place of the one with its name."""
    old = archive.NameToInfo.pop(name)
    archive.filelist.remove(old)
    archive.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
