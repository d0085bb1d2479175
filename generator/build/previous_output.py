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
from generator.build.page_renderer import BuiltPageSet, PreviousPages
from generator.cache.database import Cache
from generator.cache.stamps import Stamp, stamp_of
from generator.model.theme import Theme
from generator.publish.manifest import NAME
from generator.publish.output import Staged
from generator.render.bytecode_cache import compiled
from generator.render.environment import prepare
from generator.render.template_fingerprints import template_fingerprints_of, theme_digest

_LOOKS, _CODE = ("theme", "looks"), ("theme", "code")
_SHEAVES, _ASSETS, _DERIVED = "sheaves", ("made", "assets"), ("made", "derived")
_PACKS = 256  # of sheaves, which are loaded together and written together where one of them is another


class PreviousOutput(Struct, frozen=True):
    """The pages and the copied files that the last build made."""

    pages: PreviousPages = field(default_factory=lambda: PreviousPages({}, {}))
    assets: Mapping[str, Asset] = {}
    derived: Mapping[str, Staged] = {}


def save_output(
    cache: Cache,
    output: Path,
    before: PreviousOutput,
    page_sets: Iterable[BuiltPageSet],
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

    def settled_page_set(page_set: BuiltPageSet) -> BuiltPageSet:
        pages = tuple([replace(page, file=settled(page.file), rendered=False) for page in page_set.pages])
        return replace(page_set, pages=pages)

    for pack, those in _changed_packs(
        {page_set.name: page_set for page_set in page_sets}, before.pages.page_sets
    ).items():
        if those:
            cache.put(_SHEAVES, [(pack, msgpack.encode(list(map(settled_page_set, those))))])
        else:
            cache.drop(_SHEAVES, [pack])
    _keep(cache, _ASSETS, [replace(asset, file=settled(asset.file)) for asset in assets])
    _keep(cache, _DERIVED, list(map(settled, derived)))
    return written


def load_previous_output(cache: Cache, there: Mapping[str, Stamp]) -> PreviousOutput:
    """What the last build made; `there` are the stamps of the files that the output has now."""
    return _recalled(dict(cache.all(_SHEAVES)), cache.get(*_ASSETS), cache.get(*_DERIVED), there)


def load_made_output(cache: Cache, *, previous: bool) -> PreviousOutput:
    """What the last build made, or (`previous`) the one before it, whatever the output has now."""
    packs: dict[str, bytes | None] = dict(cache.all(_SHEAVES))
    if not previous:
        return _recalled(packs, cache.get(*_ASSETS), cache.get(*_DERIVED), None)
    packs |= cache.previous(_SHEAVES)
    return _recalled(packs, cache.get_previous(*_ASSETS), cache.get_previous(*_DERIVED), None)


def _recalled(
    stored: Mapping[str, bytes | None],
    assets: bytes | None,
    derived: bytes | None,
    there: Mapping[str, Stamp] | None,
) -> PreviousOutput:
    """`there` is None where everything counts as being there."""
    packs = (msgpack.decode(value, type=list[BuiltPageSet]) for value in stored.values() if value)
    known = {page_set.name: page_set for pack in packs for page_set in pack}
    pages = (page for page_set in known.values() for page in page_set.pages)
    copied = msgpack.decode(assets, type=list[Asset]) if assets else ()
    smaller = msgpack.decode(derived, type=list[Staged]) if derived else ()
    return PreviousOutput(
        PreviousPages(known, {page.file.path: page for page in pages if page.file.is_among(there)}),
        {asset.file.path: asset for asset in copied if asset.file.is_among(there)},
        {file.path: file for file in smaller if file.is_among(there)},
    )


def _keep(cache: Cache, where: tuple[str, str], files: list[Asset] | list[Staged]) -> None:
    """Keeps the files if they are others than before: there are many, and few edits are of pictures."""
    content = msgpack.encode(files)
    if content != cache.get(*where):
        cache.put(where[0], [(where[1], content)])


def _changed_packs(
    now: Mapping[str, BuiltPageSet], before: Mapping[str, BuiltPageSet]
) -> dict[str, list[BuiltPageSet]]:
    """The packs in which a sheaf is another than before, each with all its sheaves of now."""
    others = [name for name, page_set in now.items() if before.get(name) is not page_set]
    gone = before.keys() - now.keys()
    packs: dict[str, list[BuiltPageSet]] = {_pack(name): [] for name in (*others, *gone)}
    for name, page_set in now.items():
        pack = _pack(name)
        if pack in packs:
            packs[pack].append(page_set)
    return packs


def _pack(name: str) -> str:
    return f"{zlib.crc32(name.encode()) % _PACKS:02x}"


def load_template_fingerprints(cache: Cache, theme: Theme, languages: Iterable[str]) -> Mapping[str, str]:
    """The looks of the theme's templates; their code, for these languages, is made ready."""
    digest = theme_digest(theme)
    code, known = cache.get(*_CODE), marshal.loads(cache.get(*_LOOKS) or marshal.dumps(("", {})))
    if code:
        compiled(theme).learn(code)
    if known[0] != digest:
        known = (digest, template_fingerprints_of(theme))
        prepare(theme, languages)
        cache.put(_LOOKS[0], [(_LOOKS[1], marshal.dumps(known))])
    template_fingerprints: Mapping[str, str] = known[1]
    return template_fingerprints


def save_compiled_templates(cache: Cache, theme: Theme) -> None:
    """Keeps the code of the templates that were compiled anew."""
    news = compiled(theme).news()
    if news:
        cache.put(_CODE[0], [(_CODE[1], news)])
