"""Deltas: an older copy becomes the next one, byte for byte, or stays what it is."""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from generator.archive import zip_writer
from generator.commands import main
from generator.problems.messages import has_errors
from generator.update.stage import below_files
from tests.support.builds import tree
from tests.support.copies import (
    BAG,
    errors,
    make_copy,
    rezipped,
    small_packs,
    unpacked,
    verified,
    write_articles,
)
from tests.support.pdfs import text_file
from tests.support.site import SETTINGS, Site

DAY = ("--date", "2026-01-01")
SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]


@dataclass(frozen=True)
class Chain:
    """Copies of a site and the deltas between them, in a folder that a test may change.

    `old` becomes `new` by `delta`, and `new` becomes `last` by `next_delta`. `other` is another copy.
    """

    site: Site
    folder: Path

    def __getattr__(self, name: str) -> Path:
        return self.folder / f"{name}.zip"


@pytest.fixture(autouse=True)
def several_packs() -> Iterator[None]:
    with small_packs():
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    folder = tmp_path_factory.mktemp("chain")
    site = Site(folder / "site")
    site.write(f"-- site.toml --\n{SETTINGS}")
    made = Chain(site, folder)
    with small_packs():
        make_chain(site, made)
    return made


def make_chain(site: Site, made: Chain) -> None:
    write_articles(site)
    make_copy(site, made.old)
    site.article("tin-tuc/khac.md", title="Khác")
    make_copy(site, made.other)
    site.delete("content/tin-tuc/khac.md")
    site.article("tin-tuc/sat-lo.md", "Tạnh mưa.", title="Sạt lở ở Đắk Lắk", date="2015")
    site.article("tin-tuc/moi.md", title="Bài mới", date="2024-02-03")
    site.delete("content/tin-tuc/khong-ngay.md")
    make_copy(site, made.new, previous=made.old)
    make_copy(site, made.delta, since=made.old)
    site.article("tin-tuc/nua.md", title="Bài nữa")
    make_copy(site, made.last, previous=made.new)
    make_copy(site, made.next_delta, since=made.new)
    site.delete("content/tin-tuc/nua.md")


@pytest.fixture
def chain(made: Chain, tmp_path: Path) -> Chain:
    for file in made.folder.glob("*.zip"):
        shutil.copyfile(file, tmp_path / file.name)
    return Chain(made.site, tmp_path)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


def apply(delta: Path, copy: Path) -> Result:
    return run("archive", "apply", delta, copy, "--jobs", "1")


def test_a_zip_becomes_the_next_copy_byte_for_byte(chain: Chain) -> None:
    result = apply(chain.delta, chain.old)
    assert result.exit_code == 0, result.stderr
    assert chain.old.read_bytes() == chain.new.read_bytes()


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_a_folder_becomes_the_next_copy_and_keeps_the_holders_own_files(
    form: str, chain: Chain, tmp_path: Path
) -> None:
    bag = unpacked(chain.old, tmp_path / "Bản sao cũ")
    (bag / "ghi chú.txt").write_text("của tôi")
    delta = chain.delta if form == "zip" else unpacked(chain.delta, tmp_path / "delta")
    assert apply(delta, bag).exit_code == 0
    expected = tree(unpacked(chain.new, tmp_path / "new"))
    assert tree(bag) == expected | {"ghi chú.txt": "của tôi".encode()}
    assert [each.name for each in bag.parent.iterdir()] == [BAG]
    (bag / "ghi chú.txt").unlink()
    assert bagit.Bag(str(bag)).validate()
    assert errors(bag) == set()


def test_a_zip_keeps_what_its_holder_added_under_a_vietnamese_name(chain: Chain, tmp_path: Path) -> None:
    name = f"{BAG}/Ghi chú của tôi.txt"
    with zipfile.ZipFile(chain.old, "a") as opened:
        opened.writestr(name, "Đã đọc.")
    result = apply(chain.delta, chain.old)
    assert result.exit_code == 0, result.stderr
    with zipfile.ZipFile(chain.old) as opened, zipfile.ZipFile(chain.new) as expected:
        assert set(opened.namelist()) == {*expected.namelist(), name}
        assert opened.read(name).decode() == "Đã đọc."
        assert opened.testzip() is None


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_a_copy_whose_manifest_cannot_be_read_is_called_damaged(
    form: str, chain: Chain, tmp_path: Path
) -> None:
    """Its hash is not that of another copy, whose delta would help."""
    rezipped(chain.old, {f"{BAG}/manifest-sha256.txt": None})
    copy = chain.old if form == "zip" else unpacked(chain.old, tmp_path / "old")
    result = apply(chain.delta, copy)
    assert result.exit_code == 1
    assert "manifest-sha256.txt" in result.stderr
    assert "khotin verify" in result.stderr


def test_a_copy_that_no_zip_can_hold_any_more_is_to_be_unpacked(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = chain.old.read_bytes()
    monkeypatch.setattr(zip_writer, "MAX_FILES", 100)
    result = apply(chain.delta, chain.old)
    assert result.exit_code == 2
    assert "Unpack" in result.stderr
    assert chain.old.read_bytes() == before


def test_files_outside_that_share_the_disk_with_the_old_copy_do_not_change(
    chain: Chain, tmp_path: Path
) -> None:
    bag = unpacked(chain.old, tmp_path / "old")
    linked = tmp_path / "linked"
    shutil.copytree(bag, linked, copy_function=lambda a, b: Path(b).hardlink_to(a))
    before = tree(linked)
    assert apply(chain.delta, bag).exit_code == 0
    assert tree(linked) == before


def test_applied_twice_a_delta_changes_nothing_more(chain: Chain) -> None:
    apply(chain.delta, chain.old)
    before = chain.old.read_bytes()
    result = apply(chain.delta, chain.old)
    assert result.exit_code == 0
    assert "already" in result.stderr
    assert chain.old.read_bytes() == before


def test_a_delta_is_refused_by_any_other_copy_and_names_the_one_it_wants(
    chain: Chain, tmp_path: Path
) -> None:
    before = chain.other.read_bytes()
    result = apply(chain.delta, chain.other)
    assert result.exit_code == 2
    with zipfile.ZipFile(chain.delta) as opened:
        wanted = json.loads(opened.read("thay-doi/delta.json"))["base_manifest_sha256"]
    assert wanted in result.stderr
    assert chain.other.read_bytes() == before


def test_what_is_no_delta_or_no_copy_is_refused(chain: Chain, tmp_path: Path) -> None:
    assert apply(chain.old, chain.new).exit_code == 2
    assert apply(chain.delta, tmp_path / "none").exit_code == 2
    assert apply(chain.delta, chain.site.output).exit_code == 2
    assert apply(chain.delta, chain.delta).exit_code == 2


@pytest.mark.parametrize("damage", ["altered", "missing"])
@pytest.mark.parametrize("kind", ["page.js", "pack"])
def test_a_damaged_copy_is_not_made_a_new_one(damage: str, kind: str, chain: Chain, tmp_path: Path) -> None:
    bag = unpacked(chain.old, tmp_path / "old")
    path = "data/static/page.js" if kind == "page.js" else packs_in(chain.old)[1].removeprefix(f"{BAG}/")
    script = bag / path  # which the delta does not bring
    if damage == "altered":
        script.write_bytes(script.read_bytes().replace(b"k", b"x", 1))
    else:
        script.unlink()
    before = tree(bag)
    result = apply(chain.delta, bag)
    assert result.exit_code == 1
    assert path in result.stderr
    assert tree(bag) == before
    assert [each.name for each in bag.parent.iterdir()] == [BAG]


def test_a_delta_is_verified_and_any_damage_to_it_is_found(chain: Chain, tmp_path: Path) -> None:
    assert errors(chain.delta) == set()
    assert verified(chain.delta).kind == "delta"
    folder = unpacked(chain.delta, tmp_path)
    assert bagit.Bag(str(folder)).validate()
    assert errors(folder) == set()
    for path, content in tree(folder).items():
        (folder / path).write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else b"x")
        assert errors(folder), path
        (folder / path).unlink()
        assert errors(folder), path
        (folder / path).write_bytes(content)
    (folder / "data/them.html").write_text("x")
    assert ("data/them.html", "file-extra") in errors(folder)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("thay-doi/deleted.txt", b"data/../../x\n"),
        ("thay-doi/deleted.txt", b"/etc/passwd\n"),
        ("thay-doi/root/../../x", b"x"),
        ("thay-doi/data/vi/../../../../x", b"x"),
        ("thay-doi/delta.json", b"{}"),
        ("thay-doi/delta.json", b'{"x":' + b"[" * 100_000),
        ("thay-doi/search-packs.txt", b"a " + b"0" * 64 + b"  data/search/packs/../../../x.js\n"),
        ("thay-doi/search-packs.txt", b""),
        ("thay-doi/search-removed.txt", b"../x"),
        ("thay-doi/search-new.txt", b'khotin.got("x","alert(1)");\n'),
    ],
)
def test_a_hostile_delta_writes_and_deletes_nothing(
    path: str, content: bytes, chain: Chain, tmp_path: Path
) -> None:
    bag = unpacked(chain.old, tmp_path / "old")
    before = tree(tmp_path / "old")
    rezipped(chain.delta, {path: content})
    assert apply(chain.delta, bag).exit_code in (1, 2)
    assert tree(tmp_path / "old") == before


@pytest.mark.parametrize("day", ["", "2026-13-45", "hôm nay"])
def test_a_delta_of_no_day_is_damaged(day: str, chain: Chain) -> None:
    before = chain.old.read_bytes()
    described = read_json(chain.delta, "delta.json") | {"date": day}
    rezipped(chain.delta, {"thay-doi/delta.json": json.dumps(described).encode()})
    assert ("delta.json", "delta-description") in errors(chain.delta)
    result = apply(chain.delta, chain.old)
    assert result.exit_code == 1
    assert "The delta is damaged" in result.stderr
    assert chain.old.read_bytes() == before


def read_json(delta: Path, path: str) -> dict[str, object]:
    with zipfile.ZipFile(delta) as opened:
        found: dict[str, object] = json.loads(opened.read(f"thay-doi/{path}"))
    return found


@pytest.mark.parametrize("option", ["--since", "--previous"])
def test_a_delta_is_no_copy_before(option: str, chain: Chain, tmp_path: Path) -> None:
    for delta in (chain.delta, unpacked(chain.delta, tmp_path / "delta")):
        target = tmp_path / "d.zip"
        result = run("archive", "--site", chain.site.folder, option, delta, "--to", target, *DAY)
        assert result.exit_code == 2
        assert "is no copy" in result.stderr
        assert not target.exists()


def test_a_name_that_no_disk_can_hold_is_refused(chain: Chain, tmp_path: Path) -> None:
    result = run("archive", "--site", chain.site.folder, "--to", tmp_path / f"{'ă' * 200}.zip", *DAY)
    assert result.exit_code == 3
    assert "too long" in result.stderr


def test_a_file_that_is_also_a_folder_is_told_before_anything_is_written() -> None:
    paths = {"data/vi", "data/vi/index.html", "data/en/index.html"}
    assert below_files(paths) == {"data/vi"}
    assert below_files(paths - {"data/vi"}) == set()


@pytest.mark.parametrize("option", ["--since", "--previous"])
def test_a_copy_before_whose_data_are_damaged_is_refused(option: str, chain: Chain, tmp_path: Path) -> None:
    damaged = bytearray(chain.old.read_bytes())
    with zipfile.ZipFile(chain.old) as opened:
        manifest = opened.getinfo(f"{BAG}/manifest-sha256.txt")
    start = manifest.header_offset + 30 + len(manifest.filename)
    damaged[start : start + 20] = b"\xff" * 20
    chain.old.write_bytes(damaged)
    target = tmp_path / "d.zip"
    result = run("archive", "--site", chain.site.folder, option, chain.old, "--to", target, *DAY)
    assert result.exit_code == 2
    assert "old.zip" in result.stderr
    assert not target.exists()


def test_the_manifest_alone_is_enough_to_write_a_delta(chain: Chain, tmp_path: Path) -> None:
    bag = unpacked(chain.old, tmp_path / "old")
    make_copy(chain.site, tmp_path / "again.zip", since=bag / "manifest-sha256.txt")
    assert packs_in(tmp_path / "again.zip")
    assert apply(tmp_path / "again.zip", bag).exit_code == 0
    assert tree(bag) == tree(unpacked(chain.new, tmp_path / "new"))


def test_a_folder_and_its_zip_have_the_same_delta(chain: Chain, tmp_path: Path) -> None:
    make_copy(chain.site, tmp_path / "again.zip", since=unpacked(chain.old, tmp_path / "old"))
    assert (tmp_path / "again.zip").read_bytes() == chain.delta.read_bytes()


def test_a_delta_brings_new_entries_of_the_search_and_no_whole_pack(chain: Chain) -> None:
    with zipfile.ZipFile(chain.delta) as opened:
        new = opened.read("thay-doi/search-new.txt").splitlines()
        removed = opened.read("thay-doi/search-removed.txt").split()
        listed = opened.read("thay-doi/search-packs.txt").splitlines()
    assert packs_in(chain.delta) == []
    assert len(packs_in(chain.new)) == len(listed) > 3
    assert sorted(new) == new
    assert removed
    assert not {line.split(b'"')[1] for line in new} & {*removed}


def test_a_delta_says_nothing_of_a_search_that_has_not_changed(site: Site, tmp_path: Path) -> None:
    write_articles(site)
    make_copy(site, tmp_path / "a.zip")
    make_copy(site, tmp_path / "d.zip", since=tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "d.zip") as opened:
        assert not [name for name in opened.namelist() if "search" in name]
    assert errors(tmp_path / "d.zip") == set()


def test_no_delta_begins_with_a_copy_whose_search_is_damaged(chain: Chain, tmp_path: Path) -> None:
    bag = unpacked(chain.old, tmp_path / "old")
    pack = bag / packs_in(chain.old)[1].removeprefix(f"{BAG}/")
    pack.write_bytes(pack.read_bytes().replace(b"got", b"gut", 1))
    target = tmp_path / "d.zip"
    result = run(
        "archive", "--site", chain.site.folder, "--since", bag, "--to", target, "--date", "2026-01-01"
    )
    assert result.exit_code == 2
    assert pack.name in result.stderr
    assert not target.exists()


def packs_in(container: Path) -> list[str]:
    with zipfile.ZipFile(container) as opened:
        return [name for name in opened.namelist() if "/search/packs/" in name]


def test_a_delta_holds_changed_files_only(chain: Chain) -> None:
    with zipfile.ZipFile(chain.delta) as opened:
        names = set(opened.namelist())
    assert "thay-doi/data/vi/2024/02/moi.html" in names
    assert "thay-doi/data/static/page.js" not in names
    assert not any("fonts" in name for name in names)
    with zipfile.ZipFile(chain.delta) as opened:
        assert "khong-ro-ngay" in opened.read("thay-doi/deleted.txt").decode()


def test_deltas_are_applied_one_after_the_other(chain: Chain) -> None:
    assert apply(chain.next_delta, chain.old).exit_code == 2
    for delta in (chain.delta, chain.next_delta):
        assert apply(delta, chain.old).exit_code == 0
    assert chain.old.read_bytes() == chain.last.read_bytes()


def test_a_withdrawn_text_leaves_an_older_copy_and_what_the_holder_put_beside_it(
    site: Site, tmp_path: Path
) -> None:
    site.article("tin-tuc/hop.md")
    folder = site.folder / "content/tin-tuc"
    (folder / "don.pdf").write_bytes(text_file("Lời zutext"))
    attached = "[{src: don.pdf, title: Đơn}]"
    site.article("tin-tuc/rut.md", "Chữ zubody.", title="Bài zutitle", attachments=attached)
    make_copy(site, tmp_path / "a.zip")
    why = "{date: 2025-12-01, reason: Có thông tin cá nhân., authority: Sở KH&CN}"
    site.article("tin-tuc/rut.md", "Chữ zubody.", title="Bài zutitle", attachments=attached, withdrawn=why)
    make_copy(site, tmp_path / "d.zip", since=tmp_path / "a.zip")
    bag = unpacked(tmp_path / "a.zip", tmp_path / "old")
    (bag / "in lại.pdf").write_bytes((folder / "don.pdf").read_bytes())
    (bag / "ghi chú.txt").write_text("của tôi")
    assert apply(tmp_path / "d.zip", bag).exit_code == 0
    files = tree(bag)
    assert "ghi chú.txt" in files
    assert "in lại.pdf" not in files
    assert not [path for path, content in files.items() if b"zu" in content and path.endswith(".html")]
    assert not any(path.endswith("don.pdf") for path in files)


# --- without Python ---------------------------------------------------------------------------------------


def script(shell: str, place: Path, given: Path) -> subprocess.CompletedProcess[str]:
    command = ("busybox", "sh") if shell == "busybox" else (shell,)
    return subprocess.run(
        (*command, str(place / "cap-nhat.sh"), str(given)), capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("place", ["delta", "copy"])
def test_the_shell_script_makes_the_same_copy(shell: str, place: str, chain: Chain, tmp_path: Path) -> None:
    bag, delta = unpacked(chain.old, tmp_path / "Bản sao cũ"), unpacked(chain.delta, tmp_path / "Gói")
    done = script(shell, *((delta, bag) if place == "delta" else (bag, delta)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(bag) == tree(unpacked(chain.new, tmp_path / "new"))
    assert [each.name for each in bag.parent.iterdir()] == [BAG]
    assert not has_errors(verified(bag).problems)
    again = script(shell, delta, bag)
    assert again.returncode == 0
    assert "already" in again.stdout


@pytest.mark.parametrize("fault", ["wrong base", "damaged copy", "damaged delta"])
def test_the_shell_script_refuses_what_it_must(fault: str, chain: Chain, tmp_path: Path) -> None:
    source = chain.other if fault == "wrong base" else chain.old
    bag, delta = unpacked(source, tmp_path / "old"), unpacked(chain.delta, tmp_path / "d")
    if fault == "damaged copy":
        (bag / "data/static/page.js").write_text("x")
    if fault == "damaged delta":
        (delta / "data/vi/2024/02/moi.html").write_text("x")
    before = tree(bag)
    done = script("sh", delta, bag)
    assert done.returncode == 1
    assert tree(bag) == before
    assert [each.name for each in bag.parent.iterdir()] == [BAG]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("deleted.txt", "data/../../outside"),
        ("search-packs.txt", f"0a/b {'0' * 64}  data/search/packs/../../../../outside"),
    ],
)
def test_the_shell_script_touches_nothing_outside(name: str, line: str, chain: Chain, tmp_path: Path) -> None:
    bag, delta = unpacked(chain.old, tmp_path / "old"), unpacked(chain.delta, tmp_path / "d")
    (bag.parent / "outside").write_text("của tôi")
    lines = {*(delta / name).read_text().splitlines(), line}
    (delta / name).write_text("".join(f"{each}\n" for each in sorted(lines)))
    tags = [each[66:] for each in (delta / "tagmanifest-sha256.txt").read_text().splitlines()]
    listed = (f"{hashlib.sha256((delta / each).read_bytes()).hexdigest()}  {each}\n" for each in tags)
    (delta / "tagmanifest-sha256.txt").write_text("".join(listed))
    before = tree(bag.parent)
    done = script("sh", delta, bag)
    assert done.returncode == 1
    assert "outside" in done.stderr
    assert tree(bag.parent) == before


def test_windows_gets_a_script_as_it_reads_them(chain: Chain, tmp_path: Path) -> None:
    for folder in (unpacked(chain.old, tmp_path / "old"), unpacked(chain.delta, tmp_path / "d")):
        assert (folder / "cap-nhat.ps1").read_bytes().startswith(b"\xef\xbb\xbf")
        assert (folder / "cap-nhat.bat").read_bytes().isascii()
        assert b"\r" not in (folder / "cap-nhat.sh").read_bytes()


def test_a_name_of_the_windows_script_means_one_thing(chain: Chain, tmp_path: Path) -> None:
    """Nothing here runs it. Its folders once shared a name with a list of files, and no update succeeded."""
    script = (unpacked(chain.delta, tmp_path / "d") / "cap-nhat.ps1").read_text("utf-8-sig")
    main = script[script.index("\n$here = ") :]
    names = re.findall(r"(?m)^ *\$(\w+) = ", main)
    assert {"parent", "new", "old"} <= set(names)
    assert {name for name in names if names.count(name) > 1} == set()


# --- chains -----------------------------------------------------------------------------------------------


def chain_of(chain: Chain, folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        shutil.copyfile(chain.folder / f"{name}.zip", folder / f"{name}.zip")
    return folder


def test_a_copy_and_the_deltas_after_it_are_verified_as_a_chain(chain: Chain, tmp_path: Path) -> None:
    folder = chain_of(chain, tmp_path / "k", "old", "delta", "next_delta")
    assert (verified(folder).kind, errors(folder)) == ("chain", set())
    unpacked(folder / "old.zip", folder)
    (folder / "old.zip").unlink()
    assert errors(folder) == set()


@pytest.mark.parametrize("gone", ["old", "delta"])
def test_a_link_of_a_chain_of_deltas_that_is_missing_is_named(
    gone: str, chain: Chain, tmp_path: Path
) -> None:
    names = [name for name in ("old", "delta", "next_delta", "other") if name != gone]
    folder = chain_of(chain, tmp_path / "k", *names)
    expected = {"old": {"delta.zip", "next_delta.zip"}, "delta": {"next_delta.zip"}}[gone]
    assert errors(folder) == {(name, "delta-base-missing") for name in expected}


def test_copies_that_name_the_one_before_are_a_chain(chain: Chain, tmp_path: Path) -> None:
    folder = chain_of(chain, tmp_path / "k", "old", "new", "last")
    assert verified(folder).problems == ()
    assert verified(folder / "last.zip").problems == ()
    (folder / "new.zip").unlink()
    assert [each.code for each in verified(folder / "last.zip").problems] == ["previous-elsewhere"]
    # All three are of one day: the first is the one that names none before.
    assert errors(folder) == {("last.zip", "previous-missing")}


def test_a_copy_that_is_missing_between_others_is_named(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/hop.md")
    for number, day in enumerate(("2026-01-01", "2026-02-01", "2026-03-01")):
        options = ["--site", str(site.folder), "--to", str(tmp_path / f"k/{number}.zip"), "--date", day]
        before = ["--previous", str(tmp_path / f"k/{number - 1}.zip")] if number else []
        assert run("archive", *options, *before).exit_code == 0
    assert errors(tmp_path / "k") == set()
    (tmp_path / "k/1.zip").unlink()
    assert errors(tmp_path / "k") == {("2.zip", "previous-missing")}


@pytest.mark.parametrize("name", ["old", "delta", "next_delta"])
def test_one_flipped_byte_in_a_chain_is_found(name: str, chain: Chain, tmp_path: Path) -> None:
    folder = chain_of(chain, tmp_path / "k", "old", "delta", "next_delta")
    file = folder / f"{name}.zip"
    content = bytearray(file.read_bytes())
    for at in range(0, len(content), len(content) // 5):
        content[at] ^= 1
        file.write_bytes(content)
        assert any(path.startswith(file.name) for path, _ in errors(folder))
        content[at] ^= 1


def test_a_delta_that_promises_another_copy_than_it_makes_is_found(chain: Chain, tmp_path: Path) -> None:
    folder = chain_of(chain, tmp_path / "k", "old", "delta")
    with zipfile.ZipFile(folder / "delta.zip") as opened:
        gone = opened.read("thay-doi/deleted.txt").split(b"\n")
    rezipped(folder / "delta.zip", {"thay-doi/deleted.txt": b"\n".join(gone[1:])})
    assert ("delta.zip", "delta-misfit") in errors(folder)


def test_a_file_that_was_added_to_a_copy_of_a_chain_is_found(chain: Chain, tmp_path: Path) -> None:
    folder = chain_of(chain, tmp_path / "k", "old", "new", "last")
    rezipped(folder / "new.zip", {f"{BAG}/data/la.html": b"x"})
    found = errors(folder)
    assert ("new.zip: data/la.html", "file-extra") in found, found
    assert {path.partition(":")[0] for path, _ in found} == {"new.zip"}
