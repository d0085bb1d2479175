"""Finds the released addresses that this archive would lose.

Generated pages (lists, indexes, feeds) are not checked. If one of them disappears, the build redirects its
readers (see `plan/redirects.py`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator import permalinks
from generator.model.archive import Archive, Article
from generator.model.ledger import Released
from generator.model.problem import Problem
from generator.model.values import FILE_START, Position
from generator.text.slug import slugify


def addresses_of(archive: Archive) -> dict[str, str]:
    """Every address that the content chooses, by its name in the ledger, with its file."""
    found = dict(pages_of(archive))
    found |= {permalinks.media(path): path for path in used_media(archive)}
    for tombstone in archive.ledger.tombstones:
        for lang in archive.settings.languages:
            found[permalinks.tombstone(lang, tombstone.key)] = tombstone.path
    return found | {each.alias.name: each.source for each in archive.redirects}


def pages_of(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yields (address, file) of each page that is made from a file."""
    for article in (*archive.articles, *(each.article for each in archive.withdrawn)):
        for t in article.translations:
            yield t.address, t.source_path
    for page in archive.standing_pages:
        for t in page.translations:
            yield t.address, t.source_path


def used_media(archive: Archive) -> set[str]:
    """Media of the articles and pages that are shown. Media of drafts are not released."""
    used = {link.target for uses in archive.uses.values() for link in uses.links}
    for article in archive.articles:
        facts = article.facts
        if facts.images or facts.attachments or facts.cover or facts.video:
            used |= media_of(article)
    return used & archive.media.keys()


def media_of(article: Article) -> set[str]:
    """Paths of the media in an article's fields."""
    facts = article.facts
    media = (facts.cover, facts.video, *facts.images, *facts.attachments)
    return {path for each in media if each for _, path in each.files()}


def vanishing(archive: Archive) -> tuple[Released, ...]:
    """The released addresses that would lead nowhere."""
    if not archive.ledger.released:
        return ()
    live = addresses_of(archive).keys() | _gone(archive)
    lost = (each for each in archive.ledger.released if each.source and each.name not in live)
    return tuple(each for each in lost if not _is_live_on_any_host(each.name, live))


def _is_live_on_any_host(name: str, live: Collection[str]) -> bool:
    return name.startswith("//") and name[2:].partition("/")[2] in live


def _gone(archive: Archive) -> set[str]:
    """Addresses of expired articles, and of media that may be missing.

    The former lead to a notice. The latter are the media of expired and of withdrawn articles.
    """
    found = {t.address for each in archive.expired for t in each.article.translations}
    media = (*(each.media for each in archive.expired), *(each.media for each in archive.withdrawn))
    return found | {permalinks.media(path) for paths in media for path in paths}


def vanishing_problems(
    archive: Archive, lost: Iterable[Released], hidden: Collection[str]
) -> Iterator[Problem]:
    """Yields a problem for each lost address.

    `hidden` are the Markdown files that exist and are not shown.
    """
    shown = {path: address for address, path in pages_of(archive)}
    for each in lost:
        yield _lost_address(each, shown, hidden)


def _lost_address(lost: Released, shown: Mapping[str, str], hidden: Collection[str]) -> Problem:
    """The problem of a lost address. Its code says whether the file moved, is hidden or is gone."""
    name = lost.name
    details = {
        "address": name,
        "day": lost.day,
        "source": lost.source,
        "now": shown.get(lost.source, ""),
        "alias": name if name.startswith("//") else f"/{name}",
        "record": f"ledger/tombstones/{_record_name(name)}.yml",
    }
    if lost.source in shown:
        return Problem.at(lost.source, FILE_START, "address-moved", **details)
    if lost.source in hidden:
        return Problem.at(lost.source, FILE_START, "address-hidden", **details)
    code = "address-lost" if lost.source.endswith((".md", ".yml", ".yaml")) else "media-lost"
    return Problem.at(lost.path, Position(lost.line, 1), code, **details)


def _record_name(name: str) -> str:
    """Name for a withdrawal record: "bai-cu" for "vi/2014/01/bai-cu.html"."""
    return slugify(name.rpartition("/")[2].partition("?")[0].rpartition(".")[0] or name)
