"""Twins: one article saved twice (a print view, a feed, two addresses), and texts that two sites share.

Twins of one site become one article; what two sites share is only reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from msgspec import Struct

from generator.importer.addresses import host_of, normal_address, page_address
from generator.importer.extract import Extraction
from generator.importer.placing.shingles import contained
from generator.model.values import PartialDate
from generator.text.unicode import fold

_SAME = 0.97  # of the shorter text; a word more or less makes two articles
_SAME_ADDRESS = 0.5  # of one address, the text may have been edited between two captures
_LEAD = 0.5  # a lead is often cut or worded anew
_SHARED = 0.6
_LONG_ENOUGH = 250  # characters; shorter texts are alike by chance
_MOST_ALIKE = 40  # pages with one shingle; one that more have is furniture


class CaptureSummary(Struct, frozen=True):
    """What is remembered of an understood page while the others are read; `place`: where the spool has it."""

    place: int
    path: str
    digest: str
    site: str
    address: str
    page: str
    title: str
    date: PartialDate | None
    length: int
    partial: bool  # a lead, or a print view
    lead_only: bool
    marked: bool
    bare: bool  # neither date nor author is known
    sketch: bytes


class Groups(Struct, frozen=True):
    """The cards by article, the fullest first in each; and pairs of articles that share their text."""

    groups: tuple[tuple[CaptureSummary, ...], ...]
    shared: tuple[tuple[CaptureSummary, CaptureSummary], ...]


def card_of(understood: Extraction, place: int) -> CaptureSummary:
    """The card of a page that has an article."""
    article = understood.article
    assert article is not None
    partial = understood.lead_only or understood.printed
    return CaptureSummary(
        place,
        understood.path,
        understood.digest,
        host_of(understood.address) or _folder(understood),
        normal_address(understood.address),
        page_address(understood.address),
        " ".join(fold(article.title).split()),
        article.date,
        len(article.body),
        partial,
        understood.lead_only,
        article.marked,
        not article.date and not article.authors,
        understood.sketch,
    )


def _folder(understood: Extraction) -> str:
    """What stands for the site of a page without an address: the folder in which it was saved."""
    source = understood.source
    return f"{source.root}/{source.inside.partition('/')[0] if '/' in source.inside else ''}"


def grouped(cards: Sequence[CaptureSummary], body: Callable[[CaptureSummary], str]) -> Groups:
    """The cards by article; `body` fetches the text of one."""
    finder = _Finder(cards, body)
    finder.join()
    return finder.groups()


@dataclass(slots=True)
class _Finder:
    cards: Sequence[CaptureSummary]
    body: Callable[[CaptureSummary], str]

    _first: list[int] = field(default_factory=list)
    _shared: list[tuple[int, int]] = field(default_factory=list)

    def join(self) -> None:
        self._first = list(range(len(self.cards)))
        for one, other in sorted(self._candidates()):
            if self._root(one) != self._root(other):
                self._compare(one, other)

    def groups(self) -> Groups:
        members: dict[int, list[CaptureSummary]] = defaultdict(list)
        for number, card in enumerate(self.cards):
            members[self._root(number)].append(card)
        groups = {root: tuple(sorted(group, key=_fullness)) for root, group in members.items()}
        pairs = {tuple(sorted((self._root(a), self._root(b)))) for a, b in self._shared}
        shared = tuple((groups[a][0], groups[b][0]) for a, b in sorted(pairs) if a != b)
        return Groups(tuple(groups.values()), shared)

    def _root(self, number: int) -> int:
        while self._first[number] != number:
            self._first[number] = self._first[self._first[number]]
            number = self._first[number]
        return number

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs that are worth a look: of one digest, address or title, or with shingles in common."""
        found: set[tuple[int, int]] = set()
        for name in ("digest", "page", "title"):
            alike: dict[str, list[int]] = defaultdict(list)
            for number, card in enumerate(self.cards):
                if value := getattr(card, name):
                    alike[value].append(number)
            for numbers in alike.values():
                # Of very many with one title ("Thông báo") each is held against its neighbours alone.
                near = combinations(numbers, 2) if len(numbers) <= _MOST_ALIKE else _neighbours(numbers)
                found.update(near)
        return found | set(_overlapping([card.sketch for card in self.cards]))

    def _compare(self, one: int, other: int) -> None:
        a, b = self.cards[one], self.cards[other]
        if a.digest == b.digest:
            self._unite(one, other)
            return
        # A title may be all that a lead has.
        share = contained(self.body(a), self.body(b))
        if _same_article(a, b, share):
            self._unite(one, other)
        elif share >= _SHARED and min(a.length, b.length) >= _LONG_ENOUGH:
            self._shared.append((one, other))

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._first[second] = first


def _neighbours(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 : n + 4])


def _same_article(a: CaptureSummary, b: CaptureSummary, share: float) -> bool:
    if _dates_differ(a, b):
        return False
    if a.page and a.page == b.page:
        return share >= _SAME_ADDRESS or a.lead_only or b.lead_only
    if a.title != b.title:
        return False
    if a.lead_only != b.lead_only and _one_site_perhaps(a, b):
        return share >= _LEAD
    if a.partial != b.partial and _one_site_perhaps(a, b):
        return share >= _SAME
    return a.site == b.site and share >= _SAME


def _one_site_perhaps(a: CaptureSummary, b: CaptureSummary) -> bool:
    """Whether two pages may be of one site: not where both have addresses, of two hosts."""
    return a.site == b.site or not (a.address and b.address)


def _dates_differ(a: CaptureSummary, b: CaptureSummary) -> bool:
    if a.date is None or b.date is None:
        return False
    pairs = ((a.date.year, b.date.year), (a.date.month, b.date.month), (a.date.day, b.date.day))
    return any(x is not None and y is not None and x != y for x, y in pairs)


def _fullness(card: CaptureSummary) -> tuple[bool, bool, int, str]:
    """The fullest first: no lead, no print view, the longest, the first by its path."""
    return (card.lead_only, card.partial, -card.length, card.path)


def _overlapping(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that have a third of the smaller sketch in common."""
    sizes = np.array([len(each) // 4 for each in sketches], dtype=np.int64)
    if not sizes.sum():
        return
    values = np.frombuffer(b"".join(sketches), dtype=np.uint32)
    owners = np.repeat(np.arange(len(sketches)), sizes)
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    ends = np.append(starts[1:], len(values))
    common: dict[tuple[int, int], int] = defaultdict(int)
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        if end - start <= _MOST_ALIKE:
            for pair in combinations(owners[start:end].tolist(), 2):
                common[pair] += 1
    for (one, other), count in common.items():
        if one != other and count * 3 >= min(int(sizes[one]), int(sizes[other])):
            yield one, other
