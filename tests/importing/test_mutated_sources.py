"""Mutated sources of every kind meet no fault and end no import."""

import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from tests.importing.test_damaged_sources import TITLES, entry, rss, warc
from tests.importing.test_markdown_sources import HUGO_JSON, HUGO_TOML, HUGO_YAML, PELICAN, TEXT
from tests.importing.test_mhtml import PAGE, mhtml
from tests.importing.test_wordpress import export, item
from tests.support.docx_files import docx
from tests.support.import_samples import BODY, page, run, written

PAGES = [page(title).encode() for title in TITLES]
WHOLE = [
    (".html", PAGES[0]), (".txt", f"Bài\n08/01/2014\n{' '.join(BODY)}\nLê Thử".encode()),
    (".mht", mhtml(PAGE)),
    (".xml", export(item(), item('[gallery ids="1"] [vc_row][embed]x[/embed]', number=2)).encode()),
    (".rss", rss(entry(TITLES[0]), entry(TITLES[1])).encode()), (".md", (HUGO_YAML + TEXT).encode()),
    (".md", (HUGO_TOML + TEXT + "{{< figure src='a.png' >}}").encode()), (".md", (HUGO_JSON + TEXT).encode()),
    (".md", (PELICAN + TEXT + "{% include x %}").encode()), (".warc", b"".join(warc(*PAGES, packed=False))),
    (".warc.gz", b"".join(warc(*PAGES, packed=True))), (".csv", "Tiêu đề,Nội dung\nMột,Hai\n".encode()),
    (".json", json.dumps([{"title": "A", "body": BODY[0], "date": 1389139200, "views": "x"}]).encode()),
    (".jsonl", json.dumps({"title": "A", "body": BODY[0], "cover": {"a": 1}}).encode()),
    (".docx", docx(f"<w:p><w:r><w:t>{BODY[0]}</w:t></w:r></w:p>")),
]  # fmt: skip
TOKENS = (
    b"<![CDATA[", b"]]>", b"</item>", b"<item>", b"<table><tr><td>", b"\x00", b"\xff\xfe", b"&#0;",
    b"&#x110000;",
    b"---\n", b"{{<", b"{%", b"]](", b"[[", b"<p>admin</p>", b"\r\n\r\n", "ệ".encode() * 80, b"<div>" * 300,
    b"<a href='http://[::1'>x</a>", b"<img src='http://[x'>", b"data:image/png;base64,@@",
)  # fmt: skip


def mutated(data: bytes, choose: random.Random) -> bytes:
    """The bytes with one or more changes, as broken disks and programs make them."""
    text = bytearray(data)
    for _ in range(choose.choice((1, 1, 2, 5, 20))):
        begin = choose.randrange(len(text) + 1)
        end = begin + choose.choice((1, 3, 20, 200))
        other = choose.choice(WHOLE)[1]
        start = choose.randrange(len(other))
        change = choose.choice(
            (b"", text[begin:end] * choose.choice((2, 50)), choose.choice(TOKENS), choose.randbytes(3),
             other[start : start + choose.choice((10, 1000))], text[begin:end][::-1])
        )  # fmt: skip
        text[begin:end] = change
        if choose.random() < 0.1:
            del text[begin:]
    return bytes(text)


def folder_of(choose: random.Random) -> dict[str, str | bytes]:
    """Twenty mutated files in folders, some in archives, some with long names."""
    files: dict[str, str | bytes] = {}
    for number in range(20):
        suffix, data = choose.choice(WHOLE)
        name = ("ệ" * 75 if choose.random() < 0.1 else "x") + str(number)
        content = mutated(data, choose)
        if choose.random() < 0.15:
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as archive:
                archive.writestr(choose.choice(("ệ" * 100, "a/b/", "..\\")) + name + suffix, content)
            content, suffix = stream.getvalue(), ".zip"
            content = mutated(content, choose) if choose.random() < 0.5 else content
        suffix = choose.choice((".html", ".txt", ".doc", ".xml", "")) if choose.random() < 0.1 else suffix
        files["d/" * choose.randrange(4) + name + suffix] = content
    return files


def imported_without_a_fault(archive: Path, folder: Path, seed: int) -> None:
    saved = written(folder / str(seed), folder_of(random.Random(seed)))
    result = run(archive, saved, "--json")
    assert result.exit_code in (0, 1), seed
    problems = [problem for each in json.loads(result.stdout) for problem in each["problems"]]
    faults = [problem for problem in problems if problem["code"] == "import-fault"]
    assert not faults, (seed, faults)


def test_mutated_files_meet_no_fault(archive: Path, tmp_path: Path) -> None:
    imported_without_a_fault(archive, tmp_path, 1)


@pytest.mark.long
def test_mutated_files_meet_no_fault_for_ten_minutes(archive: Path, tmp_path: Path) -> None:
    for seed in range(2, 300):
        imported_without_a_fault(archive, tmp_path, seed)
