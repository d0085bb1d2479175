"""The press: plans the sheaves that may have changed, renders those pages that did, and stages them.

It runs in worker processes: views and files are made there and stay there; what comes back is small.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.model.theme import Theme
from generator.model.views import Listing, Page
from generator.parallel.pool import in_parallel
from generator.plan.page_sets import Fingerprints, PageSet
from generator.publish.output import Stage, Staged
from generator.render.page import fingerprint, render

_FEW, _CHUNK = 400, 16  # sheaves


class BuiltPage(Struct, frozen=True, array_like=True, gc=False):
    """A page: the fingerprint of what it was made of, its file, what the sitemap says of it."""

    fingerprint: str
    file: Staged
    listing: Listing | None
    rendered: bool = False  # by this build


class BuiltPageSet(Struct, frozen=True, array_like=True, gc=False):
    """A sheaf: its name and the fingerprint of what it was made of (empty: there is none), its pages."""

    name: str
    fingerprint: str
    pages: tuple[BuiltPage, ...]


class PreviousPages(Struct, frozen=True):
    """What the last build made, by name and by path. What the output no longer holds as it was written is
    not among the pages."""

    page_sets: Mapping[str, BuiltPageSet]
    pages: Mapping[str, BuiltPage]


class PageRenderer(Struct, frozen=True):
    """Makes sheaves into staged files, but for those that are as the last build made them."""

    theme: Theme
    template_fingerprints: Mapping[str, str]
    fingerprints: Fingerprints
    memory: PreviousPages
    stage: Stage

    def press(self, page_sets: Iterable[PageSet], jobs: int) -> Iterator[BuiltPageSet]:
        """The sheaves that are as they were first, then the others in their order."""
        changed: list[_Fingerprinted] = []
        for page_set in page_sets:
            marked = _Fingerprinted(page_set, self._fingerprint(page_set))
            kept = self._kept(marked)
            if kept is None:
                changed.append(marked)
            else:
                yield kept
        yield from in_parallel(self._pressed, changed, jobs, few=_FEW, chunk=_CHUNK)

    def _fingerprint(self, page_set: PageSet) -> str:
        own = self.fingerprints.fingerprint(page_set)
        return (
            " ".join((own, *(self.template_fingerprints[name] for name in page_set.templates))) if own else ""
        )

    def _kept(self, marked: "_Fingerprinted") -> BuiltPageSet | None:
        """The sheaf as the last build made it; None where it may be another, or a page of it is missing."""
        before = self.memory.page_sets.get(marked.page_set.name)
        if before is None or not marked.fingerprint or before.fingerprint != marked.fingerprint:
            return None
        pages = self.memory.pages
        return before if all(page.file.path in pages for page in before.pages) else None

    def _pressed(self, marked: "_Fingerprinted") -> BuiltPageSet:
        pages = tuple(map(self._page, marked.page_set.pages()))
        return BuiltPageSet(marked.page_set.name, marked.fingerprint, pages)

    def _page(self, page: Page) -> BuiltPage:
        print_ = fingerprint(page, self.template_fingerprints[page.template])
        before = self.memory.pages.get(page.path)
        if before and before.fingerprint == print_:
            return replace(before, listing=page.listing)
        return BuiltPage(print_, self.stage(render(page, self.theme)), page.listing, rendered=True)


class _Fingerprinted(NamedTuple):
    page_set: PageSet
    fingerprint: str
