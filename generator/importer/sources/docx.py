"""DOCX: a document of Word as a page, its pictures named by their digest.

Converting is left to the worker processes, as it costs time and memory.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import mammoth

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import MEGABYTE, Item, SavedFile, SourceItem, refused, too_large
from generator.importer.sources.markup import page_around
from generator.model.problem import Problem

_INFLATED = 512 * MEGABYTE  # of all members together
_MARKUP = 64 * MEGABYTE  # of the document's own XML
_MEMBERS = 10_000
_DIGITS = 32
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURE = "docx-"  # how references to pictures inside a document begin; digits of their SHA-256 follow
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
# What mammoth and the parsers beneath it raise for a file that is no document of Word.
_DAMAGE = (
    zipfile.BadZipFile, KeyError, IndexError, ValueError, AttributeError, TypeError, OSError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def read_docx(saved: SavedFile) -> Iterator[Item]:
    """The one page of a document, still to be converted."""
    with saved.file.open("rb") as stream:
        code = _bomb(stream)
        if code:
            yield refused(saved.shown, code)
            return
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    yield SourceItem(Capture(saved.shown, b"", MEDIA_TYPE), saved, digest)


def converted(find: SourceItem) -> Capture | Problem:
    """The document as a page of HTML."""
    path = find.capture.path
    try:
        with find.source.file.open("rb") as stream:
            html = _html(stream)
    except _DAMAGE:
        return refused(path, "import-docx-damaged")
    if len(html) > MOST_BYTES:
        return too_large(path, len(html))
    return Capture(path, page_around("", _headed(html)), "text/html", "utf-8")


def picture_member(archive: zipfile.ZipFile, reference: str) -> zipfile.ZipInfo | None:
    """The member of a document that holds the picture of a reference; None where there is none."""
    for member in archive.infolist():
        if "media/" not in member.filename or member.file_size > _INFLATED:
            continue
        if reference.startswith(_reference(hashlib.sha256(archive.read(member)).hexdigest())):
            return member
    return None


def _bomb(stream: BinaryIO) -> str:
    """The problem of a document that is none, or that would inflate beyond measure; "" for others."""
    try:
        members = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return "import-docx-damaged"
    markup = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
    # The module inflates no member beyond the size that it states.
    too_much = sum(m.file_size for m in members) > _INFLATED or markup > _MARKUP or len(members) > _MEMBERS
    return "import-zip-bomb" if too_much else ""


def _html(stream: BinaryIO) -> str:
    result = mammoth.convert_to_html(
        stream, convert_image=mammoth.images.img_element(_picture), style_map=_STYLES,
        include_embedded_style_map=False,
    )  # fmt: skip
    return str(result.value)


def _picture(image: Any) -> dict[str, str]:
    with image.open() as stream:
        digest = hashlib.sha256(stream.read()).hexdigest()
    suffix = re.sub(r"[^a-z0-9]", "", str(image.content_type).rpartition("/")[2].lower())
    return {"src": f"{_reference(digest)}.{suffix}"}


def _reference(digest: str) -> str:
    return f"{PICTURE}{digest[:_DIGITS]}"


def _headed(html: str) -> str:
    """A first paragraph all in bold is the title, where no heading is."""
    return html if "<h1" in html else _FIRST.sub(lambda found: f"<h1>{found[1]}</h1>", html, count=1)
