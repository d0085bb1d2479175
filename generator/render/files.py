"""Rendering: a page is a pure function of its template and its view."""

import hashlib
import pickle
from io import BytesIO

from generator.model import Rendered, Theme
from generator.render.environment import environment
from generator.views import FeedView, Page, PageView, WelcomeView

_NEUTRAL = "en"  # sitemaps and robots.txt have no words


def render(page: Page, theme: Theme) -> Rendered:
    """The file of a page."""
    lang = page.view.lang if isinstance(page.view, PageView | FeedView | WelcomeView) else _NEUTRAL
    template = environment(theme, lang).get_template(page.template)
    return Rendered(page.path, template.render(page=page.view).encode())


def fingerprint(page: Page, look: str) -> str:
    """Another one whenever the page's bytes may be others: of its view, and of the look of its template."""
    view = BytesIO()
    pickler = pickle.Pickler(view, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # no references to what was met before: equal views are equal bytes
    pickler.dump(page.view)
    key = f"{look} {page.path}".encode()
    return hashlib.blake2b(view.getbuffer(), key=hashlib.blake2b(key).digest(), digest_size=12).hexdigest()
