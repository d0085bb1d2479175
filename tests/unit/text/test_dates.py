"""Dates: day first always, every form that the sites use, and nothing invented."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.values import PartialDate
from generator.text.dates import parse_date, weekday_agrees

# A busy machine may take long over one example; that says nothing about the code.
untimed = settings(deadline=None)

VI_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
VI_WEEKDAY_NUMBERS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN")
VI_MONTHS = (
    "Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai",
)  # fmt: skip
EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

DAY_FORMS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "short slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "hyphens": lambda d: f"Ngày {d:%d-%m-%Y}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "brackets": lambda d: f"({d:%d-%m-%Y})",
    "year first": lambda d: f"{d:%Y/%m/%d}",
    "words": lambda d: f"Ngày {d:%d} tháng {d:%m} năm {d.year}",
    "words and weekday": lambda d: f"{VI_WEEKDAYS[d.weekday()]}, Ngày {d:%d} tháng {d:%m} năm {d.year}",
    "weekday number": lambda d: f"{VI_WEEKDAY_NUMBERS[d.weekday()]}, {d:%d/%m/%Y}",
    "named month": lambda d: f"{d.day} tháng {VI_MONTHS[d.month - 1]} năm {d.year}",
    "named month first": lambda d: f"Tháng {VI_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "place": lambda d: f"Hải Phòng, ngày {d:%d} tháng {d:%m} năm {d.year}",
    "English": lambda d: f"{d.day} {EN_MONTHS[d.month - 1]} {d.year}",
    "English, month first": lambda d: f"{EN_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "English, short": lambda d: f"{d.day}-{EN_MONTHS[d.month - 1][:3]}-{d.year}",
    "label": lambda d: f"Ngày đăng: {d:%d/%m/%Y}",
    "midnight": lambda d: f"{VI_WEEKDAY_NUMBERS[d.weekday()]}, {d:%d/%m/%Y} | 00:00:00",
}
TIMED_FORMS: dict[str, Callable[[date, str], str]] = {
    "iso": lambda d, t: f"{d.isoformat()}T{t}",
    "iso with a space": lambda d, t: f"{d.isoformat()} {t}",
    "iso with Vietnam's offset": lambda d, t: f"{d.isoformat()}T{t}+07:00",
    "time last": lambda d, t: f"{d:%d/%m/%Y} {t}",
    "time first": lambda d, t: f"{t} {d:%d/%m/%Y}",
    "comma": lambda d, t: f"{t} , {d:%d/%m/%Y}",
    "hyphen": lambda d, t: f"{t} - {d:%d/%m/%Y}",
    "bar": lambda d, t: f"{t} | {d:%d/%m/%Y}",
    "label": lambda d, t: f"cập nhật: {d:%d/%m/%Y} {t}",
    "update": lambda d, t: f"Update: {d:%d-%m-%Y} | {t}",
    "weekday between": lambda d, t: f"Cập nhật, {t}, {VI_WEEKDAYS[d.weekday()]}, {d:%d/%m/%Y} (GMT+7)",
    "weekday and dots": lambda d, t: f"{VI_WEEKDAYS[d.weekday()]}, {d:%d.%m.%Y} - {t}",
    "WordPress": lambda d, t: (
        f"Ngày viết: {VI_WEEKDAYS[d.weekday()]}, Tháng {VI_MONTHS[d.month - 1]} {d.day}, {d.year} | {t}"
    ),
    "two labels": lambda d, t: f"Đăng lúc: {t}, ngày {d:%d/%m/%Y}",
}

days = st.dates(date(1945, 1, 1), date(2100, 12, 31))
times = st.times().map(lambda t: f"{t:%H:%M}").filter(lambda t: t != "00:00")
times_with_seconds = st.times().map(lambda t: f"{t:%H:%M:%S}").filter(lambda t: t != "00:00:00")
spacing = st.sampled_from([str, lambda s: s.replace(" ", "\u00a0"), lambda s: f"  {s.replace(' ', '   ')} "])


def day_of(value: date) -> PartialDate:
    return PartialDate(value.year, value.month, value.day)


@pytest.mark.parametrize("form", DAY_FORMS)
@untimed
@given(day=days, spaced=spacing)
def test_every_day_round_trips_through_every_form(form: str, day: date, spaced: Callable[[str], str]) -> None:
    written = DAY_FORMS[form](day)
    assert parse_date(spaced(written)) == day_of(day)
    assert parse_date(unicodedata.normalize("NFD", written)) == day_of(day)
    assert parse_date(written.upper()) == day_of(day)


@pytest.mark.parametrize("form", TIMED_FORMS)
@untimed
@given(day=days, time=times | times_with_seconds)
def test_every_time_round_trips_through_every_form(form: str, day: date, time: str) -> None:
    assert parse_date(TIMED_FORMS[form](day, time)) == PartialDate(day.year, day.month, day.day, time)


@untimed
@given(days, times | times_with_seconds | st.none())
def test_iso_of_a_date_parses_back_to_it(day: date, time: str | None) -> None:
    for known in (
        PartialDate(day.year),
        PartialDate(day.year, day.month),
        PartialDate(day.year, day.month, day.day, time),
    ):
        assert parse_date(known.iso) == known


@untimed
@given(st.integers(0, 99), st.integers(0, 99), st.integers(1945, 2100), st.sampled_from("/.-"))
def test_numbers_are_day_first_or_nothing(first: int, second: int, year: int, sep: str) -> None:
    read = parse_date(f"{first:02d}{sep}{second:02d}{sep}{year}")
    assert read is None or (read.day, read.month, read.year) == (first, second, year)
    assert read is not None or second > 12 or second == 0 or first == 0 or first > 28


@untimed
@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    read = parse_date(text)
    assert read is None or parse_date(read.iso) == read


@untimed
@given(days, st.integers(0, 6))
def test_the_weekday_of_the_calendar_agrees_and_no_other(day: date, weekday: int) -> None:
    for names in (VI_WEEKDAYS, VI_WEEKDAY_NUMBERS):
        line = f"{names[weekday]}, {day:%d/%m/%Y}"
        assert weekday_agrees(line, day_of(day)) is (weekday == day.weekday())


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("06/01/2017", "2017-01-06"),
        ("20/12/2019 11:05", "2019-12-20T11:05"),
        ("10:17 09/12/2015", "2015-12-09T10:17"),
        ("09:09, 09/09/2015", "2015-09-09T09:09"),
        ("20:41 , 24/12/2025", "2025-12-24T20:41"),
        ("13:39 - 01/08/2022", "2022-08-01T13:39"),
        ("10:51 | 21/05/2015", "2015-05-21T10:51"),
        ("28/06/2022 08:31 AM", "2022-06-28T08:31"),
        ("28/06/2022 08:31 PM", "2022-06-28T20:31"),
        ("28/06/2022 2:31 CH", "2022-06-28T14:31"),
        ("28/06/2022 13:31 PM", "2022-06-28T13:31"),
        ("Ngày đăng: 09:30 AM 25/07/2017", "2017-07-25T09:30"),
        ("cập nhật: 09/05/2016 08:55:44", "2016-05-09T08:55:44"),
        ("Ngày đăng : 16:10, 10/03/2025", "2025-03-10T16:10"),
        ("Thứ 4, Ngày 08 tháng 01 năm 2014", "2014-01-08"),
        ("Hải Phòng, ngày 06 tháng 12 năm 2019", "2019-12-06"),
        ("Thứ ba, 29/03/2022 16:57 (GMT+7)", "2022-03-29T16:57"),
        ("Thứ Ba, 29.11.2022 - 07:56:45", "2022-11-29T07:56:45"),
        ("Thứ Năm, Tháng Hai 8, 2018 | 10:47", "2018-02-08T10:47"),
        ("9h05 ngày 8/1/2014", "2014-01-08T09:05"),
        ("8th of January 2014", "2014-01-08"),
        ("Wednesday, 8 Jan 2014", "2014-01-08"),
        ("tháng 1 năm 2014", "2014-01"),
        ("tháng Giêng 2014", "2014-01"),
        ("tháng Chạp năm 2014", "2014-12"),
        ("tháng năm 2014", "2014-05"),
        ("tháng Năm năm 2014", "2014-05"),
        ("01/2014", "2014-01"),
        ("2014-01", "2014-01"),
        ("January 2014", "2014-01"),
        ("năm 2014", "2014"),
        ("2014", "2014"),
    ],
)
def test_the_forms_of_the_sites(text: str, iso: str) -> None:
    read = parse_date(text)
    assert read is not None
    assert read.iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2014-01-08T18:11:00+07:00", "2014-01-08T18:11:00"),
        ("2014-01-08T18:11:00Z", "2014-01-09T01:11:00"),
        ("2014-01-08T18:11-0500", "2014-01-09T06:11"),
        ("2014-01-08T00:00:00+07:00", "2014-01-08"),
    ],
)
def test_other_zones_become_vietnams_time(text: str, iso: str) -> None:
    read = parse_date(text)
    assert read is not None
    assert read.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "unknown", "hôm nay", "31/02/2015", "29/02/2015", "-0001-11-30", "0001-11-30", "00/00/0000",
        "0000", "2014-13-01", "01/13/2014", "13/2014", "tháng 13 năm 2014", "2014-00-10", "1944", "2101",
        "32/01/2014", "01/01/14", "24-7", "16.5", "08/01-2014", "25:00 08/01/2014", "08:61 08/01/2014",
        "14:03 AM 08/01/2014", "18:11 tháng 1 năm 2014", "18:11", "08/01/2014 09/01/2014",
        "08:00 09:00 08/01/2014", "Nghị định 08/01/2014", "20140108", "2014-01-08T18:11:00+25:00",
        "2014-01-08 (GMT+9)", "-2014-01-08",
    ],
)  # fmt: skip
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_weekday_is_compared_only_where_one_is_printed_and_the_day_is_known() -> None:
    assert weekday_agrees("08/01/2014", PartialDate(2014, 1, 8)) is None
    assert weekday_agrees("Thứ Tư, tháng 1 năm 2014", PartialDate(2014, 1)) is None
    assert weekday_agrees("Wednesday, 8 January 2014", PartialDate(2014, 1, 8)) is True


@pytest.mark.parametrize("text", ["“08/01/2014”", "08/01/2014.", "08–01–2014", "08∕01∕2014", "'2014-01-08'"])
def test_signs_of_a_word_processor_do_not_hide_a_date(text: str) -> None:
    assert parse_date(text) == PartialDate(2014, 1, 8)


@pytest.mark.parametrize("text", ["08–10/01/2014", "08/01/2014–10/01/2014", "2013–2014"])
def test_a_span_of_days_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("zone", ["+7", "+07", "+700", "+0700", "+07:00", " +7"])
def test_an_offset_may_be_short(zone: str) -> None:
    assert parse_date(f"2014-01-08 9:30{zone}") == PartialDate(2014, 1, 8, "09:30")
