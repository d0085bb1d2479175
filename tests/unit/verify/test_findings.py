"""What verification says of damage: which file, and what is wrong with it."""

import base64
import re
import shutil
import zlib
from pathlib import Path

import pytest

from generator.archive.previous_copy import manifest_of_copy
from generator.model.problem import Problem
from generator.problems.messages import has_errors
from generator.publish.manifest import digest_of
from generator.search.packing import IndexFile, packed
from generator.verify.open_copy import UnknownKindError, UnreadableCopyError
from tests.support.copies import BAG, FORMS, IN_ONE_FILE, Copies, errors, rezipped, verified

HOP = "vi/2014/01/hop.html"
SAT_LO = "vi/2015/sat-lo.html"


def altered(output: Path, path: str, content: bytes) -> None:
    """Gives a file of an output other bytes, and the manifest their hash, as if it had been built so."""
    (output / path).write_bytes(content)
    manifest = output / "manifest-sha256.txt"
    lines = dict.fromkeys(manifest.read_text("utf-8").splitlines())
    kept = [line for line in lines if line[66:] != path]
    kept.append(f"{digest_of(content)}  {path}")
    manifest.write_text("".join(f"{line}\n" for line in sorted(kept, key=lambda line: line[66:])), "utf-8")


def replaced(output: Path, path: str, old: str, new: str) -> None:
    text = (output / path).read_text("utf-8")
    assert old in text
    altered(output, path, text.replace(old, new, 1).encode())


def test_what_is_missing_altered_and_added_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("bag", tmp_path)
    (damaged / "data/vi/atom.xml").unlink()
    (damaged / "data/robots.txt").write_bytes(b"x")
    (damaged / "data/vi/moi.txt").write_bytes(b"")
    (damaged / "ghi-chu.txt").write_bytes(b"")
    found = errors(damaged)
    assert {
        ("data/vi/atom.xml", "file-missing"),
        ("data/robots.txt", "file-altered"),
        ("data/vi/moi.txt", "file-extra"),
        ("ghi-chu.txt", "file-extra"),
    } <= found


def test_a_missing_page_is_also_missed_by_links_and_search(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    (damaged / HOP).unlink()
    found = errors(damaged)
    assert {(HOP, "file-missing"), (HOP, "search-leads-nowhere"), ("vi/index.html", "link-dead")} <= found


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "Thumbs.db",
        "data/vi/.DS_Store",
        "data/vi/._index.html",
        "System Volume Information/IndexerVolumeGuid",  # the copy lies on a stick, not in a folder of it
        "$RECYCLE.BIN/S-1-5/desktop.ini",
        ".Trashes/501/x",
    ],
)
def test_what_systems_put_into_folders_is_named_and_harmless(
    name: str, copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("bag", tmp_path)
    (damaged / name).parent.mkdir(parents=True, exist_ok=True)
    (damaged / name).write_bytes(b"x")
    report = verified(damaged)
    assert (name, "file-litter") in {(each.path, each.code) for each in report.problems}
    assert not has_errors(report.problems)


@pytest.mark.parametrize("form", ["output", "bag"])
def test_without_its_manifest_nobody_knows(form: str, copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken(form, tmp_path)
    (damaged / "manifest-sha256.txt").unlink()
    assert ("manifest-sha256.txt", "manifest-missing") in errors(damaged)


def test_a_build_that_was_interrupted_is_told(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    (damaged / ".khotin").mkdir()
    (damaged / ".khotin/journal.json").write_text("{}")
    assert errors(damaged) == {(".khotin/journal.json", "output-unfinished")}


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<a href="khong-co.html">', "link-dead"),
        ('<a href="../../../../../../x.html">', "link-dead"),
        ('<a href="../">', "link-dead"),
        ('<a href="/vi/index.html">', "link-absolute"),
        ('<a href="#khong-co">', "link-anchor"),
        ('<a href="../../2015/sat-lo.html#khong-co">', "link-anchor"),
        ('<img src="khong-co.webp">', "link-dead"),
        ('<img srcset="hop.html 1x, khong-co.webp 2x">', "link-dead"),
        ('<video poster="khong-co.webp">', "link-dead"),
        ("<a class='x' href='khong-co.html'>", "link-dead"),
        ('<a title="a > b" href="khong-co.html">', "link-dead"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_line(
    markup: str, code: str, copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("output", tmp_path)
    replaced(damaged, HOP, "<h1", f"{markup}<h1")
    report = verified(damaged)
    assert [(each.path, each.code) for each in report.problems] == [(HOP, code)]
    page = (damaged / HOP).read_text("utf-8").split("\n")
    assert markup in page[report.problems[0].line - 1]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="../../2015/sat-lo.html#mua-lon">',
        '<a href="hop.html?x=1#main">',
        '<a href="">',
        '<a href="#top">',
        '<a href="%68op.html">',
        '<a href="https://khotin.example/x">',
        '<a href="//khotin.example/x">',
        '<a href="mailto:a@khotin.example">',
        '<!-- <a href="khong-co.html"> -->',
        '<script type="application/json">"<a href=\\"khong-co.html\\">"</script>',
        '<p>&lt;a href="khong-co.html"&gt; href="khong-co.html"</p>',
    ],
)
def test_a_link_that_leads_somewhere_is_sound(markup: str, copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    replaced(damaged, HOP, "<h1", f"{markup}<h1")
    assert verified(damaged).problems == ()


def test_a_style_sheet_that_points_nowhere_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    style = (damaged / "static/style.css").read_bytes()
    altered(damaged, "static/style.css", style + b"p { background: url(khong-co.png) } /* url(x.png) */")
    assert errors(damaged) == {("static/style.css", "link-dead")}


def test_an_article_that_the_search_does_not_know_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    altered(damaged, "vi/2014/01/moi.html", (damaged / HOP).read_bytes())
    assert errors(damaged) == {("vi/2014/01/moi.html", "search-misses")}


def test_an_article_of_another_title_than_the_search_says_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    replaced(damaged, SAT_LO, "<title>Sạt lở ở Đắk Lắk", "<title>Sạt lở ở Đắk Nông")
    assert errors(damaged) == {(SAT_LO, "search-title")}


def test_words_that_no_longer_lead_to_the_article_are_found(copies: Copies, tmp_path: Path) -> None:
    """The lists of a leaf say other documents, and the hashes say that all is well."""
    damaged = copies.taken("output", tmp_path)
    shifted_leaves = 0
    for file in sorted((damaged / "search").glob("??/*.js")):
        name = f"{file.parent.name}/{file.stem}"
        packed_content = re.findall(r'","([^"]*)"\)', file.read_text())
        if not packed_content:  # JSON as it is
            continue
        content = zlib.decompress(base64.b64decode(packed_content[0]), -15)
        header, zero, postings = content.partition(b"\0")
        if zero and b"\t" in header:
            shifted = header + zero + bytes((byte + 4) & 127 for byte in postings)
            path = file.relative_to(damaged).as_posix()
            altered(damaged, path, packed(IndexFile(name, shifted)).content)
            shifted_leaves += 1
    assert shifted_leaves
    assert {code for _, code in errors(damaged)} & {"search-word"}


@pytest.mark.parametrize("content", [b"", b"x", b'khotin.got("x","!")\n', b'khotin.got("x","AAAA")\n'])
def test_a_broken_file_of_the_index_is_named(content: bytes, copies: Copies, tmp_path: Path) -> None:
    for number, file in enumerate(sorted((copies.output / "search").rglob("*.js"))):
        damaged = copies.taken("output", tmp_path / str(number)) if number < 6 else None
        if damaged is None:
            break
        path = file.relative_to(copies.output).as_posix()
        altered(damaged, path, content)
        codes = {code for where, code in errors(damaged)}
        assert codes <= {"search-damaged", "search-misses", "search-missing", "search-word"}
        shutil.rmtree(damaged)


def test_nothing_to_verify_is_a_word_not_a_report(tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("x")
    (tmp_path / "trong").mkdir()
    for path in (tmp_path / "thu.txt", tmp_path / "trong"):
        with pytest.raises(UnknownKindError):
            verified(path)


def test_a_cut_zip_is_damaged_whatever_is_left(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    with pytest.raises(UnreadableCopyError) as refusal:
        verified(damaged)
    assert refusal.value.problem == Problem("c.zip", 1, 1, "zip-damaged")


def test_an_unpacked_zip_is_found_in_the_folder_it_was_unpacked_to(copies: Copies) -> None:
    assert verified(copies.bag.parent).problems == ()


def test_all_copies_in_a_folder_are_verified_whatever_their_format(copies: Copies, tmp_path: Path) -> None:
    taken = [copies.taken(form, tmp_path) for form in ("bag", *IN_ONE_FILE)]
    (tmp_path / "ghi-chu.txt").write_text("x")
    assert errors(tmp_path) == set()
    for copy in taken:
        file = copy / "data/index.html" if copy.is_dir() else copy
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        assert {path.partition(":")[0] for path, _ in errors(tmp_path)} == {copy.name}
        content[len(content) // 2] ^= 1
        file.write_bytes(content)


def test_what_a_killed_update_or_a_mac_left_beside_a_copy_is_no_copy(copies: Copies, tmp_path: Path) -> None:
    for form in ("zip", "bag"):
        (tmp_path / form).mkdir()
        copy = copies.taken(form, tmp_path / form)
        staged = copy.with_name(f".{copy.name}.new")
        shutil.copytree(copies.bag, staged)
        (staged / "manifest-sha256.txt").unlink()
        (staged / "data/index.html").unlink()
        copy.with_name("._c.zip").write_bytes(b"\0\5\x16\7")
        assert verified(copy.parent).problems == verified(copy).problems == ()
        assert manifest_of_copy(copy.parent if form == "bag" else copy)


@pytest.mark.parametrize("form", FORMS)
def test_pages_added_changed_and_removed_since_are_told(form: str, copies: Copies, tmp_path: Path) -> None:
    later = copies.taken("output", tmp_path)
    altered(later, "vi/2014/01/moi.html", b"<title>x</title>")
    altered(later, HOP, b"<title>y</title>")
    manifest = later / "manifest-sha256.txt"
    manifest.write_text(re.sub(r"(?m)^.*vi/muc/anh\.html\n", "", manifest.read_text("utf-8")), "utf-8")
    changes = verified(copies.of(form), later).changes
    assert changes is not None
    assert changes.added == ("vi/2014/01/moi.html",)
    assert changes.changed == (HOP,)
    assert set(changes.removed) <= {"vi/muc/anh.html"}


def test_a_copy_has_not_changed_since_the_site_that_it_was_made_of(copies: Copies) -> None:
    for against in (copies.output, copies.output.parent, copies.bag, copies.zip):
        changes = verified(copies.zip, against).changes
        assert changes is not None
        assert (changes.count, changes.other_files) == (0, 0)


def test_a_zip_packed_again_with_a_changed_page_names_the_page(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {f"{BAG}/data/{SAT_LO}": b"<title>x</title>"})
    assert (f"data/{SAT_LO}", "file-altered") in errors(damaged)


@pytest.mark.parametrize("path", ["provenance.json", "data/search"])
def test_a_file_that_is_no_longer_utf_8_is_damage(path: str, copies: Copies, tmp_path: Path) -> None:
    bag = copies.taken("bag", tmp_path)
    found = bag / path
    for file in sorted(found.rglob("*.js")) if found.is_dir() else [found]:
        content = file.read_bytes()
        file.write_bytes(content.replace(b'"', b'"\x8c', 1))
    assert has_errors(verified(bag).problems)
