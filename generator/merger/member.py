"""A member: one of the archives that are joined, as it was read."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.build.load import LoadedSite, load_site, reported
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.join.redirects import Home
from generator.merger.request import JoinRefusedError, JoinRequest
from generator.model.archive import Archive, Entry
from generator.model.content import Alias
from generator.model.problem import Outcome
from generator.model.settings import Settings
from generator.read.scan import CONTENT, ScannedFile, scan
from generator.text.old_address import host_key, parse_old_address
from generator.text.slug import slugify


class Member(Struct, frozen=True):
    """An archive to join.

    `key` tells it from the others in names of files. `files` are those of content/ by path.
    """

    folder: Path
    key: str
    settings: Settings
    files: dict[str, ScannedFile]
    entries: tuple[Entry, ...]
    archive: Archive

    def inside(self, alias: Alias) -> Alias:
        """The alias, without its host if that is the archive's own."""
        return Home(self.settings.base_url).own(alias)

    def hosted(self, path: str, query: str = "") -> str:
        """The full address at which the archive had a path, with a query or without."""
        return f"{self.settings.base_url}{path}{f'?{query}' if query else ''}"

    def hosted_at_any_time(self, path: str, query: str = "") -> list[str]:
        """The full addresses at which the archive ever had a path, today's first."""
        return [f"{base}{path}{f'?{query}' if query else ''}" for base in self._bases]

    def at_roots(self, path: str, query: str = "") -> list[str]:
        """The full addresses of a path from the root of each of its hosts."""
        roots = (urlsplit(base) for base in self._bases)
        return [f"{root.scheme}://{root.netloc}/{path}{f'?{query}' if query else ''}" for root in roots]

    @property
    def _bases(self) -> tuple[str, ...]:
        return (self.settings.base_url, *self.settings.former_base_urls)


def read_member(folder: Path, request: JoinRequest) -> Outcome[Member | None]:
    """Reads an archive as `khotin check` does. The value is None if its settings cannot be used.

    Raises OSError if the disk fails.
    """
    found = with_cache(folder, folder / "output", request.watcher.waiting, partial(_load, folder, request))
    site, files = found
    if site.value is None:
        return Outcome(None, reported(site))
    content = {file.path: file for file in files if file.path.startswith(f"{CONTENT}/") and not file.problem}
    settings = site.value.settings
    key = slugify(host_key(urlsplit(settings.base_url).netloc))
    member = Member(folder, key, settings, content, site.value.sources.entries, site.value.archive)
    return Outcome(member, reported(site))


def _load(
    folder: Path, request: JoinRequest, cache: Cache
) -> tuple[Outcome[LoadedSite | None], Sequence[ScannedFile]]:
    cache.begin()
    files = scan(folder)
    return load_site(folder, request.day, cache, files, request.jobs, request.watcher), files


def told_apart(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members, each with a key of its own.

    Raises JoinRefusedError if two have one base URL, or other default languages.
    """
    found: list[Member] = []
    bases: dict[str, Member] = {}
    for member in members:
        base = parse_old_address(member.settings.base_url)
        name = f"{base.host}/{base.key}" if base else member.settings.base_url
        if name in bases:
            details = {"one": str(bases[name].folder), "other": str(member.folder)}
            raise JoinRefusedError("same-base-url", details | {"base_url": member.settings.base_url})
        bases[name] = member
        if member.settings.default_language != members[0].settings.default_language:
            details = {"one": str(members[0].folder), "other": str(member.folder)}
            raise JoinRefusedError("other-language", details)
        keys = {each.key for each in found}
        longer = slugify(f"{member.key}{urlsplit(member.settings.base_url).path}")
        found.append(member if member.key not in keys else replace(member, key=longer))
    return tuple(found)
