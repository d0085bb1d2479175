"""A run of the importer: survey the sources, read and understand their pages, join twins, place what is new.

Everything is understood before the first article is written: only then is it known which pages are one.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from generator.importer.addresses import page_address
from generator.importer.article import ImportedArticle
from generator.importer.extract import Extraction, ExtractOptions, lost, understander
from generator.importer.placing.duplicates import CaptureSummary, card_of, grouped
from generator.importer.placing.placer import Placer
from generator.importer.placing.resources import ResourceIndex
from generator.importer.request import ImportRequest
from generator.importer.results import Result, Status
from generator.importer.sandbox import guarded
from generator.importer.sources.items import Moved, Resource, SavedFile, SourceItem, refused
from generator.importer.sources.kinds import SourceKind, kind_of
from generator.importer.sources.readers import MissingPackagesError, missing_packages, read_source, sorted_out
from generator.importer.sources.scan import below, scan
from generator.importer.sources.unpacked import unpack
from generator.importer.spool import Spool
from generator.model.problem import Problem

_MARKED = 3  # so many marked articles show that a site marks them all
Step = Callable[[int, int], None]  # how much of how much is done


def run(request: ImportRequest, understanding: Step, placing: Step) -> tuple[Result, ...]:
    """The fate of every capture, in the order in which they were found.

    Raises MissingPackagesError before anything is read, OSError where the disk fails.
    """
    with ExitStack() as stack:
        files, problems = _files(request.sources, stack)
        sources = sorted_out(files)
        missing = missing_packages([kind for _, kind in sources])
        if missing:
            raise MissingPackagesError(missing)
        spool = Spool(Extraction)
        stack.callback(spool.close)
        reading = _Reading(request, sources, understanding)
        read = reading.understood(spool)
        placer = Placer(request.site, request.settings, request.section, reading.resources, request.dry)
        placer.keep_originals = request.keep_originals
        refusals = [_refusal(problem) for problem in (*problems, *reading.problems)]
        placed = _placed(read, spool, placer, reading.moved, placing)
        return (*refusals, *read.rejected, *placed)


def _refusal(problem: Problem) -> Result:
    return Result(problem.path, "refused", problems=(problem,))


def _files(sources: Sequence[Path], stack: ExitStack) -> tuple[list[SavedFile], list[Problem]]:
    """The files of the sources, those of zip archives unpacked for the length of the stack."""
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


# --- reading and understanding ----------------------------------------------------------------------------


class _Read(Struct, frozen=True):
    """The cards of pages that became articles, and the results of those that did not."""

    cards: tuple[CaptureSummary, ...]
    rejected: tuple[Result, ...]


class _Reading:
    """Reads the sources one after the other; on the way it notes what they hold beside pages."""

    def __init__(
        self, request: ImportRequest, sources: Sequence[tuple[SavedFile, SourceKind]], step: Step
    ) -> None:
        self._request, self._sources, self._step = request, sources, step
        self.resources = ResourceIndex()
        self.problems: list[Problem] = []
        self.moved: list[Moved] = []
        self._done, self._total = 0, sum(saved.size for saved, _ in sources)

    def understood(self, spool: Spool[Extraction]) -> _Read:
        request = self._request
        wishes = ExtractOptions(request.province, request.language, request.keep_originals)
        cards: list[CaptureSummary] = []
        rejected: list[Result] = []
        leads: list[Result] = []
        results = guarded(understander(wishes), self._finds(), request.jobs, lost, _weight)
        for page in results:
            if page.article is None:
                status: Status = "skipped" if page.skipped else "refused"
                result = Result(page.path, status, "", page.address, problems=page.problems)
                (leads if page.lead_only else rejected).append(result)
            else:
                cards.append(card_of(page, spool.keep(page)))
            self._step(self._done, self._total)
        return _Read(tuple(cards), (*rejected, *_without_text(leads, cards)))

    def _finds(self) -> Iterator[SourceItem]:
        for saved, kind in self._sources:
            for item in read_source(saved, kind):
                match item:
                    case SourceItem():
                        yield item
                    case Resource():
                        self.resources.add(item)
                    case Moved():
                        self.moved.append(item)
                    case Problem():
                        self.problems.append(item)
            self._done += saved.size


def _without_text(leads: Sequence[Result], cards: Sequence[CaptureSummary]) -> Iterator[Result]:
    """Items of feeds that say nothing but a title: of no account where the page itself was read."""
    paths = {card.page: card.path for card in cards if card.page and not card.lead_only}
    for lead in leads:
        other = paths.get(page_address(lead.address))
        if other:
            same = refused(lead.file, "import-same-article", other=other)
            yield Result(lead.file, "same", "", lead.address, problems=(same,))
        else:
            yield lead


def _weight(find: SourceItem) -> int:
    return len(find.capture.data)


# --- placing ----------------------------------------------------------------------------------------------


def _placed(
    read: _Read, spool: Spool[Extraction], placer: Placer, moved: Sequence[Moved], step: Step
) -> Iterator[Result]:
    """Places each group of twins; the fullest becomes the article."""

    def article_of(card: CaptureSummary) -> ImportedArticle:
        article = spool.get(card.place).article
        assert article is not None  # only pages with one have cards
        return article

    offered = _offered(read.cards, spool, placer.resources)
    others = _other_pages(read.cards)
    cards = [card for card in read.cards if card.path not in offered and card not in others]
    for path, other in offered.items():
        yield Result(path, "skipped", problems=(refused(path, "import-attached", other=other),))
    for card in others:
        yield Result(card.path, "skipped", problems=(refused(card.path, "import-not-article"),))
    found = grouped(cards, lambda card: article_of(card).body)
    placer.note_moves(moved)
    placer.note_shared(found.shared)
    for number, group in enumerate(found.groups, start=1):
        yield from placer.place(group, spool)
        step(number, len(found.groups))


def _offered(
    cards: Sequence[CaptureSummary], spool: Spool[Extraction], resources: ResourceIndex
) -> dict[str, str]:
    """The documents of Word that articles offer, and which one does: they are no articles themselves."""
    documents = {card.path: spool.get(card.place).source.file for card in cards if _is_document(card)}
    if not documents:
        return {}
    offered: dict[Path, str] = {}
    for card in cards:
        page = spool.get(card.place)
        for each in page.article.media if page.article else ():
            found = (
                resources.find(page.source, page.address, each.reference)
                if each.kind == "attachment"
                else None
            )
            if found and found.file and not found.member:
                offered.setdefault(found.file, card.path)
    return {path: offered[file] for path, file in documents.items() if file in offered}


def _other_pages(cards: Sequence[CaptureSummary]) -> list[CaptureSummary]:
    """The pages of sites that mark their articles for machines which are not marked, and have no date or
    author either: mastheads, contact pages, guides."""
    marked = Counter(card.site for card in cards if card.marked)
    return [card for card in cards if card.bare and not card.marked and marked[card.site] >= _MARKED]


def _is_document(card: CaptureSummary) -> bool:
    return card.path.lower().endswith(".docx")
