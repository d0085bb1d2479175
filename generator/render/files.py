"""Rendering: a page is a pure function of its template and its view."""

import hashlib
import pickle
from io import BytesIO

from generator.model import Rendered, Theme
from generator.render.environment import environment
from generator.views import FeedView, Page, PageView, SiteView, StubView, WelcomeView

_NEUTRAL = "en"  # sitemaps and robots.txt have no words


def render(page: Page, theme: Theme) -> Rendered:
    """The file of a page."""
    lang = page.view.lang if isinstance(page.view, PageView | FeedView | WelcomeView | StubView) else _NEUTRAL
    template = environment(theme, lang).get_template(page.template)
    return Rendered(page.path, template.render(page=page.view).encode())


def fingerprint(page: Page, look: str) -> str:
    """Another one whenever the page's bytes may be others: of its view, and of the look of its template."""
    view = page.view
    content = BytesIO()
    pickler = pickle.Pickler(content, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # no references to what was met before: equal views are equal bytes
    pickler.dump((look, page.path, [_brief(getattr(view, name)) for name in view.__dataclass_fields__]))
    return hashlib.blake2b(content.getbuffer(), digest_size=12).hexdigest()


def _brief(value: object) -> object:
    """The digest of what stands on every page, which is long and always the same; else the value itself."""
    return value.digest if isinstance(value, SiteView) else value
