"""Patches the archive after a few entries were rewritten, without joining everything again.

A patch is possible only if nothing changes that other entries depend on: whether the entry is shown, its
lists, its addresses, its links and its anchors. Its texts may change, and its day and time within the month,
which only move it within its lists.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.join.archive import newest_first
from generator.join.links import link_problems, targets_of
from generator.model.archive import Archive, Article, Entry, Redirect, Sources
from generator.model.content import Uses
from generator.model.problem import Outcome, Problem
from generator.model.values import Text

EntryPair = tuple[Entry, Entry]  # an entry before and after the change


def is_patchable(archive: Archive, before: Entry, after: Entry) -> bool:
    """Whether replacing one entry by the other needs no more than a patch."""
    if before.article is None or after.article is None or before.key not in archive.identities:
        return False
    return _facts_for_others(before, before.article) == _facts_for_others(after, after.article)


def patched_archive(archive: Archive, sources: Sources, pairs: Sequence[EntryPair]) -> Outcome[Archive]:
    """Returns the patched archive, and all problems of these entries and their links."""
    entries = [after for _, after in pairs]
    visible = archive.uses.keys()
    uses = {use.path: use for entry in entries for use in entry.uses if use.path in visible}
    after = replace(
        archive,
        articles=_with(archive.articles, pairs),
        uses={**archive.uses, **uses},
        identities={**archive.identities, **{entry.key: entry.identity for entry in entries}},
        digests={**archive.digests, **{path: digest for entry in entries for path, digest in entry.digests}},
        texts=sources.texts,
        redirects=_retitled(archive.redirects, entries),
    )
    return Outcome(after, (*_own(entries), *_of_links(after, sources, uses.values())))


def _with(articles: tuple[Article, ...], pairs: Iterable[EntryPair]) -> tuple[Article, ...]:
    """The articles with the new versions in place, in order."""
    rewritten = [(one.article, other.article) for one, other in pairs if one.article and other.article]
    after = {id(one): other for one, other in rewritten}
    replaced = tuple(after.get(id(each), each) for each in articles)
    moves = any(one.facts.date != other.facts.date for one, other in rewritten)
    return newest_first(replaced) if moves else replaced


def _retitled(redirects: tuple[Redirect, ...], entries: Iterable[Entry]) -> tuple[Redirect, ...]:
    """The redirects with the new titles of their pages."""
    titles = {
        t.source_path: Text(t.title, t.lang)
        for entry in entries
        if entry.article
        for t in entry.article.translations
        if t.aliases
    }
    if not titles:
        return redirects
    return tuple(replace(r, title=titles[r.source]) if r.source in titles else r for r in redirects)


def _own(entries: Iterable[Entry]) -> Iterator[Problem]:
    """The problems of the entries themselves."""
    return (problem for entry in entries for problem in entry.problems)


def _of_links(archive: Archive, sources: Sources, uses: Iterable[Uses]) -> Iterator[Problem]:
    """The problems of the links in these files."""
    return link_problems(tuple(uses), targets_of(archive, sources))


def _facts_for_others(entry: Entry, article: Article) -> tuple[object, ...]:
    """Everything about an entry that other entries depend on."""
    facts = article.facts
    return (
        (entry.draft, entry.publish, entry.expires, [path for path, _ in entry.digests]),
        (article.section, article.original, _when(article), facts.provinces, facts.tags, facts.withdrawn),
        (facts.series, facts.layout),
        [(author.name, author.organisation) for author in facts.authors],
        [(each.lang, each.source_path, each.slug, each.aliases) for each in article.translations],
        [_references(use) for use in entry.uses],
    )


def _when(article: Article) -> tuple[object, ...]:
    """The part of the date that other entries depend on.

    Addresses contain the month. Old addresses are sorted like their articles.
    """
    when = article.facts.date
    if when is None or any(each.aliases for each in article.translations):
        return (when,)
    return when.year, when.month


def _references(use: Uses) -> tuple[object, ...]:
    """Links and anchors of a file."""
    return (
        use.path,
        use.anchors,
        [(name, *media.files()) for name, media in use.media],
        [(link.target, link.fragment, link.image) for link in use.links],
    )
