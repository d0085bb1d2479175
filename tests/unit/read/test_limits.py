"""Bounds: no text makes anybody wait for Markdown, and no article that people write is refused."""

import time
from pathlib import Path

import pytest

from generator.read.body import render_body
from generator.read.limits import MAX_OPEN_TAGS, too_deep, too_intricate
from generator.schema.settings import DEFAULT_EXTENSIONS

NEARLY_A_MEGABYTE = 900_000

# Each took from ten seconds to many minutes.
TANGLED = {
    "entities": "&amp;",
    "line breaks": "a  \n",
    "inline tags": "<br>",
    "end tags": "</a>",
    "emphasis": "*a* ",
    "links": "[a](b.md) ",
    "opened tags": "<a ",
    "opened tags in paragraphs": "<a\n\n",
    "opened addresses": "<http://",
    "opened mail addresses": "<a@",
    "code": "``a`",
    "backslashes": "\\",
    "headings without a gap": "# a\n",
    "underlined headings without a gap": "a\n===\n",
    "rules without a gap": "* * *\n",
    "abbreviations": "*[a]: b\n",
    "abbreviations among items": "[a]- a\n    - b\n\n*[a]: b\n",
    "references": "a  \n[a]: b\na** ",
    "tags inside tags": "<b>\n\n",
    "tiny paragraphs": "`\n\n",
}


@pytest.mark.parametrize("piece", TANGLED.values(), ids=TANGLED.keys())
def test_what_would_take_minutes_is_refused_at_once(piece: str) -> None:
    source = piece * (NEARLY_A_MEGABYTE // len(piece))
    started = time.process_time()
    _, problems = render_body(f"Mở đầu.\n\n{source}", "content/a.md", 7, DEFAULT_EXTENSIONS)
    assert time.process_time() - started < 3
    assert [problem.code for problem in problems if problem.code in ("too-deep", "too-intricate")]
    assert all(problem.line >= 7 for problem in problems)


def test_the_block_that_is_too_much_is_named() -> None:
    source = "Mở đầu.\n\nĐoạn hai.\n\n" + "`a` < b " * 4000
    _, (problem,) = render_body(source, "content/a.md", 7, DEFAULT_EXTENSIONS)
    assert (problem.line, problem.column, problem.code) == (11, 1, "too-intricate")


@pytest.mark.parametrize(
    "source",
    [
        "Chạy `khotin check` rồi `khotin build`, xem <b>kết quả</b>: 5 < 6 \\* 7. " * 60,
        "\n".join(f"## Mục {number}\nNội dung của mục." for number in range(300)),
        "\n".join(f"| `{number}` | a | b |" for number in range(500)),
        "*[KH&CN]: khoa học và công nghệ\n\n" + "Sở KH&CN họp.\n\n" * 1000,
        "<ul>" + "<li>Một mục\n" * 3000 + "</ul>",
        "<table>" + "<tr><td>1</td><td>2</td></tr>\n" * 5000 + "</table>",
        "<table>" + "<tr><td>&nbsp;</td><td>2</td></tr>\n" * 9000 + "</table>",
        "Một đoạn *văn* [dài](a.md). " * 4000,
        "Một đoạn văn dài. " * 50_000,
        "Một đoạn ngắn.\n\n" * 20_000,
    ],
    ids=[
        "marks",
        "headings",
        "table",
        "abbreviations",
        "items",
        "HTML",
        "HTML with entities",
        "links and emphasis",
        "long paragraph",
        "short paragraphs",
    ],
)
def test_long_articles_are_not_refused(source: str) -> None:
    assert too_deep(source) is None
    assert too_intricate(source) is None


def test_the_sample_archive_is_far_from_any_bound() -> None:
    content = Path(__file__).parents[3] / "content"
    bodies = [file.read_text("utf-8") for file in sorted(content.rglob("*.md"))]
    assert bodies
    assert all(too_intricate(body * 5) is None and too_deep(body * 5) is None for body in bodies)


def test_tags_that_need_no_end_are_not_counted() -> None:
    assert too_deep("<br><p><li>" * (MAX_OPEN_TAGS + 1)) is None
    assert too_deep("Một\n" + "<b>" * (MAX_OPEN_TAGS + 1)) == 4 + 3 * MAX_OPEN_TAGS
