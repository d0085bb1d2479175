"""The understanding of one find: what a worker process does with it."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.addresses import is_print_view
from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.placing.shingles import sketch
from generator.importer.reading.lists import is_error_page
from generator.importer.sources.items import SavedFile, SourceItem, refused
from generator.model.problem import Outcome, Problem


class Extraction(Struct, frozen=True):
    """What was understood of a find. `article` is None where it is refused, or skipped as a list of others.

    `digest`: SHA-256 of the captured file; `original`: its bytes where they are to be kept and lie in no file
    of their own.
    """

    path: str
    source: SavedFile
    digest: str
    article: ImportedArticle | None
    problems: tuple[Problem, ...]
    address: str = ""
    known: Mapping[str, object] | None = None
    skipped: bool = False
    lead_only: bool = False
    printed: bool = False
    sketch: bytes = b""
    original: bytes = b""


class ExtractOptions(Struct, frozen=True):
    """What the keeper says of all pages: "" where nothing."""

    province: str = ""
    language: str = ""
    keep_originals: bool = False


def understander(wishes: ExtractOptions) -> Callable[[SourceItem], Extraction]:
    """The function that worker processes call. What they import is imported before they fork."""
    return partial(_understood, wishes)


def lost(find: SourceItem) -> Extraction:
    """A find that broke its process, by the time or memory that it took."""
    return _refused(find, refused(find.capture.path, "import-costly"))


def _understood(wishes: ExtractOptions, find: SourceItem) -> Extraction:
    try:
        return _read(find, wishes)
    except (MemoryError, RecursionError):
        return lost(find)
    except Exception as error:  # noqa: BLE001  (a fault of ours must not cost the other thousands of pages)
        reason = f"{type(error).__name__}: {error}"[:200]
        return _refused(find, refused(find.capture.path, "import-fault", reason=reason))


def _refused(find: SourceItem, problem: Problem) -> Extraction:
    digest = find.digest or hashlib.sha256(find.capture.data).hexdigest()
    capture = find.capture
    return Extraction(
        capture.path,
        find.source,
        digest,
        None,
        (problem,),
        capture.address,
        lead_only=capture.lead_only,
    )


def _read(find: SourceItem, wishes: ExtractOptions) -> Extraction:
    capture = _capture(find)
    if isinstance(capture, Problem):
        return _refused(find, capture)
    digest = find.digest or hashlib.sha256(capture.data).hexdigest()
    outcome: Outcome[ImportedArticle | None] = import_page(capture, wishes.province, wishes.language)
    article = outcome.value
    if any(problem.code == "import-list-page" for problem in outcome.problems):
        return _skipped(find, capture, "import-list-page")
    if article is not None and is_error_page(article.title):
        return _skipped(find, capture, "import-error-page")
    if article is not None and find.digest:
        article = replace(article, source={**article.source, "sha256": find.digest})
    address = (article.source.get("url", "") if article else "") or capture.address
    return Extraction(
        capture.path,
        find.source,
        digest,
        article,
        outcome.problems,
        address,
        dict(capture.known),
        lead_only=capture.lead_only,
        printed=is_print_view(capture.address, find.source.inside),
        sketch=sketch(article.body) if article else b"",
        original=capture.data if wishes.keep_originals and article and not find.digest else b"",
    )


def _skipped(find: SourceItem, capture: Capture, code: str) -> Extraction:
    digest = find.digest or hashlib.sha256(capture.data).hexdigest()
    problem = refused(capture.path, code)
    return Extraction(capture.path, find.source, digest, None, (problem,), capture.address, skipped=True)


def _capture(find: SourceItem) -> Capture | Problem:
    """The capture as a page; documents of Word are converted here."""
    if find.capture.data or not find.digest:
        return find.capture
    from generator.importer.sources.docx import converted

    return converted(find)
