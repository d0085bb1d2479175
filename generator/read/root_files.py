"""Adds to a theme's files what hosts ask for at the root: the files of content/_root/ and of hosts."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from generator import permalinks
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.theme import Theme
from generator.model.values import FILE_START
from generator.read.host_files import HASHED, host_files
from generator.read.scan import CONTENT, access_problem

ROOT_FOLDER = f"{CONTENT}/_root"
_OWN = frozenset({"index.html", "404.html", "sitemap.xml", permalinks.MANIFEST})
_DOTTED = ".well-known"  # the one hidden folder that hosts and services ask for


def with_root_files(theme: Theme, settings: Settings, site: Path) -> Outcome[Theme]:
    """The theme with these files. A file that a page or a folder of the site has is a problem."""
    static, problems = dict(theme.static), []
    for inside, file in _files(site / ROOT_FOLDER):
        shown = f"{ROOT_FOLDER}/{inside}"
        problem = access_problem(shown, file, os.path.realpath(site / CONTENT))
        if problem is None and _is_taken(inside, settings.languages):
            problem = Problem.at(shown, FILE_START, "root-file-taken", value=inside)
        if problem:
            problems.append(problem)
        else:
            static[inside] = file
    made = dict(theme.made)
    hashed = [path for path in made if HASHED.search(path)]
    for path, text in host_files(settings, hashed):
        if path not in static:  # an editor's own one counts
            made[path] = (text,)
    pairs = {"static": tuple(sorted(static.items())), "made": tuple(sorted(made.items()))}
    return Outcome(replace(theme, **pairs), tuple(problems))


def _files(folder: Path) -> Sequence[tuple[str, Path]]:
    """The files of the folder by their path in it; hidden ones are left out, but for .well-known/.

    A folder that is a link has none; `scan` reports it.
    """
    if not folder.is_dir() or folder.is_symlink():
        return ()
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if not path.is_dir())
    return sorted(
        (inside.as_posix(), path)
        for inside, path in found
        if not any(part.startswith(".") for part in inside.parts if part != _DOTTED)
    )


def _is_taken(path: str, languages: Sequence[str]) -> bool:
    first = path.partition("/")[0]
    return path in _OWN or first in (*languages, permalinks.STATIC, permalinks.SEARCH, permalinks.OLD)
