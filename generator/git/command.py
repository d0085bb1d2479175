"""Finds git, and keeps it from starting the programs that a repository's own settings name.

A repository that comes as a folder brings its `.git/config`. To ask git for a status would then run what that
file names as a monitor or as a filter, and to show a signature, a page or a missing object likewise. Who only
asks gets none of this. Who commits has the user's word for it.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

_PATIENCE = 60  # seconds
_OWN_SCOPES = ("local", "worktree")
_FILTER = re.compile(r"filter\..*\.(?:clean|smudge|process|required)", re.DOTALL)
_WITHOUT_PROGRAMS = (("core.fsmonitor", "false"), ("log.showSignature", "false"))


def git_program() -> str | None:
    """The path of git; None without git. One in the working folder, where Windows looks first, is none."""
    found = shutil.which("git")
    return None if found is None or Path(found).resolve().parent == Path.cwd() else found


def harmless_environment(git: str, site: Path) -> Mapping[str, str]:
    """The environment in which git starts no program that the repository of a site names."""
    settings = [*_WITHOUT_PROGRAMS, *((key, _nothing_for(key)) for key in _filters(git, site))]
    found = {"GIT_CONFIG_COUNT": str(len(settings)), "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    for number, (key, value) in enumerate(settings):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return os.environ | found


def ask_git(site: Path, *arguments: str) -> str:
    """What git answers in the folder of a site; empty if it fails, or without git."""
    git = git_program()
    if git is None:
        return ""
    return _output(git, site, arguments, harmless_environment(git, site))


def _filters(git: str, site: Path) -> Iterator[str]:
    """The filters of the repository's own settings. The user's, as that of git-lfs, are not among them."""
    listed = _output(git, site, ("config", "--show-scope", "--name-only", "-z", "--list"), os.environ)
    parts = listed.split("\0")
    for scope, key in zip(parts[::2], parts[1::2], strict=False):
        if scope in _OWN_SCOPES and _FILTER.fullmatch(key):
            yield key


def _nothing_for(key: str) -> str:
    return "false" if key.endswith(".required") else ""


def _output(git: str, site: Path, arguments: tuple[str, ...], environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            (git, *arguments),
            cwd=site,
            env=environment,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
