"""Texts are read as they were typed; code is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.body import render_body
from generator.read.typed.source import _is_regular, _rewritten, as_meant
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS


def html(source: str, *, strict: bool = False) -> str:
    extensions = DEFAULT_EXTENSIONS if strict else (*DEFAULT_EXTENSIONS, TYPED_FORMS)
    body, _ = render_body(source, "content/a.md", 1, extensions)
    return "".join(body.parts.items[::2])


@pytest.mark.parametrize(
    "source",
    [
        "```\n- a\n1) b\n• c\n```",
        "~~~ python\nx\n- a\n~~~",
        "<!-- x\n- a\n-->",
        "<pre>\n1) a\n</pre>",
        "    int a = 1;\n    - b",
        "Gõ `- a` rồi `** b **`.",
    ],
)
def test_code_and_comments_stay_as_they_are(source: str) -> None:
    assert html(source) == html(source, strict=True)


def test_a_paragraph_set_in_is_no_code() -> None:
    assert html("\tHội nghị đã họp.\n\n    Đoạn hai.") == "<p>Hội nghị đã họp.</p>\n<p>Đoạn hai.</p>"


def test_what_is_set_in_under_a_note_or_a_definition_belongs_to_it() -> None:
    assert "<pre>" not in html("Số[^1].\n\n[^1]: Chú thích.\n\n    Đoạn hai của chú thích.")
    assert html("Từ\n:   Nghĩa một.\n\n    Đoạn hai.").count("<dd>") == 1


LINES = [
    "một",
    "Hai ba",
    "- x",
    "1. y",
    "    - z",
    "| a | b |",
    "|---|---|",
    "",
    "",
    "> q",
    "**đậm** x",
    "# H",
]
LINES += [
    "**lỏng ** y",
    "a) điểm",
    "• chấm",
    "\tthụt",
    "    thụt",
    "```",
    "<div>",
    "</div>",
    "- [x] v",
    "cuối\\",
    "---",
    "-",
    "-dính",
    "#5 thẻ",
    "## C#",
    "| a | b | c |",
    "2*3*4",
    "4. bốn",
]


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_what_is_called_regular_is_read_the_same_without_rewriting(lines: list[str]) -> None:
    if _is_regular(lines):
        plain, rewritten = "\n".join(lines), "\n".join(_rewritten(lines, 0))
        assert html(plain, strict=True) == html(rewritten, strict=True)


@pytest.mark.parametrize(
    "line", ["<div>", "```x", "- a", "  - a", "– a", "a) b", "x\ty", "> - a", "~~a", "** a"]
)
def test_long_texts_take_time_in_proportion(line: str) -> None:
    assert as_meant([line, ""] * 20_000)
    assert as_meant([line] * 20_000)


@pytest.mark.parametrize(("between", "is_code"), [(1_998, True), (1_999, False)])
def test_code_ends_within_two_thousand_lines(between: int, is_code: bool) -> None:
    lines = ["```x y", *["a"] * between, "```"]
    assert (as_meant(lines)[0] == "``` x") is is_code


def test_neither_another_sign_nor_a_shorter_fence_closes_code() -> None:
    assert as_meant(["```` x", "~~~~", "```", "````` ", "a"]) == ["```` x", "~~~~", "```", "````", "a"]
    assert as_meant(["````x y", "~~~~", "```", "a"])[0] == "````x y"
