"""A date that cannot be read is told with what may be meant."""

import pytest

from generator.text.date_faults import date_fault


@pytest.mark.parametrize(
    ("value", "code", "meant"),
    [
        ("8/1/14", "date-year", "8/1/2014"),
        ("08-01-98", "date-year", "08/01/1998"),
        ("đầu năm 2014", "date-words", "2014"),
        ("khoảng tháng 5 năm 2014", "date-words", "2014"),
        ("31/02/2014", "date", ""),
        ("40/1/14", "date", ""),
        ("hôm qua", "date", ""),
        ("từ 2013 đến 2014", "date", ""),
    ],
)
def test_what_may_be_meant(value: str, code: str, meant: str) -> None:
    assert date_fault(value) == (code, meant)
