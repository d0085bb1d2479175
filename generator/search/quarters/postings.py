"""The inverted index of one quarter: posting lists of its terms, pairs of terms, and concepts.

It depends only on the quarter's documents and on the synonyms, so that it can be cached.
"""

import mmap
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search import ranking
from generator.search.analysis.fields import IndexedField
from generator.search.analysis.hashes import Hashes
from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.runs import runs_in
from generator.search.analysis.synonyms import concepts_in
from generator.search.analysis.token_ids import BREAK, Int32s, Int64s, TokenizedDocuments
from generator.search.quarters.posting_lists import (
    LEVEL_BITS,
    PostingLists,
    posting_lists,
    short_keys,
    starts_of,
)
from generator.search.quarters.slots import Slots
from generator.search.quarters.term_hashes import term_hashes

_FIELD_BITS = 3


class ListsDamagedError(Exception):
    """A file of posting lists is missing or damaged; the message is its path."""


class QuarterPostings(Struct, frozen=True):
    """The terms and posting lists of some documents of a quarter.

    The terms are sorted by their texts; the tails of runs are among them, without a list of their own. The
    lists of terms and pairs number the terms from 1, the lists of concepts number the concepts from 0.
    `term_hashes` has the hash of each term's lists, from 1.
    """

    vocabulary: tuple[str, ...]
    terms: PostingLists
    pairs: PostingLists
    concepts: PostingLists
    term_hashes: Hashes

    @property
    def weights(self) -> Int32s:
        """The weight of each term: the sum over its postings of 1 + level; 0 for the tail of a run."""
        levels = self.terms.postings & ((1 << LEVEL_BITS) - 1)
        reached = np.append(np.int64(0), np.cumsum(levels + 1, dtype=np.int64))
        weights = np.zeros(len(self.vocabulary), dtype=np.int32)
        weights[self.terms.first - 1] = np.diff(reached[self.terms.ends], prepend=np.int64(0))
        return weights


def quarter_postings(lexicon: Lexicon, tokenized: TokenizedDocuments, slots: Slots) -> QuarterPostings:
    """Returns the postings of documents that are in these slots."""
    ids = lexicon.term_ids[tokenized.tokens]
    runs = runs_in(ids, lexicon.shapes[tokenized.tokens], tokenized.glued)
    tails = lexicon.tail_ids(runs.tails)
    present = np.union1d(np.flatnonzero(np.bincount(ids, minlength=1)[1:]) + 1, tails)
    vocabulary, sorted_ids = lexicon.sorted_terms(present.tolist())
    number_of = np.zeros(int(present.max(initial=BREAK)) + 1, dtype=np.int64)
    number_of[sorted_ids] = np.arange(1, len(sorted_ids) + 1)
    terms = number_of[ids]
    lengths = np.zeros(slots.count, dtype=np.int64)
    lengths[list(slots.taken)] = tokenized.lengths
    term_bits = len(vocabulary).bit_length()
    slot_of = np.repeat(np.array(slots.taken, dtype=np.int64), tokenized.lengths)
    slot_fields = slot_of << _FIELD_BITS | tokenized.fields
    # Every document ends with a BREAK, so that no pair spans two documents.
    is_term = terms != BREAK
    term_at, pair_at = np.flatnonzero(is_term), np.flatnonzero(is_term[:-1] & is_term[1:])
    # A run is kept as a pair: its first term and its tail.
    seconds = np.concatenate([terms[pair_at + 1], number_of[tails][runs.tail_of]])
    pair_at = np.concatenate([pair_at, runs.positions])
    pairs = terms[pair_at] << term_bits | seconds
    concepts, found_at = concepts_in(lexicon.trie, lexicon.units, tokenized.tokens)
    return with_term_hashes(
        lexicon,
        vocabulary,
        lists_of_occurrences(terms[term_at], 0, slot_fields[term_at], lengths),
        lists_of_occurrences(pairs, term_bits, slot_fields[pair_at], lengths),
        lists_of_occurrences(concepts.astype(np.int64), 0, slot_fields[found_at], lengths, once=True),
    )


def with_term_hashes(
    lexicon: Lexicon,
    vocabulary: Sequence[str],
    terms: PostingLists,
    pairs: PostingLists,
    concepts: PostingLists,
) -> QuarterPostings:
    """Returns these lists as the postings of a quarter, with the hashes of its terms."""
    hashes = lexicon.hashes(vocabulary)
    of_terms = term_hashes(hashes, terms) + term_hashes(hashes, pairs)
    return QuarterPostings(tuple(vocabulary), terms, pairs, concepts, of_terms)


# --- lists ------------------------------------------------------------------------------------------------


def lists_of_occurrences(
    keys: Int64s, second_bits: int, slot_fields: Int64s, lengths: Int64s, *, once: bool = False
) -> PostingLists:
    """Returns posting lists, with one posting for each list and document.

    Occurrence n is in the list with the key `keys[n]` (see `posting_lists`). `slot_fields[n]` is its slot
    and, in the lowest bits, its field. `lengths` has the number of tokens in each slot. If `once` is set, an
    occurrence counts once in a field.
    """
    slot_field_bits = _FIELD_BITS + len(lengths).bit_length()
    keys, distinct = short_keys(keys, slot_field_bits)
    codes = _sorted(keys << slot_field_bits | slot_fields)
    if once:
        codes = codes[starts_of(codes)]
    starts = starts_of(codes >> _FIELD_BITS)
    fields = (codes & ((1 << _FIELD_BITS) - 1)).astype(np.uint8)
    slot_codes = codes[starts] >> _FIELD_BITS
    slot_bits = slot_field_bits - _FIELD_BITS
    slots = slot_codes & ((1 << slot_bits) - 1)
    levels = _levels(fields, starts, lengths[slots])
    keys = slot_codes >> slot_bits
    return posting_lists(
        keys if distinct is None else distinct[keys], second_bits, slots << LEVEL_BITS | levels
    )


def _sorted(codes: Int64s) -> Int32s | Int64s:
    """Returns the codes sorted, in 32 bits if they fit: these are sorted faster."""
    small = len(codes) and codes.max() < 1 << 31
    return np.sort(codes.astype(np.int32)) if small else np.sort(codes)


def _levels(fields: NDArray[np.uint8], starts: Int64s, lengths: Int64s) -> NDArray[np.uint8]:
    """Returns the impact of each posting as the nearest level of `ranking.LEVELS`.

    `fields` has the field of each occurrence, `starts` the first occurrence of each posting, `lengths` the
    number of tokens in its document.
    """
    if not len(starts):
        return fields
    field_sets = np.bitwise_or.reduceat(np.left_shift(np.uint8(1), fields), starts)
    levels = _LOWEST[field_sets]
    # A text in which the term occurs more often has a higher level only if these fields allow it.
    undecided = np.flatnonzero(_HIGHEST[field_sets] > levels)
    reached = np.append(0, (fields == IndexedField.BODY).cumsum())
    in_body = reached[np.append(starts, len(fields))[undecided + 1]] - reached[starts[undecided]]
    slowness = ranking.K * (1 - ranking.B + ranking.B * lengths[undecided] / ranking.PIVOT)
    levels[undecided] = _nearest(
        _IMPACTS[field_sets[undecided]] + ranking.BODY * in_body / (in_body + slowness)
    )
    return levels


def _nearest(impacts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Returns the level that is nearest to each impact."""
    share = impacts / _MAX_IMPACT
    levels = np.zeros(len(share), dtype=np.uint8)
    for low, high in pairwise(ranking.LEVELS):
        levels += share > (low + high) / 2
    return levels


_WEIGHTS = (
    (IndexedField.TITLE, ranking.TITLE),
    (IndexedField.LEAD, ranking.LEAD),
    (IndexedField.NAMES, ranking.NAMES),
    (IndexedField.REMOTE, ranking.REMOTE),
)
_MAX_IMPACT = ranking.PRESENT + ranking.BODY + sum(weight for _, weight in _WEIGHTS)
_FIELD_SETS = np.arange(1 << len(IndexedField))
# The impact by the set of fields; the body is added by the number of occurrences.
_IMPACTS = sum(
    (weight * ((_FIELD_SETS >> field) & 1) for field, weight in _WEIGHTS),
    start=np.full(len(_FIELD_SETS), ranking.PRESENT),
)
_LOWEST, _HIGHEST = (
    _nearest(_IMPACTS + most * ((_FIELD_SETS >> IndexedField.BODY) & 1)) for most in (0, ranking.BODY)
)


# --- files ------------------------------------------------------------------------------------------------


def write_lists(file: Path, terms: PostingLists, pairs: PostingLists) -> str:
    """Writes lists for other processes and the next build; returns the file's checksum."""
    parts = [
        part
        for lists in (terms, pairs)
        for part in (np.array([len(lists.first), len(lists.postings)], dtype=np.int32), *lists)
    ]
    content = b"".join([part.tobytes() for part in parts])
    file.write_bytes(content)
    return _checksum(content)


def read_lists(file: Path, checksum: str) -> tuple[PostingLists, PostingLists]:
    """Returns the lists of a file, which is mapped into memory.

    Raises ListsDamagedError if the file is missing, empty, or has another checksum.
    """
    try:
        with file.open("rb") as opened:
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ValueError) as error:
        raise ListsDamagedError(str(file)) from error
    if _checksum(data) != checksum:
        raise ListsDamagedError(str(file))
    terms, rest = _split(np.frombuffer(data, dtype=np.int32))
    return terms, _split(rest)[0]


def _checksum(content: bytes | mmap.mmap) -> str:
    """Returns a checksum against damage, not against an attacker. It is checked in every build."""
    return f"{zlib.crc32(content):08x}"


def _split(data: Int32s) -> tuple[PostingLists, Int32s]:
    """Returns the lists at the beginning of the data, and the rest."""
    lists, postings = data[:2].tolist()
    first, second, ends, own, rest = np.split(data[2:], np.cumsum([lists, lists, lists, postings]))
    return PostingLists(first, second, ends, own), rest
