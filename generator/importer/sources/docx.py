"""Reads DOCX: a document becomes a page, its pictures are named by digest.

Worker processes convert it, because conversion takes time and memory.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import mammoth
from lxml import etree

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.docx_numbering import with_numbers
from generator.importer.sources.docx_preparing import prepare_docx
from generator.importer.sources.items import MEGABYTE, Item, SavedFile, SourceItem, import_problem, too_large
from generator.importer.sources.markup import page_around
from generator.importer.sources.unpacked import DAMAGED_ZIP
from generator.model.problem import Problem

_INFLATED = 512 * MEGABYTE  # of all members together
_MARKUP = 64 * MEGABYTE  # of the XML of the document
_MEMBERS = 10_000
_DIGITS = 32
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURE = "docx-"  # prefix of picture references; digits of SHA-256 follow
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Tiêu đề'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Caption'] => p.caption:fresh",
        "p[style-name='caption'] => p.caption:fresh",
    )
)
_FIRST = re.compile(r"\s*(?:<p>\s*</p>\s*)*<p>\s*<strong>((?:(?!</?(?:p|strong|img)\b).)+)</strong>\s*</p>")
_CHECKBOX = re.compile(r'<input type="checkbox"[^<>]*/?>')
# Exceptions of mammoth and its parsers for a damaged document.
_DAMAGE = (
    *DAMAGED_ZIP, KeyError, AttributeError, TypeError, OSError, etree.XMLSyntaxError,
)  # fmt: skip


def read_docx(saved: SavedFile) -> Iterator[Item]:
    """Yields the document as one item, not converted yet."""
    with saved.file.open("rb") as stream:
        code = _bomb(stream)
        if code:
            yield import_problem(saved.shown, code)
            return
    with (saved.original or saved.file).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    yield SourceItem(Capture(saved.shown, b"", MEDIA_TYPE), saved, digest)


def convert_docx(item: SourceItem) -> Capture | Problem:
    """Converts the document to an HTML page."""
    path = item.capture.path
    try:
        with item.source.file.open("rb") as stream:
            prepared = prepare_docx(stream)
        with prepared.stream:
            html = _CHECKBOX.sub(_checkbox, with_numbers(_html(prepared.stream)))
            html = html.replace("<table>", '<table border="1">')  # tables of Word hold data
    except _DAMAGE:
        return import_problem(path, "import-docx-damaged")
    if len(html) > MOST_BYTES:
        return too_large(path, len(html))
    data = page_around("", _headed(html))
    return Capture(path, data, "text/html", "utf-8", losses=prepared.losses, stated=True)


def picture_member(archive: zipfile.ZipFile, reference: str) -> zipfile.ZipInfo | None:
    """Returns the ZIP member of a picture; None if there is none."""
    for member in archive.infolist():
        if "media/" not in member.filename or member.file_size > _INFLATED:
            continue
        if reference.startswith(_reference(hashlib.sha256(archive.read(member)).hexdigest())):
            return member
    return None


def _bomb(stream: BinaryIO) -> str:
    """Returns the problem code of a damaged or oversized document; "" if none."""
    try:
        members = zipfile.ZipFile(stream).infolist()
    except DAMAGED_ZIP:
        return "import-docx-damaged"
    markup = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
    # zipfile inflates no member beyond its stated size.
    too_much = sum(m.file_size for m in members) > _INFLATED or markup > _MARKUP or len(members) > _MEMBERS
    return "import-zip-bomb" if too_much else ""


def _html(stream: BinaryIO) -> str:
    result = mammoth.convert_to_html(
        stream, convert_image=mammoth.images.img_element(_picture), style_map=_STYLES,
        include_embedded_style_map=False,
    )  # fmt: skip
    return str(result.value)


def _checkbox(found: re.Match[str]) -> str:
    return "☑" if "checked=" in found[0] else "☐"


def _picture(image: Any) -> dict[str, str]:
    with image.open() as stream:
        digest = hashlib.sha256(stream.read()).hexdigest()
    suffix = re.sub(r"[^a-z0-9]", "", str(image.content_type).rpartition("/")[2].lower())
    return {"src": f"{_reference(digest)}.{suffix}"}


def _reference(digest: str) -> str:
    return f"{PICTURE}{digest[:_DIGITS]}"


def _headed(html: str) -> str:
    """Turns a first paragraph in bold into the title, if there is no heading."""
    return html if "<h1" in html else _FIRST.sub(lambda found: f"<h1>{found[1]}</h1>", html, count=1)
