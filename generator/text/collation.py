"""Sorts as Vietnamese dictionaries do: letters before tones, đ after d, people by given name.

Source: the order of the Unicode CLDR collation for vi: a ă â b c d đ e ê … o ô ơ … u ư …; tones in the order
level, huyền (grave), hỏi (hook), ngã (tilde), sắc (acute), nặng (dot below), compared only if the letters are
equal.
"""

import unicodedata
from functools import lru_cache

_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306": 1, "\u0302": 2, "\u031b": 3}  # breve (ă), circumflex (â), horn (ơ)

SortKey = tuple[tuple[tuple[str, int], ...], tuple[int, ...], str]


@lru_cache(maxsize=65536)
def sort_key(text: str) -> SortKey:
    """Key that sorts texts in Vietnamese alphabetical order."""
    letters: list[tuple[str, int]] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", text.casefold()):
        if char in _TONE_ORDER:
            if tones:
                tones[-1] = _TONE_ORDER[char]
        elif char in _LETTER_MARKS:
            if letters:
                letters[-1] = (letters[-1][0], _LETTER_MARKS[char])
        elif not unicodedata.combining(char):
            letters.append(("d", 1) if char == "đ" else (char, 0))
            tones.append(0)
    return tuple(letters), tuple(tones), text


def given_name(name: str) -> str:
    """The given name of a person: the last word of a Vietnamese name."""
    return name.rsplit(maxsplit=1)[-1] if name.strip() else ""


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[SortKey, SortKey]:
    """Key that sorts people by given name, then by full name."""
    return sort_key(given_name(name)), sort_key(name)


def initial(text: str) -> str:
    """The letter under which a text is listed.

    Ă, Â and Đ are letters of their own; tones are dropped. A text without letters is listed under "#".
    """
    for char in text:
        if char.isalpha():
            kept = [c for c in unicodedata.normalize("NFD", char) if c not in _TONE_ORDER]
            return unicodedata.normalize("NFC", "".join(kept)).upper()
    return "#"
