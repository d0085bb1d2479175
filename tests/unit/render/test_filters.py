"""Forms in which pages show dates, numbers and texts."""

import random
import re
from html import unescape

import pytest

from generator.model.values import PartialDate
from generator.render.filters import _stands_as_it_is, day_and_month, repeats, short_date

BODY = "<p><em>Sở Khoa học</em> và Công nghệ Nam Định &amp; các huyện vừa kiểm tra 40 cây xăng.</p>"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Sở Khoa học và Công nghệ Nam Định & các huyện vừa kiểm tra 40 cây xăng.", True),
        ("Sở Khoa học và Công nghệ Nam Định và các huyện", False),
        ("Sở Khoa học", True),
        ("40 cây xăng.", True),
        ("Một việc khác", False),
    ],
)
def test_a_summary_that_the_body_begins_with_is_known_through_its_tags(summary: str, expected: bool) -> None:
    assert repeats(BODY, summary) is expected


def test_a_text_that_stands_as_it_is_is_found_in_the_same_places_as_without_tags() -> None:
    chance = random.Random(1)
    parts = ("sở", " ", "&amp;", "<p>", "</p>", "<b>", '<a href="sở a">', "a", "p", "\n", "  ", "học")
    words = ("sở", " ", "&", "amp", "amp;", "a", "p", "học", "<b>", "\n")
    for _ in range(3000):
        html, text = (
            "".join(chance.choices(parts, k=9)),
            "".join(chance.choices(words, k=chance.randint(1, 4))),
        )
        plain = " ".join(unescape(re.sub("<[^>]*>", "", html)).split())
        if _stands_as_it_is(html, text):
            assert text in plain


@pytest.mark.parametrize(
    ("when", "vietnamese", "english"),
    [
        (PartialDate(1978, 12, 27), "27-12-1978", "27 Dec 1978"),
        (PartialDate(1978, 12), "12-1978", "Dec 1978"),
        (PartialDate(1978), "1978", "1978"),
    ],
)
def test_a_short_date_is_in_the_language_of_the_page(
    when: PartialDate, vietnamese: str, english: str
) -> None:
    assert (short_date(when, "vi"), short_date(when, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("when", "vietnamese", "english"),
    [
        (PartialDate(2016, 6, 5), "5_tháng_6", "5_June"),
        (PartialDate(2016, 6), "tháng_6", "June"),
        (PartialDate(2016), "2016", "2016"),
    ],
)
def test_a_date_under_its_year_does_not_repeat_it(when: PartialDate, vietnamese: str, english: str) -> None:
    written = [day_and_month(when, lang).replace("\N{NO-BREAK SPACE}", "_") for lang in ("vi", "en")]
    assert written == [vietnamese, english]
