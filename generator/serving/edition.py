"""An edition: the whole site as its content says at one moment; pages are made when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator import addresses
from generator.join.archive import join
from generator.model import Archive, MediaFile, Outcome, Settings, Theme
from generator.plan.desk import Desk, lay_out
from generator.plan.finding import Finder
from generator.problems import has_errors
from generator.render.files import render
from generator.request import BuildRequest
from generator.serving.content import Content, sources


@dataclass(frozen=True)
class Copies:
    """The files that the site takes as they are."""

    site: Path
    theme: Theme
    media: Mapping[str, MediaFile]

    @cached_property
    def by_address(self) -> Mapping[str, Path]:
        media = {addresses.media(path): self.site / file.actual for path, file in self.media.items()}
        return dict(self.theme.static) | media


@dataclass(frozen=True, slots=True)
class Edition:
    finder: Finder
    theme: Theme
    copies: Copies
    pages: dict[str, bytes | None] = field(default_factory=dict)  # made when first asked for

    @property
    def desk(self) -> Desk:
        return self.finder.desk

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    def page(self, path: str) -> bytes | None:
        """The page of this address as a build would write it; None where there is none."""
        if path not in self.pages:
            page = self.finder.page(path)
            self.pages[path] = render(page, self.theme).content if page else None
        return self.pages[path]


def edition_of(
    content: Content, theme: Theme, request: BuildRequest, before: Edition | None
) -> Outcome[Edition | None]:
    """The edition of this content, with all problems of the content; None where one of them is an error."""
    found = sources(content)
    archive = join(found.value, content.settings, request.build_date)
    problems = tuple(sorted((*found.problems, *archive.problems)))
    if has_errors(problems):
        return Outcome(None, problems)
    desk = lay_out(archive.value)
    return Outcome(Edition(Finder(desk), theme, _copies(archive.value, theme, request, before)), problems)


def _copies(archive: Archive, theme: Theme, request: BuildRequest, before: Edition | None) -> Copies:
    if before and before.copies.media is archive.media and before.theme is theme:
        return before.copies
    return Copies(request.site, theme, archive.media)
