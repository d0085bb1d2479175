"""Runs an import: reads the sources, extracts articles, groups duplicates, writes files.

The map of all steps is in the docstring of the package.
"""

import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from generator.importer.article import ImportedArticle
from generator.importer.extract import Extraction
from generator.importer.faults import reason_of
from generator.importer.journal import open_journal
from generator.importer.placing.duplicates import CaptureSummary, group_duplicates
from generator.importer.placing.placer import Placer
from generator.importer.placing.resources import ResourceIndex
from generator.importer.request import ImportRequest
from generator.importer.results import Result
from generator.importer.source_reader import ExtractedPages, SourceReader, Step, left_aside, refusal
from generator.importer.sources.found_files import find_files
from generator.importer.sources.items import CapturedRedirect, import_problem
from generator.importer.sources.readers import MissingPackagesError, missing_packages
from generator.importer.spool import Spool
from generator.model.problem import Problem

_DOCUMENTS = (".docx", ".doc", ".rtf", ".odt", ".fodt", ".dot")
_MARKED = 3  # with so many marked articles, a site marks all of them


def run(request: ImportRequest, on_learned: Step, on_extracted: Step, on_placed: Step) -> tuple[Result, ...]:
    """Imports the sources and returns a result for each capture.

    Refused captures come first, files left aside last. An import that was interrupted goes on where it
    stopped. Raises MissingPackagesError before anything is read,
    OSError if the disk fails.
    """
    with ExitStack() as stack:
        found = find_files(request.sources, stack)
        missing = missing_packages([kind for _, kind in found.files])
        if missing:
            raise MissingPackagesError(missing)
        spool = Spool(Extraction)
        stack.callback(spool.close)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="khotin-")))
        reader = SourceReader(request, found.files, folder, on_extracted)
        journal = open_journal(request)
        stack.callback(journal.close)
        extracted = reader.extract_all(spool, journal, on_learned)
        placer = Placer(request.site, request.settings, request.section, reader.resources, request.dry)
        placer.keep_originals = request.keep_originals
        refusals = [refusal(problem) for problem in (*found.problems, *reader.problems)]
        placed = tuple(_placed(extracted, spool, placer, reader.redirects, on_placed, reader.fault))
        aside = left_aside(found, reader)
        journal.remove()
        return (*refusals, *extracted.rejected, *placed, *aside)


# --- placing ----------------------------------------------------------------------------------------------


def _placed(
    extracted: ExtractedPages,
    spool: Spool[Extraction],
    placer: Placer,
    redirects: Sequence[CapturedRedirect],
    step: Step,
    fault: Callable[[str, str, str], Problem],
) -> Iterator[Result]:
    """Places each group of duplicates and yields the results of all captures."""

    def article_of(summary: CaptureSummary) -> ImportedArticle:
        """Loads the article of a summary from the spool."""
        article = spool.get(summary.offset).article
        assert article is not None  # only extractions with an article have a summary
        return article

    offered = _offered(extracted.summaries, spool, placer.resources)
    others = _other_pages(extracted.summaries)
    summaries = [
        summary for summary in extracted.summaries if summary.path not in offered and summary not in others
    ]
    for path, other in offered.items():
        yield Result(path, "skipped", problems=(import_problem(path, "import-attached", other=other),))
    for summary in others:
        yield Result(summary.path, "skipped", problems=(import_problem(summary.path, "import-not-article"),))
    found = group_duplicates(summaries, lambda summary: article_of(summary).body)
    placer.record_redirects(redirects)
    placer.record_provinces(summaries)
    placer.record_shared_texts(found.shared)
    for number, group in enumerate(found.groups, start=1):
        try:
            results = tuple(placer.place(group, spool))
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  (a bug at one article must not end the import of all others)
            problem = fault(group[0].path, reason_of(error), traceback.format_exc())
            results = tuple(Result(summary.path, "refused", problems=(problem,)) for summary in group)
        yield from results
        step(number, len(found.groups))


def _offered(
    summaries: Sequence[CaptureSummary], spool: Spool[Extraction], resources: ResourceIndex
) -> dict[str, str]:
    """Maps the paths of captures to the article that offers their file for download.

    Documents, and pages in zip archives, are attachments then, not articles.
    """
    sources = {
        summary.path: spool.get(summary.offset).source for summary in summaries if _may_be_offered(summary)
    }
    documents = {
        path: source.archive or source.original or source.file
        for path, source in sources.items()
        if source.archive or path.lower().endswith(_DOCUMENTS)
    }
    if not documents:
        return {}
    offered: dict[Path, str] = {}
    for summary in summaries:
        page = spool.get(summary.offset)
        for each in page.article.media if page.article else ():
            found = (
                resources.find(page.source, page.address, each.reference)
                if each.kind == "attachment"
                else None
            )
            if found and found.file and not found.member and found.file != page.source.archive:
                offered.setdefault(found.file, summary.path)
    return {path: offered[file] for path, file in documents.items() if file in offered}


def _other_pages(summaries: Sequence[CaptureSummary]) -> list[CaptureSummary]:
    """Returns the pages that are not articles, on sites that mark articles.

    A page is not an article if it is unmarked and has neither date nor author, as contact pages are.
    """
    marked = Counter(summary.site for summary in summaries if summary.marked)
    return [
        summary
        for summary in summaries
        if summary.bare and not summary.marked and marked[summary.site] >= _MARKED
    ]


def _may_be_offered(summary: CaptureSummary) -> bool:
    return "!" in summary.path or summary.path.lower().endswith(_DOCUMENTS)
