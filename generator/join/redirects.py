"""Collects the old addresses and the pages they redirect to."""

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
    """Returns the redirects of all old addresses."""
    home = Home(settings.base_url)
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


def _redirects(t: Translation, target: str, home: "Home") -> Iterator[Redirect]:
    """Yields the redirects of one translation."""
    for alias in t.aliases:
        yield Redirect(home.own(alias), t.source_path, target, Text(t.title, t.lang))


class Home:
    """The address of the archive itself.

    An old address that begins with it is a path from the archive's root.
    """

    def __init__(self, base_url: str) -> None:
        base = urlsplit(base_url)
        self._host = host_key(base.netloc)
        self._folder = base.path.strip("/")

    def own(self, alias: Alias) -> Alias:
        """The alias, without the host and folder if they are the archive's."""
        if alias.host != self._host:
            return alias
        inside = alias.path.removeprefix(self._folder).lstrip("/")
        if alias.path != self._folder and not alias.path.startswith(
            f"{self._folder}/" if self._folder else ""
        ):
            return alias
        return replace(alias, host="", path=inside, key=key_of(inside, alias.query))


def redirect_problems(redirects: Sequence[Redirect], pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yields problems of old addresses that are claimed twice or belong to a page.

    `pages` are the source files by address.
    """
    claimed: dict[str, Redirect] = {}
    for each in redirects:
        alias = each.alias
        first = claimed.setdefault(alias.name, each)
        if first is not each:
            yield _alias_problem(each, "alias-twice", other=f"{first.source}:{first.alias.position.line}")
        elif alias.name in pages:
            yield _alias_problem(each, "alias-is-page", other=pages[alias.name])
        elif not alias.host and (place := permalinks.reserved_place(alias.name)):
            yield _alias_problem(each, "alias-reserved", address=place)


def own_page_problems(redirects: Sequence[Redirect], pages: Container[str]) -> Iterator[Problem]:
    """Yields problems of old addresses that belong to a generated page.

    `pages` are the addresses of generated pages.
    """
    for each in redirects:
        name = each.alias.name
        for address in (name, f"{name}/index.html".removeprefix("/")):
            if address in pages:
                yield _alias_problem(each, "alias-is-own", address=address)


def _alias_problem(redirect: Redirect, code: str, **details: str) -> Problem:
    """A problem at the position of the old address."""
    alias = redirect.alias
    return Problem.at(redirect.source, alias.position, code, value=alias.value, **details)
