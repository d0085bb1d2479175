"""Checks for impossible dates: in the future, before the department existed, or in the wrong order."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.check.context import LintContext
from generator.model.archive import Article, Entry
from generator.model.problem import Problem
from generator.model.values import PartialDate, Position
from generator.text.dates import parse_date

# Before the State Commission of Sciences (4 March 1959) no province had an office for such news.
_FIRST = PartialDate(1959, 3, 4)


def date_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a problem for each date that cannot be right."""
    founded = context.settings.checks.founded or _FIRST
    for entry, article in context.articles():
        yield from _in_future(context, entry, article)
        when = article.facts.date
        if when and _last_day(when) < founded.first_day:
            path, position = _written(context, entry, "date", when)
            yield Problem.at(path, position, "date-early", value=when.iso, founded=founded.iso)
        yield from _out_of_order(context, entry, article)


def _in_future(context: LintContext, entry: Entry, article: Article) -> Iterator[Problem]:
    """Yields a problem for each date after the day of the check."""
    if entry.draft or entry.publish is not None:  # scheduled for another day
        return
    for name, day in (("date", article.facts.date), ("updated", article.facts.updated)):
        if day and day.first_day > context.today:
            path, position = _written(context, entry, name, day)
            yield Problem.at(path, position, "date-future", field=name, value=day.iso)


def _out_of_order(context: LintContext, entry: Entry, article: Article) -> Iterator[Problem]:
    """Yields a problem for each event dated before the article itself."""
    facts = article.facts
    later = [("updated", facts.updated)]
    later += [("corrections.date", correction.date) for correction in facts.corrections]
    later += [("withdrawn.date", facts.withdrawn.date if facts.withdrawn else None)]
    later += [("source.captured", facts.source.captured if facts.source else None)]
    for name, day in later:
        if facts.date and day and _last_day(day) < facts.date.first_day:
            path, position = _written(context, entry, name, day)
            yield Problem.at(path, position, "date-order", field=name, value=day.iso, other=facts.date.iso)
    if entry.publish and entry.expires and entry.expires.first_day <= entry.publish.first_day:
        path, position = _written(context, entry, "expires", entry.expires)
        yield Problem.at(path, position, "never-shown", value=entry.expires.iso, other=entry.publish.iso)


def _written(context: LintContext, entry: Entry, name: str, day: PartialDate) -> tuple[str, Position]:
    """Path and position of this date in the article's files."""
    same = (each for each in context.values(entry, name) if parse_date(each[1].value) == day)
    found = next(same, None)
    return (found[0], found[1].position) if found else context.value(entry, name)


def _last_day(day: PartialDate) -> date:
    """The latest day that the date can mean."""
    if day.month is None:
        return date(day.year, 12, 31)
    if day.day is None:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return day.first_day
