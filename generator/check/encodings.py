"""Checks for text left in an old Vietnamese encoding, or decoded wrongly.

TCVN3 (also "ABC") and VNI are 8-bit fonts: read as Latin-1 their words become "c«ng nghÖ" and "coâng ngheä".
A word counts if it is not Vietnamese as it stands but is Vietnamese when decoded. A single such word may be a
foreign name; two different ones are not. Sources: TCVN 5712:1993, table 3; VNI-Windows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.read.positions import position_at
from generator.text.syllables import has_marks, is_vietnamese

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_LETTERS = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VOWELS = frozenset("aeouyôöơưAEOUYÔÖƠƯ")

# Vietnamese text in Unicode never has these characters. Text in either of the encodings always has some.
_NEVER_VIETNAMESE = re.compile(
    "[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de"
    "\u00df\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
_TOKEN = re.compile(r"[A-Za-z\u00a1-\u00fe]*[\u00a1-\u00fe][A-Za-z\u00a1-\u00fe]*")
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_LOST = re.compile("\ufffd|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_])")
# An address may have a question mark between letters.
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>\"]+|(?<=\]\()[^\s()]+|(?<=[=])\"[^\"\n]{0,2000}\""
)
_LOST_SIGN = re.compile("[?\ufffd]")
_LOOKALIKE = re.compile("[\u00d0\u00f0\u0189\u0256]|[\u0370-\u03ff\u0400-\u04ff]")
_MIXED_WORD = re.compile(r"[^\W\d_]+")
_AS_MEANT = str.maketrans("ÐðƉɖАВЕКМНОРСТХаеорсухі", "ĐđĐđABEKMHOPCTXaeopcyxi")
_ENOUGH = 2  # different words in an old encoding
_ENOUGH_LOST = 3  # question marks inside words; a single one may be part of an address


def encoding_problems(source_text: SourceText) -> Iterator[Problem]:
    """Yields a problem for each kind of remnant of an old encoding.

    The problem stands at the first remnant in the raw text.
    """
    raw = source_text.raw
    if raw.isascii():
        return
    if _NEVER_VIETNAMESE.search(raw):
        # By chance, some words of one encoding are also words of the other.
        tcvn3, vni = _words_in(raw, _from_tcvn3), _words_in(raw, _from_vni)
        code, found = ("tcvn3", tcvn3) if len(tcvn3) >= len(vni) else ("vni", vni)
        yield from _remnants(source_text, code, found, _ENOUGH)
    yield from _remnants(source_text, "mojibake", _mojibake(raw), 1)
    yield from _remnants(source_text, "lookalike", _lookalikes(raw), 1)
    if not _LOST_SIGN.search(raw):
        return
    text = _ADDRESS.sub(lambda address: " " * len(address[0]), raw)
    lost = [match.start() for match in _LOST.finditer(text)]
    if "\ufffd" in text or len(lost) >= _ENOUGH_LOST:
        yield Problem.at(source_text.path, position_at(raw, lost[0]), "lost-letters", count=str(len(lost)))


def _remnants(
    source_text: SourceText, code: str, found: list[tuple[int, str, str]], enough: int
) -> Iterator[Problem]:
    """Yields a problem at the first word, if there are enough different words."""
    if len({word for _, word, _ in found}) >= enough:
        offset, word, meant = found[0]
        position = position_at(source_text.raw, offset)
        yield Problem.at(source_text.path, position, code, value=word, meant=meant, count=str(len(found)))


def _words_in(raw: str, decode: Callable[[str], str]) -> list[tuple[int, str, str]]:
    """Returns (offset, word, meaning) of each word that is Vietnamese only when decoded."""
    found = []
    for token in _TOKEN.finditer(raw):
        word = token[0]
        meant = decode(word)
        if meant and not is_vietnamese(word) and is_vietnamese(meant) and has_marks(meant):
            found.append((token.start(), word, meant))
    return found


def _from_tcvn3(word: str) -> str:
    """Decodes a word from TCVN3. Unknown characters become "?"."""
    return "".join(_TCVN3.get(char, char if char.isascii() else "?") for char in word)


def _from_vni(word: str) -> str:
    """Decodes a word from VNI. Returns "" if VNI has no such word."""
    letters = ""
    for char in word:
        mark = _VNI_MARKS.get(char.lower())
        if mark and letters[-1:] in _VOWELS:
            letters += mark
        elif char in _VNI_LETTERS:
            letters += _VNI_LETTERS[char]
        elif char.isascii():
            letters += char
        else:
            return ""
    return unicodedata.normalize("NFC", letters)


def _mojibake(raw: str) -> list[tuple[int, str, str]]:
    """Returns (offset, text, meaning) of UTF-8 that was decoded as Windows-1252."""
    found = []
    for match in _MOJIBAKE.finditer(raw):
        meant = _reread(match[0])
        if meant:
            found.append((match.start(), match[0], meant))
    return found


def _reread(text: str) -> str:
    """The text encoded as Windows-1252, then decoded as UTF-8.

    Returns "" if that is impossible or gives no letters.
    """
    try:
        data = b"".join(char.encode("latin-1" if "\x80" <= char <= "\xff" else "cp1252") for char in text)
        meant = data.decode("utf-8")
    except UnicodeError:
        return ""
    return meant if any(char.isalpha() or char in "“”‘’–—…" for char in meant) else ""


def _lookalikes(raw: str) -> list[tuple[int, str, str]]:
    """Returns (offset, word, meaning) of words with a letter from another alphabet."""
    if not _LOOKALIKE.search(raw):
        return []
    found = []
    for word in _MIXED_WORD.finditer(raw):
        meant = word[0].translate(_AS_MEANT)
        if meant != word[0] and is_vietnamese(meant) and not _is_foreign(word[0]):
            found.append((word.start(), word[0], meant))
    return found


def _is_foreign(word: str) -> bool:
    """Whether the whole word is Greek or Cyrillic."""
    return all("\u0370" <= char <= "\u04ff" for char in word)
