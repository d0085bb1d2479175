"""The calendar of an archive: bars, shades, long times without articles."""

import pytest

from generator.plan.calendar import level, share, year_bars, year_rows


def test_each_year_has_a_bar_and_a_long_empty_time_has_one() -> None:
    bars = year_bars({1945: 1, 1997: 10, 1999: 5, 2000: 1}, "vi")
    assert [(bar.year, bar.last, bar.count, bar.share) for bar in bars] == [
        (1945, 1945, 1, 10),
        (1946, 1996, 0, 0),
        (1997, 1997, 10, 100),
        (1998, 1998, 0, 0),
        (1999, 1999, 5, 50),
        (2000, 2000, 1, 10),
    ]
    assert [bar.path for bar in bars if not bar.count] == ["", ""]


def test_no_articles_have_no_bars() -> None:
    assert year_bars({}, "vi") == ()


def test_a_row_counts_the_articles_without_a_month() -> None:
    months = [0] * 12
    months[4] = 3
    newest, oldest = year_rows({2016: 1, 2017: 5}, {2016: [0] * 12, 2017: months}, "en")
    assert (newest.unknown, oldest.unknown) == (2, 1)
    assert [cell.path for cell in newest.months if cell.count] == ["en/2017/05/index.html"]


@pytest.mark.parametrize("most", [1, 2, 4, 5, 6, 20, 365, 10_000])
def test_shades_grow_from_few_to_many(most: int) -> None:
    shades = [level(count, most) for count in range(most + 1)]
    assert shades == sorted(shades)
    assert shades[0] == 0
    assert all(1 <= shade <= 5 for shade in shades[1:])
    assert most < 5 or shades[-1] == 5


def test_months_of_a_large_archive_have_several_shades() -> None:
    assert [level(count, 54) for count in (1, 8, 20, 36, 50)] == [1, 2, 3, 4, 5]


def test_a_bar_of_few_articles_can_be_seen() -> None:
    assert (share(0, 5000), share(1, 5000), share(5000, 5000)) == (0, 2, 100)
