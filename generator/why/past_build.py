"""A past build, reconstructed from the cache.

Planning is a pure function of the archive, so the pages of a past build can be planned again by today's code.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.build.page_renderer import BuiltPage
from generator.build.previous_output import PreviousOutput, load_made_output
from generator.build.search_index import BuiltIndex, recall_index
from generator.build.snapshot import BuildSnapshot, load_snapshot
from generator.cache.database import Cache
from generator.cache.spool import SpooledTexts
from generator.join.archive import join
from generator.model.archive import Archive, Article, Sources, StandingPage, Texts
from generator.model.content import BodyParts
from generator.model.views.output_page import Page
from generator.plan.context import PlanContext, plan_context
from generator.plan.indexes import search_page_set
from generator.plan.page_sets import PageSet
from generator.plan.pages import plan
from generator.plan.redirects import redirect_page_sets
from generator.plan.sitemaps import sitemap_page_sets
from generator.read.attachments import previous_attached_text
from generator.read.entries import bodies_of, body_parts, load_entries
from generator.read.sources import stored_texts


class _PreviousTexts(Struct, frozen=True):
    """The long texts as they were before the last build."""

    cache: Cache
    bodies: SpooledTexts

    def body(self, source_path: str) -> BodyParts:
        """The parts of a body, by the path of its file."""
        return body_parts(self.bodies(source_path))

    def attached(self, path: str) -> str:
        """The text of an attachment."""
        return previous_attached_text(self.cache, path)


class Planned(Struct, frozen=True):
    """A page and its page set."""

    page_set: PageSet
    page: Page


class PastBuild(Struct, frozen=True):
    """A past build: its plan context, its snapshot, its output, and the hash of each file."""

    ctx: PlanContext
    snapshot: BuildSnapshot
    made: PreviousOutput
    index: BuiltIndex
    digests: Mapping[str, str]

    @property
    def archive(self) -> Archive:
        """The archive of the build."""
        return self.ctx.archive

    def planned(self, path: str) -> Planned | None:
        """The page with this path. None if the build made no such page."""
        name = next(
            (n for n, page_set in self.made.pages.page_sets.items() if _holds(page_set.pages, path)), None
        )
        page_set = next((each for each in self._page_sets() if each.name == name), None) if name else None
        page = next((each for each in page_set.pages() if each.path == path), None) if page_set else None
        return Planned(page_set, page) if page_set and page else None

    def articles(self) -> dict[str, Article | StandingPage]:
        """Articles and standing pages, by key."""
        archive = self.archive
        found: dict[str, Article | StandingPage] = {each.key: each for each in archive.articles}
        return found | {each.key: each for each in archive.standing_pages}

    def _page_sets(self) -> Iterator[PageSet]:
        """Yields all page sets of the build, in planning order."""
        pages = self.made.pages.pages.values()
        listings = [page.listing for page in pages if page.listing]
        search = search_page_set(self.ctx, self.index.root)
        first = [*plan(self.ctx), *sitemap_page_sets(self.ctx, listings), search]
        yield from first
        made = self.made.pages.page_sets
        taken = {page.file.path for each in first if each.name in made for page in made[each.name].pages}
        taken |= self.made.assets.keys() | self.made.derived.keys()
        yield from redirect_page_sets(self.ctx, frozenset(taken))


def load_build(cache: Cache, *, previous: bool) -> PastBuild | None:
    """The last build or, with `previous`, the one before it. None if the cache has no such build."""
    snapshot = load_snapshot(cache, previous=previous)
    if snapshot is None:
        return None
    entries = load_entries(cache, previous=previous)
    texts: Texts = (
        _PreviousTexts(cache, bodies_of(cache, entries)) if previous else stored_texts(cache, entries)
    )
    sources = Sources(entries, snapshot.media, frozenset(), {}, texts, snapshot.ledger)
    archive = join(sources, snapshot.settings, snapshot.build_date).value
    made, index = load_made_output(cache, previous=previous), recall_index(cache, previous=previous)
    return PastBuild(plan_context(archive), snapshot, made, index, dict(_digests(made, index)))


def last_two_builds(cache: Cache) -> tuple[PastBuild | None, PastBuild | None]:
    """The last build that was published, preceded by the build before it.

    Either may be None.

    If a later build found errors, the cache already has its input. The published site is then the previous
    build.
    """
    if not cache.is_published:
        return None, load_build(cache, previous=True)
    then = load_build(cache, previous=True) if cache.last_build_kind == "edit" else None
    return then, load_build(cache, previous=False)


def _holds(pages: tuple[BuiltPage, ...], path: str) -> bool:
    """Whether one of the pages has this path."""
    return any(page.file.path == path for page in pages)


def _digests(made: PreviousOutput, index: BuiltIndex) -> Iterator[tuple[str, str]]:
    """Yields (path, hash) of all files."""
    for page in made.pages.pages.values():
        yield page.file.path, page.file.digest
    for asset in made.assets.values():
        yield asset.file.path, asset.file.digest
    for file in (*made.derived.values(), *index.files):
        yield file.path, file.digest
