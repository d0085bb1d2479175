"""Every file and every record that an import meets is counted once: imported, left aside, or refused."""

import io
import json
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importer.faults import FaultLog
from tests.support.import_samples import BODY, articles, only_article, page, picture, run, written
from tests.support.site import SETTINGS


def report(archive: Path, *arguments: str | Path) -> list[dict[str, object]]:
    """The report of an import, as JSON."""
    found = json.loads(run(archive, *arguments, "--json").stdout)
    assert isinstance(found, list)
    return found


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_folder_says_what_was_left_aside_by_kind(archive: Path, tmp_path: Path) -> None:
    saved = written(
        tmp_path / "saved",
        {
            "a.html": page(extra='<p><img src="h.png" alt="Hội nghị"></p>'), "h.png": picture(),
            "x.css": "p {}",
            "cv1.pdf": "%PDF-1.4", "cv2.pdf": "%PDF-1.4 2", "thu.eml": "From: an", ".ds": "x",
        },
    )  # fmt: skip
    result = run(archive, saved)
    assert result.exit_code == 0
    assert "6  left aside     .pdf 2, files of pages 2, hidden files 1, .eml 1" in result.stderr
    assert "import-left-aside" in result.stderr


def test_an_import_without_an_article_says_why_and_fails(archive: Path, tmp_path: Path) -> None:
    for folder in (written(tmp_path / "1", {"a.pdf": "%PDF-1.4"}), tmp_path / "2"):
        folder.mkdir(exist_ok=True)
        result = run(archive, folder)
        assert result.exit_code == 1
        assert "No article was imported." in result.stderr


def test_archives_are_unpacked_in_folders_and_in_archives(archive: Path, tmp_path: Path) -> None:
    inner = packed({"bai.html": page("Bài nằm trong tệp nén của tệp nén")})
    saved = written(
        tmp_path / "saved", {"x.zip": packed({"y.zip": inner, "c.html": page("Bài thứ hai trong tệp")})}
    )
    assert run(archive, saved).exit_code == 0
    assert {article.fields["title"] for article in articles(archive)} == {
        "Bài nằm trong tệp nén của tệp nén",
        "Bài thứ hai trong tệp",
    }


def test_an_archive_that_a_page_offers_is_its_attachment(archive: Path, tmp_path: Path) -> None:
    forms = packed({"mau.html": page("Mẫu đơn đăng ký đề tài cấp tỉnh")})
    saved = written(
        tmp_path / "saved",
        {"a.html": page(extra='<p>Tải <a href="mau.zip">biểu mẫu</a> tại đây.</p>'), "mau.zip": forms},
    )
    run(archive, saved)
    assert "mau-" in only_article(archive).body


def test_a_fault_keeps_its_traceback_in_a_file_that_the_message_names(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("generator.importer.extract.import_page", broken)
    monkeypatch.setattr("generator.importer.extract.is_print_view", broken)
    saved = written(tmp_path / "saved", {"a.html": page()})
    (result,) = report(archive, saved)
    (log,) = tmp_path.glob("khotin-import-fault-*.txt")
    assert log.as_posix() in str(result["problems"])
    assert "a bug" in log.read_text("utf-8")


def test_a_fault_log_takes_any_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    log = FaultLog()
    assert log.write("a\udc80", "b") == log.write("c", "d")


PIECES = {
    ".html": [page().encode(), b"", b"<p>Hai", b"<html><title>x</title>", "<h1>Chữ</h1>".encode("utf-16")],
    ".txt": [f"Bài thử\n08/01/2014\n{BODY[0]}\nLê Thử\n".encode(), b"\0\1"],
    ".md": ["---\ntitle: Bài\ndate: 2014-01-08\n---\nMột.\n".encode(), b"---\na: [",
            b"# A\n\nHai.\n", b"+++\nx"],
    ".mht": [b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n", b"x"],
    ".json": [b"{}", b"[1, 2]", b'[{"title": "A", "body": "B"}]', b"{"],
    ".csv": ["Tiêu đề,Nội dung\nMột,Hai\nBa,Bốn,Năm\n".encode(), b"a,b\n", b""],
    ".xml": [b"<rss xmlns:wp='x'><channel><item><title>A</title></item>", b"<feed>", b"<x/>", b""],
    ".zip": [packed({"a.html": page("Trong tệp nén")}), packed({"b.zip": packed({"c.txt": "x"})}), b"PK\3\4",
             b""],
    ".warc": [b"WARC/1.0\r\nx", b""], ".docx": [b"PK", b""], ".doc": [b"\xd0\xcf\x11\xe0", b"<html><p>a"],
    ".pdf": [b"%PDF"], ".png": [b"x"], "": [b"<html><body><p>a", b"x"],
}  # fmt: skip
FILES = st.dictionaries(
    st.tuples(
        st.sampled_from(["", "a/", "a/b/", "_site/", ".an/"]), st.text("abcặ .", min_size=1, max_size=6)
    ),
    st.sampled_from([(suffix, data) for suffix, every in PIECES.items() for data in every]),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None)
@given(FILES)
def test_the_numbers_add_up_for_folders_of_anything(files: dict[tuple[str, str], tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        site = written(Path(name) / "site", {"site.toml": SETTINGS, "content/.keep": ""})
        saved = Path(name) / "saved"
        paths = []
        for (folder, stem), (suffix, data) in files.items():
            path = saved / f"{folder}{stem.strip('. ') or 'x'}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            paths.append(path)
        results = report(site, saved)
        whole = Counter(str(result["file"]).partition("!")[0] for result in results)
        for path in paths:
            hidden = [folder.as_posix() for folder in (path, *path.parents) if folder.name.startswith(".")]
            assert whole[path.as_posix()] or any(whole[folder] for folder in hidden), (path, results)
        assert not any(problem["code"] == "import-fault" for each in results for problem in each["problems"])  # type: ignore[attr-defined]
        imported = [str(result["path"]) for result in results if result["status"] in ("sure", "review")]
        assert sorted(imported) == [each.path for each in articles(site)]
