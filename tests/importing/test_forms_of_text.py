"""What HTML can say and Markdown can hold comes through with its values: tables, raised text, lists."""

import re

import pytest

from generator.importer.text.completeness import measure_completeness
from generator.importer.text.table_proof import shifted_table
from generator.read.body import render_body
from generator.schema.settings import DEFAULT_EXTENSIONS
from tests.importing.test_structure import body, imported, page, problems


def shown(inside: str) -> str:
    """The HTML that readers get of the text between the first and the last paragraph."""
    made, found = render_body(body(inside), "content/tin/a.md", 1, DEFAULT_EXTENSIONS)
    assert not [problem for problem in found if "media" not in str(problem.details)]
    return made.parts.html()


MERGED = (
    "<table><tr><th>Huyện</th><th>Lĩnh vực</th><th>Số</th></tr>"
    "<tr><td rowspan='2'>Ý Yên</td><td>Nông nghiệp</td><td>12</td></tr><tr><td>Y tế</td><td>7</td></tr>"
    "</table>"
)


def test_a_cell_of_two_rows_stays_one_and_shifts_nothing() -> None:
    table = body(MERGED)
    assert '<tr><td rowspan="2">Ý Yên</td><td>Nông nghiệp</td><td>12</td></tr>' in table
    assert "<tr><td>Y tế</td><td>7</td></tr>" in table
    assert not imported(page(MERGED)).draft


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<table><tr><td rowspan=2>Nhóm</td><td>2013</td></tr><tr><td>26</td></tr></table>",
         ["Nhóm", "2013", "26"]),
        ("<table><tr><th colspan=2>Kết quả</th></tr><tr><td>Lúa</td><td>5</td></tr>"
         "<tr><td>Cá</td><td>6</td></tr></table>", ['<th colspan="2">Kết quả</th>', "<td>Cá</td><td>6</td>"]),
        ("<table border=1><tr><td rowspan=0>Tất cả</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>"
         "</table>", ['<td rowspan="3">Tất cả</td>']),
    ],
)  # fmt: skip
def test_no_cell_is_lost_in_a_table_with_merged_cells(html: str, kept: list[str]) -> None:
    table = body(html)
    assert all(piece in table for piece in kept)


def test_a_merged_table_is_shown_as_it_was() -> None:
    assert '<td rowspan="2">Ý Yên</td>' in shown(MERGED)


def test_a_table_in_the_body_with_a_shifted_cell_is_seen() -> None:
    wrong = "| Huyện | Lĩnh vực | Số |\n| --- | --- | --- |\n| Ý Yên | Nông nghiệp | 12 |\n| Y tế | 7 |   |\n"
    assert measure_completeness(MERGED, True, wrong, ()).moved == "Huyện"
    right = wrong.replace("| Y tế | 7 |   |", "| Ý Yên | Y tế | 7 |")
    assert shifted_table(MERGED, right, lambda text: re.sub(r"<[^>]*>|\s", "", text)) == ""


def test_links_and_files_in_cells_are_kept() -> None:
    table = (
        "<table><tr><th>Văn bản</th><th>Tải về</th></tr>"
        "<tr><td>Quyết định 45</td><td><a href='qd45.pdf'>Tải tệp</a></td></tr><tr><td>Kế hoạch</td><td>"
        "<a href='https://a.example/k.html'>Xem</a></td></tr></table>"
    )
    assert "| Quyết định 45 | [Tải tệp](media:0) |" in body(table)
    assert "| Kế hoạch | [Xem](https://a.example/k.html) |" in body(table)
    assert [medium.reference for medium in imported(page(table)).media] == ["qd45.pdf"]
    assert '<a href="media:0">Tải tệp</a>' in body(table.replace("<td>Quyết", "<td rowspan='2'>Quyết"))


def test_a_cell_keeps_its_lines_lists_emphasis_and_pictures() -> None:
    table = (
        "<table border='1'><caption>Bảng 1. Gió</caption><tr><th>Ngày</th><th>Việc</th></tr>"
        "<tr><td>8/1<br>sáng</td><td><ul><li>đo</li><li>chép <b>sổ</b></li></ul></td></tr>"
        "<tr><td>9/1 | 10/1</td><td><img src='dieu.jpg' alt='Diều'> thả &lt;cao&gt;</td></tr></table>"
    )
    assert body(table).splitlines() == [
        "Bảng 1. Gió",
        "",
        "| Ngày | Việc |",
        "| --- | --- |",
        "| 8/1<br>sáng | - đo<br>- chép **sổ** |",
        "| 9/1 &#124; 10/1 | ![Diều](media:0)<br>thả <cao> |".replace("<cao>", "&lt;cao>"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("10<sup>-3</sup> A", "10⁻³ A"),
        ("10<sup>6</sup> con", "10⁶ con"),
        ("x<sup>n+1</sup> và a<sub>ij</sub>", "xⁿ⁺¹ và a<sub>ij</sub>"),
        ("10<span style='vertical-align: super'>6</span> con", "10⁶ con"),
        ("giá <s>100</s> <del>200</del> <strike>300</strike> nay",
         "giá <del>100</del> <del>200</del> <del>300</del> nay"),
        ("<b>đậm 30<sup>o</sup>C</b> đó", "**đậm 30<sup>o</sup>C** đó"),
        ("<sup>a<b>b</b></sup><b>c</b>", "<sup>ab</sup>c"),
    ],
)  # fmt: skip
def test_raised_lowered_and_struck_text_keeps_its_meaning(html: str, expected: str) -> None:
    assert body(f"<p>Số đo được là {html} theo sổ.</p>") == f"Số đo được là {expected} theo sổ."
    table = f"<table><tr><th>Mẫu</th><th>Số</th></tr><tr><td>Một</td><td>{html}</td></tr></table>"
    assert f"| Một | {expected} |" in body(table)


def test_long_text_is_raised_only_to_be_small() -> None:
    small = "<p><sub>Hình 3: Chiếc diều lớn nhất của làng. Mỗi ô là 2 cm.</sub></p>"
    assert body(small) == "Hình 3: Chiếc diều lớn nhất của làng. Mỗi ô là 2 cm."
    assert not imported(page(small)).draft


def test_another_value_is_another_text() -> None:
    source = "<p>Mật độ vi khuẩn trong mẫu nước là 10<sup>6</sup> con trên một mi-li-lít.</p>"
    told = "Mật độ vi khuẩn trong mẫu nước là 10{} con trên một mi-li-lít.\n"
    proofs = [
        measure_completeness(source, True, told.format(each), ()) for each in ("⁶", "<sup>6</sup>", "6")
    ]
    assert [proof.share for proof in proofs] == [1.0, 1.0, 0.0]
    comma = "Kinh phí của đề tài là 1,25 tỷ đồng trong ba năm liền."
    assert measure_completeness(comma, False, comma, ()).share == 1.0
    assert measure_completeness(comma, False, comma.replace("1,25", "125"), ()).share == 0.0


def test_terms_and_their_definitions_are_a_list_of_definitions() -> None:
    html = "<dl><dt>Gió cấp 3</dt><dd>lay được cành nhỏ</dd><dt>Gió cấp 4</dt><dd>bụi bay</dd>"
    html += "<dd>giấy bay</dd></dl>"
    assert body(html) == "Gió cấp 3\n:   lay được cành nhỏ\n\nGió cấp 4\n:   bụi bay\n:   giấy bay"
    assert "<dt>Gió cấp 4</dt>" in shown(html)
    assert "<dd>giấy bay</dd>" in shown(html).replace("<dd>\n<p>", "<dd>").replace("</p>\n</dd>", "</dd>")


def test_numbers_of_lists_stay_what_they_are() -> None:
    html = (
        "<ol><li>một<ul><li>con</li></ul></li><li>hai</li></ol><p>Lời xen giữa các mục này.</p>"
        "<ol start='3'><li>ba</li><li value='7'>bảy</li></ol><ol><li>lại một</li></ol><ul><li>khác</li></ul>"
    )
    page_ = shown(html)
    assert body(html).startswith(
        "1. một\n    - con\n2. hai\n\nLời xen giữa các mục này.\n\n3. ba\n\n<!-- -->\n\n7. bảy"
    )
    assert re.findall(r"<ol[^>]*>", page_) == ["<ol>", '<ol start="3">', '<ol start="7">', "<ol>"]
    assert page_.count("<ul>") == 2


def test_a_login_at_the_end_is_nobody() -> None:
    for login in ("admin", "quantri", "webmaster", "(hoangvt)", "phongqlcn2", "skhcn.namdinh"):
        article = imported(page("", foot="").replace(b"</article>", f"<p>{login}</p></article>".encode()))
        assert article.authors == ()
        assert "author" in article.review


def test_no_problem_is_made_of_a_good_table() -> None:
    assert not [each for each in problems(page(MERGED)) if each.code.startswith("import-table")]


@pytest.mark.parametrize(
    "notes",
    [
        '<p>Diều<a href="#_ftn1" name="_ftnref1">[1]</a> bay cao.</p>|<div id="ftn1"><p><a '
        'href="#_ftnref1" name="_ftn1">'
        "[1]</a> Theo sổ số 12 của Sở.</p></div>",
        '<p>Diều<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> bay cao.</p>|<ol><li '
        'id="cite_note-1">'
        '<span><a href="#cite_ref-1">↑</a></span> <span>Theo sổ số 12 của Sở.</span></li></ol>',
        '<p>Diều<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup> bay cao.</p>|<div '
        'class="footnote">'
        '<hr><ol><li id="fn-1"><p>Theo sổ số 12 của Sở. <a href="#fnref-1">↩</a></p></li></ol></div>',
    ],
)
def test_a_footnote_stays_a_footnote(notes: str) -> None:
    text, note = notes.split("|")
    article = imported(page(text).replace(b"</article>", f"{note}</article>".encode()))
    assert "Diều[^1] bay cao." in article.body
    assert article.body.endswith("\n\n[^1]: Theo sổ số 12 của Sở.\n")
    assert (article.publisher, article.draft) == ("", False)


def test_a_link_to_a_chapter_is_no_footnote() -> None:
    contents = (
        '<p>Xem <a href="#c1" name="top">phần một</a>.</p><h2 id="c1">Phần một</h2><p>Lời. <a href="#top">'
        "Lên</a></p>"
    )
    assert "[^" not in body(contents)


@pytest.mark.parametrize(
    ("formula", "shown_", "whole"),
    [
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc²", True),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2", True),
        ("<semantics><msqrt><mi>x</mi></msqrt><annotation>\\sqrt{x}</annotation></semantics>", "√x", True),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>x</mi>", "∑₁ⁿx", False),
    ],
)
def test_a_formula_is_text_or_its_loss_is_named(formula: str, shown_: str, whole: bool) -> None:
    html = f"<p>Sai số tính theo <math>{formula}</math> của tiêu chuẩn.</p>"
    assert body(html) == f"Sai số tính theo {shown_} của tiêu chuẩn."
    assert ("import-not-kept" in [each.code for each in problems(page(html))]) is not whole


def test_what_no_article_can_keep_is_named_if_it_stands_in_the_text() -> None:
    inside = problems(page("<p>Biểu đồ gió trong năm ở dưới đây.</p><canvas></canvas>"))
    outside = problems(page("", foot="<div class='sidebar'><canvas></canvas></div>"))
    assert [[each.code for each in found].count("import-not-kept") for found in (inside, outside)] == [1, 0]


def test_numbers_of_notes_are_no_part_of_what_is_compared() -> None:
    note = '<a href="#n1" name="r1">[1]</a>'
    table = MERGED.replace("Y tế", f"Y tế{note}")
    inside = f"{table}<p>Điểm số{note.replace('r1', 'r2')} của các huyện được tính theo sổ.</p>"
    notes = '<p id="n1"><a href="#r1">[1]</a> <a href="#r2">↑</a> Theo sổ số 12 của Sở.</p>'
    article = imported(page(inside, foot=notes))
    assert not article.draft
    assert "<td>Y tế<sup>[1]</sup></td>" in article.body
    assert "Điểm số[^1] của các huyện" in article.body
    unlinked = "<p>Điểm số<sup><a href='#x'>1</a></sup> của các huyện được tính theo sổ của tỉnh.</p>"
    assert not imported(page(unlinked)).draft


def test_an_empty_column_at_the_end_is_left_out() -> None:
    table = (
        "<table><tr><td>01.</td><td>Lúa</td><td> </td></tr><tr><td>02.</td><td>Cá</td><td> </td></tr></table>"
    )
    assert body(table) == "| 01. | Lúa |\n| --- | --- |\n| 02. | Cá |"
    assert not imported(page(table)).draft


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol type='a'><li>điểm một</li><li>điểm hai</li></ol>", "a. điểm một\n\nb. điểm hai"),
        ("<ol style='list-style-type: upper-roman' start='3'><li>mục một</li><li>mục hai</li></ol>",
         "III. mục một\n\nIV. mục hai"),
        ("<ul><li>mục một</li></ul><ol><li>việc một</li></ol>", "- mục một\n\n<!-- -->\n\n1. việc một"),
        ("<ul><li>mục một</li><ul><li>con một</li></ul><li>mục hai</li></ul>",
         "- mục một\n    - con một\n- mục hai"),
        ("<pre>Huyện\tSố\nÝ Yên\t12\nVụ Bản\t7</pre>",
         "| Huyện | Số |\n| --- | --- |\n| Ý Yên | 12 |\n| Vụ Bản | 7 |"),
        ("<p>Ông nói <q>gió tốt</q> nhé.</p>", "Ông nói “gió tốt” nhé."),
        ("<p>http://so.example/chi-tiet.html</p>",
         "[http://so.example/chi-tiet.html](http://so.example/chi-tiet.html)"),
        ("<p><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>Việc thứ nhất của tổ "
         "kỹ thuật.</p>",
         "1.Việc thứ nhất của tổ kỹ thuật."),
        ("<ul><li><figure><img src='a.jpg'><figcaption>Ảnh một</figcaption></figure></li></ul>",
         '![Ảnh một](media:0 "Ảnh một")'),
    ],
)  # fmt: skip
def test_what_a_list_or_a_line_says_is_kept(html: str, expected: str) -> None:
    assert body(html) == expected
    assert not imported(page(html)).draft
