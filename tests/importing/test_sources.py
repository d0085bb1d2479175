"""Each kind of source becomes articles that the site is built of."""

import importlib.util
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.build.request import BuildRequest
from generator.build.run import build
from tests.support.docx_files import docx
from tests.support.import_samples import (
    BODY,
    articles,
    crawl,
    only_article,
    page,
    picture,
    run,
    served,
    written,
)
from tests.support.site import BUILD_DATE

TITLE = "Sở Khoa học và Công nghệ tổng kết năm 2013"


def builds(archive: Path) -> set[str]:
    """The pages of the site after a build, in which nothing may be wrong."""
    report = build(BuildRequest(archive, archive / "output", BUILD_DATE, 1))
    assert report.impact is not None, report.problems
    return {file.relative_to(archive / "output").as_posix() for file in (archive / "output").rglob("*.html")}


def test_a_folder_is_taken_with_all_below_it(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "saved",
        {
            "tin/a.html": page(extra='<p><img src="anh/h%E1%BB%99i.png" alt="Hội nghị"></p>'),
            "tin/anh/hội.png": picture(),
            "tin/sâu/b.txt": f"Bài thứ hai trong thư mục\n09/01/2014\n{BODY[1]}\n{BODY[2]}\nLê Thử\n",
            "style.css": "p {}",
            ".hidden/c.html": page("Không ai thấy bài này cả"),
        },
    )
    result = run(archive, tmp_path / "saved")
    assert result.exit_code == 0, result.stderr
    assert [article.fields["title"] for article in articles(archive)] == ["Bài thứ hai trong thư mục", TITLE]
    assert "vi/2014/01/bai-thu-hai-trong-thu-muc.html" in builds(archive)


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_of_a_served_folder_brings_pages_and_pictures(
    archive: Path, tmp_path: Path, packed: bool
) -> None:
    site = written(
        tmp_path / "site",
        {
            "index.html": '<a href="tin/1.html">Một</a>',
            "tin/1.html": page(extra='<p><img src="../anh/1.png" alt="Hội nghị"></p>'),
            "anh/1.png": picture(),
        },
    )
    warc = tmp_path / ("old.warc.gz" if packed else "old.warc")
    with served(site) as address:
        assert crawl(address, warc, packed=packed) > 3
    assert run(archive, warc).exit_code == 0
    article = only_article(archive)
    assert article.fields["source"]["url"] == f"{address}tin/1.html"
    assert str(article.fields["source"]["captured"]).startswith("2025-06-30")
    assert article.fields["aliases"] == [f"{address}tin/1.html"]
    (copied,) = (archive / "content").rglob("*.png")
    assert copied.read_bytes() == picture()
    assert copied.name in article.body
    builds(archive)


def test_a_mirror_knows_its_addresses_by_its_folders(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "mirror",
        {
            "khcn.namdinh.gov.vn/tin/bai.aspx?id=5.html": page(
                extra='<img src="/Upload/Hoi-nghi.PNG" alt="Hội nghị">'
            ),
            "khcn.namdinh.gov.vn/upload/hoi-nghi.png": picture(),
        },
    )
    run(archive, tmp_path / "mirror")
    article = only_article(archive)
    assert article.fields["source"]["url"] == "http://khcn.namdinh.gov.vn/tin/bai.aspx?id=5"
    assert article.fields["province"] == "Nam Định"
    assert "hoi-nghi-" in article.body


WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Sở KHCN</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>bbt</wp:author_login>
<wp:author_display_name><![CDATA[Lê Thị Biên Tập]]></wp:author_display_name></wp:author>
<item><title>{title}</title><link>https://skhcn.example/?p=7</link><dc:creator>bbt</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2014-01-08 09:30:00</wp:post_date><wp:status>{status}</wp:status>
<wp:post_type>post</wp:post_type>
<category domain="category" nicename="anh"><![CDATA[Ảnh]]></category>
<category domain="post_tag" nicename="do-luong"><![CDATA[đo lường]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta></item>
<item><title>Ảnh bìa</title><wp:post_id>8</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://skhcn.example/wp-content/uploads/2014/01/bia.jpg</wp:attachment_url></item>
</channel></rss>
"""


def wxr(status: str = "publish") -> str:
    caption = (
        '[caption id="x" width="300"]'
        '<img src="https://skhcn.example/wp-content/uploads/2014/01/h.png" alt="" />'
        " Đại biểu dự hội nghị[/caption]"
    )
    body = "\n\n".join((BODY[0], caption, *BODY[1:]))
    return WXR.format(title=TITLE, body=body, status=status)


def test_a_wordpress_export_brings_its_posts_with_their_facts(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "backup",
        {
            "export.xml": wxr(),
            "wp-content/uploads/2014/01/bia.jpg": picture(kind="JPEG"),
            "wp-content/uploads/2014/01/h.png": picture("blue"),
        },
    )
    result = run(archive, tmp_path / "backup", "--province", "Nam Định")
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.fields["title"] == TITLE
    assert str(article.fields["date"])[:16] == "2014-01-08 09:30"
    assert article.fields["author"] == "Lê Thị Biên Tập"
    assert article.fields["tags"] == ["đo lường"]
    assert article.path.startswith("content/anh/")
    assert article.fields["aliases"] == ["https://skhcn.example/?p=7"]
    assert all(text in article.body for text in BODY)
    assert "Đại biểu dự hội nghị" in article.body
    assert "[caption" not in article.body
    assert len(list((archive / "content").rglob("*.jpg"))) == 1
    assert len(list((archive / "content").rglob("*.png"))) == 1
    builds(archive)


def test_a_draft_of_wordpress_stays_a_draft(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"export.xml": wxr("draft")})
    run(archive, tmp_path / "export.xml")
    assert only_article(archive).fields["draft"] is True


FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Sở</title>
<item><title>{TITLE}</title><link>https://skhcn.example/tin/tong-ket.html</link>
<pubDate>Wed, 08 Jan 2014 09:30:00 +0700</pubDate>
<description>&lt;p&gt;{BODY[0]}&lt;/p&gt;</description></item>
<item><title>Một việc khác của Sở trong tuần qua</title><link>https://skhcn.example/tin/khac.html</link>
<pubDate>Wed, 08 Jan 2014 20:30:00 GMT</pubDate><description>{BODY[1]}</description></item>
</channel></rss>"""


def test_items_of_a_feed_are_drafts_with_the_lead_alone(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"rss.xml": FEED})
    result = run(archive, tmp_path / "rss.xml")
    found = {article.fields["title"]: article for article in articles(archive)}
    assert all(article.fields["draft"] for article in found.values())
    assert "import-lead-only" in result.stderr
    assert str(found[TITLE].fields["date"])[:10] == "2014-01-08"


def test_a_feed_that_calls_its_evening_gmt_gives_no_day(archive: Path, tmp_path: Path) -> None:
    """20:30 GMT is the next day in Vietnam, unless the feed means local time: either day might be wrong."""
    written(tmp_path, {"rss.xml": FEED})
    run(archive, tmp_path / "rss.xml")
    found = {article.fields["title"]: article for article in articles(archive)}
    assert found["Một việc khác của Sở trong tuần qua"].fields["date"] == "unknown"


def test_a_document_of_word_brings_its_pictures(archive: Path, tmp_path: Path) -> None:
    data = docx(
        [f"**{TITLE}", "08/01/2014", *BODY[:2], picture("green"), "Ảnh: Hội nghị", BODY[2], "Trần Thị Mẫu"]
    )
    written(tmp_path / "word", {"bai.docx": data})
    result = run(archive, tmp_path / "word", "--province", "nam dinh")
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.fields["title"] == TITLE
    assert str(article.fields["date"]) == "2014-01-08"
    assert all(text in article.body for text in BODY)
    (copied,) = (archive / "content").rglob("*.png")
    assert copied.name in article.body
    builds(archive)


def test_a_document_that_a_page_offers_is_its_attachment(archive: Path, tmp_path: Path) -> None:
    data = docx([f"**{TITLE}", *BODY])
    link = '<p><a href="tai-lieu/van-ban.docx">Tải văn bản kèm theo</a></p>'
    written(tmp_path / "saved", {"bai.html": page(extra=link), "tai-lieu/van-ban.docx": data})
    result = run(archive, tmp_path / "saved")
    assert "import-attached" in result.stderr
    only_article(archive)
    (copied,) = (archive / "content").rglob("*.docx")
    assert copied.read_bytes() == data
    builds(archive)


MAPPING = """
[fields]
title = "TieuDe"
date = "NgayDang"
author = "TacGia"
body = "NoiDung"
section = "Loai"
address = "https://so.example/tin.aspx?id={ID}"

[constants]
province = "Nam Định"

[values.section]
"3" = "anh"
"""


def test_a_table_becomes_articles_by_its_mapping(archive: Path, tmp_path: Path) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY).replace('"', '""')
    rows = f'ID;TieuDe;NgayDang;TacGia;Loai;NoiDung\r\n5;{TITLE};08/01/2014 09:30;Trần Mẫu;3;"{body}"\r\n'
    written(tmp_path, {"bai.csv": b"\xef\xbb\xbf" + rows.encode(), "bai.toml": MAPPING})
    result = run(archive, tmp_path / "bai.csv")
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.path.startswith("content/anh/2014/")
    assert str(article.fields["date"])[:16] == "2014-01-08 09:30"
    assert (article.fields["author"], article.fields["province"]) == ("Trần Mẫu", "Nam Định")
    assert article.fields["aliases"] == ["https://so.example/tin.aspx?id=5"]
    assert all(text in article.body for text in BODY)
    builds(archive)


def test_lines_of_json_need_no_mapping_where_they_use_the_fields_names(archive: Path, tmp_path: Path) -> None:
    row = {"title": TITLE, "date": "2014-01-08", "author": "Trần Mẫu", "province": "Nam Định"}
    lines = [json.dumps(row | {"body": "\n\n".join(BODY)}, ensure_ascii=False), "{not json", "[1]"]
    written(tmp_path, {"bai.jsonl": "\n".join(lines)})
    result = run(archive, tmp_path / "bai.jsonl")
    assert result.exit_code == 1
    assert "2:1" in result.stderr
    assert all(text in only_article(archive).body for text in BODY)


def test_an_invalid_mapping_is_reported(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"a.csv": "x,y\n1,2\n", "a.toml": '[fields]\ntitel = "x"\nbody = "y"\n'})
    assert "fields.titel" in run(archive, tmp_path / "a.csv").stderr
    written(tmp_path, {"a.toml": '[fields]\ntitle = "tiêu đề"\nbody = "y"\n'})
    assert "tiêu đề" in run(archive, tmp_path / "a.csv").stderr


def test_a_zip_of_saved_pages_is_a_folder(archive: Path, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("tin/a.html", page(extra='<img src="a.png" alt="Hội nghị">'))
        file.writestr("tin/a.png", picture())
    written(tmp_path, {"saved.zip": stream.getvalue()})
    assert run(archive, tmp_path / "saved.zip").exit_code == 0
    assert len(list((archive / "content").rglob("*.png"))) == 1
    assert only_article(archive).fields["title"] == TITLE


def test_unsupported_files_are_reported_with_a_remedy(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0"})
    result = run(archive, tmp_path / "cu.doc")
    assert result.exit_code == 1
    assert "DOCX" in result.stderr


def test_a_missing_extra_is_named(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = {"mammoth": None}
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "generator.importer.sources.readers.find_spec", lambda name: hidden.get(name, name) and found(name)
    )
    written(tmp_path, {"bai.docx": docx(["**x"])})
    result = run(archive, tmp_path / "bai.docx")
    assert result.exit_code == 3
    assert "khotin[import]" in result.stderr
    assert "mammoth" in result.stderr


def test_without_the_extra_the_command_says_so_and_no_more(archive: Path, tmp_path: Path) -> None:
    """A real process in which none of the packages can be found."""
    written(tmp_path, {"a.txt": "x"})
    hidden = ("selectolax", "ftfy", "warcio", "mammoth", "feedparser", "lxml")
    prelude = (
        "import sys, importlib.abc\n"
        "class Hidden(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name.partition('.')[0] in {hidden!r}: raise ModuleNotFoundError(name)\n"
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        f"shown = lambda name, package=None: None if name in {hidden!r} else found(name, package)\n"
        "importlib.util.find_spec = shown\n"
        "sys.meta_path.insert(0, Hidden())\n"
        "from generator.commands import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        prelude,
        "import",
        str(tmp_path / "a.txt"),
        "--site",
        str(archive),
        "--lang",
        "vi",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        done.stderr == "Để đọc các tệp này cần thêm: selectolax, ftfy. Chạy «pip install 'khotin[import]'».\n"
    )
