"""Pages in MHTML are read with their pictures, whatever program saved them."""

import base64
from pathlib import Path

import pytest

from tests.support.import_samples import BODY, only_article, page, picture, run, written


def mhtml(
    html: str,
    *,
    encoding: str = "utf-8",
    source: str = "cid:anh@x",
    location: str = "http://so.example/anh.png",
) -> bytes:
    """A page with one picture, as browsers write it."""
    body = html.replace("ANH", source).encode(encoding)
    return b"\r\n".join(
        (
            b"From: <Saved by a browser>", b"Snapshot-Content-Location: http://so.example/tin/45.html",
            b"Date: Fri, 10 Jan 2014 10:04:05 +0700", b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; type="text/html";\r\n\tboundary="----b"', b"",
            b"------b", f'Content-Type: text/html; charset="{encoding}"'.encode(),
            b"Content-Transfer-Encoding: base64", b"Content-Location: http://so.example/tin/45.html", b"",
            base64.encodebytes(body),
            b"------b", b"Content-Type: image/png", b"Content-Transfer-Encoding: base64",
            b"Content-ID: <anh@x>",
            f"Content-Location: {location}".encode(), b"", base64.encodebytes(picture()), b"------b--", b"",
        )
    )  # fmt: skip


PAGE = page(extra='<p><img src="ANH" alt="Hội nghị"></p>')


@pytest.mark.parametrize("name", ["bai.mht", "bai.mhtml", "bai.html", "bai.doc"])
def test_a_page_in_mhtml_becomes_an_article_with_its_picture(
    archive: Path, tmp_path: Path, name: str
) -> None:
    saved = written(tmp_path / "saved", {name: mhtml(PAGE)})
    result = run(archive, saved, "--province", "Nam Định")
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.fields["source"]["url"] == "http://so.example/tin/45.html"
    assert str(article.fields["source"]["captured"]).startswith("2014-01-10")
    assert all(text in article.body for text in BODY)
    (copied,) = (archive / "content").rglob("*.png")
    assert copied.read_bytes() == picture()


@pytest.mark.parametrize(
    ("source", "location"),
    [
        ("http://so.example/anh.png", "http://so.example/anh.png"), ("../anh.png", "http://so.example/anh.png"),
        ("file:///C:/x/image001.png", "file:///C:/x/image001.png"), ("image001.png", "image001.png"),
    ],
)  # fmt: skip
def test_a_picture_is_found_by_every_name_it_has(
    archive: Path, tmp_path: Path, source: str, location: str
) -> None:
    written(tmp_path / "saved", {"bai.mht": mhtml(PAGE, source=source, location=location)})
    run(archive, tmp_path / "saved")
    assert len(list((archive / "content").rglob("*.png"))) == 1


def test_letters_of_utf_16_are_read(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "saved", {"bai.mht": mhtml(PAGE, encoding="utf-16")})
    run(archive, tmp_path / "saved")
    assert BODY[0] in only_article(archive).body


def test_a_cut_file_gives_what_stands_before_the_cut(archive: Path, tmp_path: Path) -> None:
    data = mhtml(PAGE)
    written(tmp_path / "saved", {"bai.mht": data[: data.index(b"image/png")]})
    assert run(archive, tmp_path / "saved").exit_code == 0
    assert BODY[2] in only_article(archive).body


def test_a_file_without_a_page_is_refused(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "saved", {"bai.mht": b"MIME-Version: 1.0\r\n\r\n"})
    result = run(archive, tmp_path / "saved")
    assert result.exit_code == 1
    assert "import-mhtml-damaged" in result.stderr
