"""Texts of attached PDF files, kept in the cache."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from generator.cache.database import Cache, CacheLocation, read_record
from generator.cache.records import decode_text, load, save
from generator.cache.stamps import Stamp
from generator.cache.tables import ATTACHED_TEXTS, ATTACHMENTS
from generator.model.content import MediaFile
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START
from generator.parallel.pool import in_parallel
from generator.read.files import digest_of
from generator.read.pdf import PdfState, PdfText, pdf_text
from generator.read.scan import ScannedFile

# Fewer files are not worth a worker process. Each file is a task of its own.
_FEW_FILES = 4

_PROBLEMS: Mapping[PdfState, str] = {
    "no-text-layer": "pdf-no-text",
    "unreadable": "pdf-unreadable",
    "encrypted": "pdf-encrypted",
    "cut": "pdf-cut",
}


class ReadAttachment(NamedTuple):
    """A PDF file: its digest, its state, the number of pages read, and whether it has a text."""

    digest: str
    state: PdfState
    pages: int
    has_text: bool


class _Work(Struct, frozen=True):
    file: Path
    known_digest: str  # empty if the cache has none


def read_attached(
    site: Path,
    media: Mapping[str, MediaFile],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
) -> Outcome[dict[str, str]]:
    """Returns the digest of each PDF among the media that has a text, by path; saves the texts in the cache.

    Every PDF that is not searchable in full is a problem of severity "note".
    """
    pdfs = [path for path in sorted(media) if PurePosixPath(path).suffix.lower() == ".pdf"]
    known = load(cache, ATTACHMENTS, dict[str, ReadAttachment]) or {}
    changed = [path for path in pdfs if path not in known or not found[path].unchanged_since(stamps)]
    work = [_Work(site / found[path].actual, known[path].digest if path in known else "") for path in changed]
    now = {path: known[path] for path in pdfs if path in known}
    for path, read in zip(changed, in_parallel(_read, work, jobs, few=_FEW_FILES, chunk=1), strict=True):
        if read:
            digest, pdf = read
            now[path] = ReadAttachment(digest, pdf.state, pdf.pages, bool(pdf.text))
            cache.put(ATTACHED_TEXTS, [(path, pdf.text.encode())])
    if now != known:
        cache.drop(ATTACHED_TEXTS, known.keys() - now.keys())
        save(cache, ATTACHMENTS, now)
    problems = (_pdf_problem(path, now[path]) for path in pdfs if now[path].state != "text")
    return Outcome({path: now[path].digest for path in pdfs if now[path].has_text}, tuple(problems))


def attached_text(cache: CacheLocation, path: str) -> str:
    """Loads the text of an attached file; empty if it has none. Raises CacheDamagedError."""
    return decode_text(read_record(cache, ATTACHED_TEXTS, path))


def previous_attached_text(cache: Cache, path: str) -> str:
    """Loads the text of an attached file as it was before the last build. Raises CacheDamagedError."""
    return decode_text(cache.get_previous(ATTACHED_TEXTS, path))


def _read(work: _Work) -> tuple[str, PdfText] | None:
    """Digest and text of a file; None if the digest is the known one."""
    digest = digest_of(work.file.read_bytes())
    return None if digest == work.known_digest else (digest, pdf_text(work.file))


def _pdf_problem(path: str, attachment: ReadAttachment) -> Problem:
    details = {"pages": str(attachment.pages)} if attachment.state == "cut" else {}
    return Problem.at(path, FILE_START, _PROBLEMS[attachment.state], **details)
