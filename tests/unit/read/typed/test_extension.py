"""Bare addresses are links, struck text is struck, a backslash takes the meaning from any sign."""

import pytest

from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("Xem https://vb.example/45-qd.", "https://vb.example/45-qd", "https://vb.example/45-qd"),
        ("(https://vb.example/a_(b))", "https://vb.example/a_(b)", "https://vb.example/a_(b)"),
        ("«http://vb.example»", "http://vb.example", "http://vb.example"),
        ("www.vb.example/x?a=1&b=2;", "http://www.vb.example/x?a=1&amp;b=2", "www.vb.example/x?a=1&amp;b=2"),
        ("Viết về a.b@vb.example.", "mailto:a.b@vb.example", "a.b@vb.example"),
        ("- https://vb.example/a_b_c", "https://vb.example/a_b_c", "https://vb.example/a_b_c"),
    ],
)
def test_a_bare_address_is_a_link(source: str, target: str, text: str) -> None:
    assert f'<a href="{target}">{text}</a>' in html(source)
    assert html(source).count("<a ") == 1


@pytest.mark.parametrize(
    "source",
    [
        *(
            "[https://a.example](https://b.example)",
            "<https://a.example>",
            '<a href="https://a.example">x</a>',
        ),
        *("`https://a.example`", "    x = 'https://a.example';", "@nhóm", "a@b", "http://", "www."),
    ],
)
def test_an_address_within_a_link_or_code_makes_no_other(source: str) -> None:
    assert html(source) == html(source, strict=True)


def test_marked_text_is_marked() -> None:
    made = "<p><mark>đánh dấu</mark>, a==b và c==d, == x ==</p>"
    assert html("==đánh dấu==, a==b và c==d, == x ==") == made


def test_struck_text_is_struck() -> None:
    assert html("~~cũ~~ mới ~~ 5") == "<p><del>cũ</del> mới ~~ 5</p>"


def test_a_backslash_takes_the_meaning_from_any_sign() -> None:
    assert html("Kinh phí \\~5 tỷ, \\~~cũ\\~~") == "<p>Kinh phí ~5 tỷ, ~~cũ~~</p>"


def test_fences_make_code() -> None:
    assert html("``` python\nx = 1\n```") == "<pre><code>x = 1\n</code></pre>"


@pytest.mark.parametrize("words", ["<Phòng Quản lý>", "<Ban biên tập>", "<tên>"])
def test_words_in_angle_brackets_are_shown(words: str) -> None:
    shown = words.replace("<", "&lt;").replace(">", "&gt;")
    assert html(f"Kính gửi {words}, <b>đậm</b>.") == f"<p>Kính gửi {shown}, <b>đậm</b>.</p>"


def test_two_references_side_by_side_are_two_links() -> None:
    made = html("Theo [1] [2] và [chữ][2].\n\n[1]: https://a.vn\n[2]: https://b.vn")
    assert made == (
        '<p>Theo <a href="https://a.vn">1</a> <a href="https://b.vn">2</a> và <a href="https://b.vn">chữ</a>.</p>'
    )
