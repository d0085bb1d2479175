"""Takes from withdrawn articles whose text is gone everything but their addresses and their notice."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.join.ledger import media_of, used_media
from generator.model.archive import Archive, Article, Entry, Facts, Withdrawn
from generator.model.content import Withdrawal


def text_is_gone(entry: Entry) -> bool:
    """Whether the article is withdrawn and its text is not kept."""
    withdrawal = entry.article.facts.withdrawn if entry.article else None
    return withdrawal is not None and not withdrawal.kept


def withdrawn_of(entries: Iterable[Entry]) -> Iterator[Withdrawn]:
    """Yields the withdrawn articles among these entries whose text is gone."""
    for entry in entries:
        article = entry.article
        if article is None or article.facts.withdrawn is None or not text_is_gone(entry):
            continue
        media = media_of(article) | {link.target for uses in entry.uses for link in uses.links}
        files = {path for path in media if path and not path.endswith(".md")}
        yield Withdrawn(_emptied(article, article.facts.withdrawn), frozenset(files), entry.uses)


def with_own_media(archive: Archive) -> Archive:
    """The archive whose withdrawn articles have only those media that nothing else uses."""
    if not archive.withdrawn:
        return archive
    used = used_media(archive)
    withdrawn = tuple(replace(each, media=each.media - used) for each in archive.withdrawn)
    return replace(archive, withdrawn=withdrawn)


def _emptied(article: Article, withdrawal: Withdrawal) -> Article:
    """The article without its words: its title is the one that the withdrawal allows, or empty."""
    translations = tuple(
        replace(
            t,
            title=withdrawal.title.best(t.lang).value,
            summary="",
            translator="",
            translated_from=None,
            outdated=False,
        )
        for t in article.translations
    )
    return replace(article, facts=Facts(withdrawn=withdrawal), translations=translations)
