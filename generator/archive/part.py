"""A part of an archive: the articles that are chosen, and what leads out of the part."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TypeVar

from msgspec.structs import replace

from generator.model.archive import (
    Archive,
    Article,
    Part,
    Redirect,
    StandingPage,
    Translation,
    Whole,
    Withdrawn,
)
from generator.model.content import BodyLink, Uses
from generator.model.settings import Settings
from generator.plan.lineage import lands_of

P = TypeVar("P", Article, StandingPage)


def part_of(archive: Archive, part: Part) -> Archive:
    """The archive of the chosen articles alone, in the chosen languages.

    Standing pages and the notices of withdrawn articles belong to every part. Addresses stay as they are.
    """
    every = archive.settings.languages
    languages = tuple(lang for lang in every if not part.languages or lang in part.languages)
    keys = _keys_of_province(archive, part)
    articles = tuple(_in_languages([a for a in archive.articles if _belongs(a, part, keys)], languages))
    pages = tuple(_in_languages(archive.standing_pages, languages))
    shown = {t.source_path for article in articles for t in article.translations}
    shown |= {t.source_path for page in pages for t in page.translations}
    withdrawn = tuple(_withdrawn(archive, languages))
    shown |= {t.source_path for each in withdrawn for t in each.article.translations}
    expired = tuple(each for each in archive.expired if _belongs(each.article, part, None))
    gone = [*(each.article for each in expired), *(each.article for each in withdrawn)]
    return replace(
        archive,
        settings=_settings(archive.settings, languages, {article.section for article in articles}),
        articles=articles,
        standing_pages=pages,
        uses=dict(_uses(archive, shown, {article.key: article for article in articles})),
        ledger=replace(archive.ledger, released=()),  # the lists of the whole are no lost pages of the part
        expired=expired,
        withdrawn=withdrawn,
        redirects=_redirects(archive, (*articles, *pages, *gone)),
        whole=Whole(part, len(archive.articles), _elsewhere(archive, shown), _originals(archive, shown)),
    )


def _settings(settings: Settings, languages: tuple[str, ...], sections: Set[str]) -> Settings:
    """The settings of a part in these languages that has articles in these sections."""
    kept = tuple(each for each in settings.sections if each.key in sections)
    return replace(settings, languages=languages, sections=kept)


def _redirects(archive: Archive, shown: Iterable[Article | StandingPage]) -> tuple[Redirect, ...]:
    """The redirects to pages that are shown, and to the notices of withdrawn articles."""
    targets = {t.address for each in shown for t in each.translations}
    tombstones = {each.path for each in archive.ledger.tombstones}
    return tuple(each for each in archive.redirects if each.target in targets or each.source in tombstones)


def _keys_of_province(archive: Archive, part: Part) -> frozenset[str] | None:
    """The articles of the provinces and of what became them, by key; None if no province is chosen."""
    if not part.provinces:
        return None
    return frozenset(each.key for each in archive.articles if lands_of(each).intersection(part.provinces))


def _belongs(article: Article, part: Part, keys: frozenset[str] | None) -> bool:
    """Whether an article meets the conditions but for its language. `keys` are those of the provinces."""
    if keys is not None and article.key not in keys:
        return False
    if part.sections and article.section not in part.sections:
        return False
    if part.years is None:
        return True
    first, last = part.years
    return article.facts.date is not None and first <= article.facts.date.year <= last


def _in_languages(pages: Iterable[P], languages: tuple[str, ...]) -> Iterator[P]:
    """The pages in these languages. A page that has none of them is left out."""
    for page in pages:
        translations = tuple(each for each in page.translations if each.lang in languages)
        if translations:
            yield replace(page, translations=translations)


def _withdrawn(archive: Archive, languages: tuple[str, ...]) -> Iterator[Withdrawn]:
    """The withdrawn articles in these languages. Their provinces are no longer known."""
    for each in archive.withdrawn:
        for article in _in_languages((each.article,), languages):
            yield replace(each, article=article)


def _uses(archive: Archive, shown: set[str], inside: Mapping[str, Article]) -> Iterator[tuple[str, Uses]]:
    """What the files of the part use, by path. Links lead to the reader's language, as in the whole."""
    articles = {t.source_path: article for article in archive.articles for t in article.translations}
    languages = {path: t.lang for path, t in _elsewhere(archive, frozenset()).items()}

    def led(link: BodyLink, lang: str) -> BodyLink:
        article = articles.get(link.target)
        if article is None or link.fragment:
            return link
        target = inside.get(article.key, article).in_language(lang)
        return replace(link, target=target.source_path)

    for path, uses in archive.uses.items():
        if path in shown:
            yield path, replace(uses, links=tuple(led(link, languages[path]) for link in uses.links))


def _elsewhere(archive: Archive, shown: Set[str]) -> dict[str, Translation]:
    """The translations that are not in the part, by source path."""
    withdrawn = (each.article for each in archive.withdrawn)
    every: tuple[Article | StandingPage, ...] = (*archive.articles, *archive.standing_pages, *withdrawn)
    return {t.source_path: t for each in every for t in each.translations if t.source_path not in shown}


def _originals(archive: Archive, shown: set[str]) -> dict[str, Translation]:
    """The originals that are not in the part, by key."""
    found = {article.key: article.in_language(article.original) for article in archive.articles}
    found |= {page.key: page.translations[0] for page in archive.standing_pages}
    return {key: t for key, t in found.items() if t.source_path not in shown}
