"""Bodies: Markdown becomes clean HTML, its headings, tables and links right for any page that shows it."""

import re
import unicodedata
from contextlib import suppress
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.content import TABLE, TABLE_END, Body, BodyLink
from generator.model.values import Position
from generator.read.body import LEAD_LENGTH, render_body
from generator.read.limits import MAX_OPEN_BRACKETS
from generator.schema.settings import DEFAULT_EXTENSIONS

PATH = "content/tin-tuc/2014/a.md"


def render(source: str, first_line: int = 1) -> Body:
    """The body of a source without fault."""
    body, problems = render_body(source, PATH, first_line, DEFAULT_EXTENSIONS)
    assert problems == ()
    return body


def html(source: str) -> str:
    """The body's HTML with its links left open."""
    return "".join(render(source).parts.items[::2])


def faults(source: str, first_line: int = 1) -> list[tuple[int, int, str]]:
    _, problems = render_body(source, PATH, first_line, DEFAULT_EXTENSIONS)
    return [(p.line, p.column, p.code) for p in problems]


# --- blocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# A", "2"),
        ("# A\n\n# B", "22"),
        ("# A\n\n## B\n\n### C", "234"),
        ("### A\n\n##### B\n\n# C", "232"),
        ("###### A\n\n###### B", "23"),
        ("## A\n\n#### B\n\n#### C", "233"),
    ],
)
def test_headings_begin_below_the_title(source: str, levels: str) -> None:
    found = re.findall(r"<h([1-6])", html(source))
    assert found == re.findall(r"</h([1-6])>", html(source))
    assert found[0] == "2"
    assert all(int(later) <= int(earlier) + 1 for earlier, later in pairwise(found))
    assert set(found) <= set("23456")
    assert len(found) == len(levels)


def test_a_heading_can_be_led_to_by_its_words() -> None:
    assert '<h2 id="ket-qua-nam-2014">' in html("## Kết quả năm 2014")
    ids = re.findall(r'id="([^"]+)"', html("## Kết quả\n\n## Kết quả"))
    assert len(set(ids)) == 2


def test_a_table_is_a_part_by_itself_which_the_theme_may_wrap() -> None:
    before, start, table, end, after = render("|Chỉ tiêu|Kết quả|\n|-|-:|\n|Đề tài|12|").parts.items
    assert (before, start, end, after.strip()) == ("", TABLE, TABLE_END, "")
    assert table.startswith("<table>")
    assert table.endswith("</table>")
    assert "<th>Chỉ tiêu</th>" in table


def test_a_picture_with_a_title_is_a_figure_with_a_caption() -> None:
    body = render('![Ô đỏ](a.png "Một ô <đỏ>")')
    assert body.links == (BodyLink("content/tin-tuc/2014/a.png", "", Position(1, 9), image=True, alt="Ô đỏ"),)
    page = "".join(body.parts.items[::2])
    assert "<figure><figcaption>Một ô &lt;đỏ&gt;</figcaption></figure>" in page
    assert "title=" not in page


def test_footnotes_lead_there_and_back() -> None:
    page = html("Số liệu[^1].\n\n[^1]: Nguồn.")
    ids = set(re.findall(r'id="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= ids


def test_an_empty_body_has_no_parts() -> None:
    assert render(" \n\n") == Body()


# --- links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "target", "fragment"),
    [
        ("b.md", "content/tin-tuc/2014/b.md", ""),
        ("../b.md#phan-1", "content/tin-tuc/b.md", "phan-1"),
        ("/van-ban/c.pdf", "content/van-ban/c.pdf", ""),
        ("b%20c.md", "content/tin-tuc/2014/b c.md", ""),
        ("%C4%91o.md", "content/tin-tuc/2014/đo.md", ""),
        ("đo.md", "content/tin-tuc/2014/đo.md", ""),
        ("./x/../b.md", "content/tin-tuc/2014/b.md", ""),
    ],
)
def test_a_link_into_the_site_is_kept_apart_from_the_text(href: str, target: str, fragment: str) -> None:
    body = render(f"\n\nXem [bài]({href}).", first_line=6)
    link = BodyLink(target, fragment, Position(8, 11), rooted=href.startswith("/"))
    assert body.links == (link,)
    assert len(body.parts.items) == 3
    assert body.parts.items[1] == "0"


def test_the_same_link_twice_has_two_places() -> None:
    body = render("[a](b.md)\n\n[c](b.md)")
    assert [link.position for link in body.links] == [Position(1, 5), Position(3, 5)]


@pytest.mark.parametrize(
    "href", ["https://a.example/x?y=1&z=2", "http://a.example/", "mailto:a@b.example", "tel:+84", "#muc"]
)
def test_a_link_out_of_the_site_stays_as_it_is(href: str) -> None:
    body = render(f"## Mục\n\n[x]({href})")
    assert body.links == ()
    assert f'href="{href.replace("&", "&amp;")}"' in body.parts.items[0]


@pytest.mark.parametrize(
    ("source", "line", "column", "code"),
    [
        ("Một\n\n[x](../../../etc/passwd)", 12, 5, "path-escapes"),
        ("[x](#khong-co)", 10, 5, "broken-fragment"),
        ("Một ![x](https://a.example/b.png)", 10, 10, "external-picture"),
        ("![x](//a.example/b.png)", 10, 6, "external-picture"),
        ("[x](//[a)", 10, 5, "bad-link"),
        ("Một ![x](//[a)", 10, 10, "external-picture"),
        ('<img src="//[a">', 10, 11, "external-picture"),
    ],
)
def test_a_wrong_link_is_reported_with_its_place(source: str, line: int, column: int, code: str) -> None:
    assert faults(source, first_line=10) == [(line, column, code)]


# --- the lead ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        ("# Đề mục\n\n**Sở** [KH&CN](b.md) họp.\n\nHết.", "Sở KH&CN họp."),
        ("Số liệu[^1] mới.\n\n[^1]: Nguồn.", "Số liệu mới."),
        ("![ảnh](a.png)\n\nChữ.", "Chữ."),
        ("Một\nhai", "Một hai"),
        ("- một\n- hai", ""),
    ],
)
def test_the_lead_is_the_first_paragraph_in_plain_words(source: str, lead: str) -> None:
    assert render(source).lead == lead


def test_a_long_lead_is_cut_at_a_word() -> None:
    lead = render("đo lường, " * 100).lead
    assert len(lead) <= LEAD_LENGTH + 2
    assert lead.endswith(("đo lường …", "đo …"))


# --- whatever people write --------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "    ",
            "\t",
            "> ",
            "- ",
            "1. ",
            "# ",
            "#### ",
            "|",
            "|-|-|",
            "*",
            "**",
            "_",
            "`",
        ),
        *(
            "[",
            "](",
            ")",
            "![",
            '"',
            "<",
            ">",
            "<b>",
            "</b>",
            "<img src=a onerror=b>",
            "<script>",
            "&#31;",
            "&lt;",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "*[a]: ",
            "<!--",
            "-->",
            "\\",
            ":",
            "đo lường",
            "a.md",
            "http://x.example/",
            "x" * 30,
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_text_whatever_makes_a_body_fail_or_act(source: str) -> None:
    body, problems = render_body(source, PATH, 1, DEFAULT_EXTENSIONS)
    items = body.parts.items
    assert len(items) % 2 == 1 or not items
    numbers = [int(each) for each in items[1::2] if each not in (TABLE, TABLE_END)]
    assert sorted(numbers) == list(range(len(body.links)))
    assert items[1::2].count(TABLE) == items[1::2].count(TABLE_END)
    lines = source.count("\n") + 1
    assert all(1 <= p.line <= lines and p.column >= 1 for p in problems)
    page = body.parts.filled(lambda each: "" if each in (TABLE, TABLE_END) else 'href="x"')
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        assert element.tag not in ("script", "style", "iframe", "object", "form")
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join))
def test_one_body_leaves_no_trace_in_the_next(source: str) -> None:
    before = render("# Một\n\n[^1] hai\n\n[^1]: ba\n\n*[KH]: Khoa học\n\nKH")
    render_body(source, PATH, 1, DEFAULT_EXTENSIONS)
    assert render("# Một\n\n[^1] hai\n\n[^1]: ba\n\n*[KH]: Khoa học\n\nKH") == before


def test_a_body_that_is_too_deep_leaves_no_trace_in_the_next() -> None:
    plain = render("- một\n\n    hai\n")
    mixed = "\n".join("    " * level + ("> - x" if level % 2 else "- x") for level in range(30))
    for deep in (mixed, ">" * 31, "[" * (MAX_OPEN_BRACKETS + 1)):
        with suppress(RecursionError):
            render_body(deep, PATH, 1, DEFAULT_EXTENSIONS)
        assert render("- một\n\n    hai\n") == plain


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Một\n\n" + "> " * 31 + "x", 3),
        ("Một\n" + "(" * (MAX_OPEN_BRACKETS + 1), 2),
        ("\n".join("    " * level + "- x" for level in range(40)), 32),
    ],
)
def test_what_is_too_deep_is_reported_with_its_line(source: str, line: int) -> None:
    assert faults(source) == [(line, 1, "too-deep")]


def test_open_brackets_of_many_paragraphs_are_not_added_up() -> None:
    assert faults("a) (b [c\n\n" * 1000) == []


def test_text_is_not_changed_on_its_way() -> None:
    words = "Sở KH&CN họp về “đo lường” — 50% < 60%, độ C: 25°; 3 × 4 = 12…"
    assert unicodedata.is_normalized("NFC", html(words))
    assert words.replace("&", "&amp;").replace("<", "&lt;") in html(words)
