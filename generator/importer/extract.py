"""Extracts the article of one source item. Runs in a worker process."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.addresses import is_print_view
from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.placing.shingles import sample_shingles
from generator.importer.reading.lists import is_error_page
from generator.importer.sources.items import SavedFile, SourceItem, import_problem
from generator.model.problem import Outcome, Problem


class Extraction(Struct, frozen=True):
    """Article that was extracted from a source item.

    `article` is None if the page is refused or skipped as a list. `digest`: SHA-256 of the captured file, as
    hexadecimal digits. `original`: bytes of a capture in a container if originals are stored, else empty.
    """

    path: str
    source: SavedFile
    digest: str
    article: ImportedArticle | None
    problems: tuple[Problem, ...]
    address: str = ""
    known: Mapping[str, Any] | None = None
    skipped: bool = False
    lead_only: bool = False
    printed: bool = False
    sampled_shingles: bytes = b""
    original: bytes = b""


class ExtractOptions(Struct, frozen=True):
    """Province and language that the user sets for all pages; "" if not set."""

    province: str = ""
    language: str = ""
    keep_originals: bool = False


def extractor(options: ExtractOptions) -> Callable[[SourceItem], Extraction]:
    """Returns the function that extracts an item.

    Worker processes call it. Its modules are imported before the processes fork.
    """
    return partial(_extract, options)


def crashed_extraction(item: SourceItem) -> Extraction:
    """Returns the extraction of an item that exceeded the time or memory limit."""
    return _refused(item, import_problem(item.capture.path, "import-costly"))


def _extract(options: ExtractOptions, item: SourceItem) -> Extraction:
    try:
        return _extract_page(item, options)
    except (MemoryError, RecursionError):
        return crashed_extraction(item)
    except Exception as error:  # noqa: BLE001  (a bug on one page must not end the import of all others)
        reason = f"{type(error).__name__}: {error}"[:200]
        return _refused(item, import_problem(item.capture.path, "import-fault", reason=reason))


def _refused(item: SourceItem, problem: Problem) -> Extraction:
    capture = item.capture
    return Extraction(
        capture.path,
        item.source,
        _digest_of(item),
        None,
        (problem,),
        capture.address,
        lead_only=capture.lead_only,
    )


def _extract_page(item: SourceItem, options: ExtractOptions) -> Extraction:
    capture = _capture(item)
    if isinstance(capture, Problem):
        return _refused(item, capture)
    outcome: Outcome[ImportedArticle | None] = import_page(capture, options.province, options.language)
    article = outcome.value
    if any(problem.code == "import-list-page" for problem in outcome.problems):
        return _skipped(item, capture, "import-list-page")
    if article is not None and is_error_page(article.title):
        return _skipped(item, capture, "import-error-page")
    if article is not None and item.digest:
        article = replace(article, source={**article.source, "sha256": item.digest})
    address = (article.source.get("url", "") if article else "") or capture.address
    return Extraction(
        capture.path,
        item.source,
        _digest_of(item),
        article,
        outcome.problems,
        address,
        dict(capture.known),
        lead_only=capture.lead_only,
        printed=is_print_view(capture.address, item.source.inside),
        sampled_shingles=sample_shingles(article.body) if article else b"",
        original=capture.data if options.keep_originals and article and not item.digest else b"",
    )


def _skipped(item: SourceItem, capture: Capture, code: str) -> Extraction:
    problem = import_problem(capture.path, code)
    return Extraction(
        capture.path, item.source, _digest_of(item), None, (problem,), capture.address, skipped=True
    )


def _digest_of(item: SourceItem) -> str:
    """Returns the SHA-256 of the captured file."""
    return item.digest or hashlib.sha256(item.capture.data).hexdigest()


def _capture(item: SourceItem) -> Capture | Problem:
    """Returns the capture as a page. DOCX files are converted here."""
    if item.capture.data or not item.digest:
        return item.capture
    from generator.importer.sources.docx import convert_docx

    return convert_docx(item)
