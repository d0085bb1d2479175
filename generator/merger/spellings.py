"""Finds authors and tags spelled in two ways, and articles that two archives have."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.merger.member import Member
from generator.merger.request import Finding
from generator.model.archive import Article
from generator.model.problem import Problem
from generator.text.unicode import fold

_TWINS = ("duplicate", "near-duplicate")


def spelled_otherwise(members: Sequence[Member]) -> Iterator[Finding]:
    """Yields names that differ between members only in accents, case or blanks."""
    yield from _spellings(members, "author-spelling", lambda a: (author.name for author in a.facts.authors))
    yield from _spellings(members, "tag-spelling", lambda article: article.facts.tags)


def _spellings(
    members: Sequence[Member], kind: str, names: Callable[[Article], Iterable[str]]
) -> Iterator[Finding]:
    found: dict[str, dict[str, str]] = defaultdict(dict)  # folded name -> spelling -> first member with it
    for member in members:
        articles = (entry.article for entry in member.entries if entry.article)
        for name in (name for article in articles for name in names(article)):
            found[" ".join(fold(name).split())].setdefault(name, member.key)
    for spellings in found.values():
        (usual, first), *others = spellings.items()
        for name, key in others:
            if key != first:
                yield Finding(kind, key, name, usual, first)


def twins(problems: Iterable[Problem], sources: Mapping[str, str]) -> Iterator[Finding]:
    """Yields articles of two archives that a check found to be duplicates, or nearly.

    `sources` has the key of the member that each file is from.
    """
    order = {key: number for number, key in enumerate(dict.fromkeys(sources.values()))}
    for problem in problems:
        details = dict(problem.details)
        other = details.get("other", "")
        if problem.code in _TWINS and sources.get(problem.path) != sources.get(other):
            share = details.get("share", "100%")
            first, later = sorted((problem.path, other), key=lambda path: order.get(sources.get(path, ""), 0))
            yield Finding("twin", sources.get(later, ""), later, first, share)
