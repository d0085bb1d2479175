"""Joins the entries of content/ into the archive shown on the build date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from generator import permalinks
from generator.join.ledger import media_of, pages_of, vanishing, vanishing_problems
from generator.join.links import link_problems, targets_of
from generator.join.redirects import redirect_problems, redirects_of
from generator.join.withdrawn import text_is_gone, with_own_media, withdrawn_of
from generator.model.archive import Archive, Article, Entry, Expired, Sources
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START
from generator.problems.messages import has_errors


def join(sources: Sources, settings: Settings, build_date: date) -> Outcome[Archive]:
    """Returns the archive, with the problems that appear only when entries are combined."""
    shown = [entry for entry in sources.entries if _is_shown(entry, build_date)]
    withdrawn = tuple(withdrawn_of(entry for entry in sources.entries if _has_begun(entry, build_date)))
    articles = newest_first([entry.article for entry in shown if entry.article])
    pages = tuple(entry.page for entry in shown if entry.page)
    translations = [t for article in articles for t in article.translations]
    translations += [t for page in pages for t in page.translations]
    visible = frozenset(t.source_path for t in translations)
    uses = {use.path: use for entry in shown for use in entry.uses if use.path in visible}
    expired = tuple(_expired(sources, build_date))
    with_gone = [*articles, *(each.article for each in expired), *(each.article for each in withdrawn)]
    archive = Archive(
        settings=settings,
        articles=articles,
        standing_pages=pages,
        media=sources.media,
        uses=uses,
        identities={entry.key: entry.identity for entry in shown},
        digests={path: digest for entry in shown for path, digest in entry.digests},
        attached=sources.attached,
        texts=sources.texts,
        build_date=build_date,
        ledger=sources.ledger,
        expired=expired,
        withdrawn=withdrawn,
        redirects=redirects_of(with_gone, pages, sources.ledger.tombstones, settings),
    )
    archive = with_own_media(archive)
    targets = targets_of(archive, sources)
    problems = [problem for entry in sources.entries for problem in entry.problems]
    problems += link_problems(tuple(uses.values()), targets)
    chosen = (*pages_of(archive), *((permalinks.media(path), path) for path in archive.media))
    problems += _address_problems(chosen, archive)
    problems += _derivative_problems(archive)
    problems += redirect_problems(archive.redirects, dict(chosen))
    problems += _vanishing_problems(archive, sources.entries)
    return Outcome(archive, tuple(problems))


def _is_shown(entry: Entry, today: date) -> bool:
    """Whether an entry is shown on this day. Standing pages always are."""
    if entry.page is not None:
        return True
    return _has_begun(entry, today) and not _is_over(entry, today) and not text_is_gone(entry)


def _has_begun(entry: Entry, today: date) -> bool:
    """Whether the article is no draft and its publication day has come."""
    return not entry.draft and (entry.publish is None or entry.publish.first_day <= today)


def _is_over(entry: Entry, today: date) -> bool:
    """Whether the article has expired."""
    return entry.expires is not None and entry.expires.first_day <= today


def _expired(sources: Sources, today: date) -> Iterator[Expired]:
    """Yields the expired articles of which an address was released, today's or an old one."""
    released = {each.name for each in sources.ledger.released}
    for entry in sources.entries if released else ():
        article, since = entry.article, entry.expires
        if article is None or since is None or text_is_gone(entry):
            continue
        if not (_has_begun(entry, today) and _is_over(entry, today)):
            continue
        own = {t.address for t in article.translations}
        if released & (own | {alias.name for t in article.translations for alias in t.aliases}):
            links = {link.target for uses in entry.uses for link in uses.links}
            yield Expired(article, since, frozenset((media_of(article) | links) & sources.media.keys()))


def _vanishing_problems(archive: Archive, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yields the problems of lost addresses.

    A file with errors may be missing for that reason alone, so its addresses are not reported.
    """
    lost = vanishing(archive)
    if not lost:
        return
    files = {path: entry for entry in entries for path, _ in entry.digests}
    hidden = (
        files.keys() - archive.uses.keys() - {use.path for each in archive.withdrawn for use in each.uses}
    )
    for problem in vanishing_problems(archive, lost, hidden):
        entry = files.get(problem.path)
        if entry is None or not has_errors(entry.problems):
            yield problem


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Articles sorted newest first, undated last.

    Articles of the same time are sorted by key.
    """
    ordered = sorted(articles, key=lambda article: article.key)
    dated = [(article.facts.date.sort_key, article) for article in ordered if article.facts.date]
    dated.sort(key=itemgetter(0), reverse=True)  # a stable sort keeps the order of equal dates
    undated = [article for article in ordered if article.facts.date is None]
    return (*(article for _, article in dated), *undated)


def _address_problems(chosen: Iterable[tuple[str, str]], archive: Archive) -> Iterator[Problem]:
    """Yields problems of addresses that are taken twice, reserved or too long.

    `chosen` are (address, file) of the addresses that the content chooses.
    """
    reserved = {lang: permalinks.reserved(lang) for lang in archive.settings.languages}
    taken = tuple(
        f"/{name}{suffix}" for names in reserved.values() for name in names for suffix in ("", ".html")
    )
    owners: dict[str, str] = {}
    for address, source in chosen:
        owner = owners.setdefault(address, source)
        if owner is not source:
            code = "address-clash" if source.endswith(".md") else "media-clash"
            yield _address_problem(archive, source, code, address, owner)
        elif len(address) > permalinks.MAX_PATH:
            yield _address_problem(archive, source, "address-long", address)
        if address.endswith(taken):
            lang, _, name = address.partition("/")
            if name.rpartition("/")[2].removesuffix(".html") in reserved.get(lang, ()):
                other = "" if owner is source else owner
                yield _address_problem(archive, source, "address-taken", address, other)


def _address_problem(archive: Archive, source: str, code: str, address: str, other: str = "") -> Problem:
    """A problem of the file that chooses the address: at its slug, if any."""
    position = archive.uses[source].position_of("slug") if source in archive.uses else FILE_START
    return Problem.at(source, position, code, address=address, other=other)


def _derivative_problems(archive: Archive) -> Iterator[Problem]:
    """Yields problems of pictures whose derivatives would have too long an address."""
    for path, file in archive.media.items():
        if file.derivatives and len(permalinks.media(path)) <= permalinks.MAX_PATH:
            address = permalinks.derivative(path, file.derivatives[-1].width)
            if len(address) > permalinks.MAX_PATH:
                yield _address_problem(archive, path, "address-long", address)
