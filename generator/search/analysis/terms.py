"""Words as the search compares them: a key that forgets accents, and a form that remembers them.

The key of "Điện" is "dien", its form "569": which marks it has, as the digits of VNI typing (1 acute,
2 grave, 3 hook, 4 tilde, 5 dot, 6 circumflex, 7 horn, 8 breve, 9 stroke), sorted. Where in the syllable a
mark stands is forgotten, so that hoà = hòa. A final y after consonants counts as i (kỹ = kĩ); the form
keeps it ("y4"). A word that cannot be a Vietnamese syllable is taken for English: its key is its stem
(see `stem`), its form the word. The theme's search/words.js does the same to what a reader types.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

MAX_KEY = 32

WORD = r"[^\W_]+"
_MARKS = {
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
    """A word by its key and its form."""

    key: str
    form: str

    @property
    def written(self) -> str:
        """As one text, which sorts as the word does: a blank comes before all that keys are made of."""
        return f"{self.key} {self.form}"


@lru_cache(maxsize=200_000)
def word(text: str) -> Term:
    """The word that a run of letters and digits is, in whatever case and normal form."""
    if text.isascii():
        return _word(text.lower()[:MAX_KEY], "")
    letters: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        if char == "đ":
            letters.append("d")
            marks.append("9")
        elif char in _MARKS:
            marks.append(_MARKS[char])
        elif not unicodedata.combining(char):
            letters.append(char)
    return _word("".join(letters)[:MAX_KEY], "".join(sorted(marks)))


def _word(folded: str, marks: str) -> Term:
    if _FINAL_Y.fullmatch(folded):
        return Term(f"{folded[:-1]}i", f"y{marks}")
    if marks or is_syllable(folded) or not _ENGLISH.fullmatch(folded):
        return Term(folded, marks)
    key = stem(folded)
    return Term(key, "" if key == folded else folded)


def is_syllable(folded: str) -> bool:
    """Whether a folded word has the shape of a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(folded))


def stem(english: str) -> str:
    """An English word without its inflection: "studies", "studied" -> "study"; "measuring" -> "measur".

    What M. F. Porter, "An algorithm for suffix stripping" (1980), does in step 1, and the final e of step 5.
    The derivations of its other steps are left alone: the reader's side has to do the same in a few lines.
    """
    for ending, kept in _INFLECTIONS:
        english = ending.sub(kept, english)
    return english
