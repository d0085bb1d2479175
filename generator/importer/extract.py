"""Extracts the article of one source item. Runs in a worker process."""

import hashlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.addresses import is_print_view
from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.container_fields import with_container_fields
from generator.importer.conversion import import_page
from generator.importer.faults import is_of_library, reason_of
from generator.importer.frame.record import SiteFrame
from generator.importer.frame.sites import SiteFrames, folder_of
from generator.importer.markdown.page import import_markdown
from generator.importer.placing.shingles import sample_shingles
from generator.importer.reading.lists import is_error_page
from generator.importer.reading.wayback import without_archive
from generator.importer.sources.items import SavedFile, SourceItem, import_problem
from generator.model.problem import Outcome, Problem

MARKDOWN = "text/markdown"


class Extraction(Struct, frozen=True):
    """Article that was extracted from a source item.

    `article` is None if the page is refused or skipped as a list. `digest`: SHA-256 of the captured file, as
    hexadecimal digits. `original`: bytes of a capture in a container if originals are stored, else empty.
    `traceback`: of a fault that the page brought to light.
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
    traceback: str = ""


class ExtractOptions(Struct, frozen=True):
    """Province and language that the user sets for all pages; "" if not set.

    `frames`: what was learned of the sites of the pages, by site.
    """

    province: str = ""
    language: str = ""
    keep_originals: bool = False
    frames: Mapping[str, SiteFrame] = {}


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
        code = "import-unreadable" if is_of_library(error) else "import-fault"
        fault = import_problem(item.capture.path, code, reason=reason_of(error))
        return replace(_refused(item, fault), traceback=traceback.format_exc())


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
    saved, capture = capture, without_archive(capture)
    digest = item.digest or (_digest_of(item) if capture is not saved else "")
    frames = SiteFrames(options.frames, folder_of(item.source))
    outcome: Outcome[ImportedArticle | None] = (
        import_markdown(capture, options.province, options.language)
        if capture.media_type == MARKDOWN
        else import_page(capture, options.province, options.language, frames)
    )
    article = outcome.value
    if any(problem.code == "import-list-page" for problem in outcome.problems):
        return _skipped(item, capture, "import-list-page")
    if article is not None and is_error_page(article.title):
        return _skipped(item, capture, "import-error-page")
    problems = (*outcome.problems, *capture.problems)
    if article is not None:
        article, wrong = with_container_fields(article, capture, options.province)
        problems = (*_without_stated(problems, article), *wrong)
    if article is not None and digest:
        article = replace(article, source={**article.source, "sha256": digest})
    address = (article.source.get("url", "") if article else "") or capture.address
    return Extraction(
        capture.path,
        item.source,
        _digest_of(item),
        article,
        problems,
        address,
        dict(capture.known),
        lead_only=capture.lead_only,
        printed=is_print_view(capture.address, item.source.inside),
        sampled_shingles=sample_shingles(article.body) if article else b"",
        original=item.capture.data if options.keep_originals and article and not item.digest else b"",
    )


def _without_stated(problems: tuple[Problem, ...], article: ImportedArticle) -> Iterator[Problem]:
    """Yields the problems but those of a province that the container states."""
    stated = "province" in article.evidence and "province" not in article.review
    return (each for each in problems if not (stated and each.code.startswith("import-province-")))


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
