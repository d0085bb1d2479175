"""The press: plans the sheaves that may have changed, renders those pages that did, and stages them.

It runs in worker processes: views and files are made there and stay there; what comes back is small.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.model.theme import Theme
from generator.model.views import Page
from generator.parallel.pool import in_parallel
from generator.plan.page_sets import Ingredients, Sheaf
from generator.plan.sitemaps import Listing, listing
from generator.publish.output import Stage, Staged
from generator.render.page import fingerprint, render

_FEW, _CHUNK = 400, 16  # sheaves


class Pressed(Struct, frozen=True, array_like=True, gc=False):
    """A page: the fingerprint of what it was made of, its file, what the sitemap says of it."""

    fingerprint: str
    file: Staged
    listing: Listing | None
    rendered: bool = False  # by this build


class PressedSheaf(Struct, frozen=True, array_like=True, gc=False):
    """A sheaf: its name and the fingerprint of what it was made of (empty: there is none), its pages."""

    name: str
    fingerprint: str
    pages: tuple[Pressed, ...]


class Memory(Struct, frozen=True):
    """What the last build made, by name and by path. What the output no longer holds as it was written is
    not among the pages."""

    sheaves: Mapping[str, PressedSheaf]
    pages: Mapping[str, Pressed]


class Press(Struct, frozen=True):
    """Makes sheaves into staged files, but for those that are as the last build made them."""

    theme: Theme
    looks: Mapping[str, str]
    ingredients: Ingredients
    memory: Memory
    stage: Stage

    def press(self, sheaves: Iterable[Sheaf], jobs: int) -> Iterator[PressedSheaf]:
        """The sheaves that are as they were first, then the others in their order."""
        changed: list[_Marked] = []
        for sheaf in sheaves:
            marked = _Marked(sheaf, self._fingerprint(sheaf))
            kept = self._kept(marked)
            if kept is None:
                changed.append(marked)
            else:
                yield kept
        yield from in_parallel(self._pressed, changed, jobs, few=_FEW, chunk=_CHUNK)

    def _fingerprint(self, sheaf: Sheaf) -> str:
        own = self.ingredients.fingerprint(sheaf)
        return " ".join((own, *(self.looks[name] for name in sheaf.templates))) if own else ""

    def _kept(self, marked: "_Marked") -> PressedSheaf | None:
        """The sheaf as the last build made it; None where it may be another, or a page of it is missing."""
        before = self.memory.sheaves.get(marked.sheaf.name)
        if before is None or not marked.fingerprint or before.fingerprint != marked.fingerprint:
            return None
        pages = self.memory.pages
        return before if all(page.file.path in pages for page in before.pages) else None

    def _pressed(self, marked: "_Marked") -> PressedSheaf:
        pages = tuple(map(self._page, marked.sheaf.pages()))
        return PressedSheaf(marked.sheaf.name, marked.fingerprint, pages)

    def _page(self, page: Page) -> Pressed:
        print_ = fingerprint(page, self.looks[page.template])
        before = self.memory.pages.get(page.path)
        if before and before.fingerprint == print_:
            return replace(before, listing=listing(page.view))
        return Pressed(print_, self.stage(render(page, self.theme)), listing(page.view), rendered=True)


class _Marked(NamedTuple):
    sheaf: Sheaf
    fingerprint: str
