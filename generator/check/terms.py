"""Terms: what the original calls by a term of the glossary, and its translation does not.

A translation may say a thing in several ways, so that only a term is reported of which not even the words
occur in it: the shortest beginning that a word and its kin share is enough ("verif-" for verification).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.model.values import Position
from generator.text.glossary.terms import GlossaryTerm, load_terms
from generator.text.unicode import old_tone_placement

_WORD = re.compile(r"[^\W_]+")
_BEGINNING = 5  # letters
_TELLING = 3  # syllables
_LITTLE = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an"})

# (number of the term in the glossary, place): where the original first has it.
Use = tuple[int, Position]


def terms_in(text: str) -> list[tuple[int, int]]:
    """(number, offset) of every term in a Vietnamese text, the first time it stands there, the longest of
    those that begin in one place."""
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
    """What the words of an English text begin with; abbreviations whole."""
    words = _WORD.findall(text)
    return frozenset(word[:_BEGINNING].lower() for word in words) | frozenset(words)


def is_said(number: int, beginnings: frozenset[str]) -> bool:
    """Whether a translation with these words can be saying the term in the glossary's way."""
    term = load_terms()[number]
    return any(_needed(form) <= beginnings for form in term.english) or any(
        set(_WORD.findall(name)) <= beginnings for name in term.abbreviations
    )


def _needed(form: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(form))
    return frozenset(word[:_BEGINNING] for word in words if word not in _LITTLE)


def _longest(
    words: Sequence[tuple[int, str]], at: int, index: Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]
) -> tuple[int, int]:
    """(number, words) of the longest term that begins at a word; no words where none does."""
    best = (0, 0)
    for number, term in index.get(words[at][1].lower(), ()):
        if len(term) > best[1] and _fits(words, at, term):
            best = (number, len(term))
    return best


def _fits(words: Sequence[tuple[int, str]], at: int, term: Sequence[str]) -> bool:
    """A name's own capital is asked for: "tiến bộ khoa học" is no "Bộ Khoa học"."""
    if at + len(term) > len(words) or (term[0][0].isupper() and not words[at][1][0].isupper()):
        return False
    return all(words[at + n][1].lower() == word.lower() for n, word in enumerate(term))


@cache
def _index() -> Mapping[str, Sequence[tuple[int, tuple[str, ...]]]]:
    index: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, words in _telling(load_terms()):
        index.setdefault(words[0].lower(), []).append((number, words))
    return index


def _telling(terms: Sequence[GlossaryTerm]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The terms by their words; shorter ones are everyday words as well (kiểm tra, quyết định)."""
    for number, term in enumerate(terms):
        for name in term.vietnamese:
            words = tuple(old_tone_placement(word) for word in _WORD.findall(name))
            if len(words) >= _TELLING and term.english:
                yield number, words
