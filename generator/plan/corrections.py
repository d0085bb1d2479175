"""The page of corrections, with its feed and its file. Without corrections there is none."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.model.archive import Article
from generator.model.content import Correction
from generator.model.values import Text
from generator.model.views.files import FeedEntry
from generator.model.views.gaps import CorrectionRow, CorrectionsView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.csv_files import CSV_TEMPLATE, csv_page
from generator.plan.feeds import ENTRIES, feed_page, rfc3339
from generator.plan.frame import frame
from generator.plan.links import text_link
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.text.path_words import name_in

SHOWN = 100  # corrections on the page; the file has all


class _Corrected(NamedTuple):
    article: Article
    number: int  # of the correction in its article, from 1
    correction: Correction


def correction_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page set of corrections, if there are any."""
    corrected = [each for each in ctx.archive.articles if each.facts.corrections]
    if corrected:
        languages = ctx.settings.languages
        paths = (permalinks.corrections, permalinks.corrections_file, permalinks.corrections_feed)
        yield PageSet(
            name="corrections",
            templates=("corrections.html", "atom.xml", CSV_TEMPLATE),
            pages=partial(_pages, ctx),
            articles=corrected,
            outputs=tuple(path(lang) for path in paths for lang in languages),
        )


def correction_count(ctx: PlanContext) -> int:
    """The number of corrections."""
    return sum(len(article.facts.corrections) for article in ctx.archive.articles)


def _pages(ctx: PlanContext) -> Iterator[Page]:
    found = [
        _Corrected(article, number, correction)
        for article in ctx.archive.articles
        for number, correction in enumerate(article.facts.corrections, start=1)
    ]
    found.sort(key=lambda each: (each.correction.date.sort_key, each.number), reverse=True)
    for lang in ctx.settings.languages:
        rows = tuple(_row(each, lang) for each in found)
        view = CorrectionsView(
            **frame(ctx, lang, permalinks.corrections, Text(Own.CORRECTIONS, lang), _crumbs(lang)),
            rows=rows[:SHOWN],
            count=len(rows),
            csv=permalinks.corrections_file(lang),
            feed=permalinks.corrections_feed(lang),
        )
        yield listed_page(view, "corrections.html")
        lines = (
            (row.date.iso, row.link.label, ctx.settings.base_url + row.link.path, row.text.value)
            for row in rows
        )
        yield csv_page(view.csv, ("date", "title", "address", "correction"), lines)
        yield _feed(ctx, found[:ENTRIES], lang)


def _crumbs(lang: str) -> tuple[Link, ...]:
    return (Link(Own.GAPS, permalinks.gaps(lang), own=True),)


def _row(each: _Corrected, lang: str) -> CorrectionRow:
    translation = each.article.in_language(lang)
    link = text_link(Text(translation.title, translation.lang), translation.address, lang)
    return CorrectionRow(link, each.correction.date, each.correction.text.best(lang))


def _feed(ctx: PlanContext, found: list[_Corrected], lang: str) -> Page:
    """The newest corrections as a feed."""
    site = ctx.sites[lang].view
    title = f"{name_in(_TITLES, lang)} – {site.name.value}"
    entries = tuple(_entry(ctx, each, lang) for each in found)
    return feed_page(
        ctx, lang, permalinks.corrections_feed(lang), permalinks.corrections(lang), title, entries
    )


# The theme's words are not known here.
_TITLES = {"vi": "Đính chính", "en": "Corrections"}


def _entry(ctx: PlanContext, each: _Corrected, lang: str) -> FeedEntry:
    translation, text = each.article.in_language(lang), each.correction.text.best(lang)
    url = ctx.settings.base_url + translation.address
    when = rfc3339(each.correction.date, ctx.settings.time_zone)
    return FeedEntry(
        title=translation.title,
        lang=translation.lang,
        url=url,
        id=f"{url}#correction-{each.number}",
        published=when,
        updated=when,
        authors=tuple(author.name for author in each.article.facts.authors),
        summary=text.value,
        categories=(),
    )
