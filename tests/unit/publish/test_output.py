"""Publishing at its edges: what the output folder holds may be old, foreign, damaged or hostile."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.model.output import Copied, OutputFile, Rendered
from generator.publish.journal import WORK, Journal, commit, read_journal, staging
from generator.publish.manifest import NAME, is_inside, read_manifest
from generator.publish.output import Impact, OutputRefusedError, publishing, recover

OLD = (Rendered("index.html", b"old"), Rendered("vi/2014/a.html", b"a"), Rendered("vi/b.html", b"b"))
NEW = (Rendered("index.html", b"new"), Rendered("vi/2014/a.html", b"a"), Rendered("vi/c.html", b"c"))


def put(site: Iterable[OutputFile], output: Path) -> Impact:
    """Publishes a site of these files."""
    with publishing(output) as publication:
        return publication.publish(map(publication.stage, site))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    put(OLD, tmp_path / "output")
    return tmp_path / "output"


def files(output: Path) -> dict[str, bytes]:
    """The files of the output but its manifest."""
    found = (file for file in output.rglob("*") if file.is_file() and file.name != NAME)
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in found}


def holds(output: Path, expected: tuple[OutputFile, ...]) -> bool:
    return files(output) == {file.path: file.content for file in expected if isinstance(file, Rendered)}


def claim(output: Path, *paths: str) -> None:
    """Says in the manifest that a build wrote these paths."""
    with (output / NAME).open("a", encoding="utf-8") as manifest:
        manifest.writelines(f"{'0' * 64}  {path}\n" for path in paths)


def test_a_build_writes_what_changed_removes_what_is_gone_and_leaves_the_rest(output: Path) -> None:
    unchanged = output / "vi/2014/a.html"
    os.utime(unchanged, (0, 0))
    impact = put(NEW, output)
    assert (impact.written, impact.removed, impact.unchanged) == (
        ("index.html", "vi/c.html"),
        ("vi/b.html",),
        1,
    )
    assert unchanged.stat().st_mtime == 0
    assert holds(output, NEW)
    assert not (output / WORK).exists()


def test_the_manifest_is_what_sha256sum_reads(output: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", NAME]
    assert subprocess.run(command, cwd=output, check=False).returncode == 0
    (output / "index.html").write_bytes(b"rotten")
    assert subprocess.run(command, cwd=output, check=False, capture_output=True).returncode == 1


def test_a_copied_file_is_as_good_as_a_rendered_one(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(b"picture")
    put((Copied("static/a.png", source),), output)
    assert files(output) == {"static/a.png": b"picture"}
    assert read_manifest(output) == {"static/a.png": hashlib.sha256(b"picture").hexdigest()}
    source.write_bytes(b"another")  # of the same size
    assert put((Copied("static/a.png", source),), output).written == ("static/a.png",)
    assert files(output) == {"static/a.png": b"another"}


def test_a_page_that_cannot_be_rendered_leaves_the_old_site(output: Path) -> None:
    with pytest.raises(ZeroDivisionError), publishing(output) as publication:
        list(map(publication.stage, NEW))
        raise ZeroDivisionError
    assert holds(output, OLD)


@pytest.mark.parametrize("moved", range(len(NEW) + 1))
def test_a_change_that_stopped_half_way_is_finished(output: Path, tmp_path: Path, moved: int) -> None:
    put(NEW, tmp_path / "clean")
    changed = ["index.html", "vi/c.html", NAME]
    staging(output).mkdir(parents=True)
    for number, path in enumerate(changed):
        target = output / path if number < moved else staging(output) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tmp_path / "clean" / path, target)
    commit(output, Journal(("vi/b.html",)))
    assert recover(output)
    assert holds(output, NEW)
    assert read_manifest(output) == read_manifest(tmp_path / "clean")
    assert not (output / WORK).exists()


def test_what_was_staged_without_a_journal_is_cleared_away(output: Path) -> None:
    staged = staging(output) / "index.html"
    staged.parent.mkdir(parents=True)
    staged.write_bytes(b"half")
    (output / WORK / "journal.draft").write_text("{", encoding="utf-8")
    assert not recover(output)
    assert holds(output, OLD)


def test_a_file_that_a_build_owns_is_not_searched_for_behind_a_link(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "thesis.txt").write_text("years of work", encoding="utf-8")
    (output / "link").symlink_to(outside)
    claim(
        output,
        "link/thesis.txt",
        "../outside/thesis.txt",
        str(outside / "thesis.txt"),
        "vi/../../outside/thesis.txt",
    )
    put(NEW, output)
    assert (outside / "thesis.txt").is_file()
    assert holds(output, NEW)


def test_a_journal_cannot_reach_outside(output: Path, tmp_path: Path) -> None:
    victim = tmp_path / "thesis.txt"
    victim.write_text("years of work", encoding="utf-8")
    staging(output).mkdir(parents=True)
    (staging(output).parent / "evil").write_text("evil", encoding="utf-8")
    journal = {"remove": ["../thesis.txt", str(victim), "vi/b.html"]}
    (output / WORK / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    assert read_journal(output) == Journal(("vi/b.html",))
    recover(output)
    assert victim.read_text(encoding="utf-8") == "years of work"
    assert not (tmp_path / "evil").exists()
    assert not (output / "vi/b.html").exists()


def test_a_damaged_manifest_costs_nothing_but_certainty(output: Path) -> None:
    manifest = output / NAME
    manifest.write_bytes(manifest.read_bytes() + b"\xff\xfe\n\n  \nnonsense\n" + b"0" * 64 + b"  \x00\n")
    put(NEW, output)
    assert holds(output, NEW)
    assert len(read_manifest(output)) == len(NEW)


@pytest.mark.parametrize("path", ["", "/etc/passwd", "..", "../a", "a/../../b", "a\\..\\b"])
def test_no_such_path_is_inside(path: str) -> None:
    assert not is_inside(path)


@pytest.mark.parametrize("path", ["a", "vi/2014/01/a.html", "..a/b..", ".nojekyll"])
def test_such_a_path_is_inside(path: str) -> None:
    assert is_inside(path)


def test_the_same_file_put_there_by_hand_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"old")
    assert put(OLD, tmp_path).unchanged == 1
    assert "index.html" in read_manifest(tmp_path)


@pytest.mark.parametrize("owned", [False, True])
def test_a_folder_in_a_files_place_is_refused_before_anything_changes(output: Path, owned: bool) -> None:
    (output / "vi/c.html").mkdir()
    (output / "vi/c.html/note.txt").write_text("mine", encoding="utf-8")
    if owned:
        claim(output, "vi/c.html")
    before = files(output)
    with pytest.raises(OutputRefusedError) as refused:
        put(NEW, output)
    assert (refused.value.code, refused.value.path) == ("foreign-file", "vi/c.html")
    assert files(output) == before


def test_a_file_in_a_folders_place_is_refused_before_anything_changes(output: Path) -> None:
    (output / "en").write_text("mine", encoding="utf-8")
    before = files(output)
    with pytest.raises(OutputRefusedError):
        put((*NEW, Rendered("en/a.html", b"a")), output)
    assert files(output) == before


def test_a_link_in_a_files_place_is_not_written_through(output: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_bytes(b"mine")
    (output / "vi/c.html").symlink_to(elsewhere)
    with pytest.raises(OutputRefusedError):
        put(NEW, output)
    claim(output, "vi/c.html")
    put(NEW, output)
    assert elsewhere.read_bytes() == b"mine"
    assert holds(output, NEW)


def test_an_output_that_is_a_link_to_a_folder_is_published_to(output: Path, tmp_path: Path) -> None:
    (tmp_path / "www").symlink_to(output)
    put(NEW, tmp_path / "www")
    assert holds(output, NEW)


def test_no_file_is_ever_seen_half_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    replace = os.replace

    def watched(source: str, target: str) -> None:
        seen.append((output / "index.html").read_bytes())
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    put(NEW, output)
    assert set(seen) == {b"old", b"new"}


# --- an output that a repository brings -------------------------------------------------------------------


def interrupted(output: Path, staged: str, *removed: str) -> None:
    """Leaves a journal and a staged file, as a killed build does."""
    file = staging(output) / staged
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"foreign")
    commit(output, Journal(removed))


def elsewhere(output: Path, name: str) -> Path:
    """A file of somebody's beside the output."""
    file = output.parent / "elsewhere" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"mine")
    return file


def test_a_journal_writes_nothing_through_a_linked_folder(output: Path) -> None:
    keys = elsewhere(output, "keys")
    (output / "vi/x").symlink_to(keys.parent)
    interrupted(output, "vi/x/keys")
    with pytest.raises(OutputRefusedError) as refusal:
        recover(output)
    assert (refusal.value.code, refusal.value.path) == ("folder-elsewhere", "vi/x")
    assert keys.read_bytes() == b"mine"
    (output / "vi/x").unlink()  # as the message says
    assert recover(output)


def test_a_journal_removes_nothing_through_a_linked_folder(output: Path) -> None:
    keys = elsewhere(output, "keys")
    (output / "x").symlink_to(keys.parent)
    interrupted(output, "a.html", "x/keys")
    recover(output)
    assert keys.read_bytes() == b"mine"


@pytest.mark.parametrize("link", [WORK, f"{WORK}/staging"])
def test_a_working_folder_that_is_a_link_is_removed_not_entered(output: Path, link: str) -> None:
    others = [elsewhere(output, "keys"), elsewhere(output, "journal.json")]
    (output / link).parent.mkdir(exist_ok=True)
    (output / link).symlink_to(output.parent / "elsewhere")
    if link != WORK:
        commit(output, Journal(()))
    put(NEW, output)
    assert holds(output, NEW)
    assert [file.read_bytes() for file in others] == [b"mine", b"mine"]
    assert {*(output.parent / "elsewhere").iterdir()} == {*others}


@pytest.mark.parametrize("journal", ["[]", "{", '{"remove": [1]}', '{"remove": "index.html"}', "{}"])
def test_a_journal_that_no_build_writes_counts_as_none(output: Path, journal: str) -> None:
    interrupted(output, "foreign.html")
    (output / WORK / "journal.json").write_text(journal)
    assert not recover(output)
    assert holds(output, OLD)
