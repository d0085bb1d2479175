"""Redirects: the old addresses that lead to pages of the archive, each to one."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from generator import permalinks
from generator.model.archive import Article, Redirect, StandingPage, Translation
from generator.model.content import Alias
from generator.model.ledger import Tombstone
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.model.values import Text
from generator.text.old_address import host_key, key_of


def redirects_of(
    articles: Iterable[Article],
    pages: Iterable[StandingPage],
    tombstones: Iterable[Tombstone],
    settings: Settings,
) -> tuple[Redirect, ...]:
    """Every old address that these name."""
    home = _Home(settings.base_url)
    found: list[Redirect] = []
    for article in articles:
        for t in article.translations:
            if t.aliases:
                found += _redirects(t, t.address, home)
    for page in pages:
        for t in page.translations:
            found += _redirects(t, t.address, home)
    for tombstone in tombstones:
        for alias in map(home.own, tombstone.aliases):
            lang = permalinks.language_of(alias.path, settings.languages)
            target = permalinks.tombstone(lang, tombstone.key)
            found.append(Redirect(alias, tombstone.path, target, tombstone.title.best(lang)))
    return tuple(found)


def _redirects(t: Translation, target: str, home: "_Home") -> Iterator[Redirect]:
    for alias in t.aliases:
        yield Redirect(home.own(alias), t.source_path, target, Text(t.title, t.lang))


class _Home:
    """Where the archive itself stands: an address that was copied from there is one from its root."""

    def __init__(self, base_url: str) -> None:
        base = urlsplit(base_url)
        self._host = host_key(base.netloc)
        self._folder = base.path.strip("/")

    def own(self, alias: Alias) -> Alias:
        if alias.host != self._host:
            return alias
        inside = alias.path.removeprefix(self._folder).lstrip("/")
        if alias.path != self._folder and not alias.path.startswith(
            f"{self._folder}/" if self._folder else ""
        ):
            return alias
        return replace(alias, host="", path=inside, key=key_of(inside, alias.query))


def redirect_problems(redirects: Sequence[Redirect], pages: Mapping[str, str]) -> Iterator[Problem]:
    """Old addresses that two places claim, or that are those of pages; `pages` has the file that each page is
    made from, by its address."""
    claimed: dict[str, Redirect] = {}
    for each in redirects:
        alias = each.alias
        first = claimed.setdefault(alias.name, each)
        if first is not each:
            yield _problem(each, "alias-twice", other=f"{first.source}:{first.alias.position.line}")
        elif alias.name in pages:
            yield _problem(each, "alias-is-page", other=pages[alias.name])
        elif not alias.host and (place := permalinks.reserved_place(alias.name)):
            yield _problem(each, "alias-reserved", address=place)


def own_page_problems(redirects: Sequence[Redirect], pages: Container[str]) -> Iterator[Problem]:
    """Old addresses that are those of pages that the archive makes by itself; `pages` are their addresses."""
    for each in redirects:
        name = each.alias.name
        for address in (name, f"{name}/index.html".removeprefix("/")):
            if address in pages:
                yield _problem(each, "alias-is-own", address=address)


def _problem(redirect: Redirect, code: str, **details: str) -> Problem:
    alias = redirect.alias
    all_details = (("value", alias.value), *details.items())
    return Problem(redirect.source, alias.position.line, alias.position.column, code, all_details)
