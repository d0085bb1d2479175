"""Rendering: a page is a pure function of its template and its view."""

from jinja2 import Environment

from generator import fast_paths
from generator.model.fingerprints import fingerprint
from generator.model.output import Rendered
from generator.model.theme import Theme
from generator.model.views.addresses import StubView, WelcomeView
from generator.model.views.files import FeedView
from generator.model.views.output_page import Page
from generator.model.views.page import PageView
from generator.model.views.provinces import LineFile
from generator.render.environment import environment
from generator.render.fast_jinja import page_template
from generator.render.template_faults import fault_of

_NEUTRAL = "en"  # for files without words, such as sitemaps


def render(page: Page, theme: Theme) -> Rendered:
    """The file of a page. Raises TemplateFaultError if the site's own theme has a mistake."""
    view = page.view
    lang = (
        view.lang if isinstance(view, PageView | FeedView | LineFile | WelcomeView | StubView) else _NEUTRAL
    )
    env = environment(theme, lang, fast=fast_paths.are_used())
    try:
        template = page_template(env, page.template)
        return Rendered(page.path, template.render(page=view).encode())
    except Exception:
        _raise_fault(page, theme, environment(theme, lang, fast=False))
        raise


def _raise_fault(page: Page, theme: Theme, env: Environment) -> None:
    """Raises the fault of a page. Plain Jinja finds its template and line."""
    try:
        env.get_template(page.template).render(page=page.view)
    except Exception as error:
        fault = fault_of(error, theme, page.path)
        if fault is None:
            raise
        raise fault from error


def page_fingerprint(page: Page, template_fingerprint: str) -> str:
    """Hash of a page's template and view. If it is unchanged, so are the page's bytes."""
    return fingerprint((template_fingerprint, page.path, page.template, page.view))
