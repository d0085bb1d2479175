"""Redirects: the pages and files that lead readers of old addresses to where things are now.

Where an old address can be a file of the output, a small page stands there (a stub); what it can not be,
servers are told in their own languages (see `server_rules.py`); and the page of old addresses knows all of
them (see `old_addresses.py`). All are planned last, when it is known which addresses the other pages have.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.content import Alias
from generator.model.ledger import Tombstone
from generator.model.values import LocalText, PartialDate, Position, Text
from generator.model.views import GoneNotice, GoneView, Link, Own, Page, StubView
from generator.plan.context import PlanContext
from generator.plan.frame import frame_of, in_languages
from generator.plan.localised import withdrawal_notice
from generator.plan.old_addresses import lookup_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.server_rules import rules_page_set
from generator.text.old_address import key_of


def redirect_page_sets(ctx: PlanContext, taken: Container[str]) -> Iterator[PageSet]:
    """Everything that leads from old addresses; `taken` are the addresses of the site's other files."""
    archive = ctx.archive
    redirects = (*archive.redirects, *_healed(ctx, taken))
    stubs = _stubs(redirects, taken)
    records = {each.path for each in archive.ledger.tombstones}
    for source, found in _by_source(stubs, records).items():
        places = tuple(stub.path for stub in found)
        yield PageSet(f"moved {source}", ("moved.html",), partial(_stub_pages, ctx, found), (), found, places)
    for tombstone in archive.ledger.tombstones:
        own = [path for path, each in stubs.items() if each.source == tombstone.path]
        pages = partial(_tombstone_pages, ctx, tombstone, own)
        facts = (tombstone, own)
        places = (*_places(ctx, tombstone).values(), *own)
        yield PageSet(f"tombstone {tombstone.path}", ("gone.html",), pages, (), facts, places)
    expired = [each for each in _expired(ctx) if each.path not in taken]
    places = tuple(each.path for each in expired)
    yield PageSet("expired", ("gone.html",), partial(_expired_pages, ctx, expired), (), expired, places)
    yield rules_page_set(ctx.settings.base_url, redirects, stubs.keys())
    yield from lookup_page_sets(redirects)


# --- pages of the archive itself that are no more ---------------------------------------------------------


def _healed(ctx: PlanContext, taken: Container[str]) -> Iterator[Redirect]:
    """Ways from the lists, indexes and feeds that were released and are no more to what holds their
    articles."""
    claimed = {each.alias.name for each in ctx.archive.redirects}
    for each in ctx.archive.ledger.released:
        if each.source or each.name in taken or key_of(each.name) in claimed or each.name in claimed:
            continue
        target = next((path for path in permalinks.holders(each.name) if path in taken), permalinks.ROOT)
        alias = Alias(each.name, Position(each.line, 1), "", each.name, "", key_of(each.name))
        yield Redirect(
            alias, each.path, target, Text("", permalinks.language_of(target, ctx.settings.languages))
        )


# --- stubs ------------------------------------------------------------------------------------------------


class _Stub(NamedTuple):
    path: str
    target: str
    title: str
    lang: str


def _stubs(redirects: Sequence[Redirect], taken: Container[str]) -> dict[str, Redirect]:
    """The old addresses that are pages of the output, by their paths: not those that were one on several
    sites."""
    found: dict[str, Redirect] = {}
    doubtful: set[str] = set()
    for each in redirects:
        path = None if "?" in each.alias.key else permalinks.stub(each.alias.path)
        if path is None or path in taken:
            continue
        if found.setdefault(path, each).target != each.target:
            doubtful.add(path)
    return {path: each for path, each in found.items() if path not in doubtful}


def _by_source(stubs: Mapping[str, Redirect], records: set[str]) -> dict[str, list[_Stub]]:
    """The stubs of each file, which change together; where something was withdrawn, its record stands
    itself."""
    found: dict[str, list[_Stub]] = defaultdict(list)
    for path, each in stubs.items():
        if each.source not in records:
            found[each.source].append(_Stub(path, each.target, each.title.value, each.title.lang))
    return found


def _stub_pages(ctx: PlanContext, stubs: Sequence[_Stub]) -> Iterator[Page]:
    for stub in stubs:
        view = StubView(
            lang=permalinks.language_of(stub.target, ctx.settings.languages),
            path=stub.path,
            root=permalinks.root_of(stub.path),
            target=stub.target,
            canonical=ctx.settings.base_url + stub.target,
            title=Text(stub.title, stub.lang),
        )
        yield Page(stub.path, "moved.html", view)


# --- what is gone -----------------------------------------------------------------------------------------


def _tombstone_pages(ctx: PlanContext, tombstone: Tombstone, own: Sequence[str]) -> Iterator[Page]:
    """The record's page in each language, and itself at each address where what it records could be read."""
    paths = _places(ctx, tombstone)
    old = tuple(alias.value for alias in tombstone.aliases)
    for path in (*paths.values(), *own):
        yield _gone(ctx, path, paths, tombstone.title, _notices(ctx, tombstone), old)


def _places(ctx: PlanContext, tombstone: Tombstone) -> dict[str, str]:
    return {lang: permalinks.tombstone(lang, tombstone.key) for lang in ctx.settings.languages}


def _notices(ctx: PlanContext, tombstone: Tombstone) -> tuple[GoneNotice, ...]:
    notices = in_languages(ctx, partial(withdrawal_notice, tombstone.withdrawn))
    return tuple(GoneNotice(lang, each.date, each.text, each.authority) for lang, each in notices.items())


class _Over(NamedTuple):
    """A page whose time is over."""

    path: str
    paths: Mapping[str, str]
    title: Text
    since: PartialDate


def _expired(ctx: PlanContext) -> Iterator[_Over]:
    for each in ctx.archive.expired:
        article = each.article
        paths = {t.lang: t.address for t in article.translations}
        for t in article.translations:
            yield _Over(paths[t.lang], paths, Text(t.title, t.lang), each.since)


def _expired_pages(ctx: PlanContext, expired: Sequence[_Over]) -> Iterator[Page]:
    for each in expired:
        notices = tuple(GoneNotice(lang, each.since) for lang in ctx.settings.languages)
        yield _gone(ctx, each.path, each.paths, LocalText((each.title,)), notices, ())


def _gone(
    ctx: PlanContext,
    path: str,
    paths: Mapping[str, str],
    title: LocalText,
    notices: Sequence[GoneNotice],
    old: tuple[str, ...],
) -> Page:
    """The page that says why there is nothing at its address: in its own language first, then in the
    others."""
    lang = permalinks.language_of(path, ctx.settings.languages)
    lang = lang if lang in paths else next(iter(paths))
    name = title.best(lang)
    crumbs = (Link(Own.HOME, permalinks.home(lang), own=True),)
    common = frame_of(ctx, lang, paths, next(iter(paths)), name, crumbs)
    view = GoneView(
        **(common | {"path": path, "root": permalinks.root_of(path), "alternates": ()}),
        notices=tuple(sorted(notices, key=lambda notice: notice.lang != lang)),
        old=old,
    )
    return Page(path, "gone.html", view)
