"""Rendering: a page is a pure function of its template and its view."""

from generator.model.fingerprints import fingerprint
from generator.model.output import Rendered
from generator.model.theme import Theme
from generator.model.views import FeedView, Page, PageView, StubView, WelcomeView
from generator.render.environment import environment

_NEUTRAL = "en"  # for files without words, such as sitemaps


def render(page: Page, theme: Theme) -> Rendered:
    """The file of a page."""
    lang = page.view.lang if isinstance(page.view, PageView | FeedView | WelcomeView | StubView) else _NEUTRAL
    template = environment(theme, lang).get_template(page.template)
    return Rendered(page.path, template.render(page=page.view).encode())


def page_fingerprint(page: Page, template_fingerprint: str) -> str:
    """Hash of a page's template and view. If it is unchanged, so are the page's bytes."""
    return fingerprint((template_fingerprint, page.path, page.template, page.view))
