"""The Markdown of an HTML page: paragraphs, headings, lists, tables, quotes, links, pictures."""

import re
from html import escape, unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.model.problem import Problem
from tests.support.labelled_pages import letters

untimed = settings(deadline=None, max_examples=60)

FIRST = (
    "<p>Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay hai giờ.</p>"
)
LAST = "<p>Các số đo được chép vào sổ và gửi về Sở trước khi trời tối, không thiếu một lần đo nào.</p>"


def page(inside: str, head: str = "", foot: str = "") -> bytes:
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'>"
        f"<title>Thả diều đo gió trên đồng</title>{head}</head><body>"
        f"<nav><a href='/'>Trang chủ</a></nav><article><h1>Thả diều đo gió trên đồng</h1>"
        f"<p>Ngày đăng: 08/01/2014</p><div class='c'>{FIRST}{inside}{LAST}</div></article>{foot}"
        "</body></html>"
    ).encode()


def imported(data: bytes, address: str = "") -> ImportedArticle:
    article = import_page(Capture("page.html", data, address=address)).value
    assert article is not None
    return article


def body(inside: str, address: str = "") -> str:
    """The Markdown between the first and the last paragraph."""
    return imported(page(inside), address).body.partition("hai giờ.\n\n")[2].partition("\n\nCác số đo")[0]


def problems(data: bytes) -> tuple[Problem, ...]:
    return import_page(Capture("page.html", data)).problems


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h3>Cách làm</h3><h5>Bước một</h5>", "## Cách làm\n\n### Bước một"),
        ("<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>", "- một\n    - hai\n- ba"),
        ("<ol start='3'><li>ba</li><li>bốn</li></ol>", "3. ba\n4. bốn"),
        ("<ul><li><p>một câu đầu</p><p>câu sau của mục</p></li></ul>",
         "- một câu đầu\n\n    câu sau của mục"),
        ("<blockquote><p>Gió nói gì?</p></blockquote>", "> Gió nói gì?"),
        ("<p>xem <a href='https://a.example/b c'>trang này</a> nhé</p>",
         "xem [trang này](https://a.example/b%20c) nhé"),
        ("<p>xem <a href='javascript:x()'>trang này</a> nhé</p>",
         "xem trang này nhé"),
        ("<p>xem <a href='/noi-khac'>trang này</a> nhé</p>",
         "xem trang này nhé"),
        ("<p>tải <a href='/a/b.pdf'>mẫu đơn</a> nhé</p>", "tải [mẫu đơn](media:0) nhé"),
        ("<p>chữ <b>đậm</b> và <i>nghiêng</i> đây</p>", "chữ **đậm** và *nghiêng* đây"),
        ("<p>nửa ch<b>ữ đậm</b> thôi mà</p>", "nửa chữ đậm thôi mà"),
        ("<p>diện tích 12 m<sup>2</sup>, khí CO<sub>2</sub> nhẹ</p>", "diện tích 12 m², khí CO₂ nhẹ"),
        ("<table><tr><th>Làng</th><th>Gió</th></tr><tr><td>Một</td><td>3|4</td></tr></table>",
         "| Làng | Gió |\n| --- | --- |\n| Một | 3&#124;4 |"),
        ("<p><img src='a.jpg' alt='Diều'></p><p align='center'>Chiếc diều đầu tiên</p>",
         '![Diều](media:0 "Chiếc diều đầu tiên")'),
        ("<figure><img src='a.jpg' alt='IMG_1.JPG'><figcaption>Diều \"sáo\"</figcaption></figure>",
         '![Diều &quot;sáo&quot;](media:0 "Diều &quot;sáo&quot;")'),
        ("<p>a *b* [c](d) &lt;i&gt; # e</p>", "a \\*b\\* \\[c](d) &lt;i> # e"),
        ("<p>dòng một của câu<br>còn nối tiếp ở đây.</p>", "dòng một của câu còn nối tiếp ở đây."),
        ("<p>Sở&nbsp;KH&amp;amp;CN&#8203; và &amp;ocirc;ng</p>", "Sở KH&CN và ông"),
    ],
)  # fmt: skip
def test_structure_is_preserved(html: str, expected: str) -> None:
    assert body(html) == expected


def test_links_of_the_old_site_lead_to_its_address() -> None:
    address = "http://skhcn.example/tin/1.html"
    assert body("<p>xem <a href='2.html'>trang này</a> nhé</p>", address=address) == (
        "xem [trang này](http://skhcn.example/tin/2.html) nhé"
    )


def test_scripts_forms_and_what_is_hidden_are_left_out() -> None:
    hidden = "<script>alert('x')</script><style>p{}</style><div style='display:none'>ẩn</div>"
    hidden += "<select><option>a</select>"
    assert body(f"<p>Gió nhẹ suốt buổi sáng.</p>{hidden}") == "Gió nhẹ suốt buổi sáng."


def test_attachments_in_a_box_are_listed() -> None:
    article = imported(
        page("", foot="").replace(
            b"</article>", "<p class='attach'><a href='mau.docx'>Mẫu</a></p></article>".encode()
        )
    )
    assert [(medium.reference, medium.kind, medium.alt) for medium in article.media] == [
        ("mau.docx", "attachment", "Mẫu")
    ]


def test_the_date_that_machines_read_agrees_or_there_is_none() -> None:
    claim = '<meta property="article:published_time" content="2014-01-08T09:30:00+07:00">'
    agreed = imported(page("", claim)).date
    assert agreed is not None
    assert agreed.iso == "2014-01-08T09:30:00"
    unlabelled = page("", claim.replace("2014-01-08", "2019-05-05")).replace("Ngày đăng: ".encode(), b"")
    article = imported(unlabelled)
    assert (article.date, article.evidence["date"].candidate, "date" in article.review) == (
        None,
        "2014-01-08",
        True,
    )


@pytest.mark.parametrize("published", ["2014", "2014-01", "2014-01-08"])
def test_an_article_may_know_only_the_month_or_the_year(published: str) -> None:
    claim = f'{{"@type": "NewsArticle", "datePublished": "{published}"}}'
    head = f'<script type="application/ld+json">{claim}</script>'
    found = imported(page("", head).replace("<p>Ngày đăng: 08/01/2014</p>".encode(), b"")).date
    assert found is not None
    assert found.iso == published


def test_a_year_that_may_be_the_sites_is_no_date() -> None:
    claim = '<meta name="dcterms.issued" content="2012">'
    assert imported(page("", claim).replace("<p>Ngày đăng: 08/01/2014</p>".encode(), b"")).date is None


def test_an_article_may_say_its_place_itself() -> None:
    place = '{"@type": "Place", "name": "Nam Định"}'
    others = f'[{place}, {{"@type": "Position", "name": "Lạng Sơn"}}]'
    for places, province, is_open in ((place, "Nam Định", False), (others, "", True)):
        claim = f'{{"@type": "NewsArticle", "contentLocation": {places}}}'
        article = imported(page("", f'<script type="application/ld+json">{claim}</script>'))
        assert (article.province, "province" in article.review) == (province, is_open)


def test_a_term_in_a_box_of_facts_is_a_label() -> None:
    facts = "<dl><dt>Author</dt><dd>Trần Thị Mẫu</dd><dt>Source</dt><dd>Báo Thử</dd></dl>"
    article = imported(page("").replace(b"<div class='c'>", f"{facts}<div class='c'>".encode()))
    assert (article.authors, article.publisher) == (("Trần Thị Mẫu",), "Báo Thử")


def test_a_label_without_a_name_is_nobody() -> None:
    assert imported(page("", foot="<p class='author'>Author</p>")).authors == ()


def test_what_is_not_to_be_quoted_is_left_out_and_not_missed() -> None:
    note = "Bài này đăng khi tỉnh còn tên cũ và nay đã thuộc về một tỉnh khác lớn hơn nhiều."
    article = imported(page(f"<aside data-nosnippet><p>{note}</p></aside>"))
    assert note not in article.body
    assert not article.draft


def test_an_aside_inside_the_text_is_imported_or_reported() -> None:
    note = "Hộp này nói một điều mà bài không nói."
    article = imported(page(f"<aside class='sidebar'><p>{note}</p></aside>"))
    assert note in article.body or article.draft


def test_what_the_container_says_is_true() -> None:
    capture = Capture(
        "x.xml!3", f"{FIRST}{LAST}".encode(), media_type="text/html",
        known={
            "title": "Tên trong kho",
            "date": "2016-02-03",
            "author": ["Lê Thử"],
            "tags": ["gió"],
            "section": "Tin",
        },
    )  # fmt: skip
    article = import_page(capture, "Hà Nam").value
    assert article is not None
    assert (article.title, article.authors, article.tags, article.section) == (
        "Tên trong kho",
        ("Lê Thử",),
        ("gió",),
        "Tin",
    )
    assert (article.date and article.date.iso, article.province, article.review) == (
        "2016-02-03",
        "Hà Nam",
        (),
    )
    assert article.body.startswith("Sáng nay") and article.body.endswith("lần đo nào.\n")


def test_a_feeds_item_is_marked() -> None:
    capture = Capture(
        "f.xml!1", FIRST.encode(), "text/html", known={"title": "Thả diều đo gió"}, lead_only=True
    )
    outcome = import_page(capture)
    assert "import-lead-only" in [problem.code for problem in outcome.problems]


def test_a_list_of_articles_is_refused_with_its_reason() -> None:
    items = "".join(
        f"<div class='it'><h3><a href='/{i}'>Thả diều đo gió lần thứ {i} trên cánh đồng làng</a></h3>"
        f"<p>Bà con thả diều lần thứ {i} và ghi lại số đo vào sổ của làng.</p></div>"
        for i in range(12)
    )
    body = f"<h1>Tin tức</h1><div class='ds'>{items}</div>"
    data = f"<html><title>Tin tức</title><body>{body}</body></html>".encode()
    assert problems(data)[0].code == "import-list-page"


def test_a_heading_of_the_site_is_no_title() -> None:
    data = page("").replace(b"<nav>", "<h1>SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH HÀ NAM</h1><nav>".encode())
    assert imported(data).title == "Thả diều đo gió trên đồng"


@untimed
@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<div class='sidebar'>", "</div>", "<ul><li>", "</ul>", "<table><tr><td>", "</table>",
    "<b>", "</i>", "<a href='x'>", "</a>", "<img src=a>", "<br>", "<h2>", "<!--", "-->", "<script>", "&nbsp;",
    "<figure>", "Gió nhẹ.", "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng.",
    "08/01/2014", "<li>", "<blockquote>",
]), max_size=30))  # fmt: skip
def test_any_tags_give_an_article_or_a_reason(tags: list[str]) -> None:
    outcome = import_page(Capture("x.html", f"<html><body>{''.join(tags)}".encode()))
    assert outcome.value is not None or outcome.problems


@untimed
@given(
    st.lists(st.text(alphabet='abc de*_[]()#>|-1.!`&<\\"', min_size=3, max_size=30), min_size=1, max_size=4)
)
@example(["1<a", "11>"])
def test_words_stand_in_the_page_as_they_stood(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    if not text:
        return
    inside = f"<p>Lời đầu của đoạn này: {escape(text)} <b>hết</b> lời.</p>"
    shown_ = markdown(imported(page(inside)).body, extensions=["tables", "sane_lists"])
    assert letters(text) in letters(unescape(re.sub(r"<[^>]+>", "", shown_)))
