"""Recognises files of Hugo, Jekyll and Pelican that hold no articles.

Templates look like pages, and the output repeats every article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.importer.sources.items import SavedFile
from generator.importer.sources.kinds import SourceKind

_HUGO = re.compile(
    r"(?:hugo|config)\.(?:toml|ya?ml|json)|config/_default/(?:hugo|config)\.(?:toml|ya?ml|json)"
)
_HUGO_CONTENT = frozenset({"content", "static", "assets"})
_JEKYLL_OWN = frozenset(
    {"_layouts", "_includes", "_sass", "_site", "_data", "_plugins", "vendor", "node_modules"}
)
_PELICAN_OWN = frozenset({"output", "theme", "themes", "plugins", "node_modules"})
_HEAD = 4096  # bytes
_TEMPLATE = re.compile(
    rb"\A\s*\{[{%]|\{%-?\s*(?:extends|block|include|layout|for|if)\b|\{\{-?\s*(?:define|block|partial|template|end|range)\b"
    rb"|<title>[^<]*\{\{"
)
_TEXTS = (SourceKind.MARKDOWN, SourceKind.PAGE, SourceKind.TEXT, SourceKind.FEED, SourceKind.TABLE)


class _Program(Struct, frozen=True):
    """Source folder of a site. `inside`: its path from the root, with a slash, or ""."""

    name: str
    root: Path
    inside: str


def without_program_files(
    files: Sequence[tuple[SavedFile, SourceKind]],
) -> tuple[list[tuple[SavedFile, SourceKind]], list[SavedFile]]:
    """Divides files into those that may be sources or media, and those of a program."""
    programs = list(_programs(saved for saved, _ in files))
    kept: list[tuple[SavedFile, SourceKind]] = []
    own: list[SavedFile] = []
    for saved, kind in files:
        if (kind in _TEXTS and any(_is_own(program, saved) for program in programs)) or _is_template(
            saved, kind
        ):
            own.append(saved)
        else:
            kept.append((saved, kind))
    return kept, own


def _is_template(saved: SavedFile, kind: SourceKind) -> bool:
    """Whether a page is a template, which has commands where the words will be."""
    if kind is not SourceKind.PAGE or saved.named:
        return False
    with saved.file.open("rb") as stream:
        return bool(_TEMPLATE.search(stream.read(_HEAD)))


def _programs(files: Iterable[SavedFile]) -> Iterator[_Program]:
    """Yields the source folders, outermost first."""
    every = list(files)
    contents = {
        (saved.root, saved.inside.partition("content/")[0]) for saved in every if "content/" in saved.inside
    }
    for saved in every:
        path = PurePosixPath(saved.inside)
        folder = "" if path.parent == PurePosixPath() else f"{path.parent.as_posix()}/"
        outer = folder.removesuffix("config/_default/")
        if path.name == "_config.yml":
            yield _Program("jekyll", saved.root, folder)
        elif path.name == "pelicanconf.py":
            yield _Program("pelican", saved.root, folder)
        elif _HUGO.fullmatch(saved.inside.removeprefix(outer)) and (saved.root, outer) in contents:
            yield _Program("hugo", saved.root, outer)


def _is_own(program: _Program, saved: SavedFile) -> bool:
    """Whether a file below a source folder belongs to the program."""
    if saved.root != program.root or not saved.inside.startswith(program.inside):
        return False
    parts = PurePosixPath(saved.inside.removeprefix(program.inside)).parts
    match program.name:
        case "hugo":
            return parts[0] not in _HUGO_CONTENT
        case "jekyll":
            return bool(_JEKYLL_OWN & set(parts[:-1])) or (len(parts) == 1 and parts[0].startswith("_"))
        case _:
            return bool(_PELICAN_OWN & set(parts[:1])) or parts[-1].endswith(".py")
