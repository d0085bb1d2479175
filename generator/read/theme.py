"""Reads themes: templates, styles, static files and catalogues.

A theme is code: its templates and scripts run on the machine that builds and in the reader's browser. Do not
build, check or serve a stranger's branch that contains themes.

A theme is in the site's folder or in the package. Its theme.toml may say `extends = "default"`. Then missing
files come from the default theme, and its templates may extend those of the other theme by name
("default/base.html"). A catalogue adds to that of the other theme. `text_width` is the width of its text in
pixels.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from generator import permalinks
from generator.model.problem import Outcome, Problem
from generator.model.theme import Theme
from generator.model.values import FILE_START, Position
from generator.read.scan import THEMES
from generator.read.theme_layer import FOLDERS, THEME_SETTINGS, Layer, find_theme
from generator.read.theme_styles import stylesheet_parts, stylesheet_path, typeface_parts

_INNER = frozenset({"base.html", "page.html"})  # templates that others extend
V = TypeVar("V")


def read_theme(site: Path, name: str) -> Outcome[Theme | None]:
    """Reads the theme of this name with all themes that it extends.

    Returns None and a problem if it cannot be used. A file that is a link out of its theme is a problem, and
    is not read.
    """
    layers: list[Layer] = []
    wanted: str | None = name
    while wanted:
        folder = find_theme(site, wanted)
        if folder is None or folder in (layer.folder for layer in layers):
            return Outcome(None, (*_problems(layers), _missing(site, layers, wanted)))
        layers.append(Layer(wanted, folder, site))
        if layers[-1].is_own and not folder.resolve().is_relative_to(site.resolve()):
            return Outcome(None, (Problem.at(layers[-1].shown(folder), FILE_START, "symlink-outside"),))
        wanted = layers[-1].extends
    widths = (layer.settings.get("text_width") for layer in layers)
    text_width = next((width for width in widths if width is not None), None)
    if not isinstance(text_width, int) or text_width <= 0:
        # A theme.toml that must not or cannot be read is the cause of a missing width.
        return Outcome(
            None, _problems(layers) or (Problem.at("site.toml", FILE_START, "theme-width", value=name),)
        )
    theme = _joined(layers[::-1], text_width)
    return Outcome(theme, _problems(layers))


def _joined(layers: Sequence[Layer], text_width: int) -> Theme:
    """The theme that these make together, the extended one first."""
    templates: dict[str, str] = {}
    static: dict[str, Path] = {}
    catalogues: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        own = layer.texts("templates")
        templates |= own | {f"{layer.name}/{file}": text for file, text in own.items()}
        static |= {f"{permalinks.STATIC}/{file}": path for file, path in layer.files("static")}
        for lang, text in layer.texts("locale", ".po").items():
            catalogues[lang] = (*catalogues.get(lang, ()), text)
    of_site = [layer for layer in layers if layer.is_own]
    sheets = {
        stylesheet_path(): stylesheet_parts(layers),
        stylesheet_path("typeface.css"): typeface_parts(layers),
    }
    made = {path: parts for path, parts in sheets.items() if parts}
    copied = {path: file for path, file in static.items() if path not in made}
    return Theme(
        _pairs(templates),
        _pairs(copied),
        _pairs(catalogues),
        text_width,
        _pairs(made),
        own_settings=of_site[-1].shown(of_site[-1].folder / THEME_SETTINGS) if of_site else "",
        own_templates=tuple(_own_files(of_site, "templates")),
        own_catalogues=tuple(
            (path, layer.text(layer.site / path))
            for layer in of_site
            for _, path in _own_files([layer], "locale")
        ),
    )


def _own_files(layers: Sequence[Layer], folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder of these themes: (name, path from the site). A later theme wins."""
    found = {name: layer.shown(path) for layer in layers for name, path in layer.files(folder)}
    yield from sorted(found.items())


def default_theme() -> Theme:
    """The theme that comes with Khotin."""
    theme = read_theme(THEMES[-1].parent / "no-site", "default").value
    assert theme is not None
    return theme


def default_templates() -> frozenset[str]:
    """The names of the templates that pages are made with: those of the default theme but its partials."""
    names = (name for name, _ in default_theme().templates if not name.startswith("default/"))
    return frozenset(name for name in names if not name.startswith("_") and name not in _INNER)


def theme_files(site: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The files of a theme and of all that it extends, by path below `themes/`."""
    wanted: str | None = name
    while wanted:
        folder = find_theme(site, wanted)
        if folder is None:
            return
        layer = Layer(wanted, folder, site)
        if (folder / THEME_SETTINGS).is_file():
            yield f"{wanted}/{THEME_SETTINGS}", folder / THEME_SETTINGS
        for part in FOLDERS:
            for inside, path in layer.files(part):
                yield f"{wanted}/{part}/{inside}", path
        wanted = layer.extends


def _problems(layers: Sequence[Layer]) -> tuple[Problem, ...]:
    """The problems of the themes' files, each once."""
    return tuple(sorted({problem for layer in layers for problem in layer.problems}))


def _pairs(values: dict[str, V]) -> tuple[tuple[str, V], ...]:
    """The pairs, sorted by key."""
    return tuple(sorted(values.items(), key=lambda pair: pair[0]))


def _missing(site: Path, layers: Sequence[Layer], wanted: str) -> Problem:
    """Returns the problem of a missing theme, at the line that names it."""
    asking = layers[-1].folder / THEME_SETTINGS if layers else site / "site.toml"
    path = layers[-1].shown(asking) if layers else "site.toml"
    text = asking.read_text("utf-8", "replace") if asking.is_file() else ""
    named = re.search(r"^[ \t]*(?:theme|extends)[ \t]*=", text, re.MULTILINE)
    line = text.count("\n", 0, named.start()) + 1 if named else 1
    return Problem.at(path, Position(line, 1), "theme-missing", value=wanted)
