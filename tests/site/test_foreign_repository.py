"""A repository that comes as a folder can name programs in its .git/config: whoever only asks runs none."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.archive.provenance import source_commit
from generator.commands import main
from generator.edit import git
from generator.git.command import git_program
from tests.support.site import Site

_ATTRIBUTES = "* filter=x diff=x\n"


def run(site: Site, *arguments: str, text: str = "") -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *arguments]
    return subprocess.run(
        command, cwd=site.folder, check=True, capture_output=True, encoding="utf-8", input=text
    ).stdout


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def site(site: Site, mark: Path) -> Site:
    """A site in a repository whose settings name a program wherever git would start one."""
    site.article("tin-tuc/a.md")
    run(site, "init", "-q")
    run(site, "add", ".")
    run(site, "commit", "-qm", "x")
    head, body = run(site, "cat-file", "commit", "HEAD").split("\n\n", 1)
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{body}"
    run(site, "reset", "-q", run(site, "hash-object", "-t", "commit", "-w", "--stdin", text=signed).strip())
    program = mark.with_name("program")
    program.write_text(f"#!/bin/sh\necho $0 >> '{mark}'\ncat\n", "utf-8")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "filter.a=b.process", "gpg.program"):
        run(site, "config", key, str(program))
    for key in ("diff.x.textconv", "diff.x.command", "diff.external", "core.pager", "core.sshCommand"):
        run(site, "config", key, str(program))
    for key in ("filter.x.required", "filter.a=b.required", "log.showSignature"):
        run(site, "config", key, "true")
    site.write(f"-- .gitattributes --\n{_ATTRIBUTES}\ncontent/** filter=a=b")
    site.article("tin-tuc/a.md", "Nội dung khác.")
    return site


VERBS = (("check",), ("build",), ("doctor",), ("archive",), ("translations",), ("list",))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_no_command_runs_what_a_repository_names(site: Site, mark: Path, verb: tuple[str, ...]) -> None:
    CliRunner().invoke(main, [*verb, "--site", str(site.folder)], catch_exceptions=False)
    assert not mark.exists()


def test_nor_does_the_form_before_it_publishes(site: Site, mark: Path) -> None:
    path = "content/tin-tuc/a.md"
    assert git.changed(site.folder, [path]) == [path]
    (version,) = git.history(site.folder, path)
    assert "Nội dung." in git.text_at(site.folder, version)
    assert git.is_repository(site.folder) and git.branch(site.folder) and not git.unfinished(site.folder)
    git.identity(site.folder)
    assert not mark.exists()


def test_a_copy_still_says_of_which_commit_it_is(site: Site) -> None:
    assert source_commit(site.folder) == run(site, "rev-parse", "HEAD").strip() + "+changes"


def test_a_program_called_git_in_the_working_folder_is_not_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_program() is None
