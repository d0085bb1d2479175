"""Whether git tracks a cache. It holds drafts, and nobody else can use it."""

from pathlib import Path

from generator.git.command import ask_git


def is_tracked(site: Path, cache: Path) -> bool:
    """Whether git tracks a file of a cache folder. False without git or without a repository."""
    return cache.is_dir() and bool(ask_git(site, "ls-files", "--", str(cache)).strip())
