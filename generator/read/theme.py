"""Reads themes: templates, static files and catalogues.

A theme is in the site's folder or in the package. Its theme.toml may say `extends = "default"`: then files
that it lacks come from there, and its templates may extend those of the other theme by name
("default/base.html"). `text_width` is the width of its text in pixels.
"""

import tomllib
from pathlib import Path
from typing import TypeVar

from generator import permalinks
from generator.model.problem import Outcome, Problem
from generator.model.theme import Theme
from generator.model.values import FILE_START

V = TypeVar("V")

_PACKAGE = Path(__file__).resolve().parent.parent
# The default theme is inside the package in a wheel, and beside it in a checkout.
THEMES = (_PACKAGE / "themes", _PACKAGE.parent / "themes")


def read_theme(site: Path, name: str) -> Outcome[Theme | None]:
    """Reads the theme of this name with all that it extends.

    Returns None and a problem if it cannot be used.
    """
    layers: list[tuple[str, Path]] = []
    widths: list[object] = []
    wanted: str | None = name
    while wanted:
        folder = _find(site, wanted)
        if folder is None or folder in (layer for _, layer in layers):
            return Outcome(None, (Problem.at("site.toml", FILE_START, "theme-missing", value=wanted),))
        layers.append((wanted, folder))
        settings = _settings(folder)
        widths.append(settings.get("text_width"))
        wanted = _text(settings.get("extends"))
    text_width = next((width for width in widths if width is not None), None)
    if not isinstance(text_width, int) or text_width <= 0:
        return Outcome(None, (Problem.at("site.toml", FILE_START, "theme-width", value=name),))
    templates: dict[str, str] = {}
    static: dict[str, Path] = {}
    catalogues: dict[str, str] = {}
    for layer, folder in reversed(layers):
        own = {
            file: (folder / "templates" / file).read_text("utf-8") for file in _files(folder / "templates")
        }
        templates |= own | {f"{layer}/{file}": text for file, text in own.items()}
        static |= {
            f"{permalinks.STATIC}/{file}": folder / "static" / file for file in _files(folder / "static")
        }
        catalogues |= {
            file.removesuffix(".po"): (folder / "locale" / file).read_text("utf-8")
            for file in _files(folder / "locale")
            if file.endswith(".po")
        }
    return Outcome(Theme(_pairs(templates), _pairs(static), _pairs(catalogues), text_width))


def _pairs(values: dict[str, V]) -> tuple[tuple[str, V], ...]:
    """The pairs, sorted by key."""
    return tuple(sorted(values.items(), key=lambda pair: pair[0]))


def _find(site: Path, name: str) -> Path | None:
    """The folder of a theme, or None."""
    plain = Path(name).name == name and not name.startswith(".")
    folders = [themes / name for themes in (site / "themes", *THEMES)]
    return next((folder for folder in folders if (folder / "templates").is_dir()), None) if plain else None


def _settings(folder: Path) -> dict[str, object]:
    """The settings of a theme, from its own theme.toml."""
    file = folder / "theme.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _files(folder: Path) -> list[str]:
    """Paths of the files below a folder, sorted, without hidden ones."""
    if not folder.is_dir():
        return []
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(f.as_posix() for f in files if not any(part.startswith(".") for part in f.parts))
