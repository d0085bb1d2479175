"""Amending: the archive after some entries were rewritten, without joining all the others anew.

That is possible as long as nothing changes by which an entry bears on others: whether it is shown, the lists
in which it stands, its addresses, what it leads to and what can be led to in it. What is left are its words,
and its day and time within the month, by which it only takes another place in its lists.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.join.archive import newest_first
from generator.join.links import Targets, link_problems
from generator.model.archive import Archive, Article, Entry, Redirect, Sources
from generator.model.content import Uses
from generator.model.problem import Outcome, Problem
from generator.model.values import Text

Pair = tuple[Entry, Entry]  # an entry as it was and as it is


def is_amendment(archive: Archive, before: Entry, after: Entry) -> bool:
    """Whether the archive can be amended where the one entry takes the place of the other."""
    if before.article is None or after.article is None or before.key not in archive.identities:
        return False
    return _bearing(before, before.article) == _bearing(after, after.article)


def amended(archive: Archive, sources: Sources, pairs: Sequence[Pair]) -> Outcome[Archive]:
    """The archive with amendments; and all problems of these entries, those of links among them."""
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


def _with(articles: tuple[Article, ...], pairs: Iterable[Pair]) -> tuple[Article, ...]:
    """The articles in their order, those of the entries as they are now."""
    rewritten = [(one.article, other.article) for one, other in pairs if one.article and other.article]
    after = {id(one): other for one, other in rewritten}
    replaced = tuple([after.get(id(each), each) for each in articles])
    moves = any(one.facts.date != other.facts.date for one, other in rewritten)
    return newest_first(replaced) if moves else replaced


def _retitled(redirects: tuple[Redirect, ...], entries: Iterable[Entry]) -> tuple[Redirect, ...]:
    """The old addresses, which name what they lead to."""
    titles = {
        t.source_path: Text(t.title, t.lang)
        for entry in entries
        if entry.article
        for t in entry.article.translations
        if t.aliases
    }
    if not titles:
        return redirects
    return tuple([replace(r, title=titles[r.source]) if r.source in titles else r for r in redirects])


def _own(entries: Iterable[Entry]) -> Iterator[Problem]:
    return (problem for entry in entries for problem in entry.problems)


def _of_links(archive: Archive, sources: Sources, uses: Iterable[Uses]) -> Iterator[Problem]:
    return link_problems(tuple(uses), Targets(archive.uses, sources.media, sources.refused))


def _bearing(entry: Entry, article: Article) -> tuple[object, ...]:
    """Everything by which an entry bears on others."""
    facts = article.facts
    return (
        (entry.draft, entry.publish, entry.expires, [path for path, _ in entry.digests]),
        (article.section, article.original, _when(article), facts.provinces, facts.tags),
        [(author.name, author.organisation) for author in facts.authors],
        [(each.lang, each.source_path, each.slug, each.aliases) for each in article.translations],
        [_leads(use) for use in entry.uses],
    )


def _when(article: Article) -> tuple[object, ...]:
    """The date, as far as others depend on it: addresses have its month; old addresses stand in the order of
    the articles that they lead to."""
    when = article.facts.date
    if when is None or any(each.aliases for each in article.translations):
        return (when,)
    return when.year, when.month


def _leads(use: Uses) -> tuple[object, ...]:
    return (
        use.path,
        use.anchors,
        [(name, media.path, media.poster) for name, media in use.media],
        [(link.target, link.fragment, link.image) for link in use.links],
    )
