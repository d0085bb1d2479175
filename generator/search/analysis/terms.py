"""Terms: words as the search compares them, folded, with their accents apart.

The word "Điện" folds to "dien", and its accents are "569": the digits of VNI typing (1 acute, 2 grave, 3
hook, 4 tilde, 5 dot, 6 circumflex, 7 horn, 8 breve, 9 stroke), sorted. The position of an accent in the
syllable is dropped, so that hoà = hòa. A final y after consonants folds to i (kỹ = kĩ); the accents keep it
("y4"). A word that cannot be a Vietnamese syllable is taken for English: it folds to its stem (see `stem`),
and in place of accents stands the whole word. Compatibility forms are folded (CO₂ = CO2, ﬁ = fi, Ⅳ = IV). A
number folds without the dots or commas between its thousands (1.250 = 1250), a number of two digits without
its leading zero (07 = 7). The theme's search/words.js does the same to a query. It calls the folded word
`key` and the accents `form`.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

MAX_FOLDED = 32  # characters

_RAISED = "\u00b2\u00b3\u00b9\u2070-\u209c"  # superscripts and subscripts
_SQUARED = "\u3371-\u33df"  # units in one character, as in old PDFs: \u33a1 is m2
_LETTERS = rf"(?:[^\W_{_RAISED}]|[{_SQUARED}])+"
_THOUSANDS = r"(?<![\w.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9])"
# What is raised belongs to the letters before it (m\u00b2), but is a word of its own after digits (10\u2076).
WORD = rf"(?:{_THOUSANDS}|{_LETTERS}(?:(?<=[^\W\d_])[{_RAISED}]+(?:{_LETTERS})?)*|[{_RAISED}]+)"
_ACCENTS = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6", "\u031b": "7",
    "\u0306": "8",
}  # fmt: skip
_SYLLABLE = re.compile(r"(?:ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_FINAL_Y = re.compile(r"(?:ngh|[cgknpt]h|ng|qu|tr|[bcdghklmnpqrstvx])y")
_ENGLISH = re.compile(r"[a-z]{3,}")
_INFLECTIONS = tuple(
    (re.compile(ending), kept)
    for ending, kept in (
        (r"ie[sd]$", "y"),
        (r"(ss|x|z|ch|sh)es$", r"\1"),
        (r"([^su])s$", r"\1"),
        (r"^(.*[aeiouy].*[^e])(ed|ing)$", r"\1"),
        (r"([bdfgmnprt])\1$", r"\1"),
        (r"(..)e$", r"\1"),
    )
)


class Term(Struct, frozen=True, order=True):
    """A folded word and its accents."""

    folded: str
    accents: str

    @property
    def text(self) -> str:
        """The term as one text, which sorts as the term does: a blank sorts before all letters."""
        return f"{self.folded} {self.accents}"


@lru_cache(maxsize=200_000)
def term_of(token: str) -> Term:
    """Returns the term of a token of letters and digits.

    The token may be in any case and normal form.
    """
    if token.isascii():
        return _term(_number(token) if token[0].isdigit() else token.lower()[:MAX_FOLDED], "")
    letters: list[str] = []
    accents: list[str] = []
    for char in unicodedata.normalize("NFKD", token.lower()).lower():
        if char == "đ":
            letters.append("d")
            accents.append("9")
        elif char in _ACCENTS:
            accents.append(_ACCENTS[char])
        elif not unicodedata.combining(char) and char not in " _":  # which separate words in keys
            letters.append(char)
    return _term("".join(letters)[:MAX_FOLDED], "".join(sorted(accents)))


def _number(token: str) -> str:
    """Returns a number without its dots and commas, and without the zero of "07"."""
    plain = token.replace(".", "").replace(",", "").lower()[:MAX_FOLDED]
    return plain[1:] if len(plain) == 2 and plain[0] == "0" else plain


def _term(folded: str, accents: str) -> Term:
    if _FINAL_Y.fullmatch(folded):
        return Term(f"{folded[:-1]}i", f"y{accents}")
    if accents or is_syllable(folded) or not _ENGLISH.fullmatch(folded):
        return Term(folded, accents)
    stemmed = stem(folded)
    return Term(stemmed, "" if stemmed == folded else folded)


def is_syllable(folded: str) -> bool:
    """Tells whether a folded word has the shape of a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(folded))


def stem(english: str) -> str:
    """Returns an English word without its inflection: "studied" -> "study", "measuring" -> "measur".

    These are step 1 of M. F. Porter, "An algorithm for suffix stripping" (1980), and the final e of step 5.
    The other steps are left out, because words.js must do the same in a few lines.
    """
    for ending, kept in _INFLECTIONS:
        english = ending.sub(kept, english)
    return english
