"""Every link of every page leads somewhere: as files, without a server; and absolute ones under base_url."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from generator import permalinks
from tests.support.built_sites import BASE_URL, SUB_PATH, Built, built_site

NOT_FOUND = "404.html"
STYLE_URL = re.compile(r"url\(\"?([^\")]+)")
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@dataclass(frozen=True)
class Linked:
    """A site, its pages parsed, and the fragments that each page has."""

    built: Built
    pages: dict[str, html.HtmlElement]
    ids: dict[str, set[str]]


@pytest.fixture(scope="module", params=["sample", "stress"])
def linked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Linked:
    built = built_site(request.param, tmp_path_factory)
    pages = {path: html.document_fromstring(built.text(path).encode()) for path in built.pages()}
    return Linked(built, pages, {path: _ids(page) for path, page in pages.items()})


def _ids(page: html.HtmlElement) -> set[str]:
    return {str(each) for each in page.xpath("//@id")}


def links_of(page: html.HtmlElement) -> Iterator[str]:
    """Every address that a page names to be followed or fetched."""
    followed = page.xpath("//a/@href | //area/@href | //@src | //@poster | //@data")
    fetched = page.xpath("//link[not(@rel='canonical') and not(@hreflang)]/@href")
    yield from (str(address) for address in (*followed, *fetched))
    for candidates in page.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in str(candidates).split(","))


def is_elsewhere(link: str) -> bool:
    return bool(urlsplit(link).scheme)


def fault(link: str, path: str, linked: Linked) -> str | None:
    """What is wrong with a link of the page at `path`: not relative, no such file, no such fragment."""
    parts = urlsplit(link)
    if path == NOT_FOUND and parts.path.startswith(SUB_PATH):
        target = parts.path.removeprefix(SUB_PATH)
    elif parts.netloc or parts.path.startswith("/"):
        return "not relative"
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        target = target if parts.path else path
    if target.startswith("..") or not (linked.built.output / target).is_file():
        return "names no file"
    if parts.fragment and unquote(parts.fragment) not in linked.ids.get(target, set()):
        return "names no part of the page"
    return None


def test_every_link_of_every_page_names_a_file_and_its_part(linked: Linked) -> None:
    seen = 0
    for path, page in linked.pages.items():
        for link in links_of(page):
            if not is_elsewhere(link):
                seen += 1
                assert fault(link, path, linked) is None, (path, link)
    assert seen > 1000


def test_only_web_mail_and_telephone_leave_the_site(linked: Linked) -> None:
    for path, page in linked.pages.items():
        schemes = {urlsplit(link).scheme for link in links_of(page) if is_elsewhere(link)}
        assert schemes <= {"http", "https", "mailto", "tel"}, path
        fetched = page.xpath("//img/@src | //video/@src | //video/@poster | //script/@src | //source/@src")
        assert not any(is_elsewhere(str(address)) for address in fetched), path


def test_style_sheets_name_files(linked: Linked) -> None:
    for sheet in linked.built.output.rglob("*.css"):
        for address in STYLE_URL.findall(sheet.read_text(encoding="utf-8")):
            assert address.startswith("data:") or (sheet.parent / address).is_file(), (sheet.name, address)


def test_the_walk_sees_what_is_broken(linked: Linked) -> None:
    home = "vi/index.html"
    assert fault("khong-co.html", home, linked) == "names no file"
    assert fault("../vi/", home, linked) == "names no file"
    assert fault("/vi/index.html", home, linked) == "not relative"
    assert fault("../../secret.txt", home, linked) == "names no file"
    assert fault("#khong-co", home, linked) == "names no part of the page"
    assert fault("#main", home, linked) is None


# --- absolute addresses: for machines only ------------------------------------------------------------------


def published(url: str, linked: Linked) -> str | None:
    """The file behind an absolute address of this site; None where there is none."""
    if not url.startswith(BASE_URL):
        return None
    path = url.removeprefix(BASE_URL) or "index.html"
    return path if (linked.built.output / path).is_file() else None


def test_canonical_addresses_are_the_pages_own(linked: Linked) -> None:
    for path, page in linked.pages.items():
        own = {"index.html": [BASE_URL], NOT_FOUND: []}.get(path, [BASE_URL + path])
        assert page.xpath("//link[@rel='canonical']/@href") == own, path


def test_translations_name_each_other_and_are_there(linked: Linked) -> None:
    alternates = {path: _alternates(page, linked) for path, page in linked.pages.items()}
    translated = 0
    for path, found in alternates.items():
        if not found or path in ("index.html", NOT_FOUND):
            continue
        translated += 1
        assert set(found) == {"vi", "en", "x-default"}, path
        assert path in (found["vi"], found["en"]), path
        assert all(alternates[found[lang]] == found for lang in ("vi", "en")), path
        assert all(linked.pages[found[lang]].get("lang") == lang for lang in ("vi", "en")), path
    assert translated > 50


def _alternates(page: html.HtmlElement, linked: Linked) -> dict[str, str]:
    links = page.xpath("//link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang"): published(link.get("href"), linked) for link in links}
    assert None not in found.values()
    return {lang: path for lang, path in found.items() if path}


def test_feeds_and_sitemaps_name_files(linked: Linked) -> None:
    addresses = 0
    for file in linked.built.output.rglob("*.xml"):
        tree = etree.parse(str(file))
        locations = [element.text or "" for element in tree.iter(f"{SITEMAP}loc")]
        links = [element.get("href") or "" for element in tree.iter(f"{ATOM}link", f"{XHTML}link")]
        for url in (*locations, *links):
            addresses += 1
            assert published(url, linked), (file.name, url)
    assert addresses > 100


# They say nothing of their own: the choice of a language, what is missing, the search.
UNLISTED = {"index.html", NOT_FOUND, *permalinks.of_search(("vi", "en"))}


def test_the_sitemap_names_every_page_that_has_something(linked: Linked) -> None:
    named = {
        element.text
        for file in linked.built.output.glob("sitemap-*.xml")
        for element in etree.parse(str(file)).iter(f"{SITEMAP}loc")
    }
    missing = {path for path in linked.pages if BASE_URL + path not in named} - UNLISTED
    assert all(linked.pages[path].xpath("//main//*[@class='empty']") for path in missing), missing
