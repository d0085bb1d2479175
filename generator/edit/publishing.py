"""Commits a saved article, and pushes it where there is a remote."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.edit import git
from generator.model.archive import Entry
from generator.serve.live_content import LiveContent

# Each outcome has its words in `texts.py`.
Outcome = Literal[
    "sent",
    "committed",
    "nothing",
    "no-git",
    "no-repository",
    "no-identity",
    "unfinished",
    "no-branch",
    "commit-failed",
    "not-sent",
    "conflict",
]


class Published(Struct, frozen=True):
    """How publishing ended, what git said, and the short hash of the commit."""

    outcome: Outcome
    said: str = ""
    commit: str = ""


def files_of(content: LiveContent, entry: Entry) -> list[str]:
    """Paths on disk of an article's files and media."""
    paths = {path for path, _ in entry.digests}
    for use in entry.uses:
        paths |= {each for _, media in use.media for each in (media.path, media.poster)}
        paths |= {link.target for link in use.links if not link.target.endswith(".md")}
    return sorted(content.files[path].actual for path in paths if path in content.files)


def publish(site: Path, paths: Sequence[str], person: git.Person | None, message: str) -> Published:
    """Commits these files under this name, and pushes. What is committed stays if it cannot be sent."""
    refused = _refused(site, person)
    if refused or person is None:
        return Published(refused or "no-identity")
    changed = git.changed(site, paths)
    if changed:
        done = git.commit(site, changed, person, message)
        if not done.good:
            return Published("commit-failed", done.error)
    return _sent(site, person, is_new=bool(changed))


def _refused(site: Path, person: git.Person | None) -> Outcome | None:
    """Why nothing can be committed here. None if it can."""
    if not git.is_installed():
        return "no-git"
    if not git.is_repository(site):
        return "no-repository"
    if git.unfinished(site):
        return "unfinished"
    if not git.branch(site):
        return "no-branch"
    if person is None or not person.name.strip() or "@" not in person.email:
        return "no-identity"
    return None


def _sent(site: Path, person: git.Person, *, is_new: bool) -> Published:
    """Pushes the branch, once more on top of what others have pushed meanwhile."""
    commit, of = git.run_git(site, "rev-parse", "--short", "HEAD").output.strip(), git.branch(site)
    to = git.remote(site, of)
    if not to:
        return Published("committed" if is_new else "nothing", commit=commit)
    done = git.push(site, to, of, person)
    if not done.good and "[rejected]" in done.output + done.error:
        if not git.catch_up(site, to, of, person):
            return Published("conflict", done.error, commit)
        done = git.push(site, to, of, person)
    if not done.good:
        return Published("not-sent", done.error, commit)
    is_known = not is_new and "[up to date]" in done.output
    commit = git.run_git(site, "rev-parse", "--short", "HEAD").output.strip()
    return Published("nothing" if is_known else "sent", commit=commit)
