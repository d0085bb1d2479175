"""This day in other years: a list for each day of a year that has articles, and their calendar."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from functools import partial

from generator import permalinks
from generator.model.values import PartialDate, Text
from generator.model.views.indexes import DayCell, DaysView
from generator.model.views.lists import ListView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.frame import frame, page_per_language
from generator.plan.listings import listed_page
from generator.plan.lists import grouped, year_of
from generator.plan.page_sets import PageSet
from generator.plan.taxonomies import Articles

LEAP_YEAR = 2000
Day = tuple[int, int]  # month and day
_ALL_DAYS = tuple(
    (month, day) for month in range(1, 13) for day in range(1, monthrange(LEAP_YEAR, month)[1] + 1)
)


def day_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page sets of the days that have articles, and of the calendar."""
    by_day, languages = ctx.taxonomies.by_day, ctx.settings.languages
    counts = {day: len(articles) for day, articles in by_day.items()}
    yield PageSet(
        name="days",
        templates=("days.html",),
        pages=partial(page_per_language, ctx, partial(_calendar, counts)),
        articles=(),
        extra_inputs=sorted(counts.items()),
        outputs=tuple(map(permalinks.days, languages)),
    )
    for day, articles in sorted(by_day.items()):
        yield PageSet(
            name=f"day {day[0]}-{day[1]}",
            templates=("list.html",),
            pages=partial(page_per_language, ctx, partial(_day_page, day, articles)),
            articles=articles,
            outputs=tuple(permalinks.day(lang, *day) for lang in languages),
        )


def day_path(when: PartialDate | None, lang: str) -> str:
    """The path of the list of a date's day in all years; empty if the day is not known."""
    return permalinks.day(lang, when.month, when.day) if when and when.month and when.day else ""


def days_with_articles(ctx: PlanContext) -> str:
    """Which days have a list: a bit for each day of a leap year, in hexadecimal, 1 January first."""
    bits = "".join(str(int(day in ctx.taxonomies.by_day)) for day in _ALL_DAYS)
    return f"{int(bits + '00', 2):092x}"


def _calendar(counts: Mapping[Day, int], ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.days, Text(Own.DAYS, lang), ())

    def cell(month: int, day: int) -> DayCell:
        count = counts.get((month, day), 0)
        return DayCell(day, permalinks.day(lang, month, day) if count else None, count)

    months = tuple(
        tuple(cell(month, day) for day in range(1, monthrange(LEAP_YEAR, month)[1] + 1))
        for month in range(1, 13)
    )
    return listed_page(DaysView(**common, months=months), "days.html")


def _day_page(day: Day, articles: Articles, ctx: PlanContext, lang: str) -> Page:
    def path(each: str) -> str:
        return permalinks.day(each, *day)

    crumbs = (Link(Own.DAYS, permalinks.days(lang), own=True),)
    view = ListView(
        **frame(ctx, lang, path, Text("", lang), crumbs),
        kind="day",
        name=Text("", lang),
        period=PartialDate(LEAP_YEAR, *day),
        count=len(articles),
        groups=grouped(ctx, articles, year_of, lang),
    )
    return listed_page(view, "list.html")
