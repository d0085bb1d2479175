"""`khotin archive --format warc` and `wacz`: what web archives read, the same bytes each time."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec import json as records
from warcio.archiveiterator import ArchiveIterator

from generator.problems.messages import has_errors
from tests.support.copies import make_copy, verified, write_articles
from tests.support.site import BUILD_DATE, SETTINGS, Site

BASE = "https://khotin.example/luu-tru/"
DATE = BUILD_DATE.isoformat()
OWN = {"manifest-sha256.txt", "provenance.json", "withdrawals.json"}
TARGETS = {"warc": "c.warc.gz", "wacz": "c.wacz"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("warc") / "site")
    made.write(f"-- site.toml --\n{SETTINGS}")
    write_articles(made)
    made.article("tin-tuc/hoi.md", title="Hỏi", aliases='["/tin.aspx?id=7", "/vi/cu.html"]')
    return made


@pytest.fixture(scope="module")
def copies(small: Site) -> dict[str, Path]:
    paths = {name: small.folder.parent / target for name, target in TARGETS.items()}
    for name, path in paths.items():
        make_copy(small, path, name=name)
    return paths


@pytest.fixture(scope="module")
def read(copies: dict[str, Path]) -> list[tuple[dict[str, str], bytes]]:
    """The headers and blocks of all records, as warcio reads them."""
    with copies["warc"].open("rb") as stream:
        return [
            (dict(record.rec_headers.headers), record.raw_stream.read())
            for record in ArchiveIterator(stream, no_record_parse=True)
        ]


def test_warcio_finds_no_fault(copies: dict[str, Path]) -> None:
    command = (sys.executable, "-m", "warcio.cli", "check", str(copies["warc"]))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_each_file_of_the_output_is_a_record(read: list[tuple[dict[str, str], bytes]], small: Site) -> None:
    files = {header["WARC-Target-URI"]: block for header, block in read if header["WARC-Type"] == "resource"}
    assert Counter(header["WARC-Type"] for header, _ in read) == {
        "warcinfo": 1,
        "resource": len(files),
        "revisit": 1,
        "response": 4,
        "metadata": 1,
    }
    served = {f"{BASE}{path}": content for path, content in small.files().items() if path not in OWN}
    assert {url: block for url, block in files.items() if url.removeprefix(BASE) not in OWN} == served


def test_old_addresses_lead_on_as_they_do_on_a_server(read: list[tuple[dict[str, str], bytes]]) -> None:
    found = {
        header["WARC-Target-URI"]: block.decode().split("\r\n")[:2]
        for header, block in read
        if header["WARC-Type"] == "response"
    }
    assert found[f"{BASE}tin.aspx?id=7"] == [
        "HTTP/1.1 301 Moved Permanently",
        f"Location: {BASE}vi/2014/01/hoi.html",
    ]
    assert "https://khotin.example/tin.aspx?id=7" in found
    assert "https://khotin.example/vi/cu.html" in found  # below the sub-path there is a page


def test_a_warc_says_that_the_publisher_made_it(read: list[tuple[dict[str, str], bytes]]) -> None:
    (header, block), *others = read
    assert "not captured by a crawler" in block.decode()
    assert f"isPartOf: {BASE}" in block.decode()
    assert {each["WARC-Date"] for each, _ in read} == {f"{DATE}T00:00:00Z"}
    for each, _ in others:
        if each["WARC-Type"] == "resource" and each["WARC-Target-URI"].endswith(
            (".html", ".xml", ".js", ".css")
        ):
            assert each["Content-Type"].endswith("; charset=utf-8")
    assert header["WARC-Type"] == "warcinfo"


@pytest.mark.parametrize("name", TARGETS)
def test_a_copy_is_the_same_from_any_folder_in_any_zone_by_any_number_of_processes(
    name: str, copies: dict[str, Path], small: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "nơi khác"
    folder.mkdir()
    for each in ("site.toml", "content"):
        subprocess.run(("cp", "-r", str(small.folder / each), str(folder)), check=True)
    copy = folder / copies[name].name
    khotin = (sys.executable, "-c", "from generator.commands import run; run()")
    options = ("--site", str(folder), "--to", str(copy), "--date", DATE, "--jobs", "2", "--format", name)
    environment = {**os.environ, "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"}
    subprocess.run((*khotin, "archive", *options), check=True, env=environment, capture_output=True)
    assert copy.read_bytes() == copies[name].read_bytes()
    assert [each.name for each in folder.iterdir() if "draft" in each.name] == []


@pytest.mark.parametrize("name", TARGETS)
def test_a_copy_is_whole_and_says_its_origin(name: str, copies: dict[str, Path], small: Site) -> None:
    report = verified(copies[name], against=small.folder)
    assert not has_errors(report.problems)
    assert report.provenance["date"] == DATE
    assert report.changes is not None
    assert (report.changes.count, report.changes.other_files) == (0, 0)


def test_an_unpacked_warc_is_checked_all_the_same(copies: dict[str, Path], tmp_path: Path) -> None:
    plain = tmp_path / "c.warc"
    content = gzip.decompress(copies["warc"].read_bytes())
    plain.write_bytes(content)
    report = verified(plain)
    assert [each.code for each in report.problems] == ["warc-unsealed"]
    plain.write_bytes(content.replace(b"Nam \xc4\x90\xe1\xbb\x8bnh", b"Ha  \xc4\x90\xe1\xbb\x8bnh", 1))
    codes = {each.code for each in verified(plain).problems}
    assert {"record-altered", "file-missing"} <= codes


def test_the_index_of_a_wacz_leads_to_every_record(copies: dict[str, Path]) -> None:
    with zipfile.ZipFile(copies["wacz"]) as opened:
        assert opened.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        warc = opened.read("archive/data.warc.gz")
        lines = gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
        package = records.decode(opened.read("datapackage.json"))
        pages = [json.loads(line) for line in opened.read("pages/pages.jsonl").splitlines()]
    assert lines == sorted(lines)
    for line in lines:
        facts: dict[str, Any] = json.loads(line.split(" ", 2)[2])
        member = warc[facts["offset"] : facts["offset"] + facts["length"]]
        (record,) = ArchiveIterator(io.BytesIO(member))
        assert record.rec_headers.get_header("WARC-Target-URI") == facts["url"]
    addresses = {json.loads(line.split(" ", 2)[2])["url"] for line in lines}
    assert {page["url"] for page in pages[1:]} <= addresses
    assert "Sạt lở ở Đắk Lắk" in {page.get("title") for page in pages}
    assert package["mainPageUrl"] in addresses
    assert len(package["resources"]) == 4
