"""Converts legacy Vietnamese encodings (TCVN3, VNI) and mojibake to Unicode.

TCVN3 (TCVN 5712:1993) and VNI-Windows put Vietnamese letters on the codes of Western letters. In other fonts
the text looks like "Së Khoa häc" or "Sôû Khoa hoïc". It is recognised because its words become Vietnamese
syllables only after conversion.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from typing import Literal

Table = Literal["", "tcvn3", "vni"]

_TCVN3_CODES = (
    *range(0xA1, 0xA8), *range(0xA8, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), 0xC6, *range(0xC7, 0xCC),
    0xCC, *range(0xCE, 0xD2), *range(0xD2, 0xD7), 0xD7, 0xD8, *range(0xDC, 0xDF), 0xDF, *range(0xE1, 0xE5),
    *range(0xE5, 0xEA), *range(0xEA, 0xEF), 0xEF, *range(0xF1, 0xF5), *range(0xF5, 0xFA), 0xFA,
    *range(0xFB, 0xFF),
)  # fmt: skip
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐ" "ăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặ" "ầẩẫấậ" "è" "ẻẽéẹ" "ềểễếệ" "ì" "ỉ" "ĩíị" "ò" "ỏõóọ" "ồổỗốộ" "ờởỡớợ"
    "ù" "ủũúụ" "ừửữứự" "ỳ" "ỷỹýỵ"
)  # fmt: skip
_TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))

# VNI writes a letter and then its marks as a second letter, after a, e, o, u, y.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_MARKS |= {mark.upper(): value for mark, value in _VNI_MARKS.items()}
_VNI_LETTERS = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI_LETTERS |= {letter.upper(): value.upper() for letter, value in _VNI_LETTERS.items()}
_VNI_PAIR = re.compile(f"([aeouyAEOUYôÔöÖ])([{''.join(_VNI_MARKS)}])")

_FOREIGN = re.compile(r"[¡-¦¨-¯±-¿ÄÅÆËÏÑÖØÜÞßäåæçëïîñö÷øûüþÿÎÐÛ]")
_UNICODE_ONLY = re.compile(r"[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
_ONSET = r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
_VOWELS = (
    "iêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi"
    "|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_VOWELS})(?:ng|nh|ch|[cmnpt])?")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s\d.,;:()\[\]/\"“”'’?!<>|-]+")
_TONES = re.compile(f"[{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]")
_MOJIBAKE = re.compile("Ä‘|Ä\u0090|Æ°|Æ¡|á»|áº|Ä\u0083|Äƒ|Ã[\u0080-\u00bfŠšŒœŽž¡-¿]")
_STRAY_MARKS = re.compile("[\u0300-\u036f]")
_MOST_MARKS = 4
_HEAP = re.compile("[\u0300-\u036f]{5,}")  # ordering so many marks takes quadratic time
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});")
_ETHS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
_ETH = re.compile(f"[{''.join(_ETHS)}]")
_WITH_ETH = re.compile(rf"[^\W\d_]*{_ETH.pattern}[^\W\d_]*")
_VOWEL = re.compile("[aeiouyæøœ]")
_VIETNAMESE_VOWEL = re.compile("[aeiouy]")
_TO_REPAIR = re.compile(f"{_HEAP.pattern}|{_MOJIBAKE.pattern}|&|{_ETH.pattern}")
_LONGEST_SYLLABLE = 20
_ENOUGH = 0.75  # minimum share of syllables after conversion


def table_of(text: str) -> Table:
    """Returns the legacy encoding of a text; "" for Unicode and anything else."""
    letters = len(_WORD.findall(text))
    if (
        len(_FOREIGN.findall(text)) < max(2, letters // 20)
        or len(_UNICODE_ONLY.findall(text)) > letters // 10
    ):
        return ""
    best, most = "", validity(text) + 0.1
    for table in ("tcvn3", "vni"):
        share = validity(_converted(text, table))
        if share > most and share >= _ENOUGH:
            best, most = table, share
    return best  # type: ignore[return-value]


def read_in(text: str, table: Table, capitals: bool = False) -> str:
    """Converts a text from a legacy encoding to Unicode.

    `capitals`: the font (.VnTimeH) shows small letters as capitals. A text with letters that only Unicode has
    is returned unchanged.
    """
    if not table or _UNICODE_ONLY.search(text):
        return text
    convert_docx = _converted(text, table)
    return convert_docx.upper() if capitals else convert_docx


def validity(text: str) -> float:
    """Share of the words that are spelt as Vietnamese syllables, 0 to 1."""
    words = _TOKEN.findall(text)
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def repair_text(text: str) -> str:
    """Repairs mojibake, entities, "Ð" for "Đ", and the order of combining marks."""
    if not _TO_REPAIR.search(text):
        return text if text.isascii() else order_marks(text)
    if _HEAP.search(text):
        text = _HEAP.sub(lambda found: found[0][:_MOST_MARKS], text)
    if _MOJIBAKE.search(text):
        text = "\n".join(
            _decoded_again(line) if _MOJIBAKE.search(line) else line for line in text.split("\n")
        )
    if "&" in text and _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    if _ETH.search(text):
        vietnamese = _UNICODE_ONLY.search(text) is not None
        text = _WITH_ETH.sub(lambda word: _without_eth(word[0], vietnamese), text)
    return order_marks(text)


def _without_eth(word: str, vietnamese: bool) -> str:
    """Returns a word with đ for each ð that stands for it.

    In Icelandic a vowel of the word precedes it: "maður", "MAÐUR". Such a one is đ only in a Vietnamese text,
    where words may have run together.
    """
    plain = "".join((unicodedata.normalize("NFD", letter)[0]).lower() for letter in word)
    letters = list(word)
    for found in _ETH.finditer(word):
        at = found.start()
        begins = _VOWEL.search(plain[:at]) is None
        followed = found[0] != "ð" or _VIETNAMESE_VOWEL.match(plain, at + 1) is not None
        if followed and (begins or vietnamese):
            letters[at] = _ETHS[found[0]]
    return "".join(letters)


def order_marks(text: str) -> str:
    """Returns the text in NFC; puts tone marks behind the mark of the letter."""
    text = unicodedata.normalize("NFC", text)
    if not _STRAY_MARKS.search(text):
        return text
    pieces = re.sub(
        f"([{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]+)([{_CIRCUMFLEX}{_BREVE}\u031b]+)",
        r"\2\1",
        unicodedata.normalize("NFD", text),
    )
    return unicodedata.normalize("NFC", pieces)


def _decoded_again(line: str) -> str:
    return _fixer()(line)


@cache
def _fixer() -> Callable[[str], str]:
    from ftfy import fix_encoding  # slow to import, rarely needed

    return fix_encoding


def _converted(text: str, table: str) -> str:
    if table == "tcvn3":
        return text.translate(_TCVN3)
    pieces, end = [], 0
    for pair in _VNI_PAIR.finditer(text):
        pieces.append(text[end : pair.start()].translate(_vni_letters()))
        letter = _VNI_LETTERS.get(pair[1], pair[1])
        pieces.append(unicodedata.normalize("NFC", letter + _VNI_MARKS[pair[2]]))
        end = pair.end()
    pieces.append(text[end:].translate(_vni_letters()))
    return "".join(pieces)


@cache
def _vni_letters() -> dict[int, str]:
    return str.maketrans(_VNI_LETTERS)


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    if len(word) > _LONGEST_SYLLABLE:
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    if len(_TONES.findall(decomposed)) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    return _SYLLABLE.fullmatch(plain) is not None
