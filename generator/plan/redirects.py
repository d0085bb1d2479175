"""Redirects: pages and files that lead from old addresses to today's.

If an old address can be a file of the output, a small page (a stub) stands there. For the others there are
rules for servers (`server_rules.py`). The page of old addresses knows all of them (`old_addresses.py`). They
are planned last, when the paths of all other files are known.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.content import Alias
from generator.model.values import Position, Text
from generator.model.views.addresses import StubView
from generator.model.views.output_page import Page
from generator.plan.context import PlanContext
from generator.plan.gone import gone_page_sets
from generator.plan.old_addresses import lookup_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.server_rules import rules_page_set
from generator.text.old_address import key_of


def redirect_page_sets(ctx: PlanContext, taken: Container[str]) -> Iterator[PageSet]:
    """All redirects; `taken` are the paths of the site's other files."""
    archive = ctx.archive
    redirects = (*archive.redirects, *_from_removed_pages(ctx, taken))
    stubs = _stubs(redirects, taken)
    tombstones = {each.path for each in archive.ledger.tombstones}
    for source, found in _by_source(stubs, tombstones).items():
        outputs = tuple(stub.path for stub in found)
        yield PageSet(
            f"moved {source}", ("moved.html",), partial(_stub_pages, ctx, found), (), found, outputs
        )
    yield from gone_page_sets(ctx, stubs, taken)
    yield rules_page_set(ctx.settings, redirects, stubs.keys(), taken)
    yield from lookup_page_sets(redirects, ctx.settings.former_base_urls)


# --- removed pages of the archive itself ------------------------------------------------------------------


def _from_removed_pages(ctx: PlanContext, taken: Container[str]) -> Iterator[Redirect]:
    """Redirects from released lists, indexes and feeds that no longer exist.

    They lead to the next wider list.
    """
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
    """A page at an old address."""

    path: str
    target: str
    title: str
    lang: str


def _stubs(redirects: Sequence[Redirect], taken: Container[str]) -> dict[str, Redirect]:
    """The redirects that can be a page of the output, by its path.

    An address that two old sites used for different articles is left out.
    """
    found: dict[str, Redirect] = {}
    ambiguous: set[str] = set()
    for each in redirects:
        path = None if "?" in each.alias.key else permalinks.stub(each.alias.path)
        if path is None or path in taken:
            continue
        if found.setdefault(path, each).target != each.target:
            ambiguous.add(path)
    return {path: each for path, each in found.items() if path not in ambiguous}


def _by_source(stubs: Mapping[str, Redirect], tombstones: set[str]) -> dict[str, list[_Stub]]:
    """The stubs by the source file of their article. The stubs of tombstones are left out."""
    found: dict[str, list[_Stub]] = defaultdict(list)
    for path, each in stubs.items():
        if each.source not in tombstones:
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
