"""Finds glossary terms in the original, and looks for them in the translation.

A translation may word a thing in several ways. So a term is reported only if not even its words occur. Words
are compared by their first letters, which related words share ("verif-" for verification).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.model.values import Position
from generator.text.glossary.terms import GlossaryTerm, load_terms
from generator.text.unicode import old_tone_placement

_WORD = re.compile(r"[^\W_]+")
_BEGINNING = 5  # letters that are compared
_TELLING = 3  # syllables; shorter terms are everyday words too
_LITTLE = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an"})

# (number of the term in the glossary, position of its first use)
Use = tuple[int, Position]


def terms_in(text: str) -> list[tuple[int, int]]:
    """Returns (number, offset) of each term in a Vietnamese text, at its first use.

    Of terms that begin at the same word, the longest counts.
    """
    index = _index()
    words = [(match.start(), old_tone_placement(match[0])) for match in _WORD.finditer(text)]
    found: dict[int, int] = {}
    at = 0
    while at < len(words):
        number, length = _longest(words, at, index)
        if length:
            found.setdefault(number, words[at][0])
        at += max(1, length)
    return list(found.items())


def beginnings_in(text: str) -> frozenset[str]:
    """First letters of the words of an English text, and all whole words."""
    words = _WORD.findall(text)
    return frozenset(word[:_BEGINNING].lower() for word in words) | frozenset(words)


def is_said(number: int, beginnings: frozenset[str]) -> bool:
    """Whether a translation with these words may contain the English term."""
    term = load_terms()[number]
    return any(_needed(form) <= beginnings for form in term.english) or any(
        set(_WORD.findall(name)) <= beginnings for name in term.abbreviations
    )


def _needed(form: str) -> frozenset[str]:
    """First letters of the words that a form must have."""
    words = (word.lower() for word in _WORD.findall(form))
    return frozenset(word[:_BEGINNING] for word in words if word not in _LITTLE)


def _longest(
    words: Sequence[tuple[int, str]], at: int, index: Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]
) -> tuple[int, int]:
    """(number, length in words) of the longest term at a word; length 0 if there is none."""
    best = (0, 0)
    for number, term in index.get(words[at][1].lower(), ()):
        if len(term) > best[1] and _fits(words, at, term):
            best = (number, len(term))
    return best


def _fits(words: Sequence[tuple[int, str]], at: int, term: Sequence[str]) -> bool:
    """Whether the term stands at this word.

    A name must have its capital letter: "tiến bộ khoa học" is not "Bộ Khoa học".
    """
    if at + len(term) > len(words) or (term[0][0].isupper() and not words[at][1][0].isupper()):
        return False
    return all(words[at + n][1].lower() == word.lower() for n, word in enumerate(term))


@cache
def _index() -> Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]:
    """The terms by their first word in lower case: (number, words)."""
    index: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, words in _telling(load_terms()):
        index.setdefault(words[0].lower(), []).append((number, words))
    return index


def _telling(terms: Sequence[GlossaryTerm]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yields (number, words) of each Vietnamese form.

    Short forms are left out, because they are everyday words as well (kiểm tra, quyết định).
    """
    for number, term in enumerate(terms):
        for name in term.vietnamese:
            words = tuple(old_tone_placement(word) for word in _WORD.findall(name))
            if len(words) >= _TELLING and term.english:
                yield number, words
