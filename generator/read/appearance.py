"""Gives a theme the colours, the emblem and the banner of site.toml."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from generator import permalinks
from generator.images.resize import DAMAGE
from generator.model.appearance import Appearance, Banner
from generator.model.problem import Outcome, Problem
from generator.model.theme import Theme
from generator.model.values import Position
from generator.read.contrast import colour_rules, contrast_faults
from generator.read.scan import CONTENT, SETTINGS, access_problem
from generator.read.theme_styles import stylesheet_path

_EMBLEMS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_BANNERS = frozenset(_EMBLEMS) - {".svg"}  # whose size is known
_HEAVIEST = 300_000  # bytes
_TABLE = "appearance"


def dressed(theme: Theme, appearance: Appearance, site: Path) -> Outcome[Theme]:
    """The theme with the look of the site."""
    lines = _Lines((site / SETTINGS).read_text("utf-8", "replace").splitlines())
    problems = [
        Problem.at(SETTINGS, lines.of(fault.name, fault.table), "colour-contrast", **fault.details())
        for fault in contrast_faults(appearance)
    ]
    static, made = dict(theme.static), dict(theme.made)
    dress: dict[str, object] = {}
    for name, endings in (("emblem", frozenset(_EMBLEMS)), ("banner", _BANNERS)):
        given = getattr(appearance, name)
        if not given:
            continue
        file = site / CONTENT / given
        fault = _file_fault(file, given, endings, site)
        if fault:
            problems.append(Problem.at(SETTINGS, lines.of(name, _TABLE), fault, value=given))
            continue
        path = f"{permalinks.STATIC}/{name}{file.suffix.lower()}"
        static[path] = file
        if name == "emblem":
            dress |= {"emblem": path, "emblem_type": _EMBLEMS[file.suffix.lower()]}
        else:
            with Image.open(file) as picture:
                dress["banner"] = Banner(path, *picture.size)
    if appearance.colours or appearance.dark:
        sheet = stylesheet_path()
        made[sheet] = (*made.get(sheet, ()), colour_rules(appearance))
        light, dark = dict(appearance.colours), dict(appearance.dark)
        dress["bar"] = (light.get("accent", theme.bar[0]), dark.get("paper", theme.bar[1]))
    pairs = {"static": tuple(sorted(static.items())), "made": tuple(sorted(made.items()))}
    return Outcome(replace(theme, **pairs, **dress), tuple(problems))


def appearance_files(appearance: Appearance) -> Iterator[str]:
    """The files that the look of a site needs, by path from its folder."""
    yield from (f"{CONTENT}/{each}" for each in (appearance.emblem, appearance.banner) if each)


def _file_fault(file: Path, given: str, endings: frozenset[str], site: Path) -> str:
    """The code of what is wrong with a file, or ""."""
    root = os.path.realpath(site / CONTENT)
    outside = ".." in Path(given).parts or Path(given).is_absolute()
    if outside or not file.is_file() or access_problem(given, file, root):
        return "appearance-file"
    if file.suffix.lower() not in endings or not _opens(file):
        return "appearance-format"
    return "appearance-heavy" if file.stat().st_size > _HEAVIEST else ""


def _opens(file: Path) -> bool:
    if file.suffix.lower() == ".svg":
        return b"<svg" in file.read_bytes()
    try:
        with Image.open(file) as picture:
            picture.verify()
    except Image.DecompressionBombError:
        return False
    except DAMAGE:
        return False
    return True


class _Lines:
    """The lines of site.toml, to find a setting in them."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def of(self, name: str, table: str) -> Position:
        """The position of a setting. If it is not found, it is that of its table."""
        inside, start = False, 1
        for number, line in enumerate(self._lines, 1):
            text = line.strip()
            if text.startswith("["):
                inside = text.startswith(f"[{table}]")
                start = number if inside else start
            elif inside and text.partition("=")[0].strip() == name:
                return Position(number, 1)
        return Position(start, 1)
