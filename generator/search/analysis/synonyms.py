"""Synonyms: concepts that have several names (a term, its abbreviations, its English), found by a trie.

A *concept* has forms. A text that has one of them is found by all of them. An abbreviation that could be a
Vietnamese syllable (DA, TU, IT) counts only in capitals. An abbreviation of two things is not in the data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.units import AliasKind, load_aliases
from generator.search.analysis.terms import WORD, is_syllable, term_of
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.text.glossary.terms import load_terms
from generator.text.unicode import fold

_WORDS = re.compile(WORD)
NO_UNITS = (0, 0, 0, 0)  # of a sentence's end

# Bit n of a signature stands for all units whose id is n modulo 63, the highest bit for any token.
_SIGNATURE_BITS, _ANY = 63, 1 << 63

Signatures = NDArray[np.uint64]
SynonymGroups = tuple[tuple[str, ...], ...]


class SynonymForm(Struct, frozen=True):
    """One way to write a concept: the unit that each of its words must be (see `units`).

    A form that is not `asked` stands for the concept in texts alone: who asks for Hồ Chí Minh, who may mean
    the man, does not ask for TP HCM, but who asks for TP HCM means both.
    """

    units: tuple[str, ...]
    concept: int
    asked: bool = True


class _ConceptNames(Struct, frozen=True):
    """All names of a concept; `full_asked` tells whether its full names ask for it (see `SynonymForm`)."""

    full: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    full_asked: bool = True


class Trie(Struct, frozen=True):
    """All forms as one automaton, which starts in state 0.

    `units` has the ids of units, from 1. `steps[state, unit]` is the next state, 0 if there is none. The
    concepts found in state n are `concepts[concepts_from[n] : concepts_from[n + 1]]`. `next_signatures` has
    the signatures (see `_signature`) of the units that lead on from a state, and _ANY if the state has
    concepts.
    """

    units: Mapping[str, int]
    steps: NDArray[np.int16]
    next_signatures: Signatures
    concepts: Int32s
    concepts_from: Int32s


class Synonyms(Struct, frozen=True):
    """All concepts by name, their forms, and the trie that finds them in texts.

    A concept's name is a key of the index: its first word and a number, "khoa #1". `implied` has for each
    concept itself and the concepts in its full name (Sở KHCN implies KH&CN). The trie finds these too.
    """

    concepts: tuple[str, ...]
    forms: tuple[SynonymForm, ...]
    implied: tuple[tuple[int, ...], ...]
    trie: Trie


@lru_cache(maxsize=4)
def load_synonyms(groups: SynonymGroups) -> Synonyms:
    """Returns the synonyms of the glossary, of provinces and of the site's settings."""
    concepts = [
        *(_ConceptNames(term.vietnamese, term.abbreviations, term.english) for term in load_terms()),
        *_places(),
        *(_ConceptNames(names) for names in groups),
    ]
    forms = [form for number, names in enumerate(concepts) for form in _forms(number, names)]
    without_implied = _trie(forms, [{number} for number in range(len(concepts))])
    implied = _implied(without_implied, [names.full for names in concepts])
    return Synonyms(
        concepts=tuple(_name(names.full[0], number) for number, names in enumerate(concepts)),
        forms=tuple(forms),
        implied=tuple(tuple(sorted(each)) for each in implied),
        trie=_trie(forms, implied),
    )


def _name(name: str, concept: int) -> str:
    return f"{term_of(_WORDS.findall(name)[0]).folded} #{concept + 1}"


def _places() -> Iterator[_ConceptNames]:
    """Returns the provinces whose names are shortened, or written with other letters than accents tell."""
    gazetteer = load_gazetteer()
    for slug, same in groupby(load_aliases(), key=attrgetter("slug")):
        place = gazetteer.places[slug]
        short = tuple(
            alias.spelling
            for alias in same
            if alias.kind is not AliasKind.NAME and fold(alias.spelling) != fold(place.name)
        )
        if short:
            yield _ConceptNames((place.name,), short, (place.name_en,), full_asked=False)


def _forms(concept: int, names: _ConceptNames) -> Iterable[SynonymForm]:
    for term in names.full:
        first, *rest = _WORDS.findall(term)
        yield SynonymForm((_exact(first), *map(_plain, rest)), concept, names.full_asked)
    for name in names.abbreviations:
        yield SynonymForm(tuple(map(_short, _WORDS.findall(name))), concept)
    for term in names.english:
        yield SynonymForm(tuple(map(_stemmed, _WORDS.findall(term))), concept, names.full_asked)


def _trie(forms: Iterable[SynonymForm], implied: Sequence[set[int]]) -> Trie:
    ids: dict[str, int] = {}
    steps: dict[tuple[int, int], int] = {}
    found: list[set[int]] = [set()]  # by state
    for form in forms:
        state = 0
        for unit in form.units:
            step = (state, ids.setdefault(unit, len(ids) + 1))
            if step not in steps:
                steps[step] = len(found)
                found.append(set())
            state = steps[step]
        found[state] |= implied[form.concept]
    table = np.zeros((len(found), len(ids) + 1), dtype=np.int16)
    signatures = [_ANY if each else 0 for each in found]
    for (before, unit_id), after in steps.items():
        table[before, unit_id] = after
        signatures[before] |= _signature(unit_id)
    concepts = [concept for each in found for concept in sorted(each)]
    return Trie(
        units=ids,
        steps=table,
        next_signatures=np.array(signatures, dtype=np.uint64),
        concepts=np.array(concepts, dtype=np.int32),
        concepts_from=np.cumsum([0, *map(len, found)], dtype=np.int32),
    )


class TokenUnits(Struct, frozen=True):
    """The units that each token can be, one row for each token id. Row 0 is that of a sentence's end.

    `signatures` are those of the row's units. `next_signatures` are those of the units that may follow if the
    token begins a form, 0 if it begins none.
    """

    units: NDArray[np.int16]
    signatures: Signatures
    next_signatures: Signatures

    def extended(self, others: "TokenUnits") -> "TokenUnits":
        """Returns these rows with others after them."""
        return TokenUnits(
            np.concatenate([self.units, others.units]),
            np.concatenate([self.signatures, others.signatures]),
            np.concatenate([self.next_signatures, others.next_signatures]),
        )


def token_units(trie: Trie, rows: Sequence[tuple[int, ...]]) -> TokenUnits:
    """Returns the units of tokens, whose ids are in `rows` (see `unit_ids`)."""
    ids = np.array(rows, dtype=np.int16)
    signatures = np.array([_ANY, *map(_signature, range(1, trie.steps.shape[1]))], dtype=np.uint64)
    states = trie.steps[0][ids]
    following = np.where(states > 0, trie.next_signatures[states], np.uint64(0))
    return TokenUnits(
        ids,
        np.bitwise_or.reduce(signatures[ids], axis=1) | np.uint64(_ANY),
        np.bitwise_or.reduce(following, axis=1),
    )


def _signature(unit_id: int) -> int:
    return 1 << unit_id % _SIGNATURE_BITS


def unit_ids(trie: Trie, token: str) -> tuple[int, ...]:
    """Returns the ids of the units that a token can be.

    The id is 0 for a unit of no form.
    """
    return tuple(trie.units.get(unit, 0) for unit in units(token))


def concepts_in(trie: Trie, known: TokenUnits, tokens: Int32s) -> tuple[Int32s, Int64s]:
    """Returns the concepts in token ids, and the position of each form.

    The ids must end with a BREAK.
    """
    # The signatures exclude nearly all tokens that begin no form, so that few are walked from.
    positions = np.flatnonzero((known.next_signatures > 0)[tokens[:-1]])
    may_begin = known.next_signatures[tokens[positions]] & known.signatures[tokens[positions + 1]]
    positions = positions[may_begin > 0]
    starts, states = positions, np.zeros(len(positions), dtype=np.int16)
    concepts, found_at = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.int64)]
    while len(positions):
        taken = trie.steps[states[:, None], known.units[tokens[positions]]].ravel()
        found = np.flatnonzero(taken)
        rows = found // known.units.shape[1]
        starts, states, positions = starts[rows], taken[found], positions[rows] + 1
        counts = trie.concepts_from[states + 1] - trie.concepts_from[states]
        firsts = trie.concepts_from[states] - (counts.cumsum() - counts)
        concepts.append(trie.concepts[np.repeat(firsts, counts) + np.arange(counts.sum())])
        found_at.append(np.repeat(starts, counts))
    return np.concatenate(concepts), np.concatenate(found_at)


def units(token: str) -> tuple[str, str, str, str]:
    """Returns the units that a token of a text can be.

    They are: this term; any word with its stem; if it has a capital, these letters; and this term as a name.
    """
    term = term_of(token)
    exact = f"{term.folded}/{term.accents}"
    if token[0].isupper():
        return exact, term.folded, f"={token}", f"^{exact}"
    return exact, term.folded, "", ""


def _implied(trie: Trie, names: Sequence[Sequence[str]]) -> list[set[int]]:
    """Returns for each concept itself and the concepts in its full names."""
    rows: list[tuple[int, ...]] = [NO_UNITS]
    tokens: list[int] = []
    concept_at: list[int] = []
    for concept, texts in enumerate(names):
        for text in texts:
            found = _WORDS.findall(text)
            tokens += [*range(len(rows), len(rows) + len(found)), 0]
            rows += [unit_ids(trie, token) for token in found]
            concept_at += [concept] * (len(found) + 1)
    implied = [{concept} for concept in range(len(names))]
    concepts, positions = concepts_in(trie, token_units(trie, rows), np.array(tokens, dtype=np.int32))
    for concept, position in zip(concepts.tolist(), positions.tolist(), strict=True):
        implied[concept_at[position]].add(concept)
    return implied


def _exact(token: str) -> str:
    """Returns the unit of a name's first word. Its capital counts: "tiến bộ khoa học" is no "Bộ Khoa học"."""
    return units(token)[3 if token[0].isupper() else 0]


def _plain(token: str) -> str:
    return units(token)[0]


def _stemmed(token: str) -> str:
    return term_of(token).folded


def _short(token: str) -> str:
    """Returns the unit of a word of an abbreviation."""
    return f"={token}" if token.isupper() and is_syllable(term_of(token).folded) else units(token)[0]
