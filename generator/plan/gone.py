"""Pages in place of articles that are gone: withdrawn articles (tombstones) and expired ones."""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.model.archive import Redirect, Withdrawn
from generator.model.content import Withdrawal
from generator.model.ledger import Tombstone
from generator.model.values import LocalText, PartialDate, Text
from generator.model.views.addresses import GoneNotice, GoneView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.frame import frame_of, in_languages
from generator.plan.localised import localised_title, withdrawal_notice
from generator.plan.page_sets import PageSet


def gone_page_sets(
    ctx: PlanContext, stubs: Mapping[str, Redirect], taken: Container[str]
) -> Iterator[PageSet]:
    """The pages of tombstones, at their own paths and at their stubs; and the pages of expired articles.

    `stubs` are the redirects by the path of their page. An expired page is left out if its path is taken.
    """
    for tombstone in ctx.archive.ledger.tombstones:
        own = [path for path, each in stubs.items() if each.source == tombstone.path]
        pages = partial(_tombstone_pages, ctx, tombstone, own)
        outputs = (*_paths(ctx, tombstone).values(), *own)
        yield PageSet(f"tombstone {tombstone.path}", ("gone.html",), pages, (), (tombstone, own), outputs)
    expired = [each for each in _expired(ctx) if each.path not in taken]
    outputs = tuple(each.path for each in expired)
    yield PageSet("expired", ("gone.html",), partial(_expired_pages, ctx, expired), (), expired, outputs)


def withdrawn_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The notices at the addresses of withdrawn articles whose text is gone."""
    for each in ctx.archive.withdrawn:
        article = each.article
        outputs = tuple(t.address for t in article.translations)
        pages = partial(_withdrawn_pages, ctx, each)
        yield PageSet(f"withdrawn {article.key}", ("gone.html",), pages, (), article, outputs)


def _withdrawn_pages(ctx: PlanContext, withdrawn: Withdrawn) -> Iterator[Page]:
    paths = {t.lang: t.address for t in withdrawn.article.translations}
    withdrawal = withdrawn.withdrawal
    for path in paths.values():
        yield _gone(ctx, path, paths, withdrawal.title, _notices(ctx, withdrawal), ())


def _tombstone_pages(ctx: PlanContext, tombstone: Tombstone, own: Sequence[str]) -> Iterator[Page]:
    """The tombstone's page in each language, and again at each old address of the article."""
    paths = _paths(ctx, tombstone)
    old = tuple(alias.value for alias in tombstone.aliases)
    for path in (*paths.values(), *own):
        yield _gone(ctx, path, paths, tombstone.title, _notices(ctx, tombstone.withdrawn), old)


def _paths(ctx: PlanContext, tombstone: Tombstone) -> dict[str, str]:
    return {lang: permalinks.tombstone(lang, tombstone.key) for lang in ctx.settings.languages}


def _notices(ctx: PlanContext, withdrawal: Withdrawal) -> tuple[GoneNotice, ...]:
    notices = in_languages(ctx, partial(withdrawal_notice, withdrawal))
    return tuple(GoneNotice(lang, each.date, each.text, each.authority) for lang, each in notices.items())


class _ExpiredPage(NamedTuple):
    """A page of an expired article. `paths` are the pages of all its translations, by language."""

    path: str
    paths: Mapping[str, str]
    title: Text
    since: PartialDate


def _expired(ctx: PlanContext) -> Iterator[_ExpiredPage]:
    for each in ctx.archive.expired:
        article = each.article
        paths = {t.lang: t.address for t in article.translations}
        for t in article.translations:
            yield _ExpiredPage(paths[t.lang], paths, Text(t.title, t.lang), each.since)


def _expired_pages(ctx: PlanContext, expired: Sequence[_ExpiredPage]) -> Iterator[Page]:
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
    """The page that says why an article is gone.

    The notice in the page's language comes first.
    """
    lang = permalinks.language_of(path, ctx.settings.languages)
    lang = lang if lang in paths else next(iter(paths))
    name = localised_title(title, lang)
    crumbs = (Link(Own.HOME, permalinks.home(lang), own=True),)
    common = frame_of(ctx, lang, paths, next(iter(paths)), name, crumbs)
    view = GoneView(
        **(common | {"path": path, "root": permalinks.root_of(path), "alternates": ()}),
        notices=tuple(sorted(notices, key=lambda notice: notice.lang != lang)),
        old=old,
    )
    return Page(path, "gone.html", view)
