"""What stands beside the text on a page of today: records, ways to cite, contents, words for paper."""

import pytest

from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from tests.importing.test_structure import FIRST, LAST

TITLE = "Thả diều đo gió trên đồng"
TEXT = (
    "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay hai giờ.\n\n"
    "Các số đo được chép vào sổ và gửi về Sở trước khi trời tối, không thiếu một lần đo nào.\n"
)
ADDRESS = "https://kho.example/vi/2014/01/dieu.html"
CITED = f"<pre>@misc{{dieu,\n title = {{{TITLE}}},\n url = {{{ADDRESS}}},\n}}</pre>"
WAYS_TO_CITE = (
    "<details><summary>Trích dẫn bài này</summary>"
    f"<p>Trần Thị Mẫu, “{TITLE}”, Kho tin của Sở, ngày 8 tháng 1 năm 2014. {ADDRESS}</p>"
    + 4 * CITED
    + "<p>Mỗi đoạn của bài có một địa chỉ riêng, chép được kèm với nguồn của nó.</p></details>"
)
ENTRIES = (
    "<div><dt>Chuyên mục</dt><dd><a href='/muc/'>Tin tức</a></dd></div>"
    "<div><dt>Địa phương</dt><dd><a href='/a/'>Tỉnh Bắc Kạn</a></dd><dd><a href='/b/'>Nam Định</a></dd></div>"
    "<div><dt>Ngày đăng</dt><dd>8 tháng 1 năm 2014</dd></div>"
)


def page(text: str, *, above: str = "", foot: str = "", after: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
        f"<main><article><header><h1>{TITLE}</h1>{above}</header><div>{text}</div>{foot}</article>{after}"
        "</main></body></html>"
    ).encode()


BESIDE = {
    "a record in the footer": page(FIRST + LAST, foot=f"<footer><dl>{ENTRIES}</dl></footer>"),
    "pairs under the title": page(FIRST + LAST, above=f"<dl class='byline'>{ENTRIES}</dl>"),
    "ways to cite that are longer than the text": page(FIRST + LAST, after=WAYS_TO_CITE),
    "a second name that is hidden": page(
        FIRST.replace(
            "cánh đồng làng", "<span>cánh đồng <span class='now' hidden>Ninh Bình</span>làng</span>"
        )
        + LAST
    ),
    "words that only paper shows": page(
        FIRST + LAST + f"<section class='refs print-only'><h2>Địa chỉ</h2><p>{ADDRESS}</p></section>"
    ),
}


@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_the_text_is_not_taken_for_it(beside: str) -> None:
    outcome = import_page(Capture("dieu.html", BESIDE[beside]))
    assert outcome.value is not None
    assert outcome.value.body == TEXT
    assert not [problem for problem in outcome.problems if problem.code.startswith("import-text")]


def test_a_table_of_contents_does_not_disturb_the_order_of_the_text() -> None:
    words = ("Làm khung", "Dán giấy cho diều", "Buộc dây và thả", "Đọc số đo của máy")
    contents = "".join(f"<li><a href='#h{i}'>{title}</a></li>" for i, title in enumerate(words))
    parts = "".join(f"<h2 id='h{i}'>{title}</h2>{FIRST}{LAST}" for i, title in enumerate(words))
    outcome = import_page(Capture("dieu.html", page(f"<details><ol>{contents}</ol></details>{parts}")))
    assert outcome.value is not None
    assert [outcome.value.body.count(f"## {title}") for title in words] == [1, 1, 1, 1]
    assert not [problem for problem in outcome.problems if problem.code.startswith("import-text")]


def test_the_text_of_a_page_that_holds_it_in_its_footer_is_kept() -> None:
    html = page("", foot=f"<footer>{FIRST}{LAST}</footer>")
    article = import_page(Capture("dieu.html", html)).value
    assert article is not None
    assert article.body == TEXT


def test_a_sentence_in_the_footer_of_the_article_is_left_aside_and_told() -> None:
    foot = "<footer><p>Bài do phòng Quản lý đo lường cung cấp cho Cổng thông tin.</p></footer>"
    outcome = import_page(Capture("dieu.html", page(FIRST + LAST, foot=foot)))
    assert outcome.value is not None
    assert outcome.value.body == TEXT
    assert "import-text-lost" in {problem.code for problem in outcome.problems}


def test_the_card_of_another_article_is_not_taken_for_the_article() -> None:
    lead = "Diều đo gió đầu tiên của làng bay suốt hai giờ, mời xem tiếp."
    card = f"<article><h3>{TITLE}</h3><p>{lead}</p></article>"
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>{card}"
        f"<div><h1>{TITLE}</h1><div>{FIRST}{LAST}</div></div></body></html>"
    )
    article = import_page(Capture("dieu.html", html.encode())).value
    assert article is not None
    assert article.body == TEXT


def test_the_text_beside_an_article_element_with_the_lead_alone_is_kept() -> None:
    lead = "<p>Diều đo gió đầu tiên của làng bay suốt hai giờ, mời xem tiếp.</p>"
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
        f"<article><h1>{TITLE}</h1>{lead}</article><div class='c'>{2 * (FIRST + LAST)}</div></body></html>"
    )
    article = import_page(Capture("dieu.html", html.encode())).value
    assert article is not None
    assert "Các số đo được chép vào sổ" in article.body


def test_a_text_that_is_folded_is_the_text() -> None:
    html = page(f"<details><summary>Xem toàn văn</summary>{FIRST}{LAST}</details>")
    article = import_page(Capture("dieu.html", html)).value
    assert article is not None
    assert TEXT.strip() in article.body


_BEFORE = (
    "Sáng nay, tổ kỹ thuật của xã thả thử chiếc diều đo gió đầu tiên trên đồng làng Hạ, bay được hai giờ."
)
_AFTER = (
    "Chiều cùng ngày, tổ đo lại ở ba nơi khác trong xã, kết quả gần như nhau, chỉ lệch vài phần trăm thôi."
)
_LINK = '<a href="/{n}.html">Bài khác thứ {n} về chuyện trong xã</a>'
_FLAT = f"<h4>Tin liên quan</h4><p>{_LINK.format(n=1)}</p><p>{_LINK.format(n=2)}</p>"


def _article(text: str) -> str:
    """The body that the importer makes of a text below a title."""
    html = f"<html><body><div><h1>{TITLE}</h1><div>{text}</div></div></body></html>"
    article = import_page(Capture("x.html", html.encode(), "text/html")).value
    assert article is not None
    return article.body


@pytest.mark.parametrize("box", [f'<div class="b">{_FLAT}</div>', _FLAT], ids=["own element", "flat"])
def test_the_text_goes_on_behind_a_box_of_related_articles(box: str) -> None:
    body = _article(f"<p>{_BEFORE}</p>{box}<p>{_AFTER}</p><p>{_AFTER.replace('Chiều', 'Tối')}</p>")
    assert _BEFORE in body
    assert _AFTER in body
    assert "Bài khác" not in body


def test_leads_of_other_articles_below_the_text_are_no_text() -> None:
    others = "".join(f"<p>{_LINK.format(n=n)}</p><p>{_AFTER.replace('ba', str(n))}</p>" for n in range(1, 5))
    second = _BEFORE.replace("nay", "qua")
    body = _article(f"<p>{_BEFORE}</p><p>{second}</p><h4>Tin liên quan</h4>{others}")
    assert second in body
    assert "Chiều cùng ngày" not in body


def test_a_box_below_the_text_that_repeats_the_title_is_not_taken_for_the_article() -> None:
    crumbs = f"<nav class='breadcrumb'><ul><li><a href='/tin'>Tin tức</a></li><li>{TITLE}</li></ul></nav>"
    guides = "".join(f"<p>Cẩm nang số {n} của cổng, đọc tại nhà</p>" for n in range(1, 7))
    box = f"<div class='o'><h4>{TITLE}</h4><div>{guides}</div></div>"
    data = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>{crumbs}"
        f"<main><div>{FIRST}{LAST}</div></main>{box}</body></html>"
    ).encode()
    article = import_page(Capture("dieu.html", data)).value
    assert article is not None
    assert article.title == TITLE
    assert "Diều bay" in article.body
    assert "Cẩm nang" not in article.body


def test_a_portrait_of_the_author_and_a_sign_of_another_service_are_no_pictures_of_the_text() -> None:
    author = "<div class='author'><a href='/an'><img src='an.jpg' alt='tác giả'>Trần Mẫu An</a></div>"
    author += "<p>Xem các bài viết của tác giả</p>"
    author += "<a href='https://tin.example'><img src='g.png' alt='News Google'></a>"
    photo = f"<figure><img src='dieu.jpg' alt='{TITLE}'></figure>"
    article = import_page(Capture("dieu.html", page(FIRST + photo + LAST, above=author))).value
    assert article is not None
    assert [each.reference for each in article.media] == ["dieu.jpg"]
    assert TITLE not in article.body
    assert "tác giả" not in article.body.lower()
