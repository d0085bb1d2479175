"""`khotin archive`: a copy is a valid bag, always the same, knows its origin, is all or nothing."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import cast

import bagit
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from generator.archive.formats import FORMATS, CopyFormat
from generator.commands import main
from generator.problems.messages import has_errors
from tests.support.copies import BAG, make_copies, make_copy, verified, write_articles
from tests.support.site import BUILD_DATE, SETTINGS, Site

DATE = BUILD_DATE.isoformat()


@pytest.fixture
def filled(site: Site) -> Site:
    write_articles(site)
    return site


def run(*arguments: str | Path, **env: str) -> Result:
    return CliRunner(env=env).invoke(main, [*map(str, arguments), "--lang", "en"])


def unpacked(container: Path, folder: Path) -> Path:
    with zipfile.ZipFile(container) as opened:
        opened.extractall(folder)
    return folder / BAG


def provenance(container: Path) -> dict[str, object]:
    with zipfile.ZipFile(container) as opened:
        found: dict[str, object] = json.loads(opened.read(f"{BAG}/provenance.json"))
    return found


def test_bagit_python_and_sha256sum_find_the_bag_valid(filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    assert bagit.Bag(str(bag)).validate()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(("sha256sum", "--strict", "--quiet", "-c", manifest), cwd=bag, check=True)


@pytest.mark.parametrize("damage", ["flip", "delete", "add"])
def test_bagit_python_finds_the_damage_that_verify_finds(damage: str, filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    page = bag / "data/vi/index.html"
    if damage == "flip":
        page.write_bytes(page.read_bytes().replace(b"<h1", b"<h2", 1))
    elif damage == "delete":
        page.unlink()
    else:
        page.with_name("them.html").write_bytes(b"")
    assert not bagit.Bag(str(bag)).is_valid()
    assert has_errors(verified(bag).problems)


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_pages_of_a_copy_are_those_of_the_output(filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    ours, copied = contents(filled.output), contents(bag / "data")
    del ours["manifest-sha256.txt"]
    pages = [{path for path in files if not path.startswith("search/")} for files in (ours, copied)]
    assert pages[0] == pages[1]
    assert [path for path in pages[0] if ours[path] != copied[path]] == ["static/copy.js"]


def test_the_search_of_a_copy_is_that_of_the_output_in_packs(filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    ours, packs = contents(filled.output / "search"), contents(bag / "data/search")
    (root,) = packs.keys() & ours.keys()
    assert packs.pop(root).endswith(ours.pop(root))
    assert 2 < len(packs) < len(ours)
    assert {path.partition("/")[0] for path in packs} == {"packs"}
    lines = [line for pack in packs.values() for line in pack.splitlines(keepends=True)]
    assert sorted(lines) == sorted(ours.values())


def test_a_copy_says_of_which_day_it_is_and_where_the_archive_is(filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    notice = (bag / "data/static/copy.js").read_text("utf-8")
    assert "2026" in notice
    assert "https://khotin.example/luu-tru/" in notice
    read_me = (bag / "DOC-TRUOC.html").read_text("utf-8")
    for words in (
        "1 tháng 1 năm 2026",
        "1 January 2026",
        "https://khotin.example/luu-tru/",
        "data/index.html",
    ):
        assert words in read_me
    assert "2026" not in filled.page("static/copy.js")
    for page in bag.glob("*.html"):
        text = page.read_text("utf-8")
        assert re.search(r"<script|style=|<style", text) is None
        assert text.index('lang="vi"') < text.index('lang="en"')
        assert 'href="#en"' in text
        assert 'id="en"' in text
        assert (page.name == "DOC-TRUOC.html") == ('href="DOC-TRUOC.html"' not in text)
        assert page.name == "DOC-TRUOC.html" or f'href="{page.name}"' in read_me


def test_the_scripts_for_windows_are_as_windows_reads_them(filled: Site, tmp_path: Path) -> None:
    bag = make_copies(filled, tmp_path).bag
    script, batch = (bag / "kiem-tra.ps1").read_bytes(), (bag / "kiem-tra.bat").read_bytes()
    assert script.startswith(b"\xef\xbb\xbf")
    assert batch.isascii()
    for content in (script, batch):
        assert content.count(b"\n") == content.count(b"\r\n")


def test_a_copy_is_the_same_from_any_folder_in_any_zone_by_any_number_of_processes(
    filled: Site, tmp_path: Path
) -> None:
    copies = []
    for number, zone in enumerate(("Asia/Ho_Chi_Minh", "America/Los_Angeles", "UTC")):
        folder = tmp_path / f"nơi khác {number}" / ("x" * (number + 1))
        files = sorted(file for file in (filled.folder).rglob("*") if file.is_file())
        random.Random(number).shuffle(files)
        for file in files:
            target = folder / file.relative_to(filled.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        copy = tmp_path / f"{number}.zip"
        command = [sys.executable, "-c", "from generator.commands import run; run()", "archive"]
        arguments = ["--site", str(folder), "--to", str(copy), "--date", DATE, "--jobs", str(number + 1)]
        subprocess.run([*command, *arguments], check=True, capture_output=True, env=os.environ | {"TZ": zone})
        copies.append(copy.read_bytes())
    assert copies[0] == copies[1] == copies[2]


def test_a_copy_depends_on_the_day_only_where_it_says_so(filled: Site, tmp_path: Path) -> None:
    for day in ("2026-01-01", "2026-02-01"):
        assert run("archive", "--site", filled.folder, "--to", tmp_path / day, "--date", day).exit_code == 0
    one, other = (zipfile.ZipFile(tmp_path / day) for day in ("2026-01-01", "2026-02-01"))
    differ = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert f"{BAG}/data/vi/2014/01/hop.html" not in differ
    assert f"{BAG}/data/static/copy.js" in differ


def test_a_zip_holds_what_old_machines_can_open(filled: Site, tmp_path: Path) -> None:
    make_copy(filled, tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as opened:
        infos = opened.infolist()
    assert {info.filename.partition("/")[0] for info in infos} == {BAG}
    assert all(info.filename.isascii() and len(info.filename) <= 140 for info in infos)
    assert all(info.extract_version == 20 and not info.extra for info in infos)
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)


def test_provenance_counts_and_names_settings_and_commit(filled: Site, tmp_path: Path) -> None:
    settings = (filled.folder / "site.toml").read_bytes()
    git = ("git", "-C", str(filled.folder), "-c", "user.name=x", "-c", "user.email=x@example.com")
    subprocess.run((*git, "init", "-q"), check=True)
    subprocess.run((*git, "add", "site.toml", "content"), check=True)
    subprocess.run((*git, "commit", "-q", "-m", "Bài"), check=True)
    commit = subprocess.run((*git, "rev-parse", "HEAD"), check=True, capture_output=True, text=True)
    make_copy(filled, tmp_path / "c.zip")
    found = provenance(tmp_path / "c.zip")
    assert found["source_commit"] == commit.stdout.strip()
    assert found["settings_sha256"] == hashlib.sha256(settings).hexdigest()
    assert (found["articles"], found["translations"]) == (4, {"en": 1, "vi": 4})
    assert (found["provinces"], found["date"]) == ({"nam-dinh": 4}, DATE)
    filled.article("tin-tuc/moi.md")
    make_copy(filled, tmp_path / "c.zip")
    assert provenance(tmp_path / "c.zip")["source_commit"] == f"{commit.stdout.strip()}+changes"


@pytest.mark.parametrize("form", ["zip", "bag"])
def test_a_copy_names_the_manifest_of_the_one_before(form: str, filled: Site, tmp_path: Path) -> None:
    before = make_copies(filled, tmp_path)
    manifest = (before.bag / "manifest-sha256.txt").read_bytes()
    filled.article("tin-tuc/moi.md")
    make_copy(filled, tmp_path / "next.zip", previous=before.of(form))
    assert (
        provenance(tmp_path / "next.zip")["previous_manifest_sha256"] == hashlib.sha256(manifest).hexdigest()
    )


def test_what_is_no_copy_cannot_be_the_one_before(filled: Site, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    result = run(
        "archive", "--site", filled.folder, "--to", tmp_path / "c.zip", "--previous", tmp_path / "x.zip"
    )
    assert result.exit_code == 2
    assert "is no copy" in result.stderr
    assert not (tmp_path / "c.zip").exists()
    assert not filled.output.exists()  # one is told before the site is built


def test_a_signature_is_made_and_checked(filled: Site, tmp_path: Path) -> None:
    keys = [(tmp_path / f"{name}.key", tmp_path / f"{name}.pub") for name in ("ours", "other")]
    for secret, public in keys:
        command = ("minisign", "-G", "-W", "-s", str(secret), "-p", str(public))
        subprocess.run(command, check=True, capture_output=True)
    (secret, public), (_, wrong) = keys
    copy = tmp_path / "c.zip"
    assert (
        run("archive", "--site", filled.folder, "--to", copy, "--date", DATE, "--sign", secret).exit_code == 0
    )
    first = copy.read_bytes()
    make_copy(filled, copy, secret_key=secret)
    assert copy.read_bytes() == first
    bag = unpacked(copy, tmp_path / "unpacked")
    assert bagit.Bag(str(bag)).validate()
    for path in (copy, bag):
        assert run("verify", path).exit_code == 0
        assert run("verify", path, "--key", public).exit_code == 0
        result = run("verify", path, "--key", wrong)
        assert result.exit_code == 1
        assert "[signature-wrong]" in result.stderr
    (bag / "tagmanifest-sha256.txt.minisig").unlink()
    assert "[signature-missing]" in run("verify", bag).stderr


def test_without_minisign_one_is_told_so_and_nothing_is_written(filled: Site, tmp_path: Path) -> None:
    (tmp_path / "x.key").write_text("x")
    copy = tmp_path / "c.zip"
    result = run("archive", "--site", filled.folder, "--to", copy, "--sign", tmp_path / "x.key", PATH="")
    assert result.exit_code == 3
    assert "minisign is missing" in result.stderr
    assert not copy.exists()


def test_nothing_is_copied_while_an_article_has_an_error(filled: Site, tmp_path: Path) -> None:
    copy = tmp_path / "c.zip"
    copy.write_bytes(b"the old copy")
    filled.article("tin-tuc/sai.md", title="")
    result = run("archive", "--site", filled.folder, "--to", copy, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["written"] == []
    assert copy.read_bytes() == b"the old copy"


@pytest.mark.parametrize("place", ["output/c.zip", "content/c.zip"])
def test_a_copy_does_not_lie_in_what_it_copies(place: str, filled: Site) -> None:
    result = run("archive", "--site", filled.folder, "--to", filled.folder / place)
    assert result.exit_code == 2
    assert not (filled.folder / place).exists()


def test_by_default_the_copy_lies_beside_the_content(filled: Site) -> None:
    assert run("archive", "--site", filled.folder, "--date", DATE).exit_code == 0
    assert run("verify", filled.folder / f"kho-tin-{DATE}.zip").exit_code == 0


def test_the_report_says_what_was_written(filled: Site, tmp_path: Path) -> None:
    copy = tmp_path / "c.zip"
    result = run("archive", "--site", filled.folder, "--to", copy, "--json")
    (written,) = json.loads(result.stdout)["written"]
    assert written["path"] == str(copy)
    assert written["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    with zipfile.ZipFile(copy) as opened:
        assert written["files"] == len(opened.namelist())


def test_an_unknown_format_is_refused_with_those_that_there_are(filled: Site, tmp_path: Path) -> None:
    result = run("archive", "--site", filled.folder, "--to", tmp_path / "c", "--format", "mobi")
    assert result.exit_code == 2
    assert "Choose one of these with --format: copy" in result.stderr
    assert not (tmp_path / "c").exists()
    assert not filled.output.exists()


def test_a_format_whose_library_is_missing_is_refused_with_how_to_install_it(
    filled: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = replace(FORMATS["copy"], requires=("a_library_that_nobody_has",))
    monkeypatch.setitem(cast(dict[str, CopyFormat], FORMATS), "zim", missing)
    result = run("archive", "--site", filled.folder, "--to", tmp_path / "c", "--format", "zim")
    assert result.exit_code == 3
    assert "pip install 'khotin[zim]'" in result.stderr
    assert not filled.output.exists()


def test_only_a_bag_is_written_as_a_delta(
    filled: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = replace(FORMATS["copy"], bag=False)
    monkeypatch.setitem(cast(dict[str, CopyFormat], FORMATS), "plain", plain)
    copy = ("archive", "--site", filled.folder, "--to", tmp_path / "c", "--format", "plain")
    result = run(*copy, "--since", tmp_path)
    assert result.exit_code == 2
    assert "--since cannot be used with --format plain" in result.stderr
    assert not filled.output.exists()


def test_a_copy_in_one_file_does_not_replace_a_folder(filled: Site, tmp_path: Path) -> None:
    result = run("archive", "--site", filled.folder, "--to", tmp_path)
    assert result.exit_code == 2
    assert "is a folder; a file is needed" in result.stderr


@pytest.mark.parametrize(("name", "place"), [("copy", "c.zip"), ("epub", "moi/c"), ("zim", "c.zim")])
def test_a_file_in_the_place_of_a_folder_is_named_before_anything_is_built(
    name: str, place: str, filled: Site, tmp_path: Path
) -> None:
    file = tmp_path / "ghi-chu.txt"
    file.write_text("x")
    result = run("archive", "--site", filled.folder, "--format", name, "--to", file / place)
    assert result.exit_code == 2
    assert f"{file} is a file, no folder" in result.stderr
    assert not filled.output.exists()


def test_names_of_the_site_cannot_put_markup_into_the_pages_of_a_copy(site: Site, tmp_path: Path) -> None:
    settings = SETTINGS.replace('"Kho tin"', '"Kho <script>alert(1)</script> & tin"')
    site.write(f"-- site.toml --\n{settings}")
    site.article("tin-tuc/hop.md")
    bag = make_copies(site, tmp_path).bag
    assert "Kho &lt;script&gt;" in (bag / "DOC-TRUOC.html").read_text("utf-8")
    assert not has_errors(verified(bag).problems)
