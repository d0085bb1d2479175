"""Light enough for a slow line: what a first view costs, compressed as a host sends it."""

import gzip
import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import ContextMaker
from tests.support.amounts import sample
from tests.support.built_sites import Built
from tests.support.page_kinds import KINDS, Kind

KIB = 1024
STYLES = ("static/style.css", "static/print.css")
LONG = ("nam-nghin-chu.html", "2015/03/index.html")
TEXT_PAGES = tuple(kind for kind in KINDS if not kind.path.endswith(LONG))


def compressed(site: Built, path: str) -> int:
    """The bytes of a file on the wire; pictures and fonts are compressed already."""
    content = (site.output / path).read_bytes()
    return len(gzip.compress(content)) if path.endswith((".html", ".css", ".svg", ".js")) else len(content)


@pytest.mark.parametrize("kind", TEXT_PAGES, ids=str)
def test_html_and_css_of_a_page_fit_14_kib(kind: Kind, sites: Mapping[str, Built]) -> None:
    site = sites[kind.site]
    assert sum(compressed(site, path) for path in (kind.path, *STYLES)) <= 14 * KIB


@pytest.mark.parametrize(("script", "budget"), [("search", 11.5), ("filters", 2.25), ("found", 1.75)])
def test_the_scripts_of_the_search_are_small(script: str, budget: float, sample: Built) -> None:
    """The filters come when they are open, the marks with an article that a result led to."""
    assert compressed(sample, f"static/search/{script}.js") <= budget * KIB


@pytest.mark.parametrize("kind", sample(KINDS[::4], 2), ids=str)
def test_a_first_view_without_pictures_fits_50_kib(
    kind: Kind, sites: Mapping[str, Built], phone: Page
) -> None:
    site = sites[kind.site]
    fetched: list[str] = []

    def note(response: Response) -> None:
        if response.request.resource_type not in ("image", "media"):
            fetched.append(response.url)

    phone.on("response", note)
    phone.goto(site.http(kind.path), wait_until="networkidle")
    paths = {url.removeprefix(site.http("")) for url in fetched}
    assert {kind.path, *STYLES} <= paths
    assert sum(compressed(site, path) for path in paths) <= 50 * KIB


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("vi/index.html", 24 * KIB),
        ("vi/muc/anh.html", 30 * KIB),
        ("vi/2025/06/bon-vung-dat.html", 56 * KIB),
        ("vi/2017/07/bac-kan-niem-phong-205-cot-do.html", 36 * KIB),
    ],
)
def test_a_phone_is_sent_pictures_of_its_own_size(
    path: str, budget: int, sample: Built, open_context: ContextMaker
) -> None:
    """A phone of 360 points and two pixels each: what it shows at first, and what it never needs."""
    page = open_context(viewport={"width": 360, "height": 740}, device_scale_factor=2).new_page()
    fetched: list[str] = []
    page.on("response", lambda r: fetched.append(r.url) if r.request.resource_type == "image" else None)
    page.goto(sample.http(path), wait_until="networkidle")
    pictures = {
        url.removeprefix(sample.http("")) for url in fetched if url.startswith(sample.http("static/media/"))
    }
    assert pictures
    sent = sum(compressed(sample, picture) for picture in pictures)
    whole = sum(compressed(sample, re.sub(r"\.\d+\.webp$", "", picture)) for picture in pictures)
    assert sent <= min(budget, whole * 0.65), pictures
