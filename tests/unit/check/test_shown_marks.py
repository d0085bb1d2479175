"""Marks that readers see are told at their place; others are not."""

import pytest

from generator.check.shown_marks import shown_mark_problems
from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.read.body import render_body
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS


def problems(body: str, *, strict: bool = False) -> list[Problem]:
    extensions = DEFAULT_EXTENSIONS if strict else (*DEFAULT_EXTENSIONS, TYPED_FORMS)
    rendered, _ = render_body(body, "content/a.md", 1, extensions)
    text = SourceText("content/a.md", "vi", body, body, (), body, 1)
    return list(shown_mark_problems(text, rendered.parts))


def told(body: str) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems(body)]


@pytest.mark.parametrize(
    "mark",
    [
        "**Mở mà không đóng.",
        "[Quyết định] (qd.pdf)",
        "](http://a.example/x y)",
        "{#muc-mot}",
        '<a href="qd.pdf>Quyết định</a>',
    ],
)
def test_a_mark_that_cannot_be_read_is_told(mark: str) -> None:
    found = told(f"**Đậm** và [chữ](a.md).\n\nMột {mark}\n\nHai")
    assert [line for line, _ in found] == [3]


@pytest.mark.parametrize("start", ["```\nmã", "(Quyết định)[qd.pdf]", "+---+---+\n| a | b |", "| a | b |"])
def test_so_is_one_at_the_beginning_of_a_line(start: str) -> None:
    assert (1, 1) in told(start) or (1, 12) in told(start)


@pytest.mark.parametrize(
    "body",
    [
        "**Đậm**, *nghiêng*, [chữ](a.md), ![ảnh](a.png)",
        "Gõ `**` hay `](`.\n\n```\n**x [y] (z.pdf)\n```",
        "Gõ \\*\\*x và \\[y\\](z.pdf).",
        "Số liệu (**) và ** một mình ** ở đây.\n\n(**) Ước tính.",
        "Điều [1] (sửa đổi)",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<div>\n**Trong** [HTML](a.md)\n</div>",
    ],
)
def test_marks_that_are_read_or_meant_are_not_told(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    "inner", ["**Kết quả:** x", "xem [văn bản](a.md)", "![Ảnh](a.jpg)", "## Mục", "- một"]
)
def test_markdown_within_html_is_told_where_it_is_not_read(inner: str) -> None:
    body = f"<div>\n{inner}\n</div>\n\n**đậm**"
    assert problems(body) == []
    assert [problem.code for problem in problems(body, strict=True)] == ["markdown-in-html"]
    assert problems(f"<b>x</b>\n\n{inner}", strict=True) == []
