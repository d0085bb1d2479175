"""Rendering: a page is a pure function of its template and its view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Rendered, Theme
from generator.render.environment import environment
from generator.views import FeedView, Page, PageView, WelcomeView
from generator.workers import in_parallel

_NEUTRAL = "en"  # sitemaps and robots.txt have no words


@dataclass(frozen=True, slots=True)
class _Renderer:
    """Carries the theme to the worker processes."""

    theme: Theme

    def __call__(self, page: Page) -> Rendered:
        lang = page.view.lang if isinstance(page.view, PageView | FeedView | WelcomeView) else _NEUTRAL
        template = environment(self.theme, lang).get_template(page.template)
        return Rendered(page.path, template.render(page=page.view).encode())


def render(pages: Sequence[Page], theme: Theme, jobs: int) -> Iterator[Rendered]:
    """The files of the pages, in their order."""
    return in_parallel(_Renderer(theme), pages, jobs)
