"""Checks for articles that name a province before it existed or after it ended."""

from collections.abc import Iterator

from generator.check.context import LintContext
from generator.model.archive import Article, Entry, ProvinceRef
from generator.model.problem import Problem
from generator.model.values import PartialDate
from generator.provinces.gazetteer import Gazetteer, load_gazetteer
from generator.provinces.units import Unit


def province_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a problem for each province that did not exist on the article's date."""
    gazetteer = load_gazetteer()
    for entry, article in context.articles():
        when = article.facts.date
        for ref in article.facts.provinces if when else ():
            if when and ref.unit and gazetteer.unit_at(ref.slug, when) is None:
                yield _anachronism(context, entry, article, ref, gazetteer)


def _anachronism(
    context: LintContext, entry: Entry, article: Article, ref: ProvinceRef, gazetteer: Gazetteer
) -> Problem:
    """The problem of one such province, with the provinces that existed then."""
    unit, when = gazetteer.units[ref.unit or ""], article.facts.date or PartialDate(0)
    named = (
        (path, value.position)
        for path, value in context.values(entry, "province")
        if gazetteer.resolve(value.value, when) == ref
    )
    path, position = next(named, context.value(entry, "province"))
    lang = "vi" if not path.endswith(".en.md") else "en"
    ended = unit.end is not None and unit.end.first_day <= when.first_day
    others = _alive(gazetteer.final_successors(unit.id) if ended else gazetteer.ancestors(unit.id), when)
    suggestion = ", ".join(other.name if lang == "vi" else other.name_en for other in others)
    day = (unit.end if ended else unit.start) or when
    code = "province-ended" if ended else "province-early"
    return Problem.at(path, position, code, value=unit.name, when=day.iso, suggestion=suggestion)


def _alive(units: tuple[Unit, ...], when: PartialDate) -> tuple[Unit, ...]:
    """The units that existed on this day."""
    return tuple(unit for unit in units if unit.alive_on(when.first_day))
