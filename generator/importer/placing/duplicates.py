"""Groups captures of one article: print views, feed items, several URLs.

Captures of one site become one article. Texts shared by two sites are only reported.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from msgspec import Struct

from generator.importer.addresses import host_of, normal_address, page_address
from generator.importer.extract import Extraction
from generator.importer.frame.sites import folder_of
from generator.importer.placing.shingles import containment
from generator.model.values import PartialDate
from generator.text.unicode import fold

_SAME = 0.97  # share of the shorter text for one article
_SAME_ADDRESS = 0.5  # the same for one URL, whose text may have been edited
_LEAD = 0.5  # the same for leads, which are often shortened or reworded
_SHARED = 0.6
_LONG_ENOUGH = 250  # characters; shorter texts are similar by chance
_MOST_ALIKE = 40  # pages with one shingle; more common ones are boilerplate


class CaptureSummary(Struct, frozen=True):
    """Data of an extracted page that stays in memory.

    `place`: offset in the spool. `page`: normalised URL of the page, also for print views.
    """

    offset: int
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
    province: str  # "" if unknown or doubtful
    sampled_shingles: bytes


class DuplicateGroups(Struct, frozen=True):
    """Summaries by article, fullest first, and pairs with shared text."""

    groups: tuple[tuple[CaptureSummary, ...], ...]
    shared: tuple[tuple[CaptureSummary, CaptureSummary], ...]


def summary_of(extraction: Extraction, offset: int) -> CaptureSummary:
    """Returns the summary of an extraction with an article."""
    article = extraction.article
    assert article is not None
    partial = extraction.lead_only or extraction.printed
    return CaptureSummary(
        offset,
        extraction.path,
        extraction.digest,
        host_of(extraction.address) or folder_of(extraction.source),
        normal_address(extraction.address),
        page_address(extraction.address),
        " ".join(fold(article.title).split()),
        article.date,
        len(article.body),
        partial,
        extraction.lead_only,
        article.marked,
        not article.date and not article.authors,
        article.province if "province" not in article.review else "",
        extraction.sampled_shingles,
    )


def group_duplicates(
    summaries: Sequence[CaptureSummary], body: Callable[[CaptureSummary], str]
) -> DuplicateGroups:
    """Groups the summaries by article. `body` loads the text of a summary."""
    finder = _DuplicateFinder(summaries, body)
    finder.compare_candidates()
    return finder.groups()


@dataclass(slots=True)
class _DuplicateFinder:
    """Union-find over the captures."""

    summaries: Sequence[CaptureSummary]
    body: Callable[[CaptureSummary], str]

    _first: list[int] = field(default_factory=list)
    _shared: list[tuple[int, int]] = field(default_factory=list)

    def compare_candidates(self) -> None:
        """Compares all candidate pairs and unites duplicates."""
        self._first = list(range(len(self.summaries)))
        for one, other in sorted(self._candidates()):
            if self._root(one) != self._root(other):
                self._compare(one, other)

    def groups(self) -> DuplicateGroups:
        """Returns the groups and the pairs with shared text."""
        members: dict[int, list[CaptureSummary]] = defaultdict(list)
        for number, summary in enumerate(self.summaries):
            members[self._root(number)].append(summary)
        groups = {root: tuple(sorted(group, key=_fullness)) for root, group in members.items()}
        pairs = {tuple(sorted((self._root(a), self._root(b)))) for a, b in self._shared}
        shared = tuple((groups[a][0], groups[b][0]) for a, b in sorted(pairs) if a != b)
        return DuplicateGroups(tuple(groups.values()), shared)

    def _root(self, number: int) -> int:
        while self._first[number] != number:
            self._first[number] = self._first[self._first[number]]
            number = self._first[number]
        return number

    def _candidates(self) -> set[tuple[int, int]]:
        """Returns pairs to compare. They have the same digest, URL or title, or share sampled shingles."""
        found: set[tuple[int, int]] = set()
        for name in ("digest", "page", "title"):
            alike: dict[str, list[int]] = defaultdict(list)
            for number, summary in enumerate(self.summaries):
                if value := getattr(summary, name):
                    alike[value].append(number)
            for numbers in alike.values():
                # If very many have one title ("Thông báo"), each is compared only with its neighbours.
                near = combinations(numbers, 2) if len(numbers) <= _MOST_ALIKE else _neighbours(numbers)
                found.update(near)
        return found | set(_overlapping([summary.sampled_shingles for summary in self.summaries]))

    def _compare(self, one: int, other: int) -> None:
        a, b = self.summaries[one], self.summaries[other]
        if a.digest == b.digest:
            self._unite(one, other)
            return
        # A lead may have only a title.
        share = containment(self.body(a), self.body(b))
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
    """Whether two pages may be of one site. They are not if both URLs have different hosts."""
    return a.site == b.site or not (a.address and b.address)


def _dates_differ(a: CaptureSummary, b: CaptureSummary) -> bool:
    if a.date is None or b.date is None:
        return False
    pairs = ((a.date.year, b.date.year), (a.date.month, b.date.month), (a.date.day, b.date.day))
    return any(x is not None and y is not None and x != y for x, y in pairs)


def _fullness(summary: CaptureSummary) -> tuple[bool, bool, int, str]:
    """Sort key: full pages first, then longer ones, then by path."""
    return (summary.lead_only, summary.partial, -summary.length, summary.path)


def _overlapping(samples: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yields pairs that share a third of the smaller sample."""
    sizes = np.array([len(each) // 4 for each in samples], dtype=np.int64)
    if not sizes.sum():
        return
    values = np.frombuffer(b"".join(samples), dtype=np.uint32)
    owners = np.repeat(np.arange(len(samples)), sizes)
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
