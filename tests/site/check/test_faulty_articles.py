"""The corpus of faulty articles: each fault is told once, in its place, in both languages; no other is."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.commands import main
from generator.read.files import FileReader, read_file
from generator.schema.settings import DEFAULT_EXTENSIONS
from tests.support.site import SETTINGS, Site

HERE = "▮"
UNUSED = "content/tin-tuc/thua.pdf"

FIXED = {"normal-form", "invisible", "odd-space", "trailing-space", "double-blank", "date-format"}
FIXED |= {"province-spelling"}

ScannedFile = tuple[str, int, int, str]  # path, line, column, code


def corpus() -> list[dict[str, Any]]:
    return list(tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))["article"])


def place(text: str) -> tuple[int, int]:
    """Line and column of the sign, both from 1."""
    at = text.index(HERE)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def path_of(article: dict[str, Any]) -> str:
    return f"content/tin-tuc/{article['path']}"


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("faulty"))
    site.write(f"-- site.toml --\n{SETTINGS}\n[check]\nfounded = 1997\n")
    folder = site.folder / "content/tin-tuc"
    folder.mkdir(parents=True)
    for article in corpus():
        (folder / article["path"]).write_bytes(article["text"].replace(HERE, "").encode())
    for name in ("o-do.png", "lon.png"):
        Image.new("RGB", (4, 3), "red").save(folder / name)
    with (folder / "lon.png").open("ab") as picture:
        picture.write(bytes(27_000_000))
    (folder / "mau-don.zip").write_bytes(b"PK")
    (site.folder / UNUSED).write_bytes(b"%PDF")
    return site


def run_check(site: Site, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--site", str(site.folder), "--date", "2026-01-01", *options])


def told(site: Site, lang: str) -> dict[ScannedFile, str]:
    report = json.loads(run_check(site, "--json", "--lang", lang).stdout)
    return {
        (p["path"], p["line"], p["column"], p["code"]): f"{p['message']} {p['remedy']}"
        for p in report["problems"]
    }


def test_there_are_a_hundred_and_fifty_faults_of_nearly_every_kind() -> None:
    faults = [article["code"] for article in corpus() if "code" in article]
    assert len(faults) >= 150
    assert len(set(faults)) >= 95


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_fault_is_reported_in_its_place_and_nothing_else_is(faulty: Site, lang: str) -> None:
    faults = [article for article in corpus() if "code" in article]
    expected = {(path_of(a), *place(a["text"]), a["code"]): a[lang] for a in faults}
    found = told(faulty, lang)
    unused = found.pop((UNUSED, 1, 1, "media-unused"))
    assert unused
    assert found == expected


def test_the_exit_code_tells_errors_from_the_rest(faulty: Site, site: Site) -> None:
    assert run_check(faulty).exit_code == 1
    site.article("tin-tuc/a.md", date="08/01/2014")
    result = run_check(site)
    assert result.exit_code == 0
    assert "[date-format]" in result.stderr
    assert "[date-format]" not in run_check(site, "--level", "warning").stderr


def test_the_same_is_reported_when_nothing_has_changed(faulty: Site) -> None:
    assert told(faulty, "en") == told(faulty, "en")


def test_only_what_is_asked_for_is_reported(faulty: Site) -> None:
    file = faulty.folder / "content/tin-tuc/01.md"
    report = json.loads(run_check(faulty, str(file), "--json").stdout)
    assert [p["path"] for p in report["problems"]] == ["content/tin-tuc/01.md"]
    assert run_check(faulty, "/etc/passwd").exit_code == 2
    levels = json.loads(run_check(faulty, "--json", "--level", "error").stdout)["problems"]
    assert {p["severity"] for p in levels} == {"error"}


def test_a_fault_is_gone_when_its_remedy_is_obeyed(faulty: Site, tmp_path: Path) -> None:
    """Nothing else is found then, but for what the remedy itself asks for."""
    copy = Site(tmp_path / "copy")
    shutil.copytree(faulty.folder, copy.folder, ignore=shutil.ignore_patterns(".*"))
    expected = {(UNUSED, "media-unused")}
    for article in corpus():
        file = copy.folder / path_of(article)
        obeyed = article.get("obeyed", [])
        if obeyed == "delete":
            file.unlink()
        elif obeyed != "fix":
            text = file.read_bytes().decode()
            for before, after in obeyed:
                assert before in text, article["path"]
                text = text.replace(before, after)
            file.write_bytes(text.encode())
        if "then" in article:
            expected.add((path_of(article), article["then"]))
    (copy.folder / "content/tin-tuc/lon.png").unlink()
    run_check(copy, "--fix")
    assert {(path, code) for path, _, _, code in told(copy, "en")} == expected


def test_fixing_the_corpus_twice_is_as_fixing_it_once(faulty: Site, tmp_path: Path) -> None:
    """Only faults that a person must correct remain, and readers see the same as before."""
    copy = Site(tmp_path / "copy")
    shutil.copytree(faulty.folder, copy.folder, ignore=shutil.ignore_patterns(".*"))
    read = texts(copy)
    assert run_check(copy, "--fix").stderr.count("Fixed: ") >= len(FIXED)
    once = {file: file.read_bytes() for file in copy.folder.rglob("*.md")}
    assert run_check(copy, "--fix").stderr.count("Fixed: ") == 0
    assert {file: file.read_bytes() for file in copy.folder.rglob("*.md")} == once
    assert texts(copy) == read
    left = {code for *_, code in told(copy, "en")}
    assert left == {code for *_, code in told(faulty, "en")} - FIXED


def texts(site: Site) -> dict[str, list[str]]:
    """The words of every body as a browser shows them."""
    reader = FileReader(site.folder, ("vi", "en"), DEFAULT_EXTENSIONS)
    found = {}
    for file in sorted(site.folder.rglob("*.md")):
        path = file.relative_to(site.folder).as_posix()
        source = read_file(reader, path, file.read_bytes()).value
        found[path] = re.sub("<[^>]*>", " ", "".join(source.body.parts.items)).split() if source else []
    return found


def test_a_large_picture_that_pages_show_smaller_is_welcome(site: Site) -> None:
    picture = site.folder / "content/tin-tuc/lon.png"
    picture.parent.mkdir()
    Image.new("RGB", (2000, 1000), "red").save(picture)
    site.article("tin-tuc/a.md", body="![Ô đỏ](lon.png)\n\nHết.")
    for size, expected in ((6_000_000, []), (30_000_000, ["media-huge"])):
        with picture.open("ab") as file:
            file.write(bytes(size - file.tell()))
        assert [code for *_, code in told(site, "vi")] == expected
