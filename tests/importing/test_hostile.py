"""Hostile and broken sources cost a clear refusal and bounded memory, never the run."""

import gzip
import io
import os
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer import sandbox
from generator.importer.sandbox import run_in_sandbox
from generator.importer.sources.items import Item, SavedFile
from generator.importer.sources.kinds import SourceKind
from generator.importer.sources.readers import read_source
from tests.support.docx_files import docx
from tests.support.import_samples import BODY, articles, only_article, page, run, written

MEGABYTE = 1024 * 1024
WARC_HEAD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://so.example/a\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
HTTP_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def record(payload: bytes) -> bytes:
    content = HTTP_HEAD + payload
    return WARC_HEAD % len(content) + content + b"\r\n\r\n"


def zeros(megabytes: int) -> bytes:
    """Compresses so many megabytes of zeros, in little memory."""
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb") as file:
        length = megabytes * MEGABYTE
        file.write(WARC_HEAD % (length + len(HTTP_HEAD)) + HTTP_HEAD)
        for _ in range(megabytes):
            file.write(bytes(MEGABYTE))
        file.write(b"\r\n\r\n")
    return stream.getvalue()


def beside_a_good_page(archive: Path, folder: Path, name: str, data: bytes) -> str:
    """Returns the messages about a file, after the good page beside it is imported."""
    written(folder, {name: data, "good.html": page()})
    result = run(archive, folder / "good.html", folder / name)
    assert "Sở Khoa học và Công nghệ tổng kết năm 2013" in {a.fields["title"] for a in articles(archive)}
    return result.stderr


def test_a_gzip_bomb_ends_the_reading_of_its_file(archive: Path, tmp_path: Path) -> None:
    good = gzip.compress(record(page("Một bài đứng trước quả bom trong tệp").encode()))
    said = beside_a_good_page(archive, tmp_path, "a.warc.gz", good + zeros(300))
    assert "import-bomb" in said
    assert len(articles(archive)) == 2


def test_headers_without_end_are_refused(archive: Path, tmp_path: Path) -> None:
    content = b"HTTP/1.1 200 OK\r\n" + b"X-A: %s\r\n" % (b"a" * 1000) * 20000
    data = WARC_HEAD % len(content) + content
    said = beside_a_good_page(archive, tmp_path, "a.warc", data)
    assert "import-bomb" in said


def test_a_warc_in_one_gzip_stream_is_refused_with_its_remedy(archive: Path, tmp_path: Path) -> None:
    said = beside_a_good_page(archive, tmp_path, "a.warc.gz", gzip.compress(record(b"x") * 3))
    assert "warcio recompress" in said


def test_records_before_a_damaged_one_are_imported(archive: Path, tmp_path: Path) -> None:
    one, two = (gzip.compress(record(page(f"Bài thứ {n} trong tệp hỏng").encode())) for n in ("nhất", "hai"))
    said = beside_a_good_page(archive, tmp_path, "a.warc.gz", one + two[: len(two) // 2])
    assert "import-warc-damaged" in said
    assert "Bài thứ nhất trong tệp hỏng" in {article.fields["title"] for article in articles(archive)}


def test_a_page_of_a_hundred_megabytes_is_refused(archive: Path, tmp_path: Path) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(100 * MEGABYTE)
    written(tmp_path, {"big.warc": record(b"<html>" + bytes(17 * MEGABYTE))})
    result = run(archive, tmp_path / "big.html", tmp_path / "big.warc")
    assert result.stderr.count("import-too-large") >= 2
    assert articles(archive) == []


def zip_of(files: dict[str, bytes], cache: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
        if cache:
            cache(file)
    return stream.getvalue()


def test_a_zip_bomb_is_refused(archive: Path, tmp_path: Path) -> None:
    said = beside_a_good_page(archive, tmp_path, "a.zip", zip_of({"a.html": bytes(100 * MEGABYTE)}))
    assert "import-zip-bomb" in said


def test_a_zip_that_understates_its_sizes_gives_no_more_than_it_states(archive: Path, tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.html": bytes(8 * MEGABYTE)}))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 100)
    said = beside_a_good_page(archive, tmp_path, "a.zip", bytes(data))
    assert "import-zip-damaged" in said


@pytest.mark.parametrize(
    "name", ["../evil.html", "/tmp/evil.html", "a/../../evil.html", "C:\\evil.html", "..\\evil.html"]
)
def test_no_member_of_a_zip_leaves_it(archive: Path, tmp_path: Path, name: str) -> None:
    said = beside_a_good_page(archive, tmp_path / "in", "a.zip", zip_of({name: page("Kẻ xấu").encode()}))
    assert "import-path-escapes" in said
    assert not list(tmp_path.rglob("evil.html"))
    assert len(articles(archive)) == 1


def test_a_link_in_a_zip_is_no_way_out(archive: Path, tmp_path: Path) -> None:
    def link(file: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("secret.html")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")

    said = beside_a_good_page(archive, tmp_path, "a.zip", zip_of({}, link))
    assert "import-path-escapes" in said


def test_links_out_of_a_folder_are_not_followed(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"outside/secret.html": page("Bí mật ở ngoài thư mục"), "in/good.html": page()})
    (tmp_path / "in/out").symlink_to(tmp_path / "outside")
    (tmp_path / "in/one.html").symlink_to(tmp_path / "outside/secret.html")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in/pipe.html")
    result = run(archive, tmp_path / "in")
    assert result.stderr.count("import-link-outside") >= 3
    only_article(archive)


def test_a_bomb_in_a_document_of_word_is_refused(archive: Path, tmp_path: Path) -> None:
    stream = io.BytesIO(docx([f"**{BODY[0]}"]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/extra.xml", bytes(80 * MEGABYTE))
    assert "import-zip-bomb" in beside_a_good_page(archive, tmp_path, "a.docx", stream.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zip_of({"x": b"y"}), docx(["x"])[:-30]])
def test_what_is_no_document_of_word_is_refused(archive: Path, tmp_path: Path, data: bytes) -> None:
    assert "import-docx-damaged" in beside_a_good_page(archive, tmp_path, "a.docx", data)


def test_entities_are_not_expanded(archive: Path, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    feed = f'<?xml version="1.0"?>{bomb}]><rss version="2.0"><channel><item>'
    feed += "<title>&j;</title></item></channel></rss>"
    assert "import-feed-entities" in beside_a_good_page(archive, tmp_path / "1", "a.rss", feed.encode())
    wxr = feed.replace("<rss", '<rss xmlns:wp="http://wordpress.org/export/1.2/"')
    beside_a_good_page(archive, tmp_path / "2", "a.xml", wxr.encode())
    secret = wxr.replace("&j;", "&x;").replace(
        "<!ENTITY a ", '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a '
    )
    beside_a_good_page(archive, tmp_path / "3", "a.xml", secret.encode())
    assert not [article for article in articles(archive) if "root:" in article.body]


DEEP = b"<div>" * 200_000
WIDE = b"<table>" + b"<tr><td>x</td></tr>" * 200_000


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + DEEP, b"<html><body><table>" + b"<table><tr><td>" * 20_000, b"<html>" + WIDE,
        b"<html>" + b"<p " + b"a=" * 500_000, b"<html><!--" * 100_000, b"<html>" + b"&#x41;" * 300_000,
        b"<html>" + bytes(range(256)) * 2000, "<html><p>Nghị".encode("utf-16") * 1000,
        b"<html><script>while(1);</script><p>" + b"a" * 3_000_000, b"<html><blockquote>" * 50_000,
        b"<html><ul>" + b"<li><ul>" * 30_000, b"<html>" + b"<b><i>" * 100_000,
    ],
    ids=["deep", "tables", "wide", "attributes", "comments", "entities", "bytes", "utf-16", "script",
         "quotes", "lists", "marks"],
)  # fmt: skip
def test_a_hostile_page_costs_itself_alone(archive: Path, tmp_path: Path, data: bytes) -> None:
    began = time.process_time()
    beside_a_good_page(archive, tmp_path, "bad.html", data)
    assert time.process_time() - began < 30  # of this process: the worker has limits of its own


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b'title,body\n"' + b"x" * (17 * MEGABYTE)), ("a.csv", b"\xff\xfe\xff"),
        ("a.csv", b"title,body\n\x80,y\n"),
        ("a.jsonl", b"[" * 200_000), ("a.jsonl", b"{" * 10), ("a.json", b"[" * 200_000), ("a.csv", b""),
        ("a.json", b"\xff"),
        ("a.xml", b"<?xml version='1.0'?><rss xmlns:wp='x'><channel><item>" + b"<a>" * 5000),
        ("a.xml", b"<rss version='2.0'><channel>"), ("a.warc", b"WARC/1.0\r\n"),
        ("a.warc", b"WARC/1.0\r\nx" * 1000),
        ("a.warc.gz", b"\x1f\x8b\x08\x00"), ("a.zip", b"PK\x05\x06" + bytes(10)), ("a.html", b""),
        ("a.bin", b"\0\1\2"),
    ],
)  # fmt: skip
def test_a_broken_file_costs_itself_alone(archive: Path, tmp_path: Path, name: str, data: bytes) -> None:
    beside_a_good_page(archive, tmp_path, name, data)
    only_article(archive)


@given(st.binary(max_size=300), st.sampled_from([kind for kind in SourceKind if kind is not SourceKind.ZIP]))
def test_no_bytes_break_a_reader(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: SourceKind
) -> None:
    folder = tmp_path_factory.getbasetemp()
    suffix = {"docx": ".docx", "table": ".csv", "warc": ".warc", "markdown": ".md"}.get(kind, ".html")
    file = folder / f"fuzz{suffix}"
    file.write_bytes(data)
    saved = SavedFile("x", folder, file.name, file, len(data), True)
    assert all(isinstance(item, Item) for item in read_source(saved, kind, folder))


# --- worker processes -------------------------------------------------------------------------------------


def _work(value: int) -> int:
    if value == 3:
        os._exit(7)
    if value == 5:
        os.kill(os.getpid(), 9)
    if value == 7:
        sys.exit(1)
    return value * 10


def test_a_value_that_kills_its_process_is_lost_alone() -> None:
    found = list(run_in_sandbox(_work, range(100), 2, lambda value: -value))
    assert found == [-value if value in (3, 5, 7) else value * 10 for value in range(100)]


def test_the_last_worker_may_crash_before_others_are_needed() -> None:
    values = range(200)  # more than one batch
    found = list(run_in_sandbox(_work, values, 1, lambda value: -value))
    assert found == [-value if value in (3, 5, 7) else value * 10 for value in values]


def _hungry(value: int) -> int:
    if value == 1:
        return len(bytearray(4 * 1024 * MEGABYTE))
    while value == 2:
        pass
    return value


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
def test_a_value_that_takes_too_much_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    assert list(run_in_sandbox(_hungry, range(4), 1, lambda value: -value)) == [0, -1, -2, 3]
