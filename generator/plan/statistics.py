"""The page of statistics: numbers of articles by year, province, section, author, subject and language."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import Text
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.model.views.statistics import Coverage, CoverageRow, StatisticsView, StatRow, StatTable
from generator.plan.calendar import share
from generator.plan.context import PlanContext
from generator.plan.csv_files import CSV_TEMPLATE, csv_page
from generator.plan.frame import frame
from generator.plan.items import item
from generator.plan.links import text_link
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.province_names import place_name
from generator.plan.taxonomy_lists import tag_link
from generator.text.collation import sort_key

SHOWN = 20  # authors and subjects on the page; the files have all
_KEYS = ("year", "province", "section", "author", "tag")
_COVERAGE = "translation"

_Counted = tuple[Link, Sequence[Article]]


def statistics_page_set(ctx: PlanContext) -> PageSet:
    """The page of statistics and its files. They depend on the facts of all articles, never on a text."""
    languages = ctx.settings.languages
    return PageSet(
        name="statistics",
        templates=("statistics.html", CSV_TEMPLATE),
        pages=partial(_pages, ctx),
        articles=ctx.archive.articles,
        extra_inputs=sorted(ctx.taxonomies.tag_spellings.items()),
        outputs=(
            *map(permalinks.statistics, languages),
            *(permalinks.statistics_file(lang, key) for lang in languages for key in (*_KEYS, _COVERAGE)),
        ),
    )


def _pages(ctx: PlanContext) -> Iterator[Page]:
    for lang in ctx.settings.languages:
        tables: list[StatTable] = []
        for key in _KEYS:
            rows = tuple(_rows(ctx, _counted(ctx, key, lang)))
            path = permalinks.statistics_file(lang, key)
            shown = rows[:SHOWN] if key in ("author", "tag") else rows
            tables.append(StatTable(key, shown, len(rows), path))
            yield _file(path, key, rows)
        coverage = tuple(_coverage(ctx, lang))
        path = permalinks.statistics_file(lang, _COVERAGE)
        yield _coverage_file(path, ctx.settings.languages, coverage)
        view = StatisticsView(
            **frame(ctx, lang, permalinks.statistics, Text(Own.STATISTICS, lang), ()),
            count=len(ctx.archive.articles),
            tables=tuple(table for table in tables if table.rows),
            coverage=coverage,
            whole=_coverage_row(ctx, None, "", ctx.archive.articles),
            coverage_csv=path,
        )
        yield listed_page(view, "statistics.html")


def _counted(ctx: PlanContext, key: str, lang: str) -> list[_Counted]:
    """The articles of each year, province, section, author or subject, with a link to them."""
    by, site = ctx.taxonomies, ctx.sites[lang]
    if key == "year":
        years = sorted(by.by_year.items(), reverse=True)
        return [(Link(str(year), permalinks.year(lang, year)), found) for year, found in years]
    if key == "section":
        return _most([(each.link, by.by_section.get(each.key, ())) for each in site.sections.values()])
    if key == "tag":
        return _most([(tag_link(tag, site.tags[tag], lang), found) for tag, found in by.by_tag.items()])
    if key == "author":
        names = ((Text(each.name, ctx.settings.default_language), each) for each in by.by_author)
        paths = (
            (name, author, _author_path(ctx, author.name, by.by_author[author], lang))
            for name, author in names
        )
        return _most([(text_link(name, path, lang), by.by_author[author]) for name, author, path in paths])
    today = (slug for slug in by.by_land if not ctx.gazetteer.places[slug].units[-1].end)
    return _most(
        [
            (Link(place_name(ctx.gazetteer, slug, lang), permalinks.province(lang, slug)), by.by_land[slug])
            for slug in today
        ]
    )


def _author_path(ctx: PlanContext, name: str, articles: Sequence[Article], lang: str) -> str:
    return permalinks.author(lang, name) if len(articles) > 1 else item(ctx, articles[0], lang).path


def _most(counted: Iterable[_Counted]) -> list[_Counted]:
    """Those with the most articles first, then in Vietnamese order; none without articles."""
    found = [each for each in counted if each[1]]
    return sorted(found, key=lambda each: (-len(each[1]), sort_key(each[0].label), each[0].path))


def _rows(ctx: PlanContext, counted: Sequence[_Counted]) -> Iterator[StatRow]:
    most = max((len(articles) for _, articles in counted), default=0)
    whole = len(ctx.archive.articles)
    for link, articles in counted:
        count = len(articles)
        yield StatRow(link, count, share(count, most), round(100 * count / whole, 2), _span(articles))


def _span(articles: Sequence[Article]) -> tuple[int, int] | None:
    """The first and the last year of articles, which are newest first, undated last. None without a date."""
    last = articles[0].facts.date if articles else None
    first = next((each.facts.date for each in reversed(articles) if each.facts.date), None)
    return (first.year, last.year) if first and last else None


def _coverage(ctx: PlanContext, lang: str) -> Iterator[CoverageRow]:
    """The languages of the articles of each year, the newest first, then of undated ones."""
    if len(ctx.settings.languages) < 2:
        return
    for year, articles in sorted(ctx.taxonomies.by_year.items(), reverse=True):
        yield _coverage_row(ctx, year, permalinks.year(lang, year), articles)
    if ctx.taxonomies.undated:
        yield _coverage_row(ctx, None, permalinks.undated(lang), ctx.taxonomies.undated)


def _coverage_row(ctx: PlanContext, year: int | None, path: str, articles: Sequence[Article]) -> CoverageRow:
    found = dict.fromkeys(ctx.settings.languages, 0)
    for article in articles:
        for translation in article.translations:
            found[translation.lang] += 1
    whole = len(articles)
    coverage = (
        Coverage(lang, count, round(100 * count / whole) if whole else 0) for lang, count in found.items()
    )
    return CoverageRow(year, path, whole, tuple(coverage))


def _file(path: str, key: str, rows: Iterable[StatRow]) -> Page:
    lines = ((row.link.label, row.count, *(row.years or ("", "")), row.link.path) for row in rows)
    return csv_page(path, (key, "articles", "first_year", "last_year", "path"), lines)


def _coverage_file(path: str, languages: Sequence[str], rows: Iterable[CoverageRow]) -> Page:
    lines = ((row.year or "", row.count, *(each.count for each in row.coverage)) for row in rows)
    return csv_page(path, ("year", "articles", *(f"in_{lang}" for lang in languages)), lines)
