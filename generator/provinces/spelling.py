"""Matches spellings of names, and suggests names for misspelled ones.

Two spellings are equal if their letters agree. Case, separators, tone placement (hoà, hòa) and a designation
such as "tỉnh", "TP." or "province" are ignored. A spelling without any diacritics matches the name that it
folds from. One with diacritics must be right: "Hà Giáng" may mean Hà Giang or Hậu Giang, and only its writer
knows.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from generator.text.unicode import fold, old_tone_placement, one_line

# Names (slugs) that a spelling's key may mean, the likeliest first.
SpellingTable = Mapping[str, tuple[str, ...]]

_SEPARATORS = re.compile(r"[\s._\-\u2010-\u2015\u2212]+")
# Icelandic eth and African D look like Đ and replace it in old files.
_LOOKALIKES = str.maketrans("ÐðƉ", "ĐđĐ")
_DESIGNATION_BEFORE = re.compile(
    r"(?:(?:tỉnh|tinh|thành[ -]phố|thanh[ -]pho|thủ đô|thu do|đặc khu|dac khu)\b|t\.? ?p\b\.?|tp(?=hcm\b)"
    r"|(?:province|city) of\b)[\s\-:]*",
    re.IGNORECASE,
)
_DESIGNATION_AFTER = re.compile(r"[\s\-_,]+(?:province|city)$", re.IGNORECASE)
_ISO_CODE = re.compile(r"vn(?:\d\d|[a-z]{2})")
_CLOSE = 0.7  # of 1; below it, names that share only "Hà" or "Bình" match
_LONGEST = 100  # characters; longer texts are not misspelled names, and comparing them takes seconds
_TELLING = 5  # letters; a shorter part of a spelling (Nam, Bình) matches too many names


def key(spelling: str) -> str:
    """Key of a spelling: lower-case letters and digits, with diacritics."""
    text = old_tone_placement(one_line(spelling).translate(_LOOKALIKES))
    return _SEPARATORS.sub("", text.casefold())


def spelling_table(entries: Iterable[tuple[str, str]]) -> SpellingTable:
    """Makes the table from (spelling, slug) pairs.

    A spelling with two slugs means both, in that order. Spellings without diacritics are added if all names
    that fold to them are the same.
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
    """Slugs of the names that this spelling means, the likeliest first. Empty if unknown."""
    whole = table.get(key(spelling))
    return whole if whole is not None else table.get(key(_without_designation(spelling)), ())


def close_names(table: SpellingTable, spelling: str) -> tuple[str, ...]:
    """Slugs of similar names, the closest first.

    Equally close names keep the table's order. ISO codes are left out, because they are all similar.
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
    """Similarity of two keys (0 to 1), without diacritics and with them.

    The first counts more, because people drop or mistake diacritics.
    """
    plain = fold(one), fold(other)
    short, long = sorted(plain, key=len)
    part = _CLOSE if len(short) >= _TELLING and short in long else 0.0  # "Bà Rịa", "Hà Nội, Việt Nam"
    return max(part, _alike(*plain)), _alike(one, other)


def _alike(one: str, other: str) -> float:
    """Similarity of two texts: 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _without_designation(spelling: str) -> str:
    """The spelling without a designation such as "tỉnh" or "province"."""
    text = one_line(spelling)
    before = _DESIGNATION_BEFORE.match(text)
    return _DESIGNATION_AFTER.sub("", text[before.end() :] if before else text)
