"""The output of the last build: pages, copied files and resized pictures, with their inputs' fingerprints.

Files that changed in the output or are missing there are left out on loading.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.build.assets import Asset
from generator.build.page_renderer import BuiltPageSet, PreviousPages
from generator.cache.database import Cache
from generator.cache.packs import changed_packs, load_packs, save_packs
from generator.cache.records import load, save
from generator.cache.stamps import Stamp, stamp_of
from generator.cache.tables import ASSETS, DERIVED, PAGE_SETS, TEMPLATE_FINGERPRINTS
from generator.model.theme import Theme
from generator.publish.manifest import NAME
from generator.publish.output import Staged
from generator.render.bytecode_cache import compiled, load_compiled, save_compiled
from generator.render.environment import prepare
from generator.render.template_fingerprints import template_fingerprints_of, theme_digest


class PreviousOutput(Struct, frozen=True):
    """The pages, copied files and resized pictures that the last build wrote, by path."""

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
    """Saves what the build published; returns the stamps of the files that it wrote."""
    written = {NAME: stamp_of((output / NAME).stat())}

    def stamped(file: Staged) -> Staged:
        if file.stamp:
            return file
        written[file.path] = stamp_of(os.stat(f"{output}/{file.path}"))  # noqa: PTH116 (there are very many)
        return replace(file, stamp=written[file.path])

    def stamped_page_set(page_set: BuiltPageSet) -> BuiltPageSet:
        pages = tuple([replace(page, file=stamped(page.file), rendered=False) for page in page_set.pages])
        return replace(page_set, pages=pages)

    now = {page_set.name: page_set for page_set in page_sets}
    packs = changed_packs(now, _changed_names(now, before.pages.page_sets))
    save_packs(cache, PAGE_SETS, {pack: list(map(stamped_page_set, sets)) for pack, sets in packs.items()})
    save(cache, ASSETS, [replace(asset, file=stamped(asset.file)) for asset in assets])
    save(cache, DERIVED, list(map(stamped, derived)))
    return written


def _changed_names(now: Mapping[str, BuiltPageSet], before: Mapping[str, BuiltPageSet]) -> list[str]:
    """The names of the page sets that changed, are new or are gone."""
    changed = [name for name, page_set in now.items() if before.get(name) is not page_set]
    return [*changed, *(before.keys() - now.keys())]


def load_previous_output(cache: Cache, output_stamps: Mapping[str, Stamp]) -> PreviousOutput:
    """Loads the record of the last build's output.

    `output_stamps` are the stamps of the files that the output has now.
    """
    return _load(cache, output_stamps, previous=False)


def load_made_output(cache: Cache, *, previous: bool) -> PreviousOutput:
    """Loads the record of a build's output, without a comparison with the files there now.

    The build is the last one or, if `previous` is set, the one before.
    """
    return _load(cache, None, previous=previous)


def _load(cache: Cache, output_stamps: Mapping[str, Stamp] | None, *, previous: bool) -> PreviousOutput:
    """`output_stamps` is None if every file counts as unchanged."""
    page_sets = load_packs(cache, PAGE_SETS, list[BuiltPageSet], previous=previous)
    known = {page_set.name: page_set for page_set in page_sets}
    pages = {page.file.path: page for page_set in known.values() for page in page_set.pages}
    every = len(pages)
    if output_stamps is not None:
        there = output_stamps.get  # `Staged.is_among`, written out: there are very many
        pages = {path: page for path, page in pages.items() if there(path) == page.file.stamp}
    assets = load(cache, ASSETS, list[Asset], previous=previous) or ()
    derived = load(cache, DERIVED, list[Staged], previous=previous) or ()
    return PreviousOutput(
        PreviousPages(known, pages, is_complete=len(pages) == every),
        {asset.file.path: asset for asset in assets if asset.file.is_among(output_stamps)},
        {file.path: file for file in derived if file.is_among(output_stamps)},
    )


def load_template_fingerprints(cache: Cache, theme: Theme, languages: Iterable[str]) -> Mapping[str, str]:
    """Returns the fingerprints of the theme's templates, and makes their code ready for the languages."""
    digest = theme_digest(theme)
    known, fingerprints = load(cache, TEMPLATE_FINGERPRINTS, tuple[str, dict[str, str]]) or ("", {})
    if not load_compiled(theme):
        prepare(theme, languages)
    if known != digest:
        fingerprints = template_fingerprints_of(theme)
        save(cache, TEMPLATE_FINGERPRINTS, (digest, fingerprints))
    return fingerprints


def save_compiled_templates(theme: Theme) -> None:
    """Saves the code of the templates if some were compiled."""
    if compiled(theme).has_changed:
        save_compiled(theme)
