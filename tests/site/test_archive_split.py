"""Copies in several zips: each is a bag below the size, all together are the whole copy."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from tests.support.builds import tree
from tests.support.copies import BAG, errors, make_copy, rezipped, verified, write_articles
from tests.support.site import BUILD_DATE, SETTINGS, Site

SIZE = 120_000


@dataclass(frozen=True)
class Parts:
    """A copy of a site in parts, and in one piece."""

    site: Site
    folder: Path
    whole: Path

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.zip"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    folder = tmp_path_factory.mktemp("split")
    site = Site(folder / "site")
    site.write(f"-- site.toml --\n{SETTINGS}")
    write_articles(site)
    (folder / "parts").mkdir()
    make_copy(site, folder / "whole.zip")
    assert run(site, folder / "parts/c.zip", "120kB").exit_code == 0
    return Parts(site, folder / "parts", folder / "whole.zip")


@pytest.fixture
def parts(made: Parts, tmp_path: Path) -> Parts:
    shutil.copytree(made.folder, tmp_path / "parts")
    return Parts(made.site, tmp_path / "parts", made.whole)


def run(site: Site, copy: Path, size: str) -> Result:
    options = ("--date", BUILD_DATE.isoformat(), "--split", size, "--lang", "en")
    return CliRunner().invoke(main, ["archive", "--site", str(site.folder), "--to", str(copy), *options])


def extracted(files: list[Path], folder: Path) -> Path:
    for file in files:
        with zipfile.ZipFile(file) as opened:
            opened.extractall(folder)
    return folder / BAG


def codes(path: Path) -> set[str]:
    return {code for _, code in errors(path)}


def test_each_part_is_a_bag_below_the_size_and_says_which_it_is(parts: Parts, tmp_path: Path) -> None:
    count = len(parts.files)
    assert count > 2
    for number, file in enumerate(parts.files, 1):
        assert file.name == f"c-{number}.zip"
        assert file.stat().st_size < SIZE
        bag = bagit.Bag(str(extracted([file], tmp_path / file.stem)))
        assert bag.validate()
        assert bag.info["Bag-Count"] == f"{number} of {count}"
    assert sum(file.stat().st_size for file in parts.files) > SIZE * (count - 1) * 0.6


def test_the_parts_unpacked_into_one_folder_are_the_whole_copy(parts: Parts, tmp_path: Path) -> None:
    for order in (parts.files, parts.files[::-1]):
        bag = extracted(order, tmp_path / order[0].stem)
        whole = extracted([parts.whole], tmp_path / f"{order[0].stem} whole")
        assert tree(bag / "data") == tree(whole / "data")
        assert (bag / "whole-manifest-sha256.txt").read_bytes() == (
            whole / "manifest-sha256.txt"
        ).read_bytes()
        assert errors(bag) == set()
        for manifest in ("whole-manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(("sha256sum", "--strict", "--quiet", "-c", manifest), cwd=bag, check=True)


def test_verify_takes_the_folder_or_any_part(parts: Parts) -> None:
    for path in (parts.folder, *parts.files):
        report = verified(path)
        assert (report.kind, errors(path)) == ("split", set())
        assert report.provenance["articles"] == 4


def test_verify_names_the_parts_that_are_missing(parts: Parts) -> None:
    parts.files[1].unlink()
    for path in (parts.folder, parts.files[0]):
        problems = verified(path).problems
        assert [each.code for each in problems] == ["part-missing"]
        assert dict(problems[0].details)["numbers"] == "2"


def test_an_unpacked_part_alone_is_one_of_several(parts: Parts, tmp_path: Path) -> None:
    bag = extracted(parts.files[:1], tmp_path / "one")
    assert codes(bag) == {"part-missing"}


@pytest.mark.parametrize("damage", ["flip", "missing", "added"])
def test_any_damage_of_a_part_is_found(damage: str, parts: Parts) -> None:
    for file in parts.files:
        with zipfile.ZipFile(file) as opened:
            name = next(each for each in opened.namelist() if "/data/" in each)
            content = opened.read(name)
        before = file.read_bytes()
        if damage == "flip":
            change: dict[str, bytes | None] = {name: content[:-1] + bytes([content[-1] ^ 1])}
        else:
            change = {name: None} if damage == "missing" else {f"{BAG}/data/them.html": b"x"}
        rezipped(file, change)
        expected = {"flip": "file-altered", "missing": "file-missing", "added": "file-extra"}[damage]
        assert expected in codes(parts.folder)
        assert any(file.name in path for path, _ in errors(parts.folder))
        file.write_bytes(before)
    flipped = bytearray(before)
    flipped[len(flipped) // 2] ^= 1
    file.write_bytes(flipped)
    assert errors(parts.folder)


def test_damage_of_an_unpacked_set_is_found(parts: Parts, tmp_path: Path) -> None:
    bag = extracted(parts.files, tmp_path / "all")
    page = bag / "data/vi/index.html"
    content = page.read_bytes()
    page.write_bytes(content.replace(b"<h1", b"<h2", 1))
    assert ("data/vi/index.html", "file-altered") in errors(bag)
    page.unlink()
    assert ("data/vi/index.html", "file-missing") in errors(bag)
    page.write_bytes(content)
    page.with_name("them.html").write_bytes(b"")
    assert errors(bag) == {("data/vi/them.html", "file-extra")}


def test_a_part_of_another_copy_does_not_count(parts: Parts, tmp_path: Path) -> None:
    parts.site.article("tin-tuc/khac.md", title="Khác")
    assert run(parts.site, tmp_path / "other/c.zip", "120kB").exit_code == 0
    parts.site.delete("content/tin-tuc/khac.md")
    shutil.copyfile(tmp_path / "other/c-2.zip", parts.files[1])
    assert codes(parts.files[0]) == {"part-missing"}


def test_parts_of_an_older_copy_go_and_other_files_stay(parts: Parts) -> None:
    count = len(parts.files)
    others = {"c.zip", "c-một.zip", f"c-{count + 1}.zip", "d-9.zip"}
    for name in others:
        (parts.folder / name).write_bytes(b"of the reader")
    shutil.copyfile(parts.files[0], parts.folder / f"c-{count + 2:03}.zip")
    assert run(parts.site, parts.folder / "c.zip", "10MB").exit_code == 0
    assert {file.name for file in parts.files} == {"c-1.zip", *others}


@pytest.mark.parametrize("form", ["union", "part"])
def test_a_delta_begins_with_a_split_copy_too(form: str, parts: Parts, tmp_path: Path) -> None:
    bag = extracted(parts.files, tmp_path / "all")
    parts.site.article("tin-tuc/them.md", title="Thêm")
    since = bag if form == "union" else parts.files[0]
    make_copy(parts.site, tmp_path / "d.zip", since=since)
    make_copy(parts.site, tmp_path / "next.zip", previous=since)
    parts.site.delete("content/tin-tuc/them.md")
    applied = CliRunner().invoke(main, ["archive", "apply", str(tmp_path / "d.zip"), str(bag)])
    assert applied.exit_code == 0, applied.stderr
    assert tree(bag) == tree(extracted([tmp_path / "next.zip"], tmp_path / "next"))


def test_a_part_alone_is_to_be_unpacked_with_the_others_before_an_update(
    parts: Parts, tmp_path: Path
) -> None:
    parts.site.article("tin-tuc/them.md", title="Thêm")
    make_copy(parts.site, tmp_path / "d.zip", since=parts.files[0])
    parts.site.delete("content/tin-tuc/them.md")
    before = parts.files[0].read_bytes()
    command = ["archive", "apply", str(tmp_path / "d.zip"), str(parts.files[0]), "--lang", "en"]
    applied = CliRunner().invoke(main, command)
    assert applied.exit_code == 2
    assert "Unpack all parts into the same folder" in applied.stderr
    assert parts.files[0].read_bytes() == before


@pytest.mark.parametrize(
    ("size", "words"), [("5kB", "or a larger one"), ("viel", "is no size"), ("0", "is no size")]
)
def test_a_size_that_cannot_be_is_refused(size: str, words: str, parts: Parts, tmp_path: Path) -> None:
    result = run(parts.site, tmp_path / "x.zip", size)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.glob("*.zip")) == []


def test_the_size_that_a_refusal_names_is_enough(parts: Parts, tmp_path: Path) -> None:
    refused = run(parts.site, tmp_path / "x.zip", "1B")
    named = re.search(r"--split ([0-9.]+MB)", refused.stderr)
    assert named, refused.stderr
    accepted = run(parts.site, tmp_path / "x.zip", named[1])
    assert accepted.exit_code == 0, accepted.stderr
