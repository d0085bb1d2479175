"""Short notices and documents for download on the pages of a site."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.frame.first_pass import learn_frames
from generator.importer.frame.sites import SiteFrames
from generator.importer.sources.items import SavedFile, SourceItem

_PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Trang chủ - Website Sở Thử nghiệm</title></head><body>
<div class="menu"><a href="/">Trang chủ</a><a href="/tin">Tin tức</a><a href="/van-ban">Văn bản</a></div>
<p>Nhiệt liệt chào mừng kỷ niệm ngày thành lập Sở Thử nghiệm tỉnh Hà Nam, 20 năm xây dựng và trưởng thành!</p>
<table><tr><td><div class="{name}"><div><table><tr><td>{section}</td></tr>
<tr><td><p class="t1">{title}</p></td></tr>
<tr><td>{text}</td></tr></table></div>{below}</div></td></tr></table>
<p>Số lượt người xem:</p>
<p>Cơ quan quản lý: Sở Thử nghiệm tỉnh Hà Nam. Địa chỉ: số 1, đường Thử, thành phố Phủ Lý, tỉnh Hà Nam.</p>
</body></html>"""
_TOPICS = (
    "đo gió trên đồng", "trồng sen ven hồ", "nuôi tằm mùa xuân", "sửa cầu làng Hạ", "chợ phiên tháng ba",
    "hội vật đầu năm", "dạy chữ buổi tối", "đắp đê sông Đáy",
)  # fmt: skip
_FILE = '<p>Xem chi tiết <a href="/tep/{topic}.pdf">tại đây</a></p>'


def pages(name: str = "noi", below: bool = False, short: str = "") -> dict[str, str]:
    """Pages of one site. `below`: the file is offered below the element of the text."""
    found = {}
    for number, topic in enumerate(_TOPICS):
        file = _FILE.format(topic=topic.replace(" ", "-"))
        text = (
            f"<p>Sáng nay, bà con xã số {number} họp bàn việc {topic} và thống nhất chia làm ba đợt. "
            f"Ông trưởng thôn cho biết việc {topic} sẽ xong trước mùa mưa năm sau.</p>"
            f"<p>Tổ kỹ thuật đã xuống từng xóm nghe ý kiến về việc {topic}, ghi lại số hộ cần giúp và bàn "
            "cách làm sao cho đỡ tốn công nhất, vì vụ tới nhân lực trong xã còn ít hơn năm ngoái.</p>"
        )
        found[f"{number}.html"] = _PAGE.format(
            name=name,
            section="Tin trong ngành" if number % 2 else "Thông báo",
            title=f"Kết quả việc {topic}",
            text=text + ("" if below else file),
            below=file if below else "",
        )
    if short:
        file = _FILE.format(topic="moi")
        found["ngan.html"] = _PAGE.format(
            name=name, section="Thông báo", title="Lịch họp tuần này", text=short.format(file=file), below=""
        )
    return found


def imported(pages: Mapping[str, str]) -> dict[str, ImportedArticle]:
    """The articles of a site by page, read against its frame."""
    captures = [Capture(path, html.encode(), "text/html") for path, html in pages.items()]
    items = [
        SourceItem(each, SavedFile(each.path, Path("/saved"), each.path, Path("/saved", each.path), 1))
        for each in captures
    ]
    frames = SiteFrames(learn_frames(items, 1))
    found = {each.path: import_page(each, frames=frames).value for each in captures}
    return {path: article for path, article in found.items() if article}


@pytest.mark.parametrize("name", ["noi", "widget", "ms-WPBody noindex"])
def test_titles_are_found_whatever_the_markup_calls_the_element_of_the_article(name: str) -> None:
    found = imported(pages(name))
    assert [found[f"{n}.html"].title for n in range(len(_TOPICS))] == [f"Kết quả việc {t}" for t in _TOPICS]
    assert {article.evidence["title"].how for article in found.values()} == {"frame"}


@pytest.mark.parametrize("below", [False, True])
def test_words_that_repeat_keep_the_file_that_they_offer(below: bool) -> None:
    found = imported(pages(below=below))
    for number, topic in enumerate(_TOPICS):
        files = [each.reference for each in found[f"{number}.html"].media if each.kind == "attachment"]
        assert files == [f"/tep/{topic.replace(' ', '-')}.pdf"]


def test_a_notice_of_a_few_words_is_an_article() -> None:
    article = imported(pages("ms-WPBody noindex", short="<p>Từ ngày 02 đến ngày 09: 0 lượt</p>"))["ngan.html"]
    assert article.title == "Lịch họp tuần này"
    assert article.body == "Từ ngày 02 đến ngày 09: 0 lượt\n"


def test_so_is_a_page_that_only_offers_a_document() -> None:
    article = imported(pages(short="{file}"))["ngan.html"]
    assert article.title == "Lịch họp tuần này"
    assert article.body == "Xem chi tiết [tại đây](media:0)\n"
    assert [each.reference for each in article.media] == ["/tep/moi.pdf"]


def test_so_is_a_page_that_only_shows_a_scan() -> None:
    article = imported(pages(short='<img src="/anh/quyet-dinh.jpg" width="700">'))["ngan.html"]
    assert article.body == "![](media:0)\n"
    assert [each.reference for each in article.media] == ["/anh/quyet-dinh.jpg"]
    assert not article.draft


def test_pictures_in_the_column_beside_an_empty_page_are_not_its_own() -> None:
    site = pages(short="<p>Nội dung đang được cập nhật...</p>")
    column = '<div class="c"><a href="http://a.vn"><img src="a.gif" alt="Cổng" width="200"></a></div>'
    assert "ngan.html" not in imported({path: f"{html}{column}" for path, html in site.items()})


def test_tools_beside_a_document_are_no_caption() -> None:
    tools = (
        '<div>Số lượt người xem: 13 <img src="tai.gif" width="60"> Tải file đính kèm '
        '<a href="/tep/moi.pdf">Tại đây</a> <img src="in.gif" width="60"> Bản in</div>'
    )
    article = imported(pages(short=tools))["ngan.html"]
    assert "lượt" not in article.body
    assert [each.reference for each in article.media if each.kind == "attachment"] == ["/tep/moi.pdf"]


def test_a_text_that_begins_with_the_address_of_an_agency_is_kept() -> None:
    about = (
        "<p>GIỚI THIỆU CHUNG</p><p>Tên đầy đủ: Quỹ Bảo vệ cây xanh tỉnh Hà Nam</p>"
        "<p>Đơn vị chủ quản: Sở Thử nghiệm tỉnh Hà Nam.</p><p>Trụ sở: số 1, đường Thử, thành phố Phủ Lý.</p>"
        "<p>Điện thoại: 0226.123.456</p>"
    )
    for number in range(4):
        about += (
            f"<p>Quỹ số {number} là đơn vị sự nghiệp có thu, được mở tài khoản tại kho bạc và ngân hàng. "
            "Bộ máy của quỹ gồm ban giám đốc, bốn phòng và hai trạm, hoạt động theo quy chế của sở.</p>"
        )
    article = imported(pages(short=about))["ngan.html"]
    assert "Bộ máy của quỹ" in article.body
    assert "Đơn vị chủ quản" in article.body


def test_the_instant_of_a_machine_behind_a_title_is_its_date() -> None:
    site = {
        path: html.replace(
            "</p></td></tr>\n<tr>", f" 2019-06-0{path[0]}T09:30:00.000Z</p></td></tr>\n<tr>", 1
        )
        for path, html in pages().items()
        if path[0] != "0"
    }
    found = imported(site)["3.html"]
    assert found.title == f"Kết quả việc {_TOPICS[3]}"
    assert found.date is not None
    assert found.date.iso == "2019-06-03T16:30:00"


@pytest.mark.parametrize("stamp", ["thứ {weekday}, 0{n} 08 2019 14:4{n}", "0{n} 08 2019"])
def test_neither_a_date_nor_the_name_of_a_section_is_a_title(stamp: str) -> None:
    weekdays = ("năm", "sáu", "bảy", "chủ", "hai", "ba", "tư", "năm")
    site = {}
    for number, (path, html) in enumerate(pages().items()):
        section = (
            f"Mục của riêng bài {number}" if number > 5 else "Tin trong ngành" if number > 2 else "Tin tỉnh"
        )
        dated = stamp.format(weekday=weekdays[number], n=number + 1)
        section = f'<div class="muc">{section}</div>' + (f"<div>{dated}</div>" if number % 2 else "")
        site[path] = html.replace("Tin trong ngành", section).replace("Thông báo", section)
    assert [article.title for article in imported(site).values()] == [f"Kết quả việc {t}" for t in _TOPICS]


def test_the_first_words_of_pages_without_a_title_are_reviewed() -> None:
    site = pages()
    for number, topic in enumerate(_TOPICS[:5]):
        text = (
            f"<p>Năm thứ {number} học về {topic}</p><p>Học viên làm quen với việc {topic} trong hai kỳ, "
            f"mỗi tuần ba buổi, rồi viết báo cáo về việc {topic} ở quê mình.</p>"
        )
        page = _PAGE.format(name="khac", section="", title="", text=text, below="")
        site[f"khac-{number}.html"] = page.replace("<td></td>", "").replace('<p class="t1"></p>', "")
    found = imported(site)
    assert not any("title" in found[f"{n}.html"].review for n in range(len(_TOPICS)))
    assert all("title" in found[f"khac-{n}.html"].review for n in range(5))


def test_a_page_with_nothing_below_its_title_is_none() -> None:
    assert "ngan.html" not in imported(pages(short=""))
    assert "ngan.html" not in imported(pages(short="<p></p>"))
    assert "ngan.html" not in imported(pages(short="<p>Nội dung đang được cập nhật...</p>"))
