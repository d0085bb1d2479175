"""Texts of attached PDF files, kept in the cache."""

import marshal
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.cache.database import Cache, CacheLocation, read_record
from generator.cache.stamps import Stamp
from generator.model.content import MediaFile
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START
from generator.parallel.pool import in_parallel
from generator.read.files import digest_of
from generator.read.pdf import PdfState, PdfText, pdf_text
from generator.read.scan import ScannedFile

# Fewer files are not worth a worker process. Each file is a task of its own.
_FEW_FILES = 4
_TEXTS, _STATE = "attached", ("reading", "attached")

_PROBLEMS: Mapping[PdfState, str] = {
    "no-text-layer": "pdf-no-text",
    "unreadable": "pdf-unreadable",
    "encrypted": "pdf-encrypted",
    "cut": "pdf-cut",
}

# (digest of the file, state, number of pages read, whether there is a text)
_Known = tuple[str, PdfState, int, bool]


class _Work(Struct, frozen=True):
    file: Path
    digest: str  # as the store knows it


def read_attached(
    site: Path,
    media: Mapping[str, MediaFile],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
) -> Outcome[dict[str, str]]:
    """The digest of each PDF among the media that has a text, by path; the texts go into the store.

    Every PDF that is not searchable in full is a problem of severity "note".
    """
    pdfs = [path for path in sorted(media) if PurePosixPath(path).suffix.lower() == ".pdf"]
    known: dict[str, _Known] = marshal.loads(cache.get(*_STATE) or marshal.dumps({}))
    changed = [p for p in pdfs if p not in known or found[p].stamp is None or stamps.get(p) != found[p].stamp]
    work = [_Work(site / found[path].actual, known[path][0] if path in known else "") for path in changed]
    now = {path: known[path] for path in pdfs if path in known}
    for path, read in zip(changed, in_parallel(_read, work, jobs, few=_FEW_FILES, chunk=1), strict=True):
        if read:
            digest, pdf = read
            now[path] = (digest, pdf.state, pdf.pages, bool(pdf.text))
            cache.put(_TEXTS, [(path, pdf.text.encode())])
    if now != known:
        cache.drop(_TEXTS, known.keys() - now.keys())
        cache.put(_STATE[0], [(_STATE[1], marshal.dumps(now))])
    problems = (_pdf_problem(path, now[path]) for path in pdfs if now[path][1] != "text")
    return Outcome({path: now[path][0] for path in pdfs if now[path][3]}, tuple(problems))


def attached_text(cache: CacheLocation, path: str) -> str:
    """The text of an attached file, from the store."""
    return (read_record(cache, _TEXTS, path) or b"").decode()


def former_attached_text(cache: Cache, path: str) -> str:
    """The text of an attached file as it was before the last build."""
    return (cache.get_previous(_TEXTS, path) or b"").decode()


def _read(work: _Work) -> tuple[str, PdfText] | None:
    """Digest and text of a file; None where it is the one that is known."""
    digest = digest_of(work.file.read_bytes())
    return None if digest == work.digest else (digest, pdf_text(work.file))


def _pdf_problem(path: str, known: _Known) -> Problem:
    _, state, pages, _ = known
    details = {"pages": str(pages)} if state == "cut" else {}
    return Problem.at(path, FILE_START, _PROBLEMS[state], **details)
