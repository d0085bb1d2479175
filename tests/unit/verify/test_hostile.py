"""Copies from strangers: what could lead out of the copy or fill the machine is named, never followed."""

import json
import os
import struct
import time
import tracemalloc
import warnings
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.verify.manifests import parsed
from generator.verify.open_copy import UnreadableCopyError
from generator.verify.references import facts_of_page, references_of_style
from tests.support.copies import BAG, Copies, errors, rezipped, verified

SECONDS = 5  # of a processor


def add_member(container: Path, name: str, content: bytes = b"x", mode: int = 0o100644) -> None:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    with warnings.catch_warnings(), zipfile.ZipFile(container, "a") as opened:
        warnings.simplefilter("ignore")  # of names that stand twice
        opened.writestr(info, content)


@pytest.mark.parametrize("form", ["output", "bag"])
@pytest.mark.parametrize("target", ["/etc/hostname", "vi/index.html", "gone", "."])
def test_a_link_in_a_folder_is_named_and_not_followed(
    form: str, target: str, copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken(form, tmp_path)
    (damaged / "lien-ket.html").symlink_to(target)
    assert errors(damaged) == {("lien-ket.html", "link-refused")}


def test_a_page_that_became_a_link_is_refused(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    page = damaged / "vi/index.html"
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert {("vi/index.html", "link-refused"), ("vi/index.html", "file-missing")} <= errors(damaged)


def test_a_pipe_in_a_folder_does_not_hold_up_anything(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    os.mkfifo(damaged / "ong.html")
    assert errors(damaged) == {("ong.html", "link-refused")}


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.html",
        f"{BAG}/../../ngoai.html",
        "/ngoai.html",
        "C:/ngoai.html",
        f"{BAG}\\..\\x.html",
        f"{BAG}/data/index.html:x",
        f"{BAG}/data/.. /x.html",
        f"{BAG}/data/x.html.",
        f"{BAG}/data/NUL.html",
        f"{BAG}/con/x.html",
    ],
)
def test_names_that_lead_out_of_a_zip_are_refused(name: str, copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {})
    add_member(damaged, name)
    assert errors(damaged) == {(name, "name-refused")}
    assert [each.name for each in tmp_path.iterdir()] == ["c.zip"]


def test_a_link_in_a_zip_is_refused(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {})
    add_member(damaged, f"{BAG}/data/x.html", b"/etc/hostname", 0o120777)
    assert errors(damaged) == {(f"{BAG}/data/x.html", "link-refused")}


def test_a_name_that_stands_twice_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {})
    with zipfile.ZipFile(damaged) as opened:
        content = opened.read(f"{BAG}/data/vi/index.html")
    add_member(damaged, f"{BAG}/data/vi/index.html", content)
    assert errors(damaged) == {(f"{BAG}/data/vi/index.html", "name-twice")}


@pytest.mark.parametrize("form", ["output", "zip"])
def test_names_that_differ_by_case_alone_are_named(form: str, copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken(form, tmp_path)
    if form == "zip":
        rezipped(damaged, {f"{BAG}/data/vi/INDEX.html": b"x"})
        found = {f"{BAG}/data/vi/index.html", f"{BAG}/data/vi/INDEX.html"}
    else:
        (damaged / "vi/INDEX.html").write_bytes(b"x")
        found = {"vi/index.html", "vi/INDEX.html"}
    assert {path for path, code in errors(damaged) if code == "name-case"} == found


def test_names_that_differ_in_how_an_accent_is_composed_are_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    names = {f"{BAG}/data/{normalize(form, 'Sạt lở.html')}" for form in ("NFC", "NFD")}
    rezipped(damaged, dict.fromkeys(names, b"x"))
    assert {path for path, code in errors(damaged) if code == "name-case"} == names


def test_a_zip_that_says_it_holds_too_much_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "c.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        opened.writestr(f"{BAG}/bagit.txt", b"x")
        with opened.open(f"{BAG}/data/index.html", "w") as stream:
            for _ in range(300):
                stream.write(b"\0" * 1_000_000)
    with pytest.raises(UnreadableCopyError) as refusal:
        verified(bomb)
    assert refusal.value.problem.code == "zip-bomb"


def test_a_member_that_grows_beyond_what_it_says_is_cut_off(copies: Copies, tmp_path: Path) -> None:
    """The directory says ten bytes, the data hold fifty million."""
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {f"{BAG}/data/x.txt": b"\0" * 50_000_000})
    content = damaged.read_bytes()
    directory = content.rindex(b"PK\1\2", 0, content.rindex(f"{BAG}/data/x.txt".encode()))
    patched = bytearray(content)
    patched[directory + 24 : directory + 28] = struct.pack("<I", 10)
    damaged.write_bytes(patched)
    tracemalloc.start()
    found = errors(damaged)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ("data/x.txt", "member-damaged") in found
    assert peak < 40_000_000


def test_an_encrypted_member_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {})
    content = bytearray(damaged.read_bytes())
    at = content.rindex(b"PK\1\2", 0, content.rindex(f"{BAG}/data/vi/index.html".encode()))
    content[at + 8] |= 1
    damaged.write_bytes(content)
    assert (f"{BAG}/data/vi/index.html", "member-unreadable") in errors(damaged)


def test_what_a_copy_says_cannot_command_a_terminal(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("bag", tmp_path)
    with (damaged / "manifest-sha256.txt").open("a", encoding="utf-8") as manifest:
        manifest.write(f"{'0' * 64}  vi/\x1b]0;x\x07.html\n")
    (damaged / "data/vi/index.html").write_bytes(b'<a href="\x1b[2J.html">')
    provenance = damaged / "provenance.json"
    provenance.write_text(json.dumps({"date": "\x1b[2J", "generator": ["\x1b[2J"]}), "utf-8")
    result = CliRunner().invoke(main, ["verify", str(damaged), "--lang", "en"])
    assert result.exit_code == 1
    assert "[link-dead]" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_page_that_is_too_large_for_its_links_is_told(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    (damaged / "vi/lon.html").write_bytes(b" " * 32_000_001)
    assert "page-too-large" in {each.code for each in verified(damaged).problems}


def test_a_name_that_is_no_text_is_named(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("output", tmp_path)
    (damaged / os.fsdecode(b"\xff.html")).write_bytes(b"x")
    assert errors(damaged) == {("\\udcff.html", "name-refused")}


@pytest.mark.parametrize(
    "opening", ["<!--", "<script>", "<style>", "<title>", '<a "', "<a href=", "</script", "<meta name="]
)
def test_a_page_of_openings_without_ends_is_read_in_a_moment(opening: str) -> None:
    """A pattern that looks at the rest of the page from each of them would take hours."""
    began = time.process_time()
    facts_of_page(opening * 200_000)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "style", ["/*x" * 200_000, "url(" * 200_000, f"url({' ' * 400_000}", "@import " * 99_999]
)
def test_a_style_sheet_of_openings_without_ends_is_read_in_a_moment(style: str) -> None:
    began = time.process_time()
    assert list(references_of_style(style)) == []
    assert time.process_time() - began < SECONDS


def test_what_stands_behind_a_comment_without_an_end_is_no_markup() -> None:
    facts = facts_of_page('<a href="a.html">a</a><!-- <a href="b.html">b</a>')
    assert facts.references == ("a.html",)


NUMBER = "9" * 5000  # more digits than Python turns into a number
NESTED = f'{{"x":{"[" * 100_000}'.encode()


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("bag-info.txt", f"Payload-Oxum: {NUMBER}.1\n".encode(), "bag-oxum"),
        ("bag-info.txt", f"Bag-Count: {NUMBER} of {NUMBER}\n".encode(), "bag-oxum"),
        ("provenance.json", NESTED, "file-altered"),
        ("provenance.json", b"[]", "file-altered"),
        ("withdrawals.json", NESTED, "file-altered"),
    ],
)
def test_what_a_copy_says_of_itself_cannot_stop_verification(
    path: str, content: bytes, code: str, copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("bag", tmp_path)
    (damaged / path).write_bytes(content)
    (damaged / "whole-manifest-sha256.txt").write_bytes(b"")  # as if it were a part of a copy
    result = CliRunner().invoke(main, ["verify", str(damaged), "--lang", "en", "--jobs", "1"])
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr


@pytest.mark.parametrize("kind", ["damaged", "encrypted"])
def test_a_damaged_copy_beside_another_does_not_stop_its_verification(
    kind: str, copies: Copies, tmp_path: Path
) -> None:
    """The copy before is looked for among the zips beside it."""
    whole, beside = copies.taken("zip", tmp_path), tmp_path / "b.zip"
    with zipfile.ZipFile(whole) as opened:
        content = json.loads(opened.read(f"{BAG}/provenance.json"))
        member = opened.getinfo(f"{BAG}/manifest-sha256.txt")
    damaged = bytearray(whole.read_bytes())
    if kind == "damaged":
        start = member.header_offset + 30 + len(member.filename)
        damaged[start : start + 20] = b"\xff" * 20
    else:
        damaged[damaged.rindex(b"PK\1\2", 0, damaged.rindex(member.filename.encode())) + 8] |= 1
        damaged[member.header_offset + 6] |= 1
    beside.write_bytes(damaged)
    content["previous_manifest_sha256"] = "0" * 64
    rezipped(whole, {f"{BAG}/provenance.json": json.dumps(content).encode()})
    result = CliRunner().invoke(main, ["verify", str(whole), "--lang", "en", "--jobs", "1"])
    assert result.exit_code == 1
    assert "[previous-elsewhere]" in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"not a line"])
def test_without_a_manifest_files_are_not_called_added(
    content: bytes | None, copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("bag", tmp_path)
    manifest = damaged / "manifest-sha256.txt"
    manifest.unlink() if content is None else manifest.write_bytes(content)
    found = errors(damaged)
    assert "manifest-sha256.txt" in {path for path, _ in found}
    assert ("file-extra" in {code for _, code in found}) == (content == b"")  # an empty one says: no files
    assert parsed("m", b"").is_readable
