"""What articles have in common: their terms, and the pairs of articles that share most.

The module imports NumPy, which takes long; it is imported when articles came, went or changed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.model.archive import Article
from generator.plan.taxonomies import tag_key
from generator.text.unicode import old_tone_placement

SHOWN = 4
_NEAREST = 16  # articles to which a term leads
_ENOUGH = 500  # the least score of an article that is shown
_WORD = re.compile(r"\w+")
# Syllables that join others: a pair with one of them says little.
_WEAK = frozenset(
    re.findall(
        r"\w+",
        "và của cho các những một có là ở tại trong ngoài với từ đến về theo năm tháng ngày được bị sẽ đã "
        "đang không ra vào lên trên dưới sau trước khi để do bởi qua như này đó the of a an in on at to for "
        "and with from by is are was were as its",
    )
)
# What a term counts if one older article has it: a word, a pair of words, a province, a subject.
# The number of the kind is in the two lowest bits of the term.
_WEIGHTS = (250, 1000, 1200, 2000)
_RARE, _PAIR, _PLACE, _TAG = range(4)
_BITS = np.array([0, *(count.bit_length() for count in range(1, 1 << 16))], dtype=np.int64)

Terms = NDArray[np.uint64]


def unique_terms(packed: Iterable[bytes]) -> Terms:
    """All terms of these arrays."""
    return np.unique(np.frombuffer(b"".join(packed), dtype=np.uint64))


def best_related(terms: Sequence[bytes], dirty: Terms) -> Mapping[int, tuple[int, ...]]:
    """The best related articles of each article that has a dirty term or no term; the newest among equals."""
    lengths = np.array([len(each) // 8 for each in terms], dtype=np.int64)
    places = np.repeat(np.arange(len(terms), dtype=np.int64), lengths)
    every = np.frombuffer(b"".join(terms), dtype=np.uint64)
    concerned = np.zeros(len(terms), dtype=bool)
    concerned[places[np.isin(every, dirty)]] = True
    if not concerned.all():  # the terms of others lead to none of these
        own = np.isin(every, np.unique(every[concerned[places]]), kind="sort")
        every, places = every[own], places[own]
    order = np.argsort(every, kind="stable")  # articles of one term, the oldest first
    every, places = every[order], places[order]
    begins = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1]))) if len(every) else order
    ranks = np.arange(len(every)) - np.repeat(begins, np.diff(np.append(begins, len(every))))
    weights = np.array(_WEIGHTS, dtype=np.int64)[(every & np.uint64(3)).astype(np.int64)]
    shares = weights // np.maximum(_BITS[np.minimum(ranks, len(_BITS) - 1)], 1)
    pairs, scores = [], []
    for back in range(1, _NEAREST + 1):
        at = np.flatnonzero((ranks >= back) & concerned[places])
        pairs.append(places[at] * len(terms) + places[at - back])
        scores.append(shares[at])
    found: dict[int, list[int]] = {int(at): [] for at in np.flatnonzero(concerned | (lengths == 0))}
    for article, other in _ranked(np.concatenate(pairs), np.concatenate(scores), len(terms)):
        if len(found[article]) < SHOWN:
            found[article].append(other)
    return {at: tuple(others) for at, others in found.items()}


def best_related_of(terms: Sequence[bytes], at: int) -> tuple[int, ...]:
    """The best related articles of one article: what `best_related` finds for it, without the others."""
    older = np.frombuffer(b"".join(terms[:at]), dtype=np.uint64)
    ends = np.cumsum(np.array([len(each) // 8 for each in terms[:at]], dtype=np.int64))
    scores: Counter[int] = Counter()
    for term in np.frombuffer(terms[at], dtype=np.uint64):
        others = np.searchsorted(ends, np.flatnonzero(older == term), side="right")
        share = _WEIGHTS[int(term) & 3] // max(int(_BITS[min(len(others), len(_BITS) - 1)]), 1)
        for other in others[-_NEAREST:].tolist():
            scores[other] += share
    enough = [(-score, -other) for other, score in scores.items() if score >= _ENOUGH]
    return tuple(-other for _, other in sorted(enough)[:SHOWN])


def _ranked(pairs: NDArray[np.int64], scores: NDArray[np.int64], count: int) -> Iterator[tuple[int, int]]:
    """The pairs (article, other) that have enough in common, by article; the best and newest other first."""
    unique, where = np.unique(pairs, return_inverse=True)
    totals = np.bincount(where, weights=scores, minlength=len(unique)).astype(np.int64)
    enough = totals >= _ENOUGH
    unique, totals = unique[enough], totals[enough]
    articles, others = unique // count, unique % count
    order = np.lexsort((-others, -totals, articles))
    return zip(articles[order].tolist(), others[order].tolist(), strict=True)


def terms_of(article: Article) -> bytes:
    """What an article may have in common with others.

    It is an array of hashes, as bytes. Each hash holds the kind of its term.
    """
    facts = article.facts
    words = _WORD.findall(old_tone_placement(article.in_language(article.original).title.casefold()))
    terms = {(word, _RARE) for word in words if len(word) >= 4 and word not in _WEAK}
    terms |= {
        (f"{first} {second}", _PAIR)
        for first, second in pairwise(words)
        if first not in _WEAK and second not in _WEAK
    }
    terms |= {(tag_key(tag), _TAG) for tag in facts.tags}
    terms |= {(ref.slug, _PLACE) for ref in facts.provinces}
    return np.array(sorted(_hashed(text, kind) for text, kind in terms), dtype=np.uint64).tobytes()


@lru_cache(maxsize=65_536)  # titles have many words in common
def _hashed(text: str, kind: int) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") & ~3 | kind
