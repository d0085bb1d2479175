"""Joining: from the files of content/ to the archive that the site shows on its build date."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from generator import addresses
from generator.join.articles import join_article, join_standing_page
from generator.join.facts import first
from generator.join.links import Targets, link_problems
from generator.model import (
    Archive,
    Article,
    Outcome,
    PartialDate,
    Problem,
    Settings,
    SourceFile,
    Sources,
    StandingPage,
)
from generator.provinces.gazetteer import load_gazetteer


def join(sources: Sources, settings: Settings, build_date: date) -> Outcome[Archive]:
    """The archive, and the problems that only show when the files are seen together."""
    problems: list[Problem] = []
    articles: list[Article] = []
    pages: list[StandingPage] = []
    gazetteer = load_gazetteer()
    for _, group in groupby(sorted(sources.files, key=lambda file: file.key), key=lambda file: file.key):
        files = list(group)
        if not files[0].section:
            page = join_standing_page(files, settings)
            problems += page.problems
            pages += [page.value] if page.value else []
            continue
        article = join_article(files, settings, gazetteer)
        problems += article.problems
        if article.value and _is_shown(files, settings, build_date):
            articles.append(article.value)
    articles.sort(key=_newest_first)
    archive = Archive(settings, tuple(articles), tuple(pages), sources.media, sources.attached, build_date)
    translations = [t for article in articles for t in article.translations]
    translations += [t for page in pages for t in page.translations]
    shown = frozenset(t.source_path for t in translations)
    visible = {file.path: file for file in sources.files if file.path in shown}
    targets = Targets(visible, sources.media, sources.refused)
    links = link_problems(tuple(visible.values()), targets)
    return Outcome(archive, (*problems, *links, *_address_problems(archive)))


def _is_shown(files: Sequence[SourceFile], settings: Settings, today: date) -> bool:
    """Whether the article is no draft and the build date lies in its time."""
    ordered = sorted(files, key=lambda file: settings.languages.index(file.lang))
    publish: PartialDate | None = first(ordered, "publish")
    expires: PartialDate | None = first(ordered, "expires")
    begun = publish is None or publish.first_day <= today
    over = expires is not None and expires.first_day <= today
    return begun and not over and not ordered[0].front_matter.draft


def _newest_first(article: Article) -> tuple[int, tuple[int, int, int], str, str]:
    """Newest first, the undated last; articles of one time in the order of their keys."""
    when = article.facts.date
    if when is None:
        return (1, (0, 0, 0), "", article.key)
    year, month, day, time = when.sort_key
    later_first = "".join(chr(0x7E - ord(c) + 0x20) for c in time.ljust(8))
    return (0, (-year, -month, -day), later_first, article.key)


def _address_problems(archive: Archive) -> Iterator[Problem]:
    """Addresses that two files share, that belong to the archive itself, or that are too long."""
    owners: dict[str, str] = {}
    for address, source in _addresses(archive):
        details = (("address", address), ("other", owners.get(address, "")))
        if address in owners:
            yield Problem(source, 1, 1, "address-clash", details)
        elif len(address) > addresses.MAX_PATH:
            yield Problem(source, 1, 1, "address-long", details)
        owners.setdefault(address, source)
        lang, _, name = address.partition("/")
        slug = name.rsplit("/", 1)[-1].removesuffix(".html")
        if lang in archive.settings.languages and slug in addresses.reserved(lang):
            yield Problem(source, 1, 1, "address-taken", details)


def _addresses(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every address that the content chooses, with the file that chooses it."""
    for article in archive.articles:
        for t in article.translations:
            yield addresses.article(t.lang, article.facts.date, t.slug), t.source_path
    for page in archive.standing_pages:
        for t in page.translations:
            yield addresses.standing(t.lang, t.slug), t.source_path
    for path in archive.media:
        yield addresses.media(path), path
