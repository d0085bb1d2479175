"""Pictures and files: copied beside their article, each once, named in ASCII; what is missing is listed."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from generator.build.request import BuildRequest
from generator.build.run import build
from generator.importer.placing.resources import ResourceIndex
from generator.importer.sources.items import SavedFile
from tests.support.import_samples import BODY, articles, only_article, page, picture, run, written
from tests.support.site import BUILD_DATE

OTHER = tuple(text[::-1] for text in BODY)


def media(archive: Path) -> list[Path]:
    return sorted(
        path for path in (archive / "content").rglob("*") if path.is_file() and path.suffix != ".md"
    )


def image(source: str, alt: str = "Hội nghị tổng kết") -> str:
    return f'<p><img src="{source}" alt="{alt}"></p>'


def shown(archive: Path) -> str:
    """The article's page after a build."""
    report = build(BuildRequest(archive, archive / "output", BUILD_DATE, 1))
    assert report.impact is not None, report.problems
    (found,) = (archive / "output/vi/2014/01").glob("so-*.html")
    return found.read_text("utf-8")


def test_a_picture_of_two_articles_is_copied_once(archive: Path, tmp_path: Path) -> None:
    written(
        tmp_path / "saved",
        {
            "a.html": page(extra=image("Ảnh hội nghị 1.PNG")),
            "b/b.html": page("Một bài khác hẳn", "05/02/2015", body=OTHER, extra=image("cùng ảnh.png")),
            "Ảnh hội nghị 1.PNG": picture(),
            "b/cùng ảnh.png": picture(),
        },
    )
    run(archive, tmp_path / "saved")
    (copied,) = media(archive)
    assert copied.name.isascii()
    assert re.fullmatch(r"(anh-hoi-nghi-1|cung-anh)-[0-9a-f]{8}\.png", copied.name)
    for article in articles(archive):
        (name,) = re.findall(r"!\[.*?\]\(([^)\s]+)", article.body)
        assert (archive / article.path).parent.joinpath(name).resolve() == copied


def test_the_page_shows_the_picture(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "saved", {"a.html": page(extra=image("a.png")), "a.png": picture()})
    run(archive, tmp_path / "saved")
    assert 'alt="Hội nghị tổng kết"' in shown(archive)


@pytest.mark.parametrize(
    "reference",
    [
        "a.png?w=300", "./a.png", "A.PNG", "x/../a.png", "a%2Epng", "/saved/a.png", "a.png#x",
        "https://so.example/a.png", "//so.example/a.png", "a\\..\\a.png",
    ],
)  # fmt: skip
def test_a_picture_is_found_however_the_page_names_it(archive: Path, tmp_path: Path, reference: str) -> None:
    written(
        tmp_path / "saved",
        {
            "saved/a.html": page(extra=image(reference)),
            "saved/a.png": picture(),
            "so.example/a.png": picture(),
        },
    )
    run(archive, tmp_path / "saved")
    assert len(media(archive)) == 1


@pytest.mark.parametrize(
    "reference",
    ["../secret.png", "../../secret.png", "/secret.png", "..%2fsecret.png", "x/../../secret.png", "link.png",
     "file:///etc/hostname", "{outside}/secret.png"],
)  # fmt: skip
def test_no_reference_leads_out_of_the_folder(archive: Path, tmp_path: Path, reference: str) -> None:
    written(tmp_path, {"secret.png": picture()})
    reference = reference.replace("{outside}", str(tmp_path))
    written(tmp_path / "saved", {"a.html": page(extra=image(reference))})
    (tmp_path / "saved/link.png").symlink_to(tmp_path / "secret.png")
    result = run(archive, tmp_path / "saved")
    assert media(archive) == []
    assert "import-media-absent" in result.stderr


def test_what_is_missing_is_listed_and_stays_to_be_reviewed(archive: Path, tmp_path: Path) -> None:
    extra = '<p><a href="/file/qd-14.pdf">Quyết định 14</a></p>' + image("lost.jpg")
    written(tmp_path / "saved", {"so.example/a.html": page(extra=extra)})
    result = run(archive, tmp_path / "saved", "--json", "--province", "Nam Định")
    (record,) = json.loads(result.stdout)
    assert record["status"] == "review"
    assert set(record["missing"]) == {"lost.jpg", "/file/qd-14.pdf"}
    article = only_article(archive)
    assert {"images", "attachments"} <= set(article.fields["review"])
    assert "media:" not in article.body
    assert "http://so.example/file/qd-14.pdf" in article.body or "Quyết định 14" in article.body
    shown(archive)


def test_an_attachment_is_offered_by_the_page(archive: Path, tmp_path: Path) -> None:
    data = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    written(
        tmp_path / "saved",
        {
            "a.html": page(extra='<p><a href="Quyết định 14.pdf">Quyết định 14</a></p>'),
            "Quyết định 14.pdf": data,
        },
    )
    run(archive, tmp_path / "saved")
    (copied,) = media(archive)
    assert copied.read_bytes() == data
    assert copied.name == f"quyet-dinh-14-{hashlib.sha256(data).hexdigest()[:8]}.pdf"
    assert "quyet-dinh-14" in shown(archive)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (picture(kind="JPEG"), ".jpg"), (picture(kind="WEBP"), ".webp"), (picture(kind="GIF"), ".gif"),
        (picture(kind="BMP"), ".png"), (picture(kind="TIFF"), ".png"),
    ],
)  # fmt: skip
def test_a_picture_has_the_suffix_of_its_bytes(
    archive: Path, tmp_path: Path, data: bytes, suffix: str
) -> None:
    written(
        tmp_path / "saved", {"a.html": page(extra=image("GetImage.aspx?id=5")), "GetImage.aspx@id=5": data}
    )
    run(archive, tmp_path / "saved")
    (copied,) = media(archive)
    assert copied.suffix == suffix
    shown(archive)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "import-media-format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "import-media-format"),
        (b"", "import-media-format"), (b"\x89PNG\r\n\x1a\nnothing else", "import-media-damaged"),
        (b"MZ\x90\0 a program", "import-media-format"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_not_taken_for_one(
    archive: Path, tmp_path: Path, data: bytes, code: str
) -> None:
    written(tmp_path / "saved", {"a.html": page(extra=image("a.png")), "a.png": data})
    result = run(archive, tmp_path / "saved")
    assert code in result.stderr
    assert media(archive) == []
    shown(archive)


def test_a_picture_inside_the_page_itself_is_taken_out(archive: Path, tmp_path: Path) -> None:
    source = "data:image/png;base64," + base64.b64encode(picture()).decode()
    written(tmp_path / "saved", {"a.html": page(extra=image(source))})
    run(archive, tmp_path / "saved")
    (copied,) = media(archive)
    assert copied.read_bytes() == picture()
    assert "base64" not in only_article(archive).body


def test_originals_are_stored_under_their_digest(archive: Path, tmp_path: Path) -> None:
    data = page().encode()
    written(tmp_path / "saved", {"a.html": data})
    run(archive, tmp_path / "saved", "--keep-originals")
    digest = hashlib.sha256(data).hexdigest()
    assert only_article(archive).fields["source"]["sha256"] == digest
    assert (archive / f".originals/{digest[:2]}/{digest}.html").read_bytes() == data
    shown(archive)


def test_no_reference_however_odd_breaks_the_search(tmp_path: Path) -> None:
    written(tmp_path, {"a.html": "x"})
    saved = SavedFile("a.html", tmp_path, "a.html", tmp_path / "a.html", 1)
    for reference in (
        "",
        " ",
        "?",
        "#",
        "http://[",
        "data:",
        "data:,",
        "data:;base64,!!",
        "\0",
        "a" * 5000,
        "//",
        "..",
        "/",
    ):
        assert ResourceIndex().find(saved, "http://so.example/x", reference) is None or reference.startswith(
            "data:"
        )
