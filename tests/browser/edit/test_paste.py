"""What is pasted becomes the Markdown that was meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import edit
from tests.support.static_server import serving

WORD_LIST = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Mục <b>một</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>Con</p>"""
WORD_NOTE = """<p>Số liệu<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>
năm 2013.</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1"
name="_ftn1"><sup>[1]</sup></a> Báo cáo của Sở.</p></div></div>"""
MERGED = "<table><tr><td colspan=2>Gộp</td></tr><tr><td>a</td><td>b</td></tr></table>"

CASES = {
    "Word list": (WORD_LIST, "- Mục **một**\n    1. Con"),
    "Word footnote": (WORD_NOTE, "Số liệu[^1] năm 2013.\n\n[^1]: Báo cáo của Sở."),
    "merged cells": (MERGED, "| Gộp |  |\n| --- | --- |\n| a | b |"),
    "emphasis with blanks": (
        "<p>Sở <b>Khoa học </b>và <i>Công nghệ</i></p>",
        "Sở **Khoa học** và *Công nghệ*",
    ),
    "Google's bold that is none": ('<b style="font-weight:normal"><p>Chữ thường</p></b>', "Chữ thường"),
    "link": ('<a href="https://a.example/x (1)">văn bản</a>', "[văn bản](https://a.example/x%20%281%29)"),
    "script link": ('<a href="javascript:alert(1)">bấm</a>', "bấm"),
    "signs of Markdown": (
        "<p>5 * 3 [x] # a_b</p><p># đầu</p><p>1. một</p>",
        "5 \\* 3 \\[x\\] # a_b\n\n\\# đầu\n\n1\\. một",
    ),
    "HTML in words": ("<p>&lt;script&gt;</p>", "&lt;script>"),
    "nested list": ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n    1. b\n- c"),
    "style and comments": ("<style>p{}</style><!--[if gte mso 9]><xml>x</xml><![endif]--><p>chữ</p>", "chữ"),
    "heading": ("<h1>Đề <b>mục</b></h1><p>chữ</p>", "## Đề mục\n\nchữ"),
    "Google Sheets": (
        "<google-sheets-html-origin><style>td{}</style><table><tr><td>Tên</td><td>Số</td></tr><tr><td>Đo</td>"
        "<td>7</td></tr></table></google-sheets-html-origin>",
        "| Tên | Số |\n| --- | ---: |\n| Đo | 7 |",
    ),
    "Word's bold": ("<p><b style='mso-bidi-font-weight:normal'>Sở</b> họp</p>", "**Sở** họp"),
    "title row": (
        "<table><tr><td colspan=2>Bảng 1. Kết quả</td></tr><tr><td>A</td><td>B</td></tr>"
        "<tr><td>x</td><td>7</td></tr></table>",
        "Bảng 1. Kết quả\n\n| A | B |\n| --- | ---: |\n| x | 7 |",
    ),
    "table in a cell": (
        "<table><tr><td>A</td><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
        "</td></tr><tr><td>x</td><td>y</td></tr></table>",
        "| A | a – b<br>c – d |\n| --- | --- |\n| x | y |",
    ),
    "lists of one item": ("<div><ul><li>a</li></ul></div><div><ul><li>b</li></ul></div>", "- a\n- b"),
    "lists of Word in the browser": (
        '<div><ol start="1"><li data-aria-level="1"><p><span>a</span></p></li></ol></div>'
        '<div><ul><li data-aria-level="2"><p>b</p></li></ul></div>'
        '<div><ul><li data-aria-level="2"><p>c</p></li></ul></div>'
        '<div><ol start="2"><li data-aria-level="1"><p>d&nbsp;</p></li></ol></div>',
        "1. a\n    - b\n    - c\n2. d",
    ),
    "code": ("<p>Gõ <code>b_c</code></p>", "Gõ `b_c`"),
    "lines": ("<p>một<br>hai</p>", "một  \nhai"),
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with serving(Path(edit.__file__).parent / "page", "/") as address:
        page = browser.new_page()
        page.goto(f"{address}/edit.css")
        yield page
        page.close()


def test_html_becomes_markdown(page: Page) -> None:
    for name, (html, markdown) in CASES.items():
        made = page.evaluate("html => import('/paste.js').then((paste) => paste.fromHtml(html).text)", html)
        assert made == markdown, name


def test_cells_parted_by_tabs_become_a_table(page: Page) -> None:
    text = 'Chỉ tiêu\tNăm\r\n"hai\ndòng ""x"""\t7\r\n'
    made = page.evaluate("text => import('/paste.js').then((paste) => paste.fromTabs(text))", text)
    assert made == '| Chỉ tiêu | Năm |\n| --- | ---: |\n| hai<br>dòng "x" | 7 |'
    assert page.evaluate("import('/paste.js').then((paste) => paste.fromTabs('một dòng\\tthôi'))") is None
