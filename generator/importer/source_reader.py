"""Reads and extracts all sources of an import, and accounts for every file and record."""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.addresses import page_address
from generator.importer.extract import Extraction, ExtractOptions, crashed_extraction, extractor
from generator.importer.faults import FaultLog, is_of_library, reason_of
from generator.importer.frame.first_pass import learn_frames
from generator.importer.journal import ImportJournal, context_of
from generator.importer.placing.duplicates import CaptureSummary, summary_of
from generator.importer.placing.resources import ResourceIndex
from generator.importer.reading.wayback import without_archive
from generator.importer.request import ImportRequest
from generator.importer.results import Result, Status
from generator.importer.sandbox import run_in_sandbox
from generator.importer.sources.found_files import FoundFiles
from generator.importer.sources.items import (
    CapturedRedirect,
    Item,
    LeftAside,
    MhtmlPart,
    Resource,
    SavedFile,
    SourceItem,
    UnreadableRecord,
    import_problem,
)
from generator.importer.sources.kinds import SourceKind, suffix_of
from generator.importer.sources.readers import read_source
from generator.importer.spool import Spool
from generator.model.problem import Problem

Step = Callable[[int, int], None]  # called with done and total
# Files that pages are made of; nobody expects an article in them.
_OF_PAGES = re.compile(
    r"\.(?:png|jpe?g|jfif|gif|bmp|webp|svg|ico|tiff?|avif|css|m?js|map|woff2?|ttf|eot|otf|swf|cur)"
)
_RESOURCE = "resource"
_FRAMED = frozenset({SourceKind.PAGE, SourceKind.WARC, SourceKind.MHTML})  # pages of sites


class ExtractedPages(Struct, frozen=True):
    """Summaries of the pages with an article, and results of the other pages."""

    summaries: tuple[CaptureSummary, ...]
    rejected: tuple[Result, ...]


class SourceReader:
    """Reads all sources, and collects their resources, redirects and problems.

    `folder`: temporary folder for converted documents.
    """

    def __init__(
        self, request: ImportRequest, files: Sequence[tuple[SavedFile, SourceKind]], folder: Path, step: Step
    ) -> None:
        self._request, self._folder, self._step = request, folder, step
        self._sources = [(saved, kind) for saved, kind in files if kind is not SourceKind.ASSET]
        self.resources = ResourceIndex()
        self.problems: list[Problem] = []
        self.redirects: list[CapturedRedirect] = []
        self.aside: list[LeftAside] = []
        self._faults = FaultLog()
        self._done, self._total = 0, sum(saved.size for saved, _ in self._sources)

    def extract_all(self, spool: Spool[Extraction], journal: ImportJournal, learned: Step) -> ExtractedPages:
        """Extracts all pages and stores the extractions in the spool.

        `journal`: what an interrupted import has extracted. `learned`: called in the first pass.
        """
        request = self._request
        frames = learn_frames(self._pages(), request.jobs, journal, lambda: learned(self._done, self._total))
        self._done = 0
        options = ExtractOptions(request.province, request.language, request.keep_originals, frames)
        summaries: list[CaptureSummary] = []
        rejected: list[Result] = []
        leads: list[Result] = []

        def extracted(items: Iterable[SourceItem]) -> Iterator[Extraction]:
            """Yields the extractions of items."""
            return run_in_sandbox(extractor(options), items, request.jobs, crashed_extraction, _weight)

        for source, stored, store in journal.results(
            Extraction, context_of("extraction", options), self._items(), extracted
        ):
            page = replace(stored, source=source)
            if not _is_crashed(page):
                store()
            if page.article is None:
                result = self._rejected(page)
                (leads if page.lead_only else rejected).append(result)
            else:
                summaries.append(summary_of(page, spool.append(page)))
            self._step(self._done, self._total)
        return ExtractedPages(tuple(summaries), (*rejected, *_without_text(leads, summaries)))

    def _rejected(self, page: Extraction) -> Result:
        status: Status = "skipped" if page.skipped else "refused"
        problems = page.problems
        if page.traceback:
            reason = dict(problems[0].details)["reason"]
            problems = (self.fault(page.path, reason, page.traceback, problems[0].code),)
        return Result(page.path, status, "", page.address, problems=problems)

    def fault(self, path: str, reason: str, trace: str, code: str = "import-fault") -> Problem:
        """Returns the problem of a fault. Its traceback is written to the file that the problem names."""
        return import_problem(path, code, reason=reason, log=self._faults.write(path, trace))

    def _pages(self) -> Iterator[SourceItem]:
        """Yields the pages for the first pass, which learns the frames of the sites.

        The second pass reports what cannot be read.
        """
        for saved, kind in self._sources:
            if kind in _FRAMED:
                try:
                    items = read_source(saved, kind, self._folder)
                    for item in items:
                        if isinstance(item, SourceItem):
                            yield replace(item, capture=without_archive(item.capture))
                except OSError:
                    raise
                except Exception:  # noqa: BLE001  (as below)
                    continue
            self._done += saved.size

    def _items(self) -> Iterator[SourceItem]:
        for saved, kind in self._sources:
            yield from self._items_of(saved, kind)
            self._done += saved.size

    def _items_of(self, saved: SavedFile, kind: SourceKind) -> Iterator[SourceItem]:
        """Yields the captures of a file. A file without any is a problem or is left aside."""
        before, found = len(self.problems), False
        aside: list[LeftAside] = []
        try:
            for item in read_source(saved, kind, self._folder, self._request.post_types):
                if isinstance(item, SourceItem):
                    found = True
                    yield item
                elif isinstance(item, LeftAside):
                    aside.append(item)
                else:
                    self._keep(item)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  (a bug in one reader must not end the import of all others)
            code = "import-unreadable" if is_of_library(error) else "import-fault"
            self.problems.append(self.fault(saved.shown, reason_of(error), traceback.format_exc(), code))
        self.aside += aside
        whole = any(each.path == saved.shown for each in aside)
        if not (found or whole or len(self.problems) > before):
            self.problems.append(import_problem(saved.shown, "import-no-records", value=_kinds_of(aside)))

    def _keep(self, item: Item) -> None:
        match item:
            case Resource():
                self.resources.add(item)
            case MhtmlPart():
                self.resources.add_part(item)
            case CapturedRedirect():
                self.redirects.append(item)
            case UnreadableRecord():
                self.problems.append(self.fault(item.path, item.reason, item.traceback, "import-unreadable"))
            case Problem():
                self.problems.append(item)


def _is_crashed(page: Extraction) -> bool:
    """Whether a page was given up because its process ended.

    That also happens when the import is interrupted.
    """
    return page.article is None and any(problem.code == "import-costly" for problem in page.problems)


def refusal(problem: Problem) -> Result:
    """Returns the result of a file that a problem stands for."""
    return Result(problem.path, "refused", problems=(problem,))


def left_aside(found: FoundFiles, reader: SourceReader) -> Iterator[Result]:
    """Returns the results of all files and records that are no articles."""
    for each in (*found.aside, *reader.aside):
        problems = (each.problem,) if each.problem else ()
        yield Result(each.path, "skipped", problems=problems, kind=each.kind, number=each.number)
    for archive in found.archives:
        yield Result(archive.shown, "skipped", kind="archive")
    for saved, kind in found.files:
        if kind is not SourceKind.ASSET:
            continue
        suffix = suffix_of(saved)
        if saved.file in reader.resources.used or _OF_PAGES.fullmatch(suffix):
            yield Result(saved.shown, "skipped", kind=_RESOURCE)
        else:
            problem = import_problem(saved.shown, "import-left-aside", value=suffix)
            yield Result(saved.shown, "skipped", problems=(problem,), kind=suffix)


def _kinds_of(aside: Sequence[LeftAside]) -> str:
    """Returns the kinds of records with their numbers: "page 12, attachment 3"."""
    numbers: Counter[str] = Counter()
    for each in aside:
        numbers[each.kind] += each.number
    return ", ".join(f"{kind} {number}" for kind, number in numbers.most_common()) or "0"


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
