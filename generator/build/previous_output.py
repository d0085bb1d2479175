"""The memory of the last build: what it made, of what, and by what the output's files are known to be those.

What the output no longer holds as it was written is forgotten on reading.
"""

import marshal
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field, msgpack
from msgspec.structs import replace

from generator.build.assets import Asset
from generator.build.page_renderer import Memory, PressedSheaf
from generator.cache.database import Store
from generator.cache.stamps import Stamp, stamp_of
from generator.model.theme import Theme
from generator.publish.manifest import NAME
from generator.publish.output import Staged
from generator.render.bytecode_cache import compiled
from generator.render.environment import prepare
from generator.render.template_fingerprints import looks_of, theme_digest

_LOOKS, _CODE = ("theme", "looks"), ("theme", "code")
_SHEAVES, _ASSETS, _DERIVED = "sheaves", ("made", "assets"), ("made", "derived")
_PACKS = 256  # of sheaves, which are loaded together and written together where one of them is another


class OutputMemory(Struct, frozen=True):
    """The pages and the copied files that the last build made."""

    pages: Memory = field(default_factory=lambda: Memory({}, {}))
    assets: Mapping[str, Asset] = {}
    derived: Mapping[str, Staged] = {}


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

    def settled(file: Staged) -> Staged:
        if file.stamp:
            return file
        written[file.path] = stamp_of(os.stat(f"{output}/{file.path}"))  # noqa: PTH116 (there are very many)
        return replace(file, stamp=written[file.path])

    def settled_sheaf(sheaf: PressedSheaf) -> PressedSheaf:
        pages = tuple([replace(page, file=settled(page.file), rendered=False) for page in sheaf.pages])
        return replace(sheaf, pages=pages)

    for pack, those in _changed_packs({sheaf.name: sheaf for sheaf in sheaves}, before.pages.sheaves).items():
        if those:
            store.put(_SHEAVES, [(pack, msgpack.encode(list(map(settled_sheaf, those))))])
        else:
            store.drop(_SHEAVES, [pack])
    _keep(store, _ASSETS, [replace(asset, file=settled(asset.file)) for asset in assets])
    _keep(store, _DERIVED, list(map(settled, derived)))
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
    packs = (msgpack.decode(value, type=list[PressedSheaf]) for value in stored.values() if value)
    known = {sheaf.name: sheaf for pack in packs for sheaf in pack}
    pages = (page for sheaf in known.values() for page in sheaf.pages)
    copied = msgpack.decode(assets, type=list[Asset]) if assets else ()
    smaller = msgpack.decode(derived, type=list[Staged]) if derived else ()
    return OutputMemory(
        Memory(known, {page.file.path: page for page in pages if page.file.is_among(there)}),
        {asset.file.path: asset for asset in copied if asset.file.is_among(there)},
        {file.path: file for file in smaller if file.is_among(there)},
    )


def _keep(store: Store, where: tuple[str, str], files: list[Asset] | list[Staged]) -> None:
    """Keeps the files if they are others than before: there are many, and few edits are of pictures."""
    content = msgpack.encode(files)
    if content != store.get(*where):
        store.put(where[0], [(where[1], content)])


def _changed_packs(
    now: Mapping[str, PressedSheaf], before: Mapping[str, PressedSheaf]
) -> dict[str, list[PressedSheaf]]:
    """The packs in which a sheaf is another than before, each with all its sheaves of now."""
    others = [name for name, sheaf in now.items() if before.get(name) is not sheaf]
    gone = before.keys() - now.keys()
    packs: dict[str, list[PressedSheaf]] = {_pack(name): [] for name in (*others, *gone)}
    for name, sheaf in now.items():
        pack = _pack(name)
        if pack in packs:
            packs[pack].append(sheaf)
    return packs


def _pack(name: str) -> str:
    return f"{zlib.crc32(name.encode()) % _PACKS:02x}"


def recall_looks(store: Store, theme: Theme, languages: Iterable[str]) -> Mapping[str, str]:
    """The looks of the theme's templates; their code, for these languages, is made ready."""
    digest = theme_digest(theme)
    code, known = store.get(*_CODE), marshal.loads(store.get(*_LOOKS) or marshal.dumps(("", {})))
    if code:
        compiled(theme).learn(code)
    if known[0] != digest:
        known = (digest, looks_of(theme))
        prepare(theme, languages)
        store.put(_LOOKS[0], [(_LOOKS[1], marshal.dumps(known))])
    looks: Mapping[str, str] = known[1]
    return looks


def remember_code(store: Store, theme: Theme) -> None:
    """Keeps the code of the templates that were compiled anew."""
    news = compiled(theme).news()
    if news:
        store.put(_CODE[0], [(_CODE[1], news)])
