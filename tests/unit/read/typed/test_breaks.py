"""Line breaks that were meant are kept; those of width are not."""

import pytest

from tests.unit.read.typed.test_source import html

WIDE = "Hội nghị do Sở Khoa học và Công nghệ chủ trì đã diễn ra tại\nNam Định vào ngày hôm qua."


@pytest.mark.parametrize(
    "source",
    [
        "Số 1 phố Mẫu\nPhường Hai\nĐiện thoại: 0123",
        "Số 1 phố Mẫu\\\nPhường Hai\\\nĐiện thoại: 0123",
        "a) một việc;\nb) hai việc;\nđ) ba việc.",
        "a) một việc;<br>\nb) hai việc;<br/>\nđ) ba việc.",
        "(1) Sở Khoa học\n(2) Sở Tài chính\n(3) Sở Nội vụ",
    ],
)
def test_a_break_that_was_meant_is_kept(source: str) -> None:
    assert html(source).count("<br>") == 2


@pytest.mark.parametrize(
    "source",
    [
        WIDE,
        "Câu một đã hết.\nCâu hai bắt đầu.\nCâu ba.",
        "một\nhai\nba",
        "Từ\n: Nghĩa",
        "Tựa\n===",
    ],
)
def test_a_break_of_width_or_of_sentences_is_a_blank(source: str) -> None:
    assert "<br>" not in html(source)


def test_a_backslash_at_the_very_end_stays() -> None:
    assert html("Ổ C:\\") == "<p>Ổ C:\\</p>"


def test_points_within_an_item_have_their_lines() -> None:
    assert html("- Gồm:\na) một\nb) hai").count("<br>") == 2


@pytest.mark.parametrize("points", ["a. b.", "1/ 2/", "(1) (2)", "1.1. 1.2.", "I. II.", "[1] [2]"])
def test_several_points_stand_on_lines_of_their_own(points: str) -> None:
    first, second = points.split()
    words = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu"
    assert html(f"{first} {words}\n{second} {words}") == f"<p>{first} {words}<br>\n{second} {words}</p>"
    assert "<br>" not in html(f"{words}\n{second} {words}")
