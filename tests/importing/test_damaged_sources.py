"""Damaged feeds and WARCs give what stands before and after the damage."""

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.support.import_samples import BODY, articles, page, run, written

TITLES = ("Bài thứ nhất của Sở", "Bài thứ hai của Sở", "Bài thứ ba của Sở")


def entry(
    title: str, date: str = "<pubDate>Wed, 08 Jan 2014 09:30:00 +0700</pubDate>", more: str = ""
) -> str:
    return f"<item><title>{title}</title>{date}<description>{title} {BODY[0]}</description>{more}</item>\n"


def rss(*items: str) -> str:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    head = f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>Sở</title>\n'
    return f"{head}{''.join(items)}</channel></rss>"


def test_a_broken_item_of_a_feed_loses_no_other(archive: Path, tmp_path: Path) -> None:
    broken = entry(TITLES[1]).replace("</description>", "</b & <c")
    written(tmp_path, {"rss.xml": rss(entry(TITLES[0]), broken, entry(TITLES[2]))})
    result = run(archive, tmp_path / "rss.xml")
    assert {TITLES[0], TITLES[2]} <= {article.fields["title"] for article in articles(archive)}
    assert "import-feed-damaged" in result.stderr
    assert "  3:1" in result.stderr


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("<dc:date>2014-01-08T20:30:00Z</dc:date>", "2014-01-09 03:30:00"),
        ("<dc:date>2014-01-08T09:30:00+07:00</dc:date>", "2014-01-08 09:30:00"),
        ("<pubDate>Wed, 08 Jan 2014 22:30:00 +0900</pubDate>", "2014-01-08 20:30:00"),
    ],
)
def test_a_time_with_a_zone_is_read_in_it(archive: Path, tmp_path: Path, date: str, shown: str) -> None:
    written(tmp_path, {"rss.xml": rss(entry(TITLES[0], date))})
    run(archive, tmp_path / "rss.xml")
    assert str(articles(archive)[0].fields["date"]) == shown


def test_a_feed_with_full_texts_is_no_list_of_leads(archive: Path, tmp_path: Path) -> None:
    full = f"<content:encoded><![CDATA[<p>{'</p><p>'.join(BODY)}</p>]]></content:encoded>"
    written(tmp_path, {"rss.xml": rss(entry(TITLES[0], more=full), entry(TITLES[1]))})
    result = run(archive, tmp_path / "rss.xml", "--province", "Nam Định")
    drafts = {article.fields["title"]: bool(article.fields.get("draft")) for article in articles(archive)}
    assert drafts == {TITLES[0]: False, TITLES[1]: True}
    assert result.stderr.count("[import-lead-only]") == 1


def warc(*pages: bytes, packed: bool) -> list[bytes]:
    """The records of a WARC, each as bytes."""
    found = []
    for number, data in enumerate(pages):
        stream = io.BytesIO()
        writer = WARCWriter(stream, gzip=packed)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"http://so.example/{number}.html", "response", payload=io.BytesIO(data), http_headers=headers
        )
        writer.write_record(record)
        found.append(stream.getvalue())
    return found


@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_record_of_a_warc_loses_no_other(archive: Path, tmp_path: Path, packed: bool) -> None:
    first, second, third = warc(*(page(title).encode() for title in TITLES), packed=packed)
    broken = second[:20] + bytes(200) + second[300:] if packed else b"WARC/x" + second[8:]
    written(tmp_path, {f"a.warc{'.gz' if packed else ''}": first + broken + third})
    result = run(archive, next(tmp_path.glob("a.warc*")))
    assert {TITLES[0], TITLES[2]} <= {article.fields["title"] for article in articles(archive)}
    assert result.exit_code == 1
    assert "import-warc-damaged" in result.stderr


def test_a_warc_without_pages_says_what_it_holds(archive: Path, tmp_path: Path) -> None:
    (record,) = warc(b"chu", packed=False)
    written(tmp_path, {"a.warc": record.replace(b"Content-Type: text/html", b"Content-Type: text/css ")})
    result = run(archive, tmp_path / "a.warc")
    assert result.exit_code == 1
    assert "text/css 1" in result.stderr


@pytest.mark.parametrize("reference", ["&#x110000;", "&#9999999;", "&#x110000"])
def test_a_reference_to_no_character_loses_no_item(archive: Path, tmp_path: Path, reference: str) -> None:
    written(tmp_path, {"rss.xml": rss(entry(TITLES[0]), entry(f"{TITLES[1]} {reference}"))})
    run(archive, tmp_path / "rss.xml")
    assert len(articles(archive)) == 2
