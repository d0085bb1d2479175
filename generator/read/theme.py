"""Reads themes: templates, static files and catalogues.

A theme is code: its templates and scripts run on the machine that builds and in the reader's browser. Do not
build, check or serve a stranger's branch that contains themes.

A theme is in the site's folder or in the package. Its theme.toml may say `extends = "default"`. Then missing
files come from the default theme, and its templates may extend those of the other theme by name
("default/base.html"). `text_width` is the width of its text in pixels.
"""

import os
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from generator import permalinks
from generator.model.problem import Outcome, Problem
from generator.model.theme import Theme
from generator.model.values import FILE_START
from generator.read.scan import access_problem

V = TypeVar("V")

_PACKAGE = Path(__file__).resolve().parent.parent
# The default theme is inside the package in a wheel, and beside it in a checkout.
THEMES = (_PACKAGE / "themes", _PACKAGE.parent / "themes")


def read_theme(site: Path, name: str) -> Outcome[Theme | None]:
    """Reads the theme of this name with all themes that it extends.

    Returns None and a problem if it cannot be used. A file that is a link out of its theme is a problem, and
    is not read.
    """
    layers: list[_Layer] = []
    widths: list[object] = []
    wanted: str | None = name
    while wanted:
        folder = _find(site, wanted)
        if folder is None or folder in (layer.folder for layer in layers):
            return Outcome(None, (Problem.at("site.toml", FILE_START, "theme-missing", value=wanted),))
        layer = _Layer(wanted, folder, site)
        layers.append(layer)
        settings = _settings(layer)
        widths.append(settings.get("text_width"))
        wanted = _text(settings.get("extends"))
    text_width = next((width for width in widths if width is not None), None)
    if not isinstance(text_width, int) or text_width <= 0:
        # A theme.toml that must not be read is the cause of a missing width.
        refused = tuple(sorted(problem for layer in layers for problem in layer.problems))
        return Outcome(None, refused or (Problem.at("site.toml", FILE_START, "theme-width", value=name),))
    templates: dict[str, str] = {}
    static: dict[str, Path] = {}
    catalogues: dict[str, str] = {}
    for layer in reversed(layers):
        own = {file: path.read_text("utf-8") for file, path in layer.files("templates")}
        templates |= own | {f"{layer.name}/{file}": text for file, text in own.items()}
        static |= {f"{permalinks.STATIC}/{file}": path for file, path in layer.files("static")}
        catalogues |= {
            file.removesuffix(".po"): path.read_text("utf-8")
            for file, path in layer.files("locale")
            if file.endswith(".po")
        }
    problems = tuple(sorted(problem for layer in layers for problem in layer.problems))
    return Outcome(Theme(_pairs(templates), _pairs(static), _pairs(catalogues), text_width), problems)


@dataclass
class _Layer:
    """One theme of a chain of themes that extend each other, with its files' problems."""

    name: str
    folder: Path
    site: Path
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def root(self) -> str:
        return os.path.realpath(self.folder)

    def may_be_read(self, file: Path) -> bool:
        """Whether a file lies inside the theme; notes the problem if not."""
        problem = access_problem(self._shown(file), file, self.root)
        self.problems += [problem] if problem else []
        return problem is None

    def files(self, name: str) -> list[tuple[str, Path]]:
        """The files below a folder of the theme, by their path from it, sorted; hidden ones are left out."""
        folder = self.folder / name
        if not folder.is_dir():
            return []
        if not Path(os.path.realpath(folder)).is_relative_to(self.root):
            self.problems.append(Problem.at(self._shown(folder), FILE_START, "symlink-outside"))
            return []
        found = ((path.relative_to(folder), path) for path in folder.rglob("*"))
        return sorted(
            (inside.as_posix(), path)
            for inside, path in found
            if not any(part.startswith(".") for part in inside.parts)
            and (path.is_symlink() or not path.is_dir())
            and self.may_be_read(path)
        )

    def _shown(self, file: Path) -> str:
        return (file.relative_to(self.site) if file.is_relative_to(self.site) else file).as_posix()


def _pairs(values: dict[str, V]) -> tuple[tuple[str, V], ...]:
    """The pairs, sorted by key."""
    return tuple(sorted(values.items(), key=lambda pair: pair[0]))


def _find(site: Path, name: str) -> Path | None:
    """The folder of a theme, or None."""
    plain = Path(name).name == name and not name.startswith(".")
    folders = [themes / name for themes in (site / "themes", *THEMES)]
    return next((folder for folder in folders if (folder / "templates").is_dir()), None) if plain else None


def _settings(layer: _Layer) -> dict[str, object]:
    """The settings of a theme, from its own theme.toml."""
    file = layer.folder / "theme.toml"
    there = os.path.lexists(file) and layer.may_be_read(file)
    return tomllib.loads(file.read_text("utf-8")) if there else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
