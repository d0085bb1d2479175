"""Atom feeds (RFC 4287): one for each language, each section and each province."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from generator import addresses
from generator.model import Article, PartialDate
from generator.plan.desk import Desk, article_path, province_names
from generator.plan.lists import ListSource
from generator.plan.provinces import province_sources
from generator.plan.shelf_lists import section_sources
from generator.views import FeedEntry, FeedView, Page

ENTRIES = 20


def feed_pages(desk: Desk, lang: str) -> Iterator[Page]:
    yield _language_feed(desk, lang)
    for source in (*section_sources(desk), *province_sources(desk)):
        yield _list_feed(desk, source, lang)


def _language_feed(desk: Desk, lang: str) -> Page:
    """The newest articles that are written in, or translated into, this language."""
    translated = (a for a in desk.archive.articles if a.in_language(lang).lang == lang)
    name = desk.settings.name.best(lang).value
    return _feed(desk, lang, addresses.feed(lang), addresses.home(lang), name, translated)


def _list_feed(desk: Desk, source: ListSource, lang: str) -> Page:
    path = source.path(lang)
    title = f"{source.name(lang).value} – {desk.settings.name.best(lang).value}"
    return _feed(desk, lang, addresses.list_feed(path), path, title, iter(source.articles))


def _feed(desk: Desk, lang: str, path: str, page: str, title: str, articles: Iterator[Article]) -> Page:
    base = desk.settings.base_url
    dated = islice((a for a in articles if a.facts.date), ENTRIES)
    entries = tuple(_entry(desk, article, lang) for article in dated)
    view = FeedView(
        lang=lang,
        path=path,
        id=base + path,
        title=title,
        subtitle=desk.settings.description.best(lang).value,
        url=base + path,
        page_url=base + page,
        updated=_newest(desk, entries),
        author=desk.settings.masthead.agency.best(lang).value or desk.settings.name.best(lang).value,
        entries=entries,
    )
    return Page(path, "atom.xml", view)


def _newest(desk: Desk, entries: Sequence[FeedEntry]) -> str:
    """When the feed last changed: with its newest entry; an empty one, on the build date."""
    if entries:
        return max(entries, key=lambda entry: datetime.fromisoformat(entry.updated)).updated
    return _rfc3339(_partial(desk.archive.build_date), desk.settings.time_zone)


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _entry(desk: Desk, article: Article, lang: str) -> FeedEntry:
    translation = article.in_language(lang)
    facts, zone = article.facts, desk.settings.time_zone
    published = _rfc3339(facts.date or _partial(desk.archive.build_date), zone)
    url = desk.settings.base_url + article_path(article, translation)
    changes = [facts.date, facts.updated, *(c.date for c in facts.corrections)]
    changes += [facts.withdrawn.date] if facts.withdrawn else []
    updated = max(_rfc3339(change, zone) for change in changes if change)
    section = desk.sections[article.section].name.best(lang).value
    return FeedEntry(
        title=translation.title,
        lang=translation.lang,
        url=url,
        id=url,
        published=published,
        updated=updated,
        authors=tuple(author.name for author in facts.authors),
        summary=translation.summary,
        categories=(section, *province_names(desk, article, lang)),
    )


def _rfc3339(when: PartialDate, time_zone: str) -> str:
    """The date as RFC 3339; what is not known of it is its earliest."""
    day = datetime.fromisoformat(f"{when.first_day.isoformat()}T{when.time or '00:00'}")
    return day.replace(tzinfo=ZoneInfo(time_zone)).isoformat()
