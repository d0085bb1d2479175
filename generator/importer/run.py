"""Runs an import: reads the sources, extracts articles, groups duplicates, writes files.

The map of all steps is in the docstring of the package.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from generator.importer.addresses import page_address
from generator.importer.article import ImportedArticle
from generator.importer.extract import Extraction, ExtractOptions, crashed_extraction, extractor
from generator.importer.placing.duplicates import CaptureSummary, group_duplicates, summary_of
from generator.importer.placing.placer import Placer
from generator.importer.placing.resources import ResourceIndex
from generator.importer.request import ImportRequest
from generator.importer.results import Result, Status
from generator.importer.sandbox import run_in_sandbox
from generator.importer.sources.items import CapturedRedirect, Resource, SavedFile, SourceItem, import_problem
from generator.importer.sources.kinds import SourceKind, kind_of
from generator.importer.sources.readers import (
    MissingPackagesError,
    missing_packages,
    read_source,
    select_sources,
)
from generator.importer.sources.scan import below, scan
from generator.importer.sources.unpacked import unpack
from generator.importer.spool import Spool
from generator.model.problem import Problem

_MARKED = 3  # with so many marked articles, a site marks all of them
Step = Callable[[int, int], None]  # called with done and total


def run(request: ImportRequest, on_extracted: Step, on_placed: Step) -> tuple[Result, ...]:
    """Imports the sources and returns a result for each capture.

    Refused and skipped captures come first. Raises MissingPackagesError before anything is read, OSError if
    the disk fails.
    """
    with ExitStack() as stack:
        files, problems = _files(request.sources, stack)
        sources = select_sources(files)
        missing = missing_packages([kind for _, kind in sources])
        if missing:
            raise MissingPackagesError(missing)
        spool = Spool(Extraction)
        stack.callback(spool.close)
        reader = _SourceReader(request, sources, on_extracted)
        extracted = reader.extract_all(spool)
        placer = Placer(request.site, request.settings, request.section, reader.resources, request.dry)
        placer.keep_originals = request.keep_originals
        refusals = [_refusal(problem) for problem in (*problems, *reader.problems)]
        placed = _placed(extracted, spool, placer, reader.redirects, on_placed)
        return (*refusals, *extracted.rejected, *placed)


def _refusal(problem: Problem) -> Result:
    return Result(problem.path, "refused", problems=(problem,))


def _files(sources: Sequence[Path], stack: ExitStack) -> tuple[list[SavedFile], list[Problem]]:
    """Lists the files of the sources and the problems met.

    Zip archives are unpacked into temporary folders. The folders exist until the stack closes.
    """
    files: list[SavedFile] = []
    problems: list[Problem] = []
    for item in scan(sources):
        if isinstance(item, Problem):
            problems.append(item)
        elif kind_of(item) is SourceKind.ZIP:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="khotin-")))
            problems += unpack(item, folder)
            for inner in below(folder, item.shown):
                (problems if isinstance(inner, Problem) else files).append(inner)  # type: ignore[arg-type]
        else:
            files.append(item)
    return files, problems


# --- reading and extracting --------------------------------------------------------------------------------


class _ExtractedPages(Struct, frozen=True):
    """Summaries of the pages with an article, and results of the other pages."""

    summaries: tuple[CaptureSummary, ...]
    rejected: tuple[Result, ...]


class _SourceReader:
    """Reads all sources, and collects their resources, redirects and problems."""

    def __init__(
        self, request: ImportRequest, sources: Sequence[tuple[SavedFile, SourceKind]], step: Step
    ) -> None:
        self._request, self._sources, self._step = request, sources, step
        self.resources = ResourceIndex()
        self.problems: list[Problem] = []
        self.redirects: list[CapturedRedirect] = []
        self._done, self._total = 0, sum(saved.size for saved, _ in sources)

    def extract_all(self, spool: Spool[Extraction]) -> _ExtractedPages:
        """Extracts all pages and stores the extractions in the spool."""
        request = self._request
        options = ExtractOptions(request.province, request.language, request.keep_originals)
        summaries: list[CaptureSummary] = []
        rejected: list[Result] = []
        leads: list[Result] = []
        results = run_in_sandbox(extractor(options), self._items(), request.jobs, crashed_extraction, _weight)
        for page in results:
            if page.article is None:
                status: Status = "skipped" if page.skipped else "refused"
                result = Result(page.path, status, "", page.address, problems=page.problems)
                (leads if page.lead_only else rejected).append(result)
            else:
                summaries.append(summary_of(page, spool.append(page)))
            self._step(self._done, self._total)
        return _ExtractedPages(tuple(summaries), (*rejected, *_without_text(leads, summaries)))

    def _items(self) -> Iterator[SourceItem]:
        for saved, kind in self._sources:
            for item in read_source(saved, kind):
                match item:
                    case SourceItem():
                        yield item
                    case Resource():
                        self.resources.add(item)
                    case CapturedRedirect():
                        self.redirects.append(item)
                    case Problem():
                        self.problems.append(item)
            self._done += saved.size


def _without_text(leads: Sequence[Result], summaries: Sequence[CaptureSummary]) -> Iterator[Result]:
    """Returns the results of feed items that have only a title.

    An item is "same" if its page was read from another source, else refused.
    """
    paths = {summary.page: summary.path for summary in summaries if summary.page and not summary.lead_only}
    for lead in leads:
        other = paths.get(page_address(lead.address))
        if other:
            same = import_problem(lead.file, "import-same-article", other=other)
            yield Result(lead.file, "same", "", lead.address, problems=(same,))
        else:
            yield lead


def _weight(item: SourceItem) -> int:
    return len(item.capture.data)


# --- placing ----------------------------------------------------------------------------------------------


def _placed(
    extracted: _ExtractedPages,
    spool: Spool[Extraction],
    placer: Placer,
    redirects: Sequence[CapturedRedirect],
    step: Step,
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
    placer.record_shared_texts(found.shared)
    for number, group in enumerate(found.groups, start=1):
        yield from placer.place(group, spool)
        step(number, len(found.groups))


def _offered(
    summaries: Sequence[CaptureSummary], spool: Spool[Extraction], resources: ResourceIndex
) -> dict[str, str]:
    """Maps the paths of DOCX captures to the article that offers them for download.

    These documents are attachments, not articles.
    """
    documents = {
        summary.path: spool.get(summary.offset).source.file for summary in summaries if _is_document(summary)
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
            if found and found.file and not found.member:
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


def _is_document(summary: CaptureSummary) -> bool:
    return summary.path.lower().endswith(".docx")
