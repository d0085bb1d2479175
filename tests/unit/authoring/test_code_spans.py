"""Code in Markdown is found between fences and within a line, however many fences have no end."""

import time

import pytest

from generator.authoring.code_spans import code_spans


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `b` c `d", ["`b`"]),
        ("```\n`x`\n```\n`y`", ["```\n`x`\n```", "`y`"]),
        ("```py\n~~~\n```` \nz", ["```py\n~~~\n```` "]),  # a longer fence ends a shorter one
        ("````\na\n```\nb `c`", ["`c`"]),  # and not the other way round
        ("   ~~~\nx\n~~~", ["   ~~~\nx\n~~~"]),
        ("    ~~~\nx\n~~~", []),
        ("``` a\nx\n``` b\n", []),
    ],
)
def test_code_stands_between_fences_and_within_a_line(text: str, code: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text, 0)] == code


@pytest.mark.parametrize("piece", ["`", "```a\n", "```\n", "~", "~~~~\n```\n", "`\n"])
def test_a_long_odd_text_takes_no_longer_than_others(piece: str) -> None:
    begin = time.process_time()
    code_spans(piece * (400_000 // len(piece)), 0)
    assert time.process_time() - begin < 5
