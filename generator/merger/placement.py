"""Gives every file of the members its place in the new archive.

Members are placed in the order in which they were named. What comes first keeps its name and its addresses.
What would take a name or an address that is taken gets its site's key at the end of its name, and its old
address leads to it by its host.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from generator import permalinks
from generator.merger.member import Member
from generator.merger.request import Finding
from generator.model.archive import Archive, Article, Entry, StandingPage, Translation
from generator.model.content import Alias
from generator.model.ledger import Tombstone
from generator.read.files import digest_of, key_and_language
from generator.read.media import used_paths
from generator.read.scan import CONTENT
from generator.text.old_address import key_of, parse_old_address
from generator.text.slug import slugify


@dataclass
class Placed:
    """The place of everything in a member.

    `paths` has the new path of each file of content/. `slugs` are new values of the field of this name,
    `aliases` whole new lists, both by old path. `names` are new names of released addresses, which may be
    several. `shared` are files that another member has too, byte for byte. `records` has the new path and the
    addresses of each record of a withdrawn article.
    """

    member: Member
    paths: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    records: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def found(self, kind: str, file: str, now: str = "", other: str = "") -> None:
        """Adds a finding."""
        self.findings.append(Finding(kind, self.member.key, file, now, other))


@dataclass
class Claims:
    """What earlier members have taken, with its owner: paths of files, addresses by key, names of aliases."""

    paths: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    media: dict[str, tuple[str, str]] = field(default_factory=dict)  # address -> path, SHA-256

    def add_path(self, path: str, owner: str) -> None:
        self.paths[path.casefold()] = owner

    def add_address(self, name: str, owner: str) -> None:
        self.addresses.setdefault(name if name.startswith("//") else key_of(name), owner)

    def owner_of(self, name: str) -> str | None:
        """The owner of an address or of the name of an alias, or None."""
        return self.addresses.get(name if name.startswith("//") else key_of(name))


def place(members: Sequence[Member]) -> tuple[Placed, ...]:
    """Places the members. Raises OSError if a file cannot be read."""
    claims = Claims()
    return tuple(_Placing(member, claims).placed() for member in members)


@dataclass
class _Placing:
    """Places one member after those that have made the claims."""

    member: Member
    claims: Claims
    result: Placed = field(init=False)
    _new: list[tuple[str, str]] = field(default_factory=list)  # addresses to claim, with their owners

    def __post_init__(self) -> None:
        self.result = Placed(self.member)

    def placed(self) -> Placed:
        """The place of everything. The claims are then extended."""
        for path in sorted(self.member.files):
            if not path.endswith(".md"):
                self._place_media(path)
        entries = {entry.key: entry for entry in self.member.entries}
        for key, files in sorted(self._groups().items()):
            self._place_entry(key, files, entries.get(key))
        for entry in self.member.entries:
            self._place_aliases(entry)
        self._keep_media_addresses()
        for tombstone in self.member.archive.ledger.tombstones:
            self._place_record(tombstone)
        for name, owner in self._new:
            self.claims.add_address(name, owner)
        records = (path for path, _ in self.result.records.values())
        for path in (*self.result.paths.values(), *records):
            self.claims.add_path(path, f"{self.member.key}: {path}")
        return self.result

    # --- files --------------------------------------------------------------------------------------------

    def _groups(self) -> dict[str, list[str]]:
        """The Markdown files by the key of their article."""
        groups: dict[str, list[str]] = {}
        for path in sorted(self.member.files):
            if path.endswith(".md"):
                key, _ = key_and_language(path, self.member.settings.default_language)
                groups.setdefault(key, []).append(path)
        return groups

    def _place_media(self, path: str) -> None:
        address, digest = permalinks.media(path), self._digest(path)
        known = self.claims.media.get(address)
        if known and known[1] == digest:
            self.result.paths[path] = known[0]
            self.result.shared.add(path)
            return
        new, number = path, 1
        while self._is_taken((new,)) or permalinks.media(new) in self.claims.media:
            stem, number = self._numbered(PurePosixPath(path).stem, number)
            new = str(PurePosixPath(path).with_name(f"{stem}{PurePosixPath(path).suffix}"))
        if new != path:
            self.result.found("media-renamed", path, new, known[0] if known else path)
        self.result.paths[path] = new
        self.claims.media[permalinks.media(new)] = (new, digest)

    def _digest(self, path: str) -> str:
        return digest_of((self.member.folder / self.member.files[path].actual).read_bytes())

    def _place_entry(self, key: str, files: Sequence[str], entry: Entry | None) -> None:
        pages = _translations(entry)
        new, number = key, 1
        while self._is_taken([_renamed(path, key, new) for path in files]) or any(
            self.claims.owner_of(self._address(page, key, new)) for page in pages
        ):
            stem, number = self._numbered(PurePosixPath(key).name, number)
            new = str(PurePosixPath(key).with_name(stem))
        for path in files:
            self.result.paths[path] = _renamed(path, key, new)
        for page in pages:
            self._place_page(page, key, new)
        if new != key:
            file = min(files, key=len)
            taken = (self.claims.owner_of(page.address) for page in pages)
            other = next(filter(None, taken), self.claims.paths.get(file.casefold(), ""))
            self.result.found("file-renamed", file, self.result.paths[file], other)

    def _place_page(self, page: Translation, key: str, new: str) -> None:
        address = self._address(page, key, new)
        self._new.append((address, f"{self.member.key}: {self.result.paths[page.source_path]}"))
        if address == page.address:
            return
        old = self._moved(page.address)
        self.result.names[page.address] = tuple(map(_name, old))
        self._aliases(page).extend(old)
        if page.slug != slugify(PurePosixPath(key).name):
            self.result.slugs[page.source_path] = PurePosixPath(address).stem

    def _address(self, page: Translation, key: str, new: str) -> str:
        """The address of a page whose article has a new key."""
        if key == new:
            return page.address
        old, stem = slugify(PurePosixPath(key).name), PurePosixPath(new).name
        added = stem.removeprefix(PurePosixPath(key).name)
        slug = slugify(stem) if page.slug == old else slugify(f"{page.slug}{added}")
        return f"{page.address.rpartition('/')[0]}/{slug}.html"

    def _is_taken(self, paths: Sequence[str]) -> bool:
        own = {path.casefold() for path in self.member.files}
        renamed = {path.casefold() for path in paths} - own
        taken = self.claims.paths.keys() | {path.casefold() for path in self.result.paths.values()}
        return any(path.casefold() in self.claims.paths for path in paths) or bool(renamed & taken)

    def _numbered(self, stem: str, number: int) -> tuple[str, int]:
        """The stem with the site's key, from the second try on with a number."""
        return f"{stem}-{self.member.key}{f'-{number}' if number > 1 else ''}", number + 1

    # --- old addresses ------------------------------------------------------------------------------------

    def _moved(self, path: str, query: str = "") -> list[str]:
        """The full addresses of a path that becomes another one, today's first."""
        today, *earlier = self.member.hosted_at_any_time(path, query)
        return [today, *(each for each in self._free(earlier) if _name(each) != _name(today))]

    def _free(self, addresses: Sequence[str]) -> list[str]:
        """The full addresses that no other page has, each once. At an earlier place, one may have them."""
        names: dict[str, str] = {}
        for each in addresses:
            names.setdefault(_name(each), each)
        return [
            each
            for name, each in names.items()
            if name not in self._hosted and self.claims.owner_of(name) is None
        ]

    @cached_property
    def _hosted(self) -> frozenset[str]:
        """The names of the member's own addresses with a host."""
        pages = (page for entry in self.member.entries for page in _translations(entry))
        tombstones = self.member.archive.ledger.tombstones
        found = [alias for page in pages for alias in page.aliases]
        found += [alias for tombstone in tombstones for alias in tombstone.aliases]
        return frozenset(alias.name for alias in found if alias.host)

    def _aliases(self, page: Translation) -> list[str]:
        """The list of the aliases that the file of a page is to have."""
        return self.result.aliases.setdefault(page.source_path, [alias.value for alias in page.aliases])

    def _place_aliases(self, entry: Entry) -> None:
        for page in _translations(entry):
            for alias in page.aliases:
                self._place_alias(page, alias)

    def _place_alias(self, page: Translation, alias: Alias) -> None:
        """Keeps an alias. If an earlier member has the address, it is confined to the host."""
        own = self.member.inside(alias)
        owner = self.claims.owner_of(own.name)
        if owner is None:
            self._new.append((own.name, f"{self.member.key}: {self.result.paths[page.source_path]}"))
            if own is not alias:  # it names the archive's own host, which may be another one now
                values = self._aliases(page)
                values[values.index(alias.value)] = f"/{own.path}{f'?{own.query}' if own.query else ''}"
            return
        values = self._aliases(page)
        values.remove(alias.value)
        if own.host:
            self.result.found("alias-claimed", page.source_path, alias.value, owner)
            return
        full = self.member.hosted_at_any_time(own.path, own.query)
        free = self._free((*full, *self.member.at_roots(own.path, own.query)))
        values += [each for each in free if each not in values]
        self._new += [(_name(each), f"{self.member.key}: {page.source_path}") for each in free]
        self.result.names[own.name] = tuple(map(_name, free))
        self.result.found("alias-hosted", page.source_path, full[0], f"{alias.value} ({owner})")

    def _place_record(self, tombstone: Tombstone) -> None:
        """Places the record of a withdrawn article, and its addresses."""
        path, number = tombstone.path, 1
        while path in self.claims.paths or (path != tombstone.path and path in self._records()):
            stem, number = self._numbered(PurePosixPath(tombstone.path).stem, number)
            path = str(PurePosixPath(tombstone.path).with_name(f"{stem}.yml"))
        addresses: list[str] = []
        for alias in tombstone.aliases:
            addresses += self._record_addresses(alias, path)
        if path != tombstone.path:
            for lang in self.member.settings.languages:
                old = permalinks.tombstone(lang, tombstone.key)
                full = self._moved(old)
                addresses += full
                self.result.names[old] = tuple(map(_name, full))
            self.result.found("record-renamed", tombstone.path, path)
        self.result.records[tombstone.path] = path, addresses

    def _records(self) -> set[str]:
        """The paths of the member's own records, old and new ones."""
        old = {each.path for each in self.member.archive.ledger.tombstones}
        return old | {path for path, _ in self.result.records.values()}

    def _record_addresses(self, alias: Alias, path: str) -> Iterator[str]:
        """An address of a withdrawn article; that of its host if an earlier member has it."""
        own = self.member.inside(alias)
        owner = self.claims.owner_of(own.name)
        if owner is None:
            self._new.append((own.name, f"{self.member.key}: {path}"))
            yield alias.value if own is alias else f"/{own.path}{f'?{own.query}' if own.query else ''}"
        elif own.host:
            self.result.found("alias-claimed", path, alias.value, owner)
        else:
            full = self._moved(own.path, own.query)
            self._new += [(_name(each), f"{self.member.key}: {path}") for each in full]
            self.result.names[own.name] = tuple(map(_name, full))
            self.result.found("alias-hosted", path, full[0], f"{alias.value} ({owner})")
            yield from full

    def _keep_media_addresses(self) -> None:
        """Gives the address of each renamed file to the first article that uses the file."""
        users: dict[str, Translation] = {}
        for entry in self.member.entries:
            pages = {page.source_path: page for page in _translations(entry)}
            for use in entry.uses:
                page = pages.get(use.path) or next(iter(pages.values()), None)
                if page:
                    users |= {path: page for path in used_paths(use) if path not in users}
        for path, new in sorted(self.result.paths.items()):
            old = permalinks.media(path)
            if path.endswith(".md") or permalinks.media(new) == old:
                continue
            full = self._moved(old)
            self.result.names[old] = tuple(map(_name, full))
            if path in users:
                self._aliases(users[path]).extend(full)


def pages_of(archive: Archive) -> Iterator[Translation]:
    """Yields the pages of articles and standing pages that are shown."""
    for article in archive.articles:
        yield from article.translations
    for page in archive.standing_pages:
        yield from page.translations


def _translations(entry: Entry | None) -> tuple[Translation, ...]:
    """The pages of an entry, scheduled ones too; none of a draft."""
    shown: Article | StandingPage | None = (entry.article or entry.page) if entry else None
    return shown.translations if shown else ()


def _renamed(path: str, key: str, new: str) -> str:
    """The path of a file whose article has a new key."""
    return f"{CONTENT}/{new}{path.removeprefix(f'{CONTENT}/{key}')}"


def _name(address: str) -> str:
    """The name of a full address in the ledger."""
    found = parse_old_address(address)
    assert found is not None
    return f"//{found.host}/{found.key}"


def moved(placed: Placed) -> Mapping[str, str]:
    """The files whose path is another one now."""
    return {old: new for old, new in placed.paths.items() if old != new}


def findings(all_placed: Sequence[Placed]) -> Iterator[Finding]:
    """Everything that the placing had to decide."""
    return (each for placed in all_placed for each in placed.findings)
