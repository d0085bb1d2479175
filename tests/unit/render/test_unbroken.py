"""Names of provinces and dates stay on one line; addresses and other numbers are left alone."""

import re

import pytest

from generator.render.unbroken import unbroken, unbroken_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin từ Bắc Kạn và Nam Định.", "Tin từ Bắc_Kạn và Nam_Định."),
        ("Hà Nam Ninh chia đôi", "Hà_Nam_Ninh chia đôi"),
        ("Thừa Thiên Huế", "Thừa_Thiên_Huế"),
        ("News from Bac Kan", "News from Bac_Kan"),
        ("Việt Nam Định kỳ", "Việt Nam_Định kỳ"),
        ("ông Bắc Kạng", "ông Bắc Kạng"),
        ("<b>", "&lt;b&gt;"),
        ("Nam Định, Hà Nam", "Nam_Định, Hà_Nam"),
        ("Nam Định, từ 1-7-2025", "Nam_Định, từ 1-7-2025"),
    ],
)
def test_the_syllables_of_a_name_stay_together(text: str, expected: str) -> None:
    marked = re.sub(
        r"(?:\w+(?:_\w+)+|\d+-\d+-\d+)[,.]*", lambda name: f'<span class="nowrap">{name[0]}</span>', expected
    )
    assert unbroken(text) == marked.replace("_", " ")


@pytest.mark.parametrize("date", ["24-7-2023", "1-12-2020", "01-02-1999"])
def test_a_date_stays_on_one_line(date: str) -> None:
    assert unbroken_dates(f"<p>ngày {date}.</p>") == f'<p>ngày <span class="nowrap">{date}.</span></p>'


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x/24-7-2023.html">bài</a>',
        "số 1-24-7-2023",
        "a/24-7-2023",
        "24-7-2023/QĐ",
        "24-7-20235",
        "7-2023",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(html: str) -> None:
    assert unbroken_dates(html) == html
