"""What the archive does not know: an overview, a list of each kind, and both as files."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.model.archive import Article
from generator.model.content import Withdrawal
from generator.model.values import PartialDate, Text
from generator.model.views.gaps import GapRow, GapSummary, GapsView, GapView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.calendar import months_of
from generator.plan.context import PlanContext
from generator.plan.corrections import correction_count
from generator.plan.csv_files import CSV_TEMPLATE, csv_page, same_file
from generator.plan.frame import frame
from generator.plan.links import text_link
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.text.path_words import name_in

SHOWN = 50  # articles on the page of a kind; its file has all

# The kinds, with their names in addresses.
_SLUGS: Mapping[str, Mapping[str, str]] = {
    "date": {"vi": "khong-ro-ngay", "en": "unknown-dates"},
    "author": {"vi": "khong-ro-tac-gia", "en": "unknown-authors"},
    "province": {"vi": "khong-ro-tinh", "en": "unknown-provinces"},
    "unverified": {"vi": "chua-xac-minh", "en": "not-verified"},
    "source": {"vi": "nguon-khong-con", "en": "sources-gone"},
    "untranslated": {"vi": "chua-dich", "en": "not-translated"},
    "outdated": {"vi": "ban-dich-cu", "en": "outdated-translations"},
    "withdrawn": {"vi": "da-rut", "en": "withdrawn"},
}
_SUMMARY: Mapping[str, str] = {"vi": "tong-hop", "en": "summary"}
_MONTHS: Mapping[str, str] = {"vi": "thang-trong", "en": "empty-months"}


class _Case(NamedTuple):
    """An article of which something is not known; `withdrawal` says what may still be said of it."""

    article: Article
    withdrawal: Withdrawal | None = None


def gap_page_set(ctx: PlanContext) -> PageSet:
    """All pages and files. They depend on the facts of all articles, never on a text."""
    ledger = [(each.key, each.title, each.withdrawn) for each in ctx.archive.ledger.tombstones]
    gone = [each.article for each in ctx.archive.withdrawn]
    return PageSet(
        name="gaps",
        templates=("gaps.html", "gap.html", CSV_TEMPLATE),
        pages=partial(_pages, ctx),
        articles=ctx.archive.articles,
        extra_inputs=(gone, ledger),
        outputs=tuple(_outputs(ctx)),
    )


def _outputs(ctx: PlanContext) -> Iterator[str]:
    for lang in ctx.settings.languages:
        yield permalinks.gaps(lang)
        yield from (permalinks.gap_file(lang, name_in(names, lang)) for names in (_SUMMARY, _MONTHS))
        for names in _SLUGS.values():
            yield from (
                permalinks.gap(lang, name_in(names, lang)),
                permalinks.gap_file(lang, name_in(names, lang)),
            )


def _pages(ctx: PlanContext) -> Iterator[Page]:
    cases = {kind: found for kind in _SLUGS if (found := tuple(_cases(ctx, kind)))}
    made: dict[str, tuple[list[tuple[str, ...]], Page]] = {}
    months = _empty_months(ctx)
    for lang in ctx.settings.languages:
        kinds = tuple(
            GapSummary(kind, permalinks.gap(lang, name_in(_SLUGS[kind], lang)), len(cases.get(kind, ())))
            for kind in _SLUGS
            if kind not in ("untranslated", "outdated") or len(ctx.settings.languages) > 1
        )
        yield from _overview(ctx, kinds, months, lang)
        for kind, found in cases.items():
            yield _list(ctx, kind, found, lang)
            path, lines = _file_path(kind, lang), [_line(ctx, kind, case, lang) for case in found]
            before = made.get(kind)  # of another language: for articles without a translation it is the same
            if before is None or before[0] != lines:
                before = made[kind] = lines, csv_page(path, _COLUMNS, lines)
            yield same_file(before[1], path)


def _overview(
    ctx: PlanContext,
    kinds: tuple[GapSummary, ...],
    months: tuple[tuple[int, tuple[PartialDate, ...]], ...],
    lang: str,
) -> Iterator[Page]:
    corrected = correction_count(ctx)
    view = GapsView(
        **frame(ctx, lang, permalinks.gaps, Text(Own.GAPS, lang), ()),
        count=len(ctx.archive.articles),
        kinds=kinds,
        months=months,
        empty=sum(len(each) for _, each in months),
        corrections=GapSummary("corrections", permalinks.corrections(lang), corrected) if corrected else None,
        csv=permalinks.gap_file(lang, name_in(_SUMMARY, lang)),
        months_csv=permalinks.gap_file(lang, name_in(_MONTHS, lang)),
    )
    yield listed_page(view, "gaps.html")
    lines = [(each.kind, each.count) for each in kinds]
    yield csv_page(view.csv, ("kind", "articles"), [("empty months", view.empty), *lines])
    yield csv_page(view.months_csv, ("month",), ((month.iso,) for _, found in months for month in found))


def _empty_months(ctx: PlanContext) -> tuple[tuple[int, tuple[PartialDate, ...]], ...]:
    """The months without articles, by year, between the first article and the last."""
    every = [
        (PartialDate(year, number), count)
        for year in _years(ctx)
        for number, count in enumerate(months_of(ctx.taxonomies.by_year.get(year, ())), start=1)
    ]
    full = [at for at, (_, count) in enumerate(every) if count]
    between = every[full[0] : full[-1]] if full else []
    empty = [month for month, count in between if not count]
    years = sorted({month.year for month in empty}, reverse=True)
    return tuple((year, tuple(month for month in empty if month.year == year)) for year in years)


def _years(ctx: PlanContext) -> range:
    years = ctx.taxonomies.by_year
    return range(min(years), max(years) + 1) if years else range(0)


# --- the kinds --------------------------------------------------------------------------------------------


def _cases(ctx: PlanContext, kind: str) -> Iterator[_Case]:
    """The articles of a kind, the newest first."""
    if kind == "withdrawn":
        yield from (_Case(a, a.facts.withdrawn) for a in ctx.archive.articles if a.facts.withdrawn)
        yield from (_Case(each.article, each.withdrawal) for each in ctx.archive.withdrawn)
        return
    languages = len(ctx.settings.languages)
    concerns = _CONCERNS[kind]
    yield from (_Case(article) for article in ctx.archive.articles if concerns(article, languages))


_CONCERNS: Mapping[str, Callable[[Article, int], bool]] = {
    "date": lambda article, _: article.facts.date is None or article.facts.date.day is None,
    "author": lambda article, _: not article.facts.authors,
    "province": lambda article, _: not article.facts.provinces,
    "unverified": lambda article, _: bool(article.facts.review),
    "source": lambda article, _: article.facts.source is not None and article.facts.source.gone is not None,
    "untranslated": lambda article, languages: len(article.translations) < languages,
    "outdated": lambda article, _: any(each.outdated for each in article.translations),
}


def _list(ctx: PlanContext, kind: str, cases: Sequence[_Case], lang: str) -> Page:
    crumbs = (Link(Own.GAPS, permalinks.gaps(lang), own=True),)
    name = _SLUGS[kind]
    view = GapView(
        **frame(ctx, lang, lambda each: permalinks.gap(each, name_in(name, each)), Text("", lang), crumbs),
        kind=kind,
        rows=tuple(_row(ctx, kind, case, lang) for case in cases[:SHOWN]),
        count=len(cases),
        csv=_file_path(kind, lang),
    )
    return listed_page(view, "gap.html")


def _file_path(kind: str, lang: str) -> str:
    return permalinks.gap_file(lang, name_in(_SLUGS[kind], lang))


_COLUMNS = ("title", "date", "address", "fields", "languages", "day", "reason", "authority")


def _line(ctx: PlanContext, kind: str, case: _Case, lang: str) -> tuple[str, ...]:
    """The line of the file. An article that lacks a translation, as most do, has no more than its address."""
    if kind == "untranslated":
        article, translation = case.article, case.article.in_language(lang)
        when, url = article.facts.date, f"{ctx.settings.base_url}{translation.address}"
        languages = _others(ctx, [each.lang for each in article.translations])
        return (translation.title, when.iso if when else "", url, "", languages, "", "", "")
    row = _row(ctx, kind, case, lang)
    return (
        row.link.label,
        row.date.iso if row.date else "",
        row.url,
        "; ".join(row.fields),
        "; ".join(row.languages),
        row.day.iso if row.day else "",
        row.text.value,
        row.authority.value,
    )


def _others(ctx: PlanContext, languages: Container[str]) -> str:
    """The languages of the site but these."""
    return "; ".join([lang for lang in ctx.settings.languages if lang not in languages])


def _row(ctx: PlanContext, kind: str, case: _Case, lang: str) -> GapRow:
    article, facts = case.article, case.article.facts
    translation = article.in_language(lang)
    link = text_link(Text(translation.title, translation.lang), translation.address, lang)
    url = ctx.settings.base_url + translation.address
    if kind == "withdrawn":
        assert case.withdrawal is not None
        gone = case.withdrawal
        return GapRow(
            link,
            url,
            facts.date,
            day=gone.date,
            text=gone.reason.best(lang),
            authority=gone.authority.best(lang),
        )
    return GapRow(
        link,
        url,
        facts.date,
        fields=facts.review if kind == "unverified" else (),
        languages=tuple(_languages(ctx, kind, article)),
        day=facts.source.gone if kind == "source" and facts.source else None,
        text=Text(facts.source.url or facts.source.name if kind == "source" and facts.source else "", lang),
    )


def _languages(ctx: PlanContext, kind: str, article: Article) -> Iterator[str]:
    """The languages that an article lacks, or in which it is outdated."""
    if kind == "untranslated":
        there = {each.lang for each in article.translations}
        yield from (lang for lang in ctx.settings.languages if lang not in there)
    elif kind == "outdated":
        yield from (each.lang for each in article.translations if each.outdated)
