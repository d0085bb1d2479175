"""Places by GPS are told from other numbers."""

import pytest

from generator.check.personal import personal_data


@pytest.mark.parametrize(
    "text", ["Tại 20.43381, 106.17729.", "20.4338/106.1773", "20°25'12.3\"N 106°10'3.4\"E"]
)
def test_a_place_is_found(text: str) -> None:
    assert [code for code, _, _ in personal_data(text)] == ["gps-place"]


@pytest.mark.parametrize(
    "text", ["0.1434,  0.0920, 0.3221", "0.1434\n0.0920", "-0.2302, 0.2021, -0.03653, 0.1"]
)
def test_a_series_of_numbers_is_no_place(text: str) -> None:
    assert list(personal_data(text)) == []
