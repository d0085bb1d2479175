"""The memory of the last build: what it made, of what, and by what the output's files are known to be those.

Kept in the store as plain tuples; what the output no longer holds as it was written is forgotten on reading.
"""

import marshal
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.assets import Asset
from generator.model import Theme
from generator.plan.sitemaps import Listing
from generator.press import Memory, Pressed, PressedSheaf
from generator.publish.manifest import NAME
from generator.publish.output import Staged
from generator.render.compiled import compiled
from generator.render.looks import looks_of, theme_digest
from generator.store.records import Store
from generator.store.stamps import Stamp, stamp_of

_LOOKS, _CODE = ("theme", "looks"), ("theme", "code")
_SHEAVES, _ASSETS, _DERIVED = "sheaves", ("made", "assets"), ("made", "derived")
_NOTHING = marshal.dumps(())
_WITHOUT_REFERENCES = 2  # the version of marshal whose bytes are equal where the values are
_PACKS = 64  # of sheaves, which are loaded together and written together where one of them is another


@dataclass(frozen=True, slots=True)
class OutputMemory:
    """The pages and the copied files that the last build made."""

    pages: Memory = field(default_factory=lambda: Memory({}, {}))
    assets: Mapping[str, Asset] = field(default_factory=dict)
    derived: Mapping[str, Staged] = field(default_factory=dict)


def remember(
    store: Store,
    output: Path,
    before: OutputMemory,
    sheaves: Iterable[PressedSheaf],
    assets: Iterable[Asset],
    derived: Iterable[Staged],
) -> dict[str, Stamp]:
    """Keeps what the build made, now that all of it is in the output; returns the stamps of the files that
    it wrote."""
    written = {NAME: stamp_of((output / NAME).stat())}

    def plain(file: Staged) -> tuple[Any, ...]:
        stamp = file.stamp
        if stamp is None:
            stamp = written[file.path] = stamp_of((output / file.path).stat())
        return (file.path, file.digest, tuple(stamp))

    packs, known = _packs(sheaves), _packs(before.pages.sheaves.values())
    changed = [pack for pack in packs if packs[pack] != known.get(pack)]
    store.put(
        _SHEAVES, [(p, marshal.dumps([_plain_sheaf(each, plain) for each in packs[p]])) for p in changed]
    )
    store.drop(_SHEAVES, known.keys() - packs.keys())
    copied = [(tuple(asset.source), plain(asset.file)) for asset in assets]
    _keep(store, _ASSETS, copied)
    _keep(store, _DERIVED, [plain(file) for file in derived])
    return written


def recall(store: Store, there: Mapping[str, Stamp]) -> OutputMemory:
    """What the last build made; `there` are the stamps of the files that the output has now."""
    return _recalled(dict(store.all(_SHEAVES)), store.get(*_ASSETS), store.get(*_DERIVED), there)


def recall_made(store: Store, *, former: bool) -> OutputMemory:
    """What the last build made, or (`former`) the one before it, whatever the output has now."""
    packs: dict[str, bytes | None] = dict(store.all(_SHEAVES))
    if not former:
        return _recalled(packs, store.get(*_ASSETS), store.get(*_DERIVED), None)
    packs |= store.former(_SHEAVES)
    return _recalled(packs, store.get_former(*_ASSETS), store.get_former(*_DERIVED), None)


def _recalled(
    stored: Mapping[str, bytes | None],
    assets: bytes | None,
    derived: bytes | None,
    there: Mapping[str, Stamp] | None,
) -> OutputMemory:
    """`there` is None where everything counts as being there."""
    packs = (marshal.loads(value) for value in stored.values() if value)
    known = {
        name: PressedSheaf(name, print_, tuple(map(_page, pages)))
        for pack in packs
        for name, print_, pages in pack
    }
    pages = (page for sheaf in known.values() for page in sheaf.pages)
    copied = [Asset(Stamp(*source), file_of(file)) for source, file in marshal.loads(assets or _NOTHING)]
    smaller = map(file_of, marshal.loads(derived or _NOTHING))
    return OutputMemory(
        Memory(known, {page.file.path: page for page in pages if is_there(page.file, there)}),
        {asset.file.path: asset for asset in copied if is_there(asset.file, there)},
        {file.path: file for file in smaller if is_there(file, there)},
    )


def _keep(store: Store, where: tuple[str, str], files: list[Any]) -> None:
    """Keeps the files if they are others than before: there are many, and few edits are of pictures."""
    content = marshal.dumps(files, _WITHOUT_REFERENCES)
    if content != store.get(*where):
        store.put(where[0], [(where[1], content)])


def _packs(sheaves: Iterable[PressedSheaf]) -> dict[str, list[PressedSheaf]]:
    packs: dict[str, list[PressedSheaf]] = {}
    for sheaf in sheaves:
        packs.setdefault(f"{zlib.crc32(sheaf.name.encode()) % _PACKS:02x}", []).append(sheaf)
    return packs


def _plain_sheaf(sheaf: PressedSheaf, plain: Callable[[Staged], tuple[Any, ...]]) -> tuple[Any, ...]:
    pages = [(page.fingerprint, plain(page.file), _plain_listing(page.listing)) for page in sheaf.pages]
    return (sheaf.name, sheaf.fingerprint, pages)


def recall_looks(store: Store, theme: Theme) -> Mapping[str, str]:
    """The looks of the theme's templates; their code is made ready."""
    digest = theme_digest(theme)
    code, known = store.get(*_CODE), marshal.loads(store.get(*_LOOKS) or marshal.dumps(("", {})))
    if code:
        compiled(theme).learn(code)
    if known[0] != digest:
        known = (digest, looks_of(theme))
        store.put(_LOOKS[0], [(_LOOKS[1], marshal.dumps(known))])
    looks: Mapping[str, str] = known[1]
    return looks


def remember_code(store: Store, theme: Theme) -> None:
    """Keeps the code of the templates that were compiled anew."""
    news = compiled(theme).news()
    if news:
        store.put(_CODE[0], [(_CODE[1], news)])


def is_there(file: Staged, there: Mapping[str, Stamp] | None) -> bool:
    return there is None or there.get(file.path) == file.stamp


def _plain_listing(listing: Listing | None) -> tuple[Any, ...] | None:
    return tuple(listing) if listing else None


def _page(plain: tuple[Any, ...]) -> Pressed:
    fingerprint, file, listing = plain
    return Pressed(fingerprint, file_of(file), Listing(*listing) if listing else None, rendered=False)


def file_of(plain: tuple[Any, ...]) -> Staged:
    path, digest, stamp = plain
    return Staged(path, digest, Stamp(*stamp) if stamp else None)
