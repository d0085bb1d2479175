"""Matching the spellings of names: which spellings are the same, and which names are close to a wrong one.

Two spellings are the same when their letters agree, whatever the case, the separators, the place of the
tone mark (hoà, hòa) and a designation such as "tỉnh", "TP." or "province". A spelling without any
diacritics matches the name that it folds from. One with diacritics must be right: "Hà Giáng" may be
a slip for Hà Giang or for Hậu Giang, and only its writer knows.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from generator.text.unicode import fold, old_tone_placement, one_line

# Which names (slugs) a spelling's key may mean, the likeliest first.
SpellingTable = Mapping[str, tuple[str, ...]]

_SEPARATORS = re.compile(r"[\s._\-\u2010-\u2015\u2212]+")
# Icelandic eth and African D look like Đ and stand for it in old files.
_LOOKALIKES = str.maketrans("ÐðƉ", "ĐđĐ")
_DESIGNATION_BEFORE = re.compile(
    r"(?:(?:tỉnh|tinh|thành[ -]phố|thanh[ -]pho|thủ đô|thu do|đặc khu|dac khu)\b|t\.? ?p\b\.?|tp(?=hcm\b)"
    r"|(?:province|city) of\b)[\s\-:]*",
    re.IGNORECASE,
)
_DESIGNATION_AFTER = re.compile(r"[\s\-_,]+(?:province|city)$", re.IGNORECASE)
_ISO_CODE = re.compile(r"vn(?:\d\d|[a-z]{2})")
_CLOSE = 0.7  # of 1; below it, names that share only "Hà" or "Bình" crowd in
_LONGEST = 100  # characters; a longer text is no misspelt name, and comparing it takes seconds
_TELLING = 5  # letters; a shorter part of a spelling (Nam, Bình) points to too many names


def key(spelling: str) -> str:
    """What two spellings of one name have in common: lower-case letters and digits, with their diacritics."""
    text = old_tone_placement(one_line(spelling).translate(_LOOKALIKES))
    return _SEPARATORS.sub("", text.casefold())


def spelling_table(entries: Iterable[tuple[str, str]]) -> SpellingTable:
    """The table for (spelling, slug) pairs; a spelling given for two slugs means both, in that order.

    Spellings without diacritics are added where all the names that fold to them are the same.
    """
    exact: dict[str, tuple[str, ...]] = {}
    for spelling, slug in entries:
        known = exact.get(key(spelling), ())
        exact[key(spelling)] = known if slug in known else (*known, slug)
    folded: dict[str, set[tuple[str, ...]]] = {}
    for known_key, slugs in exact.items():
        folded.setdefault(fold(known_key), set()).add(slugs)
    return {plain: only for plain, (only, *others) in folded.items() if not others} | exact


def names_meant(table: SpellingTable, spelling: str) -> tuple[str, ...]:
    """The slugs of the names that this spelling means, the likeliest first; none when it is unknown."""
    whole = table.get(key(spelling))
    return whole if whole is not None else table.get(key(_without_designation(spelling)), ())


def close_names(table: SpellingTable, spelling: str) -> tuple[str, ...]:
    """The slugs of the names that are spelt nearly so, the closest first; equals in the table's order.

    ISO codes are left out: they are all alike.
    """
    if len(spelling) > _LONGEST:
        return ()
    wanted = key(_without_designation(spelling))
    best: dict[str, tuple[float, float]] = {}
    names = ((name, slugs) for name, slugs in table.items() if not _ISO_CODE.fullmatch(name))
    for known_key, slugs in names:
        closeness = _closeness(wanted, known_key)
        if closeness[0] >= _CLOSE:
            best[slugs[0]] = max(closeness, best.get(slugs[0], (0.0, 0.0)))
    return tuple(sorted(best, key=lambda slug: best[slug], reverse=True))


def _closeness(one: str, other: str) -> tuple[float, float]:
    """How alike two keys are (0 to 1): first without diacritics, which people drop or mistake, then with."""
    plain = fold(one), fold(other)
    short, long = sorted(plain, key=len)
    part = _CLOSE if len(short) >= _TELLING and short in long else 0.0  # "Bà Rịa", "Hà Nội, Việt Nam"
    return max(part, _alike(*plain)), _alike(one, other)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _without_designation(spelling: str) -> str:
    text = one_line(spelling)
    before = _DESIGNATION_BEFORE.match(text)
    return _DESIGNATION_AFTER.sub("", text[before.end() :] if before else text)
