"""Question marks within words are lost letters, but for those of addresses."""

import pytest

from generator.check.encodings import encoding_problems
from generator.check.source_text import SourceText


def told(raw: str) -> list[str]:
    text = SourceText("content/a.md", "vi", raw, raw, (), raw, 1)
    return [problem.code for problem in encoding_problems(text)]


def test_lost_letters_are_told() -> None:
    assert told("Sở Khoa h?c và C?ng ngh? t?nh.") == ["lost-letters"]


@pytest.mark.parametrize(
    "address", ["https://a.vn/b?c=1", "app://mo?a=1", "[x](tin.aspx?id=1)", '<img src="a.png?v=1">']
)
def test_question_marks_of_addresses_are_no_lost_letters(address: str) -> None:
    assert told(f"Sở {address} {address} {address}") == []
