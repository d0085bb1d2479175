"""Duplicates: articles that are there twice, word for word or nearly.

Candidates are texts of whose sketches one band of numbers agrees; each is then compared by all its shingles,
so that nothing is reported for being likely alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.check.context import LintContext
from generator.check.file_report import FileReport
from generator.check.minhash import SIZE, resemblance, shingles_of, words_of
from generator.model.archive import Texts, Translation
from generator.model.problem import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.6  # of all shingles: texts of which up to every fourteenth word was changed
_BAND = 4  # numbers
_SURE = 0.45  # of the sketch: what is less alike by it is not compared (its error is some 0.05)
_CROWD = 30  # of this many texts that are all alike, not every two are compared
_FEW_WORDS = 30  # shorter texts are captions and notices, which may well be alike


def duplicate_problems(context: LintContext) -> Iterator[Problem]:
    """One problem for each file that is like an earlier one, by the order of their paths."""
    by_language: dict[str, list[Translation]] = defaultdict(list)
    for _, article in context.articles():
        for translation in article.translations:
            by_language[translation.lang].append(translation)
    for translations in by_language.values():
        ordered = sorted(translations, key=lambda each: each.source_path)
        found = [context.inspections[each.source_path] for each in ordered]
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
    """For each text that is like an earlier one: the first of those most like it, and how much."""
    best: dict[int, tuple[int, float]] = {}
    for earlier, later in _same(translations, found):
        best.setdefault(later, (earlier, 1.0))

    @lru_cache(maxsize=256)
    def shingles(number: int) -> "NDArray[np.uint64]":
        return shingles_of(words_of(texts.body(translations[number].source_path)))

    for earlier, later in _candidates(found):
        if best.get(later, (0, 0.0))[1] < 1.0:
            share = resemblance(shingles(earlier), shingles(later))
            if share >= max(NEAR, best.get(later, (0, 0.0))[1] + 1e-9):
                best[later] = (earlier, share)
    return best


def _same(translations: Sequence[Translation], found: Sequence[FileReport]) -> Iterator[tuple[int, int]]:
    """(earlier, later) of texts that are the same; a short one with its title."""
    first: dict[tuple[str, str], int] = {}
    for number, report in enumerate(found):
        if report.words:
            title = "" if report.words >= _FEW_WORDS else translations[number].title.casefold()
            earlier = first.setdefault((report.text, title), number)
            if earlier != number:
                yield earlier, number


def _candidates(found: Sequence[FileReport]) -> Sequence[tuple[int, int]]:
    """(earlier, later) of the different texts whose sketches are alike, in their order."""
    distinct: dict[str, int] = {}
    for number, each in enumerate(found):
        if each.words >= _FEW_WORDS:
            distinct.setdefault(each.text, number)
    numbers = sorted(distinct.values())
    if len(numbers) < 2:
        return ()
    import numpy as np

    sketches = np.frombuffer(b"".join(found[n].sketch for n in numbers), dtype="<u4").reshape(-1, SIZE)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, SIZE, _BAND):
        band = np.ascontiguousarray(sketches[:, start : start + _BAND]).view(f"S{_BAND * 4}").ravel()
        _, inverse, counts = np.unique(band, return_inverse=True, return_counts=True)
        groups: dict[int, list[int]] = defaultdict(list)
        for at in np.flatnonzero(counts[inverse] > 1).tolist():
            groups[int(inverse[at])].append(at)
        for group in groups.values():
            pairs.update(pair for n in range(1, len(group)) for pair in _pairs_with(group, n))
    alike = [(a, b) for a, b in sorted(pairs) if np.mean(sketches[a] == sketches[b]) >= _SURE]
    return [(numbers[a], numbers[b]) for a, b in alike]


def _pairs_with(group: Sequence[int], number: int) -> Iterator[tuple[int, int]]:
    """A member of a group with those before it; in a large one with the first and the last of these."""
    before = group[:number] if number < _CROWD else (group[0], group[number - 1])
    return ((one, group[number]) for one in before)
