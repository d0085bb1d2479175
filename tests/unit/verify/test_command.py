"""`khotin verify` on the command line: exit codes, words in both languages, JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from tests.support.copies import FORMS, Copies


def verify(*arguments: str | Path, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments), "--lang", lang])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_whole_exits_with_0(form: str, copies: Copies) -> None:
    result = verify(copies.of(form))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "is whole" in result.stderr


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", ("Thiếu tệp này", "không nguyên vẹn")), ("en", ("This file is missing", "not as it should be"))],
)
def test_damage_exits_with_1_and_is_told_in_the_readers_language(
    lang: str, words: tuple[str, ...], copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("bag", tmp_path)
    (damaged / "data/robots.txt").unlink()
    result = verify(damaged, lang=lang)
    assert result.exit_code == 1
    assert "data/robots.txt" in result.stderr
    assert all(word in result.stderr for word in words)


def test_a_damaged_zip_exits_with_1(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    damaged.write_bytes(damaged.read_bytes()[:-1000])
    result = verify(damaged, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "zip-damaged"


@pytest.mark.parametrize("name", ["thu.pdf", "thu.txt", "thư mục"])
def test_an_unknown_kind_exits_with_2(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.mkdir() if name == "thư mục" else path.write_bytes(b"x")
    result = verify(path)
    assert result.exit_code == 2
    assert "neither an output folder" in result.stderr


@pytest.mark.parametrize("name", ["sach.epub", "kho.zip", "kho.wacz"])
@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04"])
def test_a_copy_of_which_nothing_is_left_is_damaged(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = verify(path)
    assert result.exit_code == 1
    assert "[zip-damaged]" in result.stderr


def test_what_is_not_there_exits_with_2(tmp_path: Path) -> None:
    assert verify(tmp_path / "none.zip").exit_code == 2


def test_json_has_everything_a_program_wants(copies: Copies) -> None:
    report = json.loads(verify(copies.zip, "--against", copies.output, "--json").stdout)
    assert (report["kind"], report["whole"], report["problems"]) == ("zip", True, [])
    assert report["provenance"]["date"] == "2026-01-01"
    assert report["changes"] == {"added": [], "changed": [], "removed": [], "other_files": 0}


def test_changes_go_to_stdout_a_line_each(copies: Copies, tmp_path: Path) -> None:
    later = copies.taken("output", tmp_path)
    manifest = later / "manifest-sha256.txt"
    text = manifest.read_text("utf-8").replace("  vi/2014/01/hop.html", "  vi/2014/01/hop-moi.html")
    manifest.write_text(text, "utf-8")
    result = verify(copies.zip, "--against", later)
    assert result.exit_code == 0
    assert result.stdout == "+ vi/2014/01/hop-moi.html\n- vi/2014/01/hop.html\n"
