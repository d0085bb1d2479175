"""Volumes: which articles stand in one book, and in which parts of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate
from generator.plan.context import PlanContext

BY_YEAR, BY_PROVINCE = "year", "province"


class Part(Struct, frozen=True):
    """A part of a volume: its period, or None for the undated; its articles, the oldest first."""

    name: str
    period: PartialDate | None
    articles: tuple[Article, ...]


class Volume(Struct, frozen=True):
    """A book: articles of one language.

    `name` is that of its file, without what all have in common. It is the volume of a year, of a province
    (by its slug), or of the articles that have none.
    """

    name: str
    lang: str
    parts: tuple[Part, ...]
    year: int | None = None
    province: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the book. None stands in two parts."""
        return tuple(article for part in self.parts for article in part.articles)


def volumes_of(ctx: PlanContext, by: str) -> Iterator[Volume]:
    """All volumes, those of the first language first."""
    for lang in ctx.settings.languages:
        articles = [each for each in ctx.archive.articles if any(t.lang == lang for t in each.translations)]
        articles.reverse()  # a book begins with the oldest
        yield from (_by_province if by == BY_PROVINCE else _by_year)(articles, lang)


def _by_year(articles: Sequence[Article], lang: str) -> Iterator[Volume]:
    years: dict[int | None, list[Article]] = defaultdict(list)
    for article in articles:
        years[article.facts.date.year if article.facts.date else None].append(article)
    for year in sorted(years, key=lambda each: (each is None, each)):
        name = str(year) if year is not None else permalinks.WORDS[lang].undated
        yield Volume(f"{name}-{lang}", lang, _parts(years[year], lang, months=True), year)


def _by_province(articles: Sequence[Article], lang: str) -> Iterator[Volume]:
    provinces: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for slug in dict.fromkeys(ref.slug for ref in article.facts.provinces) or ("",):
            provinces[slug].append(article)
    for slug in sorted(provinces):
        parts = _parts(provinces[slug], lang, months=False)
        yield Volume(f"{slug or 'unknown'}-{lang}", lang, parts, None, slug)


def _parts(articles: Sequence[Article], lang: str, *, months: bool) -> tuple[Part, ...]:
    """The parts: by month, or by year."""
    found: dict[PartialDate | None, list[Article]] = defaultdict(list)
    for article in articles:
        when = article.facts.date
        found[PartialDate(when.year, when.month if months else None) if when else None].append(article)
    return tuple(
        Part(period.iso if period else permalinks.WORDS[lang].undated, period, tuple(found[period]))
        for period in sorted(found, key=_order)
    )


def _order(period: PartialDate | None) -> tuple[bool, tuple[int, int, int, str]]:
    return (period is None, period.sort_key if period else (0, 0, 0, ""))
