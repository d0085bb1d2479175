"""Checks for duplicate articles: the same text twice, or nearly the same.

Two texts are candidates if their MinHash signatures share a band (locality-sensitive hashing). Candidates are
then compared by all their shingles, so that a chance match is never reported.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.check.context import LintContext
from generator.check.file_report import FileReport
from generator.check.minhash import SIZE, jaccard_similarity, shingles_of, words_of
from generator.model.archive import Texts, Translation
from generator.model.problem import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Least Jaccard similarity of the shingles. A text in which every fourteenth word was changed reaches it.
NEAR = 0.6
_BAND = 4  # hash values in a band
# Least share of equal values in two signatures (standard error about 0.05). Other pairs are not compared.
_SURE = 0.45
_CROWD = 30  # texts; in larger groups not every pair is compared
_FEW_WORDS = 30  # shorter texts are captions and notices, which may rightly be alike


def duplicate_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a problem for each file that is like an earlier one.

    Files are compared in the order of their paths.
    """
    by_language: dict[str, list[Translation]] = defaultdict(list)
    for _, article in context.articles():
        for translation in article.translations:
            by_language[translation.lang].append(translation)
    for translations in by_language.values():
        ordered = sorted(translations, key=lambda each: each.source_path)
        found = [context.reports[each.source_path] for each in ordered]
        pairs = _pairs(ordered, found, context.sources.texts)
        for later, (earlier, share) in sorted(pairs.items()):
            path, other = ordered[later].source_path, ordered[earlier].source_path
            position = found[later].position_of("title")
            if share == 1.0 and found[later].text == found[earlier].text:
                yield Problem.at(path, position, "duplicate", other=other)
            else:
                yield Problem.at(path, position, "near-duplicate", other=other, share=f"{share:.0%}")


def _pairs(
    translations: Sequence[Translation], found: Sequence[FileReport], texts: Texts
) -> Mapping[int, tuple[int, float]]:
    """For each text that is like an earlier one: the most similar earlier text, and the similarity.

    Of equally similar texts it is the first.
    """
    best: dict[int, tuple[int, float]] = {}
    for earlier, later in _same(translations, found):
        best.setdefault(later, (earlier, 1.0))

    @lru_cache(maxsize=256)
    def shingles(number: int) -> "NDArray[np.uint64]":
        return shingles_of(words_of(texts.body(translations[number].source_path)))

    for earlier, later in _candidates(found):
        if best.get(later, (0, 0.0))[1] < 1.0:
            share = jaccard_similarity(shingles(earlier), shingles(later))
            if share >= max(NEAR, best.get(later, (0, 0.0))[1] + 1e-9):
                best[later] = (earlier, share)
    return best


def _same(translations: Sequence[Translation], found: Sequence[FileReport]) -> Iterator[tuple[int, int]]:
    """Yields (earlier, later) for equal texts. Short texts must also have equal titles."""
    first: dict[tuple[str, str], int] = {}
    for number, report in enumerate(found):
        if report.words:
            title = "" if report.words >= _FEW_WORDS else translations[number].title.casefold()
            earlier = first.setdefault((report.text, title), number)
            if earlier != number:
                yield earlier, number


def _candidates(found: Sequence[FileReport]) -> Sequence[tuple[int, int]]:
    """Returns (earlier, later) of different texts with similar signatures, sorted."""
    distinct: dict[str, int] = {}
    for number, each in enumerate(found):
        if each.words >= _FEW_WORDS:
            distinct.setdefault(each.text, number)
    numbers = sorted(distinct.values())
    if len(numbers) < 2:
        return ()
    import numpy as np

    signatures = np.frombuffer(b"".join(found[n].signature for n in numbers), dtype="<u4").reshape(-1, SIZE)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, SIZE, _BAND):
        band = np.ascontiguousarray(signatures[:, start : start + _BAND]).view(f"S{_BAND * 4}").ravel()
        _, inverse, counts = np.unique(band, return_inverse=True, return_counts=True)
        groups: dict[int, list[int]] = defaultdict(list)
        for at in np.flatnonzero(counts[inverse] > 1).tolist():
            groups[int(inverse[at])].append(at)
        for group in groups.values():
            pairs.update(pair for n in range(1, len(group)) for pair in _pairs_with(group, n))
    alike = [(a, b) for a, b in sorted(pairs) if np.mean(signatures[a] == signatures[b]) >= _SURE]
    return [(numbers[a], numbers[b]) for a, b in alike]


def _pairs_with(group: Sequence[int], number: int) -> Iterator[tuple[int, int]]:
    """Pairs of a member with the members before it.

    In a large group: only with the first member and the previous one.
    """
    before = group[:number] if number < _CROWD else (group[0], group[number - 1])
    return ((one, group[number]) for one in before)
