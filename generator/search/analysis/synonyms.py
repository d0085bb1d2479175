"""The glossary: what is the same thing under several names (a term, its abbreviations, its English).

A *concept* has forms; a text that has one of them is found by all of them. An abbreviation that could be a
Vietnamese syllable (DA, TU, IT) counts only in capitals; one that stands for two things is not in the data.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.terms import WORD, is_syllable, word
from generator.search.analysis.token_ids import Numbers
from generator.text.glossary.terms import load_terms

_WORDS = re.compile(WORD)
NO_UNITS = (0, 0, 0, 0)  # a break between sentences can be nothing

# Bit n stands for all units that are n modulo 63; the highest for any word at all, a break too.
_SIGNS, _ANY = 63, 1 << 63

Bits = NDArray[np.uint64]
SynonymGroups = tuple[tuple[str, ...], ...]


class SynonymForm(Struct, frozen=True):
    """One way to write a concept: for each of its words, what a word of a text must be (see `units`)."""

    units: tuple[str, ...]
    concept: int


class Trie(Struct, frozen=True):
    """All forms as one automaton: `steps[state, unit]` is the state after a word, 0 for none; in state n the
    concepts met are `met[met_from[n] : met_from[n + 1]]`. Units count from 1; the walk begins in state 0.

    `awaited` has the signs (see `_sign`) of the units that lead on from a state, and _ANY where concepts are
    met in it.
    """

    units: Mapping[str, int]
    steps: NDArray[np.int16]
    awaited: Bits
    met: Numbers
    met_from: Numbers


class Synonyms(Struct, frozen=True):
    """The concepts by name, all forms, those that each concept implies, itself too (an abbreviation says what
    its full name says, Sở KHCN: KH&CN), and the trie that finds them in texts, the implied ones too.

    A concept's name is a key of the index: its first word and a number, "khoa #1".
    """

    concepts: tuple[str, ...]
    forms: tuple[SynonymForm, ...]
    implied: tuple[tuple[int, ...], ...]
    trie: Trie


@lru_cache(maxsize=4)
def load_glossary(synonyms: SynonymGroups) -> Synonyms:
    """The package's glossary and, after it, the site's own groups of words that mean the same."""
    groups = [
        *((term.vietnamese, term.abbreviations, term.english) for term in load_terms()),
        *((names, (), ()) for names in synonyms),
    ]
    forms = [form for concept, group in enumerate(groups) for form in _forms(concept, *group)]
    literal = _trie(forms, [{concept} for concept in range(len(groups))])
    implied = _implied(literal, [terms for terms, _, _ in groups])
    return Synonyms(
        concepts=tuple(_name(terms[0], concept) for concept, (terms, _, _) in enumerate(groups)),
        forms=tuple(forms),
        implied=tuple(tuple(sorted(each)) for each in implied),
        trie=_trie(forms, implied),
    )


def _name(term: str, concept: int) -> str:
    return f"{word(_WORDS.findall(term)[0]).key} #{concept + 1}"


def _forms(
    concept: int, terms: Sequence[str], abbreviations: Sequence[str], english: Sequence[str]
) -> Iterable[SynonymForm]:
    for term in terms:
        first, *rest = _WORDS.findall(term)
        yield SynonymForm((_exact(first), *map(_plain, rest)), concept)
    for name in abbreviations:
        yield SynonymForm(tuple(map(_short, _WORDS.findall(name))), concept)
    for term in english:
        yield SynonymForm(tuple(map(_stemmed, _WORDS.findall(term))), concept)


def _trie(forms: Iterable[SynonymForm], implied: Sequence[set[int]]) -> Trie:
    units: dict[str, int] = {}
    steps: dict[tuple[int, int], int] = {}
    ends: list[set[int]] = [set()]
    for form in forms:
        state = 0
        for unit in form.units:
            step = (state, units.setdefault(unit, len(units) + 1))
            if step not in steps:
                steps[step] = len(ends)
                ends.append(set())
            state = steps[step]
        ends[state] |= implied[form.concept]
    table = np.zeros((len(ends), len(units) + 1), dtype=np.int16)
    awaited = [_ANY if each else 0 for each in ends]
    for (before, number), after in steps.items():
        table[before, number] = after
        awaited[before] |= _sign(number)
    met = [concept for each in ends for concept in sorted(each)]
    met_from = np.cumsum([0, *map(len, ends)], dtype=np.int32)
    return Trie(units, table, np.array(awaited, dtype=np.uint64), np.array(met, dtype=np.int32), met_from)


class Readings(Struct, frozen=True):
    """What words can be in the glossary, a row for each word: the numbers of its units; the signs of these;
    the signs of what must follow where it begins a form, none where it begins none. Row 0 is a break's."""

    units: NDArray[np.int16]
    signs: Bits
    awaited: Bits

    def and_those(self, others: "Readings") -> "Readings":
        return Readings(
            np.concatenate([self.units, others.units]),
            np.concatenate([self.signs, others.signs]),
            np.concatenate([self.awaited, others.awaited]),
        )


def readings(trie: Trie, rows: Sequence[tuple[int, ...]]) -> Readings:
    """What words of these units can be."""
    offered = np.array(rows, dtype=np.int16)
    signs = np.array([_ANY, *map(_sign, range(1, trie.steps.shape[1]))], dtype=np.uint64)
    states = trie.steps[0][offered]
    begun = np.where(states > 0, trie.awaited[states], np.uint64(0))
    return Readings(
        offered,
        np.bitwise_or.reduce(signs[offered], axis=1) | np.uint64(_ANY),
        np.bitwise_or.reduce(begun, axis=1),
    )


def _sign(unit: int) -> int:
    return 1 << unit % _SIGNS


def unit_row(trie: Trie, text: str) -> tuple[int, ...]:
    """The numbers of what a spelling can be, for `readings`."""
    return tuple(trie.units.get(unit, 0) for unit in units(text))


def concepts_in(trie: Trie, known: Readings, stream: Numbers) -> tuple[Numbers, Numbers]:
    """The concepts in a stream of words, and where in it a form of each begins; it must end with a break."""
    # The signs tell nearly all words apart that begin no form: few remain to be walked from.
    begins = known.awaited[stream[:-1]] & known.signs[stream[1:]]
    places = np.flatnonzero(begins).astype(np.int32)
    starts, states = places, np.zeros(len(places), dtype=np.int16)
    concepts, met_at = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.int32)]
    while len(places):
        taken = trie.steps[states[:, None], known.units[stream[places]]]
        rows, columns = np.nonzero(taken)
        starts, states, places = starts[rows], taken[rows, columns], places[rows] + 1
        counts = trie.met_from[states + 1] - trie.met_from[states]
        at = np.repeat(trie.met_from[states] - (counts.cumsum() - counts), counts) + np.arange(counts.sum())
        concepts.append(trie.met[at])
        met_at.append(np.repeat(starts, counts))
    return np.concatenate(concepts), np.concatenate(met_at)


def units(text: str) -> tuple[str, str, str, str]:
    """What a word of a text can be in a form: this very word, any word with its stem, and where it begins
    with a capital, these letters and this word as a name."""
    found = word(text)
    exact = f"{found.key}/{found.form}"
    return (exact, found.key, f"={text}", f"^{exact}") if text[0].isupper() else (exact, found.key, "", "")


def _implied(literal: Trie, names: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each concept those that its full names contain, itself too."""
    rows: list[tuple[int, ...]] = [NO_UNITS]
    stream: list[int] = []
    owners: list[int] = []
    for concept, terms in enumerate(names):
        for term in terms:
            spellings = _WORDS.findall(term)
            stream += [*range(len(rows), len(rows) + len(spellings)), 0]
            rows += [unit_row(literal, text) for text in spellings]
            owners += [concept] * (len(spellings) + 1)
    implied = [{concept} for concept in range(len(names))]
    met, places = concepts_in(literal, readings(literal, rows), np.array(stream, dtype=np.int32))
    for concept, place in zip(met.tolist(), places.tolist(), strict=True):
        implied[owners[place]].add(concept)
    return implied


def _exact(text: str) -> str:
    """A name's own capital is asked for: "tiến bộ khoa học" is no "Bộ Khoa học"."""
    return units(text)[3 if text[0].isupper() else 0]


def _plain(text: str) -> str:
    return units(text)[0]


def _stemmed(text: str) -> str:
    return word(text).key


def _short(text: str) -> str:
    return f"={text}" if text.isupper() and is_syllable(word(text).key) else units(text)[0]
