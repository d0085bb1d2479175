"""The normal form of stored text, and the folded form for comparisons.

Sources: Unicode Standard Annex 15 (normalisation). Vietnamese has two styles of tone placement, hòa and hoà;
the old one (hòa) is canonical here.
"""

import codecs
import re
import unicodedata
from functools import lru_cache

from generator.model.values import Position

# Whoever writes them can make a text look like another: "\u202emd.exe" is shown as "exe.dm".
DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e"))
_INVISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2061, 0x206A), *range(0xFFF9, 0xFFFC)))
# XML forbids the last two, and Unicode gives none of them a meaning.
_INVISIBLE |= dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF))
_CONTROL: dict[int, str | None] = {0x7F: None}
_CONTROL |= {code: None for code in range(32) if chr(code) not in "\t\n\r"}
# Between two words: the line break of PowerPoint, the page break of a PDF's text, Unicode's own line ends.
_CONTROL |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), " ")
# Characters of Windows that were taken for Unicode's control characters.
_CONTROL |= {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_ODD: dict[int, str | None] = _CONTROL | _INVISIBLE | _SPACES
CLEANED_AWAY = f"[{re.escape(''.join(map(chr, {**_CONTROL, **_INVISIBLE})))}]"
_ANY_ODD = re.compile(f"[{re.escape(''.join(map(chr, _ODD)))}]")
# The combining marks of Latin letters; what else combines is rare. U+034F does not combine.
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")

# A tone mark on the second vowel of an open oa, oe or uy moves to the first: hoà -> hòa, thuỷ -> thủy.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NEW_STYLE = re.compile(
    f"(?i)(o)([ae])([{_TONES}])(?![a-z\u0300-\u036f])|(?<!q)(u)(y)([{_TONES}])(?![a-z\u0300-\u036f])"
)


def decode_utf8(data: bytes) -> str:
    """Decodes UTF-8 without a byte order mark. Raises UnicodeDecodeError."""
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")


def position_of(error: UnicodeDecodeError) -> Position:
    """Position of the first byte that could not be decoded, as editors count."""
    before = error.object[: error.start].decode("utf-8")
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def clean(text: str) -> str:
    """Text in NFC with Unix line endings and plain spaces, without invisible or control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    # None of these is printable. Few texts have more than one kind: a search costs a tenth of a translation.
    if not text.replace("\n", "").isprintable():
        while odd := _ANY_ODD.search(text):
            text = text.replace(odd[0], _ODD[ord(odd[0])] or "")
    return unicodedata.normalize(
        "NFC", text
    )  # last, because now nothing stands between a letter and its mark


def one_line(text: str) -> str:
    """Cleaned text on one line, with single spaces."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=65536)
def old_tone_placement(text: str) -> str:
    """Text in NFC with old tone placement: hoà -> hòa; quý is unchanged."""
    decomposed = unicodedata.normalize("NFD", text)
    moved = _NEW_STYLE.sub(lambda m: (m[1] or m[4]) + (m[3] or m[6]) + (m[2] or m[5]), decomposed)
    return unicodedata.normalize("NFC", moved)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for matching: lower case, no diacritics, đ as d ("Điện Biên" -> "dien bien")."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
        if not text.isascii():
            text = "".join(c for c in text if not unicodedata.combining(c))
    return text.casefold()
