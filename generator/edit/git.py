"""Git, as the form needs it: who writes, what a file was before, commits and pushes.

Only the named files are committed; what the user has staged stays staged. Nothing is forced, no setting of
git is changed, and no password is asked for. Only a commit and what pushes it may start a program that the
repository names, such as a hook.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.git.command import git_program, harmless_environment

_PATIENCE, _PATIENCE_NETWORK = 30, 90  # seconds
_RECORD, _PART = "\x1e", "\x1f"
_VERSIONS = 50


class Done(Struct, frozen=True):
    """What a command of git said, and whether it succeeded."""

    good: bool
    output: str
    error: str


class Version(Struct, frozen=True):
    """A commit of a file: its hash, author, day, subject, and the path that the file had."""

    commit: str
    author: str
    day: str
    subject: str
    path: str


class Person(Struct, frozen=True):
    """Name and address under which somebody commits."""

    name: str
    email: str


def is_installed() -> bool:
    """Whether there is a git on this machine."""
    return git_program() is not None


def run_git(
    site: Path, *arguments: str, person: Person | None = None, patience: int = _PATIENCE, text: str = ""
) -> Done:
    """Runs git in the site's folder. It never asks at a terminal.

    Without a person, who commits, it starts no program that the repository names.
    """
    git = git_program()
    if git is None:
        return Done(False, "", "")
    command = [git, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--literal-pathspecs"]
    environment = os.environ if person else harmless_environment(git, site)
    try:
        done = subprocess.run(
            [*command, *arguments],
            cwd=site,
            env={**environment, **_environment(person)},
            input=text.encode(),
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Done(False, "", "timeout")
    except OSError as error:
        return Done(False, "", str(error))
    return Done(done.returncode == 0, done.stdout.decode("utf-8", "replace"), _said(done.stderr))


def identity(site: Path) -> Person | None:
    """The name that git knows for this user. None if it knows none."""
    done = run_git(site, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    name, opened, rest = done.output.partition(" <")
    return Person(name, rest.partition(">")[0]) if done.good and opened else None


def is_repository(site: Path) -> bool:
    """Whether the site lies in a repository with a work tree."""
    done = run_git(site, "rev-parse", "--is-inside-work-tree")
    return done.good and done.output.strip() == "true"


def unfinished(site: Path) -> bool:
    """Whether a merge, a rebase or the like waits to be finished."""
    folder = Path(run_git(site, "rev-parse", "--absolute-git-dir").output.strip())
    names = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
    return any((folder / name).exists() for name in names)


def branch(site: Path) -> str:
    """The branch that is checked out; "" if there is none."""
    return run_git(site, "symbolic-ref", "--quiet", "--short", "HEAD").output.strip()


def remote(site: Path, of: str) -> str:
    """The remote of a branch, else the only one or "origin"; "" if there is none."""
    chosen = run_git(site, "config", f"branch.{of}.remote").output.strip()
    names = run_git(site, "remote").output.split()
    if chosen in names:
        return chosen
    return "origin" if "origin" in names else names[0] if len(names) == 1 else ""


def changed(site: Path, paths: Sequence[str]) -> list[str]:
    """Those of these paths that differ from the last commit, new ones too."""
    if not paths:
        return []
    # A repository can be larger than the site; paths here begin in the site's folder.
    done = run_git(site, "status", "--porcelain=v1", "-z", "--no-renames", "-uall", "--", *paths)
    prefix = run_git(site, "rev-parse", "--show-prefix").output.strip("\n")
    found = {record[3:].removeprefix(prefix) for record in done.output.split("\0") if len(record) > 3}
    return [path for path in paths if path in found]


def commit(site: Path, paths: Sequence[str], person: Person, message: str) -> Done:
    """Commits these files and nothing else."""
    added = run_git(site, "add", "--", *paths, person=person)
    if not added.good:
        return added
    options = ("commit", "--quiet", "--cleanup=strip", "--file=-", "--only", "--", *paths)
    return run_git(site, *options, person=person, text=message, patience=_PATIENCE_NETWORK)


def push(site: Path, to: str, of: str, person: Person) -> Done:
    """Pushes a branch to a remote, and sets it as upstream."""
    options = ("push", "--porcelain", "--set-upstream", to, f"refs/heads/{of}:refs/heads/{of}")
    return run_git(site, *options, person=person, patience=_PATIENCE_NETWORK)


def catch_up(site: Path, to: str, of: str, person: Person) -> bool:
    """Puts the commits that were not pushed on top of the remote's. Undoes it if they conflict."""
    fetched = run_git(
        site, "fetch", "--quiet", to, f"refs/heads/{of}", person=person, patience=_PATIENCE_NETWORK
    )
    if not fetched.good:
        return False
    done = run_git(site, "rebase", "--quiet", "FETCH_HEAD", person=person)
    if not done.good and unfinished(site):
        run_git(site, "rebase", "--abort", person=person)
    return done.good


def history(site: Path, path: str) -> list[Version]:
    """The commits of a file, the newest first, across its renames."""
    form = f"--format={_RECORD}%H{_PART}%an{_PART}%as{_PART}%s{_PART}"
    options = ("log", "--follow", "--name-only", f"--max-count={_VERSIONS}", form, "--", path)
    found = []
    for record in run_git(site, *options).output.split(_RECORD)[1:]:
        parts = record.split(_PART)
        if len(parts) == 5:
            found.append(Version(parts[0], parts[1], parts[2], parts[3], parts[4].strip()))
    return found


def text_at(site: Path, version: Version) -> str:
    """The text of a file in a commit; "" if it was deleted there."""
    done = run_git(site, "show", "--no-textconv", f"{version.commit}:{version.path}")
    return done.output if done.good else ""


def _environment(person: Person | None) -> Mapping[str, str]:
    """Variables for git: plain messages, no questions, and the person who commits."""
    found = {
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
    }
    for role in ("AUTHOR", "COMMITTER") if person else ():
        found |= {f"GIT_{role}_NAME": person.name, f"GIT_{role}_EMAIL": person.email} if person else {}
    return found


def _said(error: bytes) -> str:
    """The last lines of what git said."""
    return "\n".join(error.decode("utf-8", "replace").strip().splitlines()[-12:])
