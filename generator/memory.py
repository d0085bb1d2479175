"""The memory of the last build: what it made, of what, and by what the output's files are known to be those.

Kept in the store as plain tuples; what the output no longer holds as it was written is forgotten on reading.
"""

import marshal
import pickle
from collections.abc import Iterable, Mapping
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
from generator.search.index import Indexed, IndexMemory
from generator.store.records import Store
from generator.store.stamps import Stamp, stamp_of

_LOOKS, _CODE = ("theme", "looks"), ("theme", "code")
_MADE, _BLOCKS, _QUARTERS = ("made", "output"), ("state", "blocks"), "quarter"


@dataclass(frozen=True, slots=True)
class SearchMemory:
    """The search index: the fingerprint of what it was made of, the name of its root, its files."""

    fingerprint: str = ""
    root: str = ""
    files: tuple[Staged, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputMemory:
    """All that the last build made; `there` are the stamps of the files that the output has now."""

    pages: Memory = field(default_factory=lambda: Memory({}, {}))
    assets: Mapping[str, Asset] = field(default_factory=dict)
    derived: Mapping[str, Staged] = field(default_factory=dict)
    search: SearchMemory = SearchMemory()
    there: Mapping[str, Stamp] = field(default_factory=dict)


def remember(
    store: Store,
    output: Path,
    sheaves: Iterable[PressedSheaf],
    assets: Iterable[Asset],
    derived: Iterable[Staged],
    search: SearchMemory,
) -> dict[str, Stamp]:
    """Keeps what the build made, now that all of it is in the output; returns the stamps of its files."""
    stamps = {NAME: stamp_of((output / NAME).stat())}

    def plain(file: Staged) -> tuple[Any, ...]:
        stamp = file.stamp or stamp_of((output / file.path).stat())
        stamps[file.path] = stamp
        return (file.path, file.digest, tuple(stamp))

    state = (
        [
            (
                sheaf.name,
                sheaf.fingerprint,
                [(page.fingerprint, plain(page.file), _plain_listing(page.listing)) for page in sheaf.pages],
            )
            for sheaf in sheaves
        ],
        [(tuple(asset.source), plain(asset.file)) for asset in assets],
        [plain(file) for file in derived],
        (search.fingerprint, search.root, [plain(file) for file in search.files]),
    )
    store.put(_MADE[0], [(_MADE[1], marshal.dumps(state))])
    return stamps


def recall(store: Store, there: Mapping[str, Stamp]) -> OutputMemory:
    """What the last build made; `there` are the stamps of the files that the output has now."""
    return _recalled(store.get(*_MADE), there)


def recall_made(store: Store, *, former: bool) -> OutputMemory:
    """What the last build made, or (`former`) the one before it, whatever the output has now."""
    stored = store.get_former(*_MADE) if former else store.get(*_MADE)
    return _recalled(stored, None)


def _recalled(stored: bytes | None, there: Mapping[str, Stamp] | None) -> OutputMemory:
    """`there` is None where everything counts as being there."""
    if stored is None:
        return OutputMemory(there=there or {})
    sheaves, assets, derived, (fingerprint, root, files) = marshal.loads(stored)
    known = {name: PressedSheaf(name, print_, tuple(map(_page, pages))) for name, print_, pages in sheaves}
    pages = {
        page.file.path: page
        for sheaf in known.values()
        for page in sheaf.pages
        if _is_there(page.file, there)
    }
    copied = (Asset(Stamp(*source), _file(file)) for source, file in assets)
    smaller = map(_file, derived)
    searched = tuple(map(_file, files))
    return OutputMemory(
        Memory(known, pages),
        {asset.file.path: asset for asset in copied if _is_there(asset.file, there)},
        {file.path: file for file in smaller if _is_there(file, there)},
        SearchMemory(fingerprint, root, searched),
        there or {},
    )


def recall_index(store: Store, files: Iterable[Staged], there: Mapping[str, Stamp]) -> IndexMemory[Staged]:
    """What the last index was made of, and those of its files that the output still holds."""
    blocks = store.get(*_BLOCKS)
    return IndexMemory(
        quarters={label: pickle.loads(value) for label, value in store.all(_QUARTERS)},
        blocks=pickle.loads(blocks) if blocks else {},
        files={file.path: file for file in files if _is_there(file, there)},
    )


def remember_index(store: Store, made: Indexed, before: IndexMemory[Staged]) -> None:
    known = before.quarters
    changed = ((label, each) for label, each in made.quarters.items() if each is not known.get(label))
    store.put(_QUARTERS, ((label, pickle.dumps(each, pickle.HIGHEST_PROTOCOL)) for label, each in changed))
    store.drop(_QUARTERS, known.keys() - made.quarters.keys())
    store.put(_BLOCKS[0], [(_BLOCKS[1], pickle.dumps(made.blocks, pickle.HIGHEST_PROTOCOL))])


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


def _is_there(file: Staged, there: Mapping[str, Stamp] | None) -> bool:
    return there is None or there.get(file.path) == file.stamp


def _plain_listing(listing: Listing | None) -> tuple[Any, ...] | None:
    return tuple(listing) if listing else None


def _page(plain: tuple[Any, ...]) -> Pressed:
    fingerprint, file, listing = plain
    return Pressed(fingerprint, _file(file), Listing(*listing) if listing else None, rendered=False)


def _file(plain: tuple[Any, ...]) -> Staged:
    path, digest, stamp = plain
    return Staged(path, digest, Stamp(*stamp))
