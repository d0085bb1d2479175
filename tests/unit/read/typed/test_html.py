"""Markdown within HTML is read; HTML without Markdown stays as it is."""

import pytest

from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<div>\n**Một**\n</div>", "<div>\n<p><strong>Một</strong></p>\n</div>"),
        ("<div>**Một**</div>\n\n## Hai", '<div>\n<p><strong>Một</strong></p>\n</div>\n<h2 id="hai">Hai</h2>'),
        ("<div>\n\nMột\n\nHai\n\n</div>", "<div>\n<p>Một</p>\n<p>Hai</p>\n</div>"),
        (
            "<div>\n<div>\n  - a\n  - b\n</div>\n</div>",
            "<div>\n<div>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>\n</div>",
        ),
        (
            '<p align="center">**Một** <b>hai</b></p>',
            '<p class="align-center"><strong>Một</strong> <b>hai</b></p>',
        ),
        ("<ul><li>**a**</li></ul>", "<ul><li><strong>a</strong></li>\n</ul>"),
        (
            "<details>\n<summary>*Xem*</summary>\n\n- a\n\n</details>",
            "<details>\n<summary><em>Xem</em></summary>\n<ul>\n<li>a</li>\n</ul>\n</details>",
        ),
        ("<div>\n**mở\n\n## Mục", '<div>\n<p>**mở</p>\n<h2 id="muc">Mục</h2></div>'),
        ("<p>một\n<p>hai\n\n**ba**", "<p>một</p><p>hai</p><p><strong>ba</strong></p>"),
    ],
)
def test_markdown_within_html_is_read(source: str, made: str) -> None:
    assert html(source) == made


def test_cells_stay_on_their_lines_and_may_hold_lists() -> None:
    made = html("<table>\n<tr><td>1. **A**</td><td>\n\n- a\n- b\n\n</td></tr>\n</table>")
    assert "<td>1. <strong>A</strong></td>" in made
    assert "<ul>\n<li>a</li>\n<li>b</li>\n</ul>" in made


def test_notes_and_bare_addresses_within_html_are_links() -> None:
    made = html("<div>\nSố[^1] ở https://a.example\n</div>\n\n[^1]: Chú thích.")
    assert 'href="#fn-1"' in made
    assert '<a href="https://a.example">' in made


@pytest.mark.parametrize(
    "source",
    [
        "<pre>\n**a**\n</pre>",
        "<table><tr><td>2*3*4</td><td>1. Một</td></tr></table>",
        "<div>\nMột dòng.\n</div>",
        "<ul>\n<li>- a</li>\n</ul>",
        "<div>\n**a**\n</section></div>",
        "<table><tr><td>**a**</td></tr></table",
    ],
)
def test_html_without_markdown_stays_as_it_is(source: str) -> None:
    assert html(source) == html(source, strict=True)
