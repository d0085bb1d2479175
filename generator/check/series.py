"""Checks for series with one article, and for names of series without translation.

A part whose series is spelled otherwise stands alone, in a list of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from generator.check.context import LintContext
from generator.model.archive import Article, Entry
from generator.model.problem import Problem
from generator.model.values import FILE_START, Position
from generator.plan.taxonomies import series_key

_ALIKE = 0.85  # the likeness of two spellings of one name, of 1


def series_problems(context: LintContext) -> Iterator[Problem]:
    """Yields the problems of all series, each at the field of its article."""
    parts: dict[str, list[tuple[Entry, Article]]] = defaultdict(list)
    for entry, article in context.articles():
        if article.facts.series:
            parts[series_key(article.facts.series)].append((entry, article))
    for key, members in parts.items():
        for entry, article in members:
            yield from _untranslated(context, entry, article)
        if len(members) == 1:
            yield _alone(context, key, parts)


def _alone(context: LintContext, key: str, parts: Mapping[str, Sequence[tuple[Entry, Article]]]) -> Problem:
    """The problem of a series with one part. It may name one of nearly this name."""
    entry, article = parts[key][0]
    path, position = _place(context, entry)
    value = article.facts.series.texts[0].value
    others = [each for each in parts if each != key and len(parts[each]) >= len(parts[key])]
    near = get_close_matches(key, others, 1, _ALIKE)
    if not near:
        return Problem.at(path, position, "series-alone", value=value)
    meant = parts[near[0]][0][1].facts.series.texts[0].value
    return Problem.at(path, position, "series-spelling", value=value, meant=meant)


def _untranslated(context: LintContext, entry: Entry, article: Article) -> Iterator[Problem]:
    """Yields a problem for each language in which the series has no name."""
    series = article.facts.series
    for translation in article.translations:
        if series.get(translation.lang) is None:
            path, position = _place(context, entry)
            details = {"value": series.texts[0].value, "field": "series", "lang": translation.lang}
            yield Problem.at(path, position, "words-untranslated", **details)


def _place(context: LintContext, entry: Entry) -> tuple[str, Position]:
    """Path and position of the field; the start of the first file if it is not known."""
    for name in ("series", *(f"series.{lang}" for lang in context.settings.languages)):
        found = next(context.values(entry, name), None)
        if found:
            return found[0], found[1].position
    return entry.digests[0][0], FILE_START
