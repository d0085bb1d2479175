"""One theme of a chain of themes that extend each other: its files, and what is wrong with them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.model.problem import Problem
from generator.model.values import FILE_START
from generator.read.scan import THEMES, access_problem
from generator.read.toml_reader import TomlError, read_toml
from generator.text.unicode import decode_utf8, position_of

THEME_SETTINGS = "theme.toml"
FOLDERS = ("locale", "static", "styles", "templates")


@dataclass
class Layer:
    """A theme by itself, with its files' problems."""

    name: str
    folder: Path
    site: Path
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def settings(self) -> Mapping[str, object]:
        """The settings in the theme's theme.toml; empty, with a problem, if they cannot be read."""
        file = self.folder / THEME_SETTINGS
        if not os.path.lexists(file) or not self._may_be_read(file):
            return {}
        text = self.text(file)
        try:
            return read_toml(text)
        except TomlError as error:
            problem = Problem.at(self.shown(file), error.position, "toml-syntax", reason=error.reason)
            self.problems.append(problem)
            return {}

    @property
    def extends(self) -> str | None:
        """The name of the theme that this one extends, or None."""
        value = self.settings.get("extends")
        return value if isinstance(value, str) else None

    @property
    def is_own(self) -> bool:
        """Whether the theme lies in the site, not in the package."""
        return self.folder.is_relative_to(self.site / "themes")

    def files(self, name: str) -> list[tuple[str, Path]]:
        """The files below a folder of the theme, by their path from it, sorted; hidden ones are left out."""
        folder = self.folder / name
        if not folder.is_dir():
            return []
        if not Path(os.path.realpath(folder)).is_relative_to(self._root):
            self.problems.append(Problem.at(self.shown(folder), FILE_START, "symlink-outside"))
            return []
        found = ((path.relative_to(folder), path) for path in folder.rglob("*"))
        return sorted(
            (inside.as_posix(), path)
            for inside, path in found
            if not any(part.startswith(".") for part in inside.parts)
            and (path.is_symlink() or not path.is_dir())
            and self._may_be_read(path)
        )

    def texts(self, name: str, ending: str = "") -> dict[str, str]:
        """The texts of the files below a folder, by path; those with this ending alone, without it."""
        return {
            file.removesuffix(ending): self.text(path)
            for file, path in self.files(name)
            if file.endswith(ending)
        }

    def text(self, file: Path) -> str:
        """The text of a file; empty, with a problem, if it is not UTF-8."""
        try:
            return decode_utf8(file.read_bytes())
        except UnicodeDecodeError as error:
            self.problems.append(Problem.at(self.shown(file), position_of(error), "not-utf8"))
            return ""

    def shown(self, file: Path) -> str:
        """The path of a file as problems show it: from the site's folder."""
        return (file.relative_to(self.site) if file.is_relative_to(self.site) else file).as_posix()

    @cached_property
    def _root(self) -> str:
        return os.path.realpath(self.folder)

    def _may_be_read(self, file: Path) -> bool:
        """Whether a file lies inside the theme; notes the problem if not."""
        problem = access_problem(self.shown(file), file, self._root)
        self.problems += [problem] if problem else []
        return problem is None


def find_theme(site: Path, name: str) -> Path | None:
    """The folder of a theme, in the site or in the package, or None."""
    plain = Path(name).name == name and not name.startswith(".")
    folders = [themes / name for themes in (site / "themes", *THEMES)]
    return next((folder for folder in folders if _is_theme(folder)), None) if plain else None


def _is_theme(folder: Path) -> bool:
    return (folder / "templates").is_dir() or (folder / THEME_SETTINGS).is_file()
