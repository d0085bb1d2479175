"""Every page of the sample archive, and of a site that strains the theme, is sound HTML."""

import re
from collections import Counter
from itertools import pairwise

import html5lib
import pytest
from lxml import html

from tests.support.built_sites import Built, built_site
from tests.support.page_kinds import KINDS

HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"
SAFE_SCRIPTS = {"application/ld+json", "application/json"}  # data, which no browser runs


@pytest.fixture(scope="module", params=["sample", "stress"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_site(request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[str, html.HtmlElement]:
    """All pages, parsed."""
    return {path: html.document_fromstring(built.text(path).encode()) for path in built.pages()}


def test_every_page_parses_without_errors(built: Built) -> None:
    # Of the stress site one page of every kind: hundreds are alike, and a strict parser is slow.
    kinds = [kind.path for kind in KINDS if kind.site == "stress"]
    for path in built.pages() if built.name == "sample" else kinds:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(built.text(path))
        assert parser.errors == [], path


def test_titles_are_unique(pages: dict[str, html.HtmlElement]) -> None:
    titles = Counter(page.findtext(".//title") for page in pages.values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_ids_are_unique_on_their_page_and_references_lead_to_them(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        ids = [str(each) for each in page.xpath("//@id")]
        assert sorted(set(ids)) == sorted(ids), path
        references = " ".join(map(str, page.xpath("//@aria-labelledby | //@aria-describedby | //@for")))
        assert set(references.split()) <= set(ids), path


def test_pictures_say_what_they_show_and_how_large_they_are(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        for picture in page.xpath("//img"):
            assert {"src", "alt", "width", "height"} <= set(picture.attrib), (path, picture.get("src"))
            assert int(picture.get("width")) > 0 and int(picture.get("height")) > 0, path


def test_pictures_load_when_they_are_needed(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        content = page.xpath("//main//img[not(@alt='' and contains(@src, 'favicon'))]")
        at_once = [picture for picture in content if picture.get("loading") != "lazy"]
        assert at_once in ([], content[:1]), path


def test_one_h1_and_no_level_skipped(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath(HEADINGS)]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_pages_have_their_landmarks_language_and_policy(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        assert len(page.xpath("//main[@id='main']")) == 1, path
        assert page.get("lang") in ("vi", "en") and path.startswith(("index", "404", page.get("lang"))), path
        [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "unsafe" not in policy, path


def test_no_script_and_no_style_stands_in_a_page(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        inline = page.xpath("//script[not(@src)]")
        assert {script.get("type") for script in inline} <= SAFE_SCRIPTS, path
        assert page.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]") == [], path


def test_times_are_machine_readable(pages: dict[str, html.HtmlElement]) -> None:
    form = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?)?)?")
    for path, page in pages.items():
        for time in page.xpath("//time/@datetime"):
            assert form.fullmatch(time), (path, time)
