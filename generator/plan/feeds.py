"""Atom feeds (RFC 4287) of each language, section and province; also JSON of languages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate
from generator.model.views.files import FeedEntry, FeedView
from generator.model.views.output_page import Page
from generator.plan.context import PlanContext
from generator.plan.lists import ListSource
from generator.plan.page_sets import PageSet
from generator.plan.provinces import province_sources
from generator.plan.taxonomy_lists import section_sources

ENTRIES = 20
# The last change of a feed without entries. It must not depend on the day of the build.
_NEVER = "1970-01-01T00:00:00Z"


def feed_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """Page sets for the feeds of languages, sections and provinces."""
    for lang in ctx.settings.languages:
        translated = _newest(a for a in ctx.archive.articles if a.in_language(lang).lang == lang)
        both = permalinks.feed(lang), permalinks.json_feed(lang)
        yield _page_set(both, translated, partial(_language_feed, ctx, lang), ("atom.xml", "feed.json"))
    for source in (*section_sources(ctx), *province_sources(ctx)):
        paths = tuple(permalinks.list_feed(source.paths[lang]) for lang in ctx.settings.languages)
        yield _page_set(paths, _newest(source.articles), partial(_list_feeds, ctx, source))


def _newest(articles: Iterable[Article]) -> list[Article]:
    return list(islice((article for article in articles if article.facts.date), ENTRIES))


_Pages = Callable[[list[Article]], Iterator[Page]]


def _page_set(
    paths: tuple[str, ...], articles: list[Article], pages: _Pages, templates: tuple[str, ...] = ("atom.xml",)
) -> PageSet:
    return PageSet(f"feed {paths[0]}", templates, partial(pages, articles), articles, outputs=paths)


def _language_feed(ctx: PlanContext, lang: str, articles: list[Article]) -> Iterator[Page]:
    """The feed of the newest articles in this language, as Atom and as JSON."""
    name = ctx.sites[lang].view.name.value
    yield _feed(ctx, lang, permalinks.feed(lang), permalinks.home(lang), name, articles)
    path = permalinks.json_feed(lang)
    as_json = _feed(ctx, lang, path, permalinks.home(lang), name, articles)
    yield replace(as_json, template="feed.json")


def _list_feeds(ctx: PlanContext, source: ListSource, articles: list[Article]) -> Iterator[Page]:
    for lang in ctx.settings.languages:
        path = source.paths[lang]
        title = f"{source.names[lang].value} – {ctx.sites[lang].view.name.value}"
        yield _feed(ctx, lang, permalinks.list_feed(path), path, title, articles)


def _feed(ctx: PlanContext, lang: str, path: str, page: str, title: str, articles: Sequence[Article]) -> Page:
    return feed_page(ctx, lang, path, page, title, tuple(_entry(ctx, article, lang) for article in articles))


def feed_page(
    ctx: PlanContext, lang: str, path: str, page: str, title: str, entries: tuple[FeedEntry, ...]
) -> Page:
    """A feed with these entries, of a page."""
    base, site = ctx.settings.base_url, ctx.sites[lang].view
    view = FeedView(
        lang=lang,
        path=path,
        id=base + path,
        title=title,
        subtitle=site.description.value,
        url=base + path,
        page_url=base + page,
        updated=_last_change(entries),
        author=site.masthead.agency.value or site.name.value,
        entries=entries,
    )
    return Page(path, "atom.xml", view)


def _last_change(entries: Sequence[FeedEntry]) -> str:
    """The time of the latest change among the entries."""
    return max((entry.updated for entry in entries), key=datetime.fromisoformat, default=_NEVER)


def _entry(ctx: PlanContext, article: Article, lang: str) -> FeedEntry:
    localised = ctx.localised(article, lang)
    translation = localised.translation
    facts, zone = article.facts, ctx.settings.time_zone
    published = rfc3339(facts.date, zone) if facts.date else _NEVER
    url = ctx.settings.base_url + translation.address
    changes = [facts.date, facts.updated, *(c.date for c in facts.corrections)]
    changes += [facts.withdrawn.date] if facts.withdrawn else []
    updated = max(rfc3339(change, zone) for change in changes if change)
    return FeedEntry(
        title=translation.title,
        lang=translation.lang,
        url=url,
        id=url,
        published=published,
        updated=updated,
        authors=tuple(author.name for author in facts.authors),
        summary=translation.summary,
        categories=(localised.section.name.value, *localised.provinces),
    )


def rfc3339(when: PartialDate, time_zone: str) -> str:
    """The date as RFC 3339; unknown parts get their earliest value."""
    day = datetime.fromisoformat(f"{when.first_day.isoformat()}T{when.time or '00:00'}")
    return day.replace(tzinfo=ZoneInfo(time_zone)).isoformat()
