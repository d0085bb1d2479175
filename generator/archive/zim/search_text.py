"""Words as the index of a ZIM needs them: readers of ZIM files know nothing of Vietnamese.

Newer readers take the accents off a query, but leave the letter đ: "đường" becomes "đuong". Older ones
(libzim 8, in Debian 12) take off nothing. Whoever types without accents means d by d. So a word is indexed
in all three forms where they differ.
"""

import re
import unicodedata
from functools import lru_cache

from generator.model.search import Document
from generator.search.analysis.fields import field_texts
from generator.search.analysis.terms import WORD

_WORD = re.compile(WORD)
_LONGEST = 60  # characters: Xapian takes 245 bytes, and a character has up to four


def document_text(document: Document) -> str:
    """The text of an article under which readers of a ZIM find it."""
    return search_text("\n".join(field.text for field in field_texts(document)))


def search_text(text: str) -> str:
    """The words of a text without accents, as often as they stand there; then their other forms."""
    words = _WORD.findall(unicodedata.normalize("NFC", text.lower()))
    plain = [_plain(word) for word in words]
    with_bar = [_without_accents(word) for word in words if "đ" in word]
    accented = dict.fromkeys(word for word, other in zip(words, plain, strict=True) if word != other)
    return " ".join((*plain, *with_bar, *accented))


def suggested_title(title: str) -> str:
    """The title that is suggested to who types d for đ; empty without đ."""
    words = _WORD.findall(unicodedata.normalize("NFC", title.lower()))
    plain = dict.fromkeys(_plain(word) for word in words if "đ" in word)
    return f"{title} ({' '.join(plain)})" if plain else ""


def short_words(title: str) -> str:
    """The title with each word cut that is too long for libzim."""
    return " ".join(word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…" for word in title.split())


@lru_cache(maxsize=200_000)
def _without_accents(word: str) -> str:
    """A word without its accents. The bar of đ is none."""
    if word.isascii():
        return word
    letters = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(letters))


def _plain(word: str) -> str:
    return _without_accents(word).replace("đ", "d")
