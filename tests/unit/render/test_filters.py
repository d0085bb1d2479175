"""Forms in which pages show dates, numbers and texts."""

import random
import re
from html import unescape

import pytest

from generator.render.filters import _stands_as_it_is, repeats

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
