"""Renders the page sets whose inputs changed, and stages their pages.

This process renders, and others help when processors are free. Of their work only fingerprints and digests
come back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.model.theme import Theme
from generator.model.views.output_page import Listing, Page
from generator.parallel.both_ends import from_both_ends
from generator.plan.page_sets import Fingerprints, PageSet
from generator.publish.output import Stage, Staged
from generator.render.page import page_fingerprint, render

# Fewer page sets are rendered by this process alone. More are claimed in chunks of this many.
_FEW, _CHUNK = 400, 16


class BuiltPage(Struct, frozen=True, array_like=True, gc=False):
    """A page: the fingerprint of its inputs, its file, and its listing in the sitemap or None."""

    fingerprint: str
    file: Staged
    listing: Listing | None
    rendered: bool = False  # by this build


class BuiltPageSet(Struct, frozen=True, array_like=True, gc=False):
    """A page set: its name, the fingerprint of its inputs (empty if unknown), its pages."""

    name: str
    fingerprint: str
    pages: tuple[BuiltPage, ...]


class PreviousPages(Struct, frozen=True):
    """The pages of the last build: its page sets by name, and its pages by path.

    `pages` has only those whose files the output still holds unchanged. `is_complete`: it holds all of them.
    """

    page_sets: Mapping[str, BuiltPageSet]
    pages: Mapping[str, BuiltPage]
    is_complete: bool = False


class PageRenderer(Struct, frozen=True):
    """Renders page sets into staged files. Unchanged ones are taken from the last build."""

    theme: Theme
    template_fingerprints: Mapping[str, str]
    fingerprints: Fingerprints
    previous: PreviousPages
    stage: Stage

    def render(self, page_sets: Iterable[PageSet], helpers: Callable[[], int]) -> Iterator[BuiltPageSet]:
        """Builds the page sets: first those with unchanged inputs, then the others in their order.

        `helpers` says how many processes may help now.
        """
        changed: list[_Fingerprinted] = []
        for page_set in page_sets:
            candidate = _Fingerprinted(page_set, self._fingerprint(page_set))
            unchanged = self._unchanged(candidate)
            if unchanged is None:
                changed.append(candidate)
            else:
                yield unchanged
        if len(changed) < _FEW:
            yield from map(self._rendered, changed)
        else:
            yield from from_both_ends(self._rendered, changed, _CHUNK, helpers)

    def _fingerprint(self, page_set: PageSet) -> str:
        own = self.fingerprints.fingerprint(page_set)
        templates = (self.template_fingerprints[name] for name in page_set.templates)
        return " ".join((own, *templates)) if own else ""

    def _unchanged(self, candidate: "_Fingerprinted") -> BuiltPageSet | None:
        """The page set as the last build made it; None if its inputs changed or one of its files did."""
        before = self.previous.page_sets.get(candidate.page_set.name)
        if before is None or not candidate.fingerprint or before.fingerprint != candidate.fingerprint:
            return None
        previous = self.previous
        if not previous.is_complete and any(page.file.path not in previous.pages for page in before.pages):
            return None
        return before

    def _rendered(self, candidate: "_Fingerprinted") -> BuiltPageSet:
        pages = tuple(map(self._page, candidate.page_set.pages()))
        return BuiltPageSet(candidate.page_set.name, candidate.fingerprint, pages)

    def _page(self, page: Page) -> BuiltPage:
        fingerprint = page_fingerprint(page, self.template_fingerprints[page.template])
        before = self.previous.pages.get(page.path)
        if before and before.fingerprint == fingerprint:
            return replace(before, listing=page.listing)
        file = self.stage(render(page, self.theme))
        return BuiltPage(fingerprint, file, page.listing, rendered=True)


class _Fingerprinted(NamedTuple):
    page_set: PageSet
    fingerprint: str
