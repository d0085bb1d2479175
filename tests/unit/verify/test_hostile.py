"""Copies from strangers: what could lead out of the copy or fill the machine is named, never followed."""

import json
import os
import struct
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.verify.open_copy import UnreadableCopyError
from tests.support.copies import BAG, Copies, errors, rezipped, verified


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
    "name", ["../ngoai.html", f"{BAG}/../../ngoai.html", "/ngoai.html", "C:/ngoai.html", f"{BAG}\\..\\x.html"]
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
