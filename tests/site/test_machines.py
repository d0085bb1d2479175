"""What programs read of a page: Open Graph, citations, JSON-LD, the feed in JSON."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.support.site import SETTINGS, Site

_META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("told"))
    site.write(f'-- site.toml --\n{SETTINGS}\n[tags]\n"đo lường" = {{ en = "metrology" }}\n')
    site.article(
        "tin-tuc/a.md",
        title="Bài một",
        tags="[đo lường]",
        updated="2014-02-01",
        corrections="[{date: 2015-03-04, text: Sửa số liệu}]",
    )
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: One\ntranslator: B\n---\n\nText.")
    assert not [each for each in site.build().problems if each.code != "translation-unchecked"]
    return site


def said(site: Site, path: str) -> Iterator[tuple[str, str]]:
    yield from _META.findall(site.page(path))


@pytest.mark.parametrize("path", ["en/index.html", "vi/muc/tin-tuc.html", "vi/2014/01/a.html"])
def test_every_page_says_what_stands_beside_a_link_to_it(path: str, told: Site) -> None:
    words = dict(said(told, path))
    assert words["og:title"]
    assert words["og:url"] == f"https://khotin.example/luu-tru/{path}"
    assert words["og:type"] == ("article" if path.endswith("a.html") else "website")
    assert words["og:locale"] == ("en_GB" if path.startswith("en") else "vi_VN")


def test_a_correction_counts_as_a_change(told: Site) -> None:
    assert dict(said(told, "vi/2014/01/a.html"))["article:modified_time"] == "2015-03-04"
    assert '"dateModified":"2015-03-04"' in told.page("vi/2014/01/a.html")


def test_keywords_are_in_the_language_of_the_page(told: Site) -> None:
    assert '"keywords":["đo lường"]' in told.page("vi/2014/01/a.html")
    assert '"keywords":["metrology"]' in told.page("en/2014/01/a.html")


def test_zotero_finds_who_wrote_it_and_when(told: Site) -> None:
    words = dict(said(told, "vi/2014/01/a.html"))
    assert words["citation_title"] == "Bài một"
    assert words["citation_author"] == "Trần Văn A"
    assert words["citation_publication_date"] == "2014/01/08"


def test_the_feed_in_json_has_the_entries_of_the_other(told: Site) -> None:
    feed = json.loads(told.page("vi/feed.json"))
    (item,) = feed["items"]
    assert item["url"] == item["id"] == "https://khotin.example/luu-tru/vi/2014/01/a.html"
    assert (item["title"], item["date_modified"][:10]) == ("Bài một", "2015-03-04")
    assert feed["feed_url"].endswith("/vi/feed.json")
    assert 'type="application/feed+json"' in told.page("vi/index.html")
