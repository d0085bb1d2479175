"""Lists are read as they were typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.body import render_body
from generator.read.typed.lists import regular_lists
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS
from tests.unit.read.typed.test_source import html


def outline(source: str) -> str:
    """The HTML of a body on one line, without paragraphs."""
    body, problems = render_body(source, "content/a.md", 1, (*DEFAULT_EXTENSIONS, TYPED_FORMS))
    assert problems == ()
    html = "".join(body.parts.items[::2])
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"</?p>", "", html)).replace("\n", " ")


TWO = "<ul><li>một</li><li>hai</li></ul>"


@pytest.mark.parametrize(
    "source",
    [
        "- một\n- hai",
        *("• một\n• hai", "•một\n•hai", "●\tmột\n●\thai", "\uf0b7 một\n\uf0b7 hai", "o\tmột\no\thai"),
        *("– một\n– hai", "— một\n— hai", "· một\n· hai", "▪ một\n▪ hai"),
        *("  - một\n  - hai", "* một\n+ hai"),
    ],
)
def test_every_sign_that_people_use_begins_an_item(source: str) -> None:
    assert outline(source) == TWO


@pytest.mark.parametrize(
    "items", ["- một\n- hai", "• một\n• hai", "    - một\n    - hai", "\t- một\n\t- hai"]
)
def test_a_list_may_stand_right_under_its_sentence(items: str) -> None:
    assert outline(f"Kết quả chính:\n{items}") == f"Kết quả chính:{TWO}"


@pytest.mark.parametrize("source", ["1) một\n2) hai", "1. một\n2. hai", "Gồm:\n1) một\n2) hai"])
def test_numbers_may_have_a_bracket(source: str) -> None:
    assert outline(source).endswith("<ol><li>một</li><li>hai</li></ol>")


def test_a_year_that_begins_a_line_of_a_paragraph_is_no_item() -> None:
    assert outline("Hội nghị tổng kết năm\n2013. Sau đó là lễ trao giải.").count("<li>") == 0


def test_one_dash_is_a_dash_and_a_dash_after_a_colon_is_an_item() -> None:
    assert "<li>" not in outline("– Chào anh, ông nói.")
    assert outline("Gồm:\n– một") == "Gồm:<ul><li>một</li></ul>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_item_within_an_item_may_be_set_in_by_two_blanks_or_more(indent: str, gap: str) -> None:
    assert (
        outline(f"- một{gap}{indent}- con\n- hai") == "<ul><li>một<ul><li>con</li></ul></li><li>hai</li></ul>"
    )


def test_a_paragraph_of_an_item_ends_where_the_next_item_begins() -> None:
    source = "- một\n\n    đoạn hai\n- hai\n- ba"
    assert outline(source) == "<ul><li>một đoạn hai</li><li>hai</li><li>ba</li></ul>"


def test_a_list_of_another_kind_is_another_list() -> None:
    assert outline("- một\n1. hai\n- ba") == "<ul><li>một</li></ul><ol><li>hai</li></ol><ul><li>ba</li></ul>"


def test_tasks_have_boxes() -> None:
    assert outline("- [x] xong\n- [ ] chưa") == "<ul><li>☑ xong</li><li>☐ chưa</li></ul>"


def test_a_heading_ends_a_list() -> None:
    assert outline("- một\n# Mục").startswith("<ul><li>một</li></ul><h2")


def test_code_within_an_item_stays_code() -> None:
    assert "<pre><code>a = 1 b = 2</code></pre>" in outline("- một\n\n        a = 1\n        b = 2\n\n- hai")


def test_a_list_within_a_quote_is_a_list() -> None:
    assert outline("> Gồm:\n> - một\n> - hai") == f"<blockquote>Gồm:{TWO}</blockquote>"


@given(st.lists(st.sampled_from(["- a", "  - b", "    - c", "1. d", "2) e", "f", "  g", "", "# h", "\ti"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    assert re.findall(r"[a-i]", "".join(regular_lists(lines))) == re.findall(r"[a-i]", "".join(lines))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_number_that_leaves_others_out_is_kept(gap: str) -> None:
    made = outline(gap.join(["1. Một", "2. Hai", "5. Năm", "6. Sáu"]))
    assert made.count("<ol>") == 1
    assert '<ol start="5">' in made
    assert made.count("<li>") == 4


def test_a_number_that_goes_back_is_kept() -> None:
    assert re.findall(r'<ol(?: start="(\d+)")?>', html("2014. Năm ấy.\n\n20. Tháng ấy.")) == ["2014", "20"]
    assert re.findall(r'<ol(?: start="(\d+)")?>', html("3. ba\n2. hai\n1. một")) == ["3", "2", ""]


def test_two_numbers_in_a_row_begin_a_list_right_under_a_line() -> None:
    assert '<ol start="4">\n<li>Bốn</li>\n<li>Năm</li>\n</ol>' in html("Xem hình trên.\n4. Bốn\n5. Năm")


def test_equal_numbers_are_counted() -> None:
    assert outline("1. Một\n1. Hai\n1. Ba").count("<ol") == 1


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("- Lưu: VT.\nGIÁM ĐỐC\n(đã ký)\nNguyễn Văn A", "<p>GIÁM ĐỐC<br>\n(đã ký)<br>\nNguyễn Văn A</p>"),
        ("- một\n- hai\nTM. ỦY BAN\nPHÓ CHỦ TỊCH", "<p>TM. ỦY BAN<br>\nPHÓ CHỦ TỊCH</p>"),
        ("- Một câu.\nCâu ngay sau danh sách.", "<p>Câu ngay sau danh sách.</p>"),
    ],
)
def test_who_signs_right_under_a_list_is_no_item(source: str, after: str) -> None:
    assert html(source).endswith(f"</ul>\n{after}")


@pytest.mark.parametrize("under", ["tiện đo", "  GIÁM ĐỐC SỞ", "Sở Khoa học"])
def test_a_line_that_goes_on_belongs_to_its_item(under: str) -> None:
    assert html(f"- Kiểm định phương\n{under}").endswith("</ul>")
