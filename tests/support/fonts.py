"""The only fonts that the tests' browsers find: the page's own face, or a wide one in its place.

Machines differ in their fonts, and a page is laid out with those until its own face has come. So the tests
bring the fonts, and fontconfig, which Chromium and Firefox ask on Linux, is told of no others.
"""

from enum import StrEnum
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "themes/default/static/fonts"
_WIDER = 1.25  # times as wide: wider than Noto Sans, Verdana and DejaVu Sans Bold
_STYLES = {400: "Regular", 600: "SemiBold"}
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


class Face(StrEnum):
    """What a reader sees: the page's own face, or a wide one of the machine, since the own one is late."""

    OWN = "own"
    LATE = "late"


def only_face(face: Face, folder: Path) -> dict[str, str]:
    """Returns the environment in which browsers find one face alone, written into this folder.

    It has another name than the page's, so that it serves only where that is not there. It looks the same, or
    is the wide one.
    """
    for weight, style in _STYLES.items():
        font = TTFont(FONTS / f"be-vietnam-pro-{weight}.woff2")
        if face is Face.LATE:
            _widen(font)
        for number, name in {1: f"Khotin {face}", 2: style, 4: f"Khotin {face} {style}"}.items():
            font["name"].setName(name, number, 3, 1, 0x409)
        font.flavor = None  # plain TrueType, which every fontconfig reads
        font.save(folder / f"{weight}.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(configuration)}


def _widen(font: TTFont) -> None:
    """Makes letters and the space around them wider, and no taller."""
    letters, widths = font["glyf"], font["hmtx"].metrics
    for name in font.getGlyphOrder():
        letter = letters[name]
        if letter.isComposite():
            for part in letter.components:
                part.x = round(part.x * _WIDER)
        elif letter.numberOfContours > 0:
            letter.coordinates.scale((_WIDER, 1))
            letter.coordinates.toInt()
        widths[name] = tuple(round(width * _WIDER) for width in widths[name])
