"""On paper: no navigation; the text with its date, its source and its address."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.built_sites import BASE_URL, Built

NAVIGATION = ".skip-link, .main-nav, .languages, .crumbs, .neighbours, .footer nav"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_article_takes_its_date_source_and_address_along(lang: str, stress: Built, page: Page) -> None:
    path = f"{lang}/2014/01/du-moi-thu.html"
    page.goto(stress.http(path))
    page.emulate_media(media="print")
    for part in page.locator(NAVIGATION).all():
        expect(part).to_be_hidden()
    expect(page.locator(".record")).to_contain_text(BASE_URL + path)
    expect(page.get_by_text(BASE_URL + path, exact=True)).to_be_visible()
    expect(page.get_by_text("https://nguon.example/bai/1?id=2&loai=3")).to_be_visible()
    expect(page.locator("time[datetime^='2014-01-08']").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_paper_is_white_even_for_readers_of_the_dark(stress: Built, page: Page) -> None:
    page.goto(stress.http("vi/2014/01/du-moi-thu.html"))
    page.emulate_media(media="print", color_scheme="dark")
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('.prose p')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_a_wide_table_is_not_cut_off(stress: Built, page: Page) -> None:
    page.goto(stress.http("vi/2016/05/nam-nghin-chu.html"))
    page.emulate_media(media="print")
    overflow = page.locator(".table-scroll").first.evaluate("node => getComputedStyle(node).overflowX")
    assert overflow == "visible"
