"""Joins the stylesheets of a theme from their parts: one for its rules, one for its fonts.

They are published without comments and indents, a ninth of their bytes on the wire.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator import permalinks
from generator.read.theme_layer import Layer

STYLESHEET = "style.css"
STYLES = "styles"
TYPEFACE = "typeface"  # the part that declares fonts
_TYPEFACE_SHEET = f"{TYPEFACE}.css"
_FONT = re.compile(r"""url\((["']?)([\w./-]+\.woff2)\1\)""")
# Comments and the beginnings of lines, and what may look like them. One with ! is for readers.
_BARE = re.compile(rb"""\n\s+|/\*(?!!).*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\)""", re.DOTALL)
Parts = tuple[Path | str, ...]  # files, and texts as they are


def stylesheet_parts(layers: Sequence[Layer]) -> Parts:
    """The parts of the stylesheet of these themes, the extended one first.

    A part replaces that of the same name; others follow. A whole static/style.css replaces all before it.
    """
    parts: dict[str, Path] = {}
    for layer in layers:
        whole = layer.folder / "static" / STYLESHEET
        if whole in (path for _, path in layer.files("static")):
            parts = {STYLESHEET: whole}
        own = {name.removesuffix(".css"): path for name, path in layer.files(STYLES) if name.endswith(".css")}
        named = layer.settings.get(STYLES)
        order = [name for name in named if name in own] if isinstance(named, list) else []
        parts |= {name: own[name] for name in dict.fromkeys((*order, *own)) if name != TYPEFACE}
        for path in own.values():
            layer.text(path)  # to know whether it is text
    return tuple(parts.values())


def typeface_parts(layers: Sequence[Layer]) -> Parts:
    """The stylesheet that declares the fonts of these themes, with the fonts in it.

    A browser shows no page before its stylesheets are there. So a page has its own face at once, over a slow
    line and from a disk too, and nothing of it moves. A font is named by its path in static/.
    """
    static: dict[str, Path] = {}
    text = ""
    for layer in layers:
        files = dict(layer.files("static"))
        static |= files
        own = dict(layer.files(STYLES)).get(_TYPEFACE_SHEET) or files.get(_TYPEFACE_SHEET)
        text = layer.text(own) if own else text
    return (_FONT.sub(lambda found: _embedded(static, found), text),) if text else ()


def _embedded(static: Mapping[str, Path], found: re.Match[str]) -> str:
    """The address of a font as data; as it was if the theme has no such file."""
    file = static.get(found[2])
    return f'url("data:font/woff2;base64,{b64encode(file.read_bytes()).decode()}")' if file else found[0]


def stylesheet_path(part: str = STYLESHEET) -> str:
    """The path in the output of the stylesheet that has a part: "typeface.css" is one of its own."""
    return f"{permalinks.STATIC}/{part if part == _TYPEFACE_SHEET else STYLESHEET}"


def joined(path: str, parts: Iterable[Path | str]) -> bytes:
    """The bytes of a file that is made of these parts, one after another."""
    content = b"".join(part.encode() if isinstance(part, str) else part.read_bytes() for part in parts)
    return _BARE.sub(_kept, content).lstrip() if path.endswith(".css") else content


def _kept(found: re.Match[bytes]) -> bytes:
    """What stays of a comment or of the blanks that begin a line; texts and addresses as they are."""
    piece, css = found[0], found.string
    if not piece.startswith(b"/*"):
        return b"\n" if piece.isspace() else piece
    around = css[found.start() - 1 : found.start()].strip(), css[found.end() : found.end() + 1].strip()
    return b"/**/" if all(around) else b""  # between two words that would be one without it
