"""`khotin archive --with-source`: the copy alone builds the archive again, and nothing leaks."""

import io
import shutil
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.archive.request import ArchiveRequest
from generator.archive.run import archive
from generator.commands import main
from tests.support.copies import BAG, errors, rezipped, unpacked_source, write_articles
from tests.support.site import BUILD_DATE, Site

SECRET = "tuyệt mật"
WITHDRAWN = f"## Mục hai\n\n{SECRET}"


def make_copy(site: Site, target: Path, previous: Path | None = None) -> Path:
    request = ArchiveRequest(
        site.folder, site.output, target, BUILD_DATE, 1, previous=previous, with_source=True
    )
    report = archive(request)
    assert report.written, report.problems
    return target


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


def write_everything(site: Site) -> None:
    """An archive with what is hard to build again: files that are not shown, and what depends on them."""
    write_articles(site)
    pictures = site.folder / "content/tin-tuc"
    name = unicodedata.normalize("NFD", "Ảnh đẹp.png")
    Image.linear_gradient("L").resize((600, 400)).save(pictures / name)
    (pictures / "bang.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (pictures / "thua.pdf").write_bytes(f"%PDF-1.4\n{SECRET}\n%%EOF\n".encode())
    site.article("tin-tuc/Bài có ảnh.md", "![x](<Ảnh đẹp.png>)", title="Ảnh", attachments="\n  - bang.pdf")
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nVề kho tin.")
    site.article("tin-tuc/nhap.md", SECRET, title=f"Nháp {SECRET}", draft="true")
    site.article("tin-tuc/hen.md", SECRET, title=f"Hẹn {SECRET}", publish="2027-01-01")
    draft = {"title": f"Draft {SECRET}", "date": "", "author": "", "province": "", "draft": "true"}
    site.article("tin-tuc/sat-lo.en.md", SECRET, summary=SECRET, **draft)
    site.article("tin-tuc/het-han.md", SECRET, title="Hết hạn", summary=SECRET, tags=f"[{SECRET}]")
    notice = "\n  date: 2015-01-01\n  reason: Sai\n  authority: Sở"
    site.article("tin-tuc/rut.md", WITHDRAWN, title="Rút bài", summary=SECRET, slug="bai-rut")
    site.article("tin-tuc/giu.md", "Vẫn đọc được.", title="Giữ bài", withdrawn=f"{notice}\n  text: kept")
    site.article("tin-tuc/dan.md", "[bài rút](rut.md) [một mục](rut.md#muc-hai)", title="Dẫn đến bài rút")
    site.write('-- themes/rieng/theme.toml --\nextends = "default"\n')
    site.write("-- themes/rieng/templates/_crumbs.html --\n<p>Giao diện riêng</p>")
    settings = (site.folder / "site.toml").read_text("utf-8")
    site.write(f'-- site.toml --\ntheme = "rieng"\n{settings}')
    result = run("build", "--site", site.folder, "--release", "--date", BUILD_DATE.isoformat())
    assert result.exit_code == 0, result.stderr
    site.article(
        "tin-tuc/het-han.md",
        SECRET,
        title="Hết hạn",
        summary=SECRET,
        expires="2020-01-01",
        tags=f"[{SECRET}]",
    )
    site.article(
        "tin-tuc/rut.md",
        WITHDRAWN,
        title=f"Rút {SECRET}",
        summary=SECRET,
        slug="bai-rut",
        author=SECRET,
        withdrawn=f"{notice}\n  text: gone",
        aliases="[/tin/rut.html]",
    )
    site.write(f"-- content/tin-tuc/rut.en.md --\n---\ntags: [{SECRET}]\nexpires: 2031-01-01\n---\n")


@pytest.fixture
def full(site: Site) -> Site:
    write_everything(site)
    return site


def test_the_archive_is_built_again_from_the_copy_alone(full: Site, tmp_path: Path) -> None:
    copy = make_copy(full, tmp_path / "c.zip")
    built = full.files()
    assert "vi/2014/01/bai-rut.html" in built
    assert "vi/2014/01/het-han.html" in built
    shutil.rmtree(full.folder)
    source = unpacked_source(copy, tmp_path / "unpacked")
    result = run("build", "--site", source, "--date", BUILD_DATE.isoformat())
    assert result.exit_code == 0, result.stderr
    again = Site(source).files()
    assert again.keys() == built.keys()
    assert [path for path in built if again[path] != built[path]] == []


def test_the_test_sees_a_source_that_lacks_something(full: Site, tmp_path: Path) -> None:
    copy = make_copy(full, tmp_path / "c.zip")
    source = unpacked_source(copy, tmp_path / "unpacked")
    (source / "themes/rieng/templates/_crumbs.html").write_text("<p>Khác</p>", "utf-8")
    assert run("build", "--site", source, "--date", BUILD_DATE.isoformat()).exit_code == 0
    assert Site(source).files() != full.files()


def test_nothing_that_is_not_published_is_in_the_copy(full: Site, tmp_path: Path) -> None:
    copy = make_copy(full, tmp_path / "c.zip")
    with zipfile.ZipFile(copy) as opened:
        content = opened.read(f"{BAG}/data/source.tar")
    tar = tarfile.TarFile(fileobj=io.BytesIO(content))
    names = tar.getnames()
    assert not {f"source/content/tin-tuc/{name}" for name in ("nhap.md", "hen.md", "thua.pdf")} & set(names)
    for member in tar.getmembers():
        stream = tar.extractfile(member)
        assert stream is not None
        assert SECRET.encode() not in stream.read(), member.name
        assert (member.uid, member.uname, member.mode) == (0, "", 0o644)


def test_a_copy_with_its_source_is_sound_and_the_same_twice(full: Site, tmp_path: Path) -> None:
    first, second = make_copy(full, tmp_path / "1.zip"), make_copy(full, tmp_path / "2.zip")
    assert first.read_bytes() == second.read_bytes()
    assert errors(first) == set()
    with zipfile.ZipFile(first) as opened:
        opened.extractall(tmp_path / "unpacked")
        tar = opened.read(f"{BAG}/data/source.tar")
    assert bagit.Bag(str(tmp_path / "unpacked" / BAG)).validate()
    damaged = tar.replace(b"Giao di", b"Giao dj", 1)
    rezipped(first, {f"{BAG}/data/source.tar": damaged})
    assert errors(first) == {("data/source.tar", "file-altered")}
    rezipped(second, {f"{BAG}/data/source.tar": None})
    assert ("data/source.tar", "file-missing") in errors(second)


def test_the_source_says_how_to_build_it(full: Site, tmp_path: Path) -> None:
    source = unpacked_source(make_copy(full, tmp_path / "c.zip"), tmp_path / "unpacked")
    read_me = (source / "README.md").read_text("utf-8")
    assert f"khotin build --site source --date {BUILD_DATE.isoformat()}" in read_me
    assert "pip install khotin==" in read_me


def test_a_source_in_an_older_copy_must_go_with_what_was_withdrawn(full: Site, tmp_path: Path) -> None:
    before = make_copy(full, tmp_path / "1.zip")
    request = ArchiveRequest(full.folder, full.output, tmp_path / "2.zip", BUILD_DATE, 1, previous=before)
    assert archive(request).written
    with zipfile.ZipFile(tmp_path / "2.zip") as opened:
        assert '"source.tar"' in opened.read(f"{BAG}/withdrawals.json").decode()


def test_a_part_has_no_source(full: Site, tmp_path: Path) -> None:
    copy = ("archive", "--site", full.folder, "--to", tmp_path / "c.zip", "--with-source")
    result = run(*copy, "--year", "2014")
    assert result.exit_code == 2
    assert "Leave out --with-source" in result.stderr
    assert run(*copy, "--format", "epub").exit_code == 2
