"""Duplicates of an article are merged; text shared by two sites is reported; lists are skipped."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.importer.addresses import is_print_view, normal_address, page_address
from generator.importer.reading.lists import is_list
from tests.support.import_samples import BODY, articles, crawl, only_article, page, run, served, written

TITLE = "Sở Khoa học và Công nghệ tổng kết năm 2013"
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Sở</title>
<item><title>{TITLE}</title><link>{{address}}tin/tong-ket.html</link>
<pubDate>Wed, 08 Jan 2014 09:30:00 +0700</pubDate><description>{BODY[0]}</description></item>
</channel></rss>"""
OTHER = tuple(
    text.replace("Nam Định", "Hà Nam").replace("26", "31").replace("ven biển", "ven sông") for text in BODY
)


def print_view(title: str = TITLE) -> str:
    text = "".join(f"<p>{each}</p>" for each in BODY)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>08/01/2014</p>{text}"


def list_page(number: int = 6) -> str:
    items = "".join(
        f'<div class="item"><h3><a href="tong-ket{each}.html">Tin thứ {each} trong trang danh mục của Sở</a>'
        "</h3>"
        f"<p>{BODY[each % 3]}</p></div>"
        for each in range(number)
    )
    return f"<html><head><title>Tin tức</title></head><body><h1>Tin tức</h1>{items}</body></html>"


def test_an_article_its_print_view_and_its_feed_become_one(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with served(written(folder, {"x": ""})) as address:
        links = '<a href="tin/tong-ket.html">x</a><a href="tin/in/print/tong-ket.html">y</a>'
        links += '<a href="rss.xml">z</a>'
        written(
            folder,
            {
                "index.html": links,
                "tin/tong-ket.html": page(date="08/01/2014 09:30"),
                "tin/print/tong-ket.html": print_view(),
                "rss.xml": FEED.format(address=address),
            },
        )
        written(folder, {"index.html": links.replace("tin/in/print", "tin/print")})
        crawl(address, tmp_path / "old.warc.gz")
    result = run(archive, tmp_path / "old.warc.gz", "--province", "Nam Định")
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert set(article.fields["aliases"]) == {
        f"{address}tin/tong-ket.html",
        f"{address}tin/print/tong-ket.html",
    }
    assert "draft" not in article.fields
    assert article.fields["author"] == "Trần Thị Mẫu"


def test_the_feed_says_the_date_that_the_page_lacks(archive: Path, tmp_path: Path) -> None:
    text = page().replace('<p class="date">Ngày đăng: 08/01/2014 09:30</p>', "")
    written(
        tmp_path / "saved",
        {
            "skhcn.namdinh.gov.vn/tin/tong-ket.html": text,
            "rss.xml": FEED.format(address="http://skhcn.namdinh.gov.vn/"),
        },
    )
    run(archive, tmp_path / "saved")
    article = only_article(archive)
    assert str(article.fields["date"])[:10] == "2014-01-08"
    assert "date" not in article.fields.get("review", [])


def test_a_print_view_that_comes_later_changes_nothing(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "one", {"a.html": page()})
    written(tmp_path / "two", {"a-print.html": print_view()})
    run(archive, tmp_path / "one", "--province", "Nam Định")
    before = only_article(archive)
    result = run(archive, tmp_path / "two", "--province", "Nam Định")
    assert "already imported" in result.stderr
    assert only_article(archive) == before


def test_the_same_text_at_two_sites_is_imported_twice_and_reported(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "saved",
        {"skhcn.namdinh.gov.vn/a.html": page(), "skhcn.hanam.gov.vn/a.html": page(author="Lê Thị Khác")},
    )
    result = run(archive, tmp_path / "saved")
    assert len(articles(archive)) == 2
    assert result.stderr.count("import-near-duplicate") == 2


def test_two_notices_of_one_title_stay_two(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "saved",
        {
            "a.html": page("Thông báo tuyển dụng viên chức"),
            "b.html": page("Thông báo tuyển dụng viên chức", body=OTHER),
        },
    )
    run(archive, tmp_path / "saved")
    names = [article.path for article in articles(archive)]
    assert len(names) == 2
    run(archive, tmp_path / "saved" / "b.html", tmp_path / "saved" / "a.html")
    assert [article.path for article in articles(archive)] == names


def test_of_two_captures_on_different_days_the_dates_must_agree(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "saved", {"a.html": page(date="08/01/2014"), "b.html": page(date="09/01/2014")})
    run(archive, tmp_path / "saved")
    assert len(articles(archive)) == 2


def test_a_redirect_of_the_old_site_becomes_an_alias(archive: Path, tmp_path: Path) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for address, status, headers, data in (
            ("http://so.example/?id=5", "301 Moved", [("Location", "/tin/5.html")], b""),
            ("http://so.example/tin/5.html", "200 OK", [("Content-Type", "text/html")], page().encode()),
            (
                "http://so.example/tin/6.html",
                "404 Gone",
                [("Content-Type", "text/html")],
                page("Khác").encode(),
            ),
        ):
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(address, "response", BytesIO(data), http_headers=http)
            )
    run(archive, tmp_path / "a.warc.gz")
    assert only_article(archive).fields["aliases"] == [
        "http://so.example/tin/5.html", "http://so.example/?id=5",
    ]  # fmt: skip


def test_list_pages_are_skipped_with_a_reason(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "saved", {"tin-tuc.html": list_page(), "a.html": page()})
    result = run(archive, tmp_path / "saved")
    assert result.exit_code == 0
    assert "import-list-page" in result.stderr
    only_article(archive)


@pytest.mark.parametrize("number", [2, 3, 6, 20])
def test_a_page_of_headlines_and_leads_is_a_list(number: int) -> None:
    assert is_list(LexborHTMLParser(list_page(number)))


def test_an_article_with_its_related_news_is_no_list() -> None:
    related = "".join(
        f'<li><a href="{n}.html">Một tin khác có liên quan đến bài này {n}</a></li>' for n in range(12)
    )
    leads = "".join(
        f'<h3><a href="{n}">Tin nổi bật thứ {n} trong tuần</a></h3><p>{BODY[0]}</p>' for n in range(3)
    )
    assert not is_list(LexborHTMLParser(page(extra=f"<ul>{related}</ul>{leads}")))


def test_an_article_of_one_paragraph_is_no_list() -> None:
    assert not is_list(LexborHTMLParser(page(body=BODY[:1])))


def test_running_again_over_the_same_folder_changes_nothing(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "saved",
        {
            "a.html": page(extra='<img src="a.png" alt="x">'),
            "a.png": b"\x89PNG\r\n\x1a\nbroken",
            "print/a.html": print_view(),
            "b.html": page("Một bài khác hẳn về đo lường", body=OTHER),
            "list.html": list_page(),
            "empty.html": "",
        },
    )
    run(archive, tmp_path / "saved", "--keep-originals")
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    result = run(archive, tmp_path / "saved", "--keep-originals")
    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before
    assert result.stdout == ""


# --- addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://www.so.example/tin/5.html", "https://so.example/tin/5.html#binh-luan", "http://so.example//tin/5.html",
        "http://so.example:80/tin/5.html?utm_source=fb", "http://so.example/tin/5.html;jsessionid=AB12",
    ],
)  # fmt: skip
def test_spellings_of_one_address_are_one(address: str) -> None:
    assert normal_address(address) == "so.example/tin/5.html"


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("http://so.example/vi/news/print/Tin/bai-12/", "http://so.example/vi/news/Tin/bai-12/"),
        ("http://so.example/index.php?id=5&tmpl=component&print=1", "http://so.example/index.php?id=5"),
        ("http://so.example/tin.aspx?id=5&print=true", "http://so.example/tin.aspx?id=5"),
        ("http://so.example/bai/amp", "http://so.example/bai"),
        ("http://so.example/web/so/tin?p_p_state=pop_up", "http://so.example/web/so/tin"),
    ],
)
def test_print_views_are_known_by_their_addresses(printed: str, address: str) -> None:
    assert is_print_view(printed, "")
    assert page_address(printed) == page_address(address)


def test_a_page_about_printing_is_no_print_view() -> None:
    assert not is_print_view("http://so.example/tin/in-3d-printing.html", "")
    assert not is_print_view("", "tin/san-pham-in-3d.html")


@pytest.mark.parametrize("address", ["", "x", "http://[", "http://:99999/", "//", "mailto:a@b"])
def test_what_is_no_address_has_no_normal_form(address: str) -> None:
    assert normal_address(address) == ""
