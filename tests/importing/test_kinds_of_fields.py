"""Fields in the forms of containers, machines and official documents."""

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.container_fields import with_container_fields
from generator.importer.conversion import import_page
from generator.importer.fields.moments import read_moment
from generator.importer.lines.shape import is_person
from tests.importing.test_structure import FIRST, LAST, imported, page


def of_container(**known: object) -> ImportedArticle:
    article = import_page(Capture("x.xml!1", f"{FIRST}{LAST}".encode(), "text/html", known=known)).value
    assert article is not None
    return article


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Sở KH&amp;CN họp &#8211; lần hai", "Sở KH&CN họp – lần hai"),
        ("Sở KH&amp;amp;CN họp quý một", "Sở KH&CN họp quý một"),
        ("Đo <em>gió</em> trên <sup>đồng</sup>", "Đo gió trên đồng"),
        ("Một &lt; hai", "Một < hai"),
    ],
)
def test_entities_and_tags_of_a_stated_title_are_read(stated: str, title: str) -> None:
    article = of_container(title=stated, tags=["đo &amp; đạc"])
    assert (" ".join(article.title.split()), article.tags) == (title, ("đo & đạc",))


def test_the_line_of_the_title_is_not_repeated_in_the_text() -> None:
    data = f"<h2>Sở KH&amp;CN họp &#8211; lần hai</h2>{FIRST}{LAST}".encode()
    known = {"title": "Sở KH&amp;CN họp &#8211; lần hai"}
    article = import_page(Capture("x.xml!1", data, "text/html", known=known)).value
    assert article is not None
    assert article.body.startswith("Sáng nay")


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Trần Văn An; Lê Thị Bình", ("Trần Văn An", "Lê Thị Bình")),
        ("Trần Văn An, Lê Thị Bình", ("Trần Văn An", "Lê Thị Bình")),
        (["Trần Văn An", "Lê Thị Bình"], ("Trần Văn An", "Lê Thị Bình")),
        ("Ban biên tập", ("Ban biên tập",)),
        ("admin", ()),
    ],
)
def test_a_container_may_name_several_authors_and_accounts_are_none(stated: object, authors: object) -> None:
    assert of_container(title="Thả diều đo gió trên đồng", author=stated).authors == authors


def test_several_authors_on_a_page_are_all_authors() -> None:
    meta = '<meta name="author" content="Trần Văn An"><meta name="author" content="Lê Thị Bình">'
    assert imported(page("", meta)).authors == ("Trần Văn An", "Lê Thị Bình")
    spans = '<p class="author">Trần Văn An</p><p class="author">Lê Thị Bình</p>'
    data = page("").replace(b"<div class='c'>", f"{spans}<div class='c'>".encode())
    assert imported(data).authors == ("Trần Văn An", "Lê Thị Bình")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2014-01-08T20:00:00Z", "2014-01-09T03:00:00"),
        ("2014-01-08T20:00:00.000Z", "2014-01-09T03:00:00"),
        ("2014-01-08 20:00:00 UTC", "2014-01-09T03:00:00"),
        ("20140108T200000Z", "2014-01-09T03:00:00"),
        ("Wed, 08 Jan 2014 20:00:00 GMT", "2014-01-09T03:00:00"),
        ("Wed, 08 Jan 2014 20:00:00 +0700", "2014-01-08T20:00:00"),
        ("Wed Jan 08 2014 20:00:00 GMT+0000 (UTC)", "2014-01-09T03:00:00"),
        ("1389139200", "2014-01-08T07:00:00"),
        ("1389139200000", "2014-01-08T07:00:00"),
        ("/Date(1389139200000)/", "2014-01-08T07:00:00"),
        ("20140108", "2014-01-08"),
    ],
)
def test_a_moment_with_a_zone_is_read_in_the_time_of_the_site(written: str, read: str) -> None:
    found = read_moment(written)
    assert found is not None
    assert found.iso == read
    date = of_container(title="Thả diều đo gió trên đồng", date=written).date
    assert date is not None
    assert date.iso == read


@pytest.mark.parametrize("written", ["hôm nay", "12345", "32/13/2014", "0", "99999999999999"])
def test_what_is_no_moment_is_none(written: str) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize(
    ("host", "province"),
    [
        ("baokhanhhoa.vn", "Khánh Hòa"),
        ("bavutex.baria-vungtau.gov.vn", "Bà Rịa - Vũng Tàu"),
        ("lienhiephoihaiduong.vn", "Hải Dương"),
        ("truyenhinhthanhhoa.vn", "Thanh Hóa"),
        ("baosonla.org.vn", "Sơn La"),
        ("sokhcn.laocai.gov.vn", "Lào Cai"),
        ("baodongnai.com.vn", "Đồng Nai"),
    ],
)
def test_a_host_may_hold_the_name_of_a_province(host: str, province: str) -> None:
    assert imported(page(""), f"https://{host}/tin/1.html").province == province


def test_a_national_page_that_names_a_province_once_is_not_of_it() -> None:
    passing = page("<p>Nhiều nơi đã làm theo, trong đó có một xã của tỉnh Hà Nam, và đều thấy có ích.</p>")
    assert imported(passing, "https://tapchi.example/1.html").province == ""


@pytest.mark.parametrize(
    "line", ["CHỦ TỊCH", "TÊN CQ", "Phó Giám đốc", "Ban tổ chức trao giải", "Trạm y tế Hải Hậu", "KÝ TÊN"]
)
def test_offices_and_organisers_are_no_persons(line: str) -> None:
    assert not is_person(line)


HEAD = (
    "<table><tr><td><p><b>ỦY BAN NHÂN DÂN</b></p><p><b>TỈNH NAM ĐỊNH</b></p><p>-------</p></td>"
    "<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p><b>Độc lập - Tự do - Hạnh phúc</b></p></td></tr>"
    "<tr><td><p>Số: 30/2020/QĐ-UBND</p></td><td><p><i>Nam Định, ngày 05 tháng 3 năm 2020</i></p></td></tr>"
    "</table>"
)
DECREE = (
    "<p>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</p><p>Điều 1. Ban hành kèm "
    "theo.</p>"
)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("<p><b>QUYẾT ĐỊNH</b></p><p>Về công tác văn thư</p>", "Quyết định về công tác văn thư"),
        ("<p><b>QUYẾT ĐỊNH<br>Về việc ban hành quy chế<br>quản lý đề tài</b></p>",
         "Quyết định về việc ban hành quy chế quản lý đề tài"),
        ("<p><b>BÁO CÁO Kết quả công tác năm 2019</b></p>", "Báo cáo Kết quả công tác năm 2019"),
        ("<p>V/v báo cáo kết quả công tác</p><p>Kính gửi: Các phòng</p>", "Về việc báo cáo kết quả công tác"),
    ],
)  # fmt: skip
def test_the_head_of_an_official_document_says_its_fields(kind: str, title: str) -> None:
    html = f"<html><title></title><body><article>{HEAD}{kind}{DECREE}{FIRST}{LAST}</article></body></html>"
    article = imported(html.encode())
    assert article.title == title
    assert article.date is not None
    assert article.date.iso == "2020-03-05"
    assert "Số: 30/2020/QĐ-UBND" in article.body
    assert "*Nam Định, ngày 05 tháng 3 năm 2020*" in article.body
    assert "CỘNG HÒA" not in article.body
    assert article.authors == ()


def test_a_day_left_open_leaves_the_month() -> None:
    head = HEAD.replace("ngày 05 tháng 3", "ngày &nbsp;&nbsp; tháng 3")
    html = f"<html><body>{head}<p>QUYẾT ĐỊNH</p><p>Về công tác văn thư</p>{DECREE}{FIRST}{LAST}</body></html>"
    date = imported(html.encode()).date
    assert date is not None
    assert date.iso == "2020-03"


def test_a_labelled_date_below_a_heading_of_the_text_is_read() -> None:
    data = page("").replace(b"<title>", b"<title>Ghi trong ").replace(b"<h1>", b"<h1>M\xe1\xbb\x99t ")
    marked = data.replace("<p>Ngày".encode(), '<p class="date">Ngày'.encode())
    date = imported(marked).date
    assert date is not None
    assert date.iso == "2014-01-08"


def test_a_slug_of_the_archives_own_pages_is_left_to_a_person() -> None:
    stated = {"title": "Thả diều đo gió trên đồng", "slug": "index"}
    capture = Capture("x.csv!1", f"{FIRST}{LAST}".encode(), "text/html", known=stated)
    article = import_page(capture).value
    assert article is not None
    article, problems_ = with_container_fields(article, capture, "")
    assert "slug" not in article.extra
    assert "slug" in article.review
    assert [problem.code for problem in problems_] == ["import-field-value"]


VIETNAMESE = "Sáng nay, tổ kỹ thuật của Sở thả diều đo gió trên đồng, ghi đủ ba lần số đo vào sổ rồi gửi về."
ENGLISH = "The crew flew a kite over the paddies, noted every reading and sent the notes on the same day."


@pytest.mark.parametrize(
    ("moments", "text", "address", "day"),
    [
        (["2014-01-08T23:30:00+01:00"], ENGLISH, "", "2014-01-08"),
        (["2014-01-08T23:30:00+0100", "2014-01-08T22:30:00Z"], ENGLISH, "", "2014-01-08"),
        (["2014-01-09T00:30:00+01:00", "2014-01-08T23:30:00Z"], ENGLISH, "", "2014-01-09"),
        (["2014-01-08T20:00:00.000-08:00"], VIETNAMESE, "", "2014-01-08"),
        (["2014-01-08T20:00:00Z"], ENGLISH, "https://bao.example/a.html", "2014-01-08"),
        (["2014-01-08T20:00:00+00:00"], VIETNAMESE, "", "2014-01-09"),
        (["2014-01-08T20:00:00Z"], ENGLISH, "https://news.bao.vn/a.html", "2014-01-09"),
    ],
)
def test_a_page_keeps_the_day_of_its_own_readers(
    moments: list[str], text: str, address: str, day: str
) -> None:
    head = "".join(f"<meta property='article:published_time' content='{each}'>" for each in moments)
    page = f"<html><head><meta charset='utf-8'>{head}</head><body><h1>Kites over the paddies</h1>"
    page += f"<div><p>{text}</p><p>{text} {text}</p></div></body></html>"
    article = import_page(Capture("a.html", page.encode(), address=address)).value
    assert article is not None
    assert article.date is not None
    assert article.date.iso[:10] == day
