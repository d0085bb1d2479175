"""The snapshot of a build: its inputs beside the articles, and its changes to the output.

With it, `khotin why` rebuilds the archive of a build and compares it with that of the build before.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.tables import IMPACT, SNAPSHOT
from generator.model.archive import Archive
from generator.model.content import MediaFile
from generator.model.ledger import Ledger
from generator.model.settings import Settings
from generator.model.theme import Theme
from generator.publish.output import Impact


class BuildSnapshot(Struct, frozen=True):
    """The inputs of a build that all pages share.

    `media` are by path, `templates` are (name, text), `catalogues` are (language, texts).
    """

    settings: Settings
    build_date: date
    media: Mapping[str, MediaFile]
    ledger: Ledger
    templates: tuple[tuple[str, str], ...]
    catalogues: tuple[tuple[str, tuple[str, ...]], ...]


def save_snapshot(cache: Cache, archive: Archive, theme: Theme, impact: Impact) -> None:
    """Saves the inputs of a build, and its changes to the output."""
    media = {path: archive.media[path] for path in sorted(archive.media)}
    templates, catalogues = theme.templates, theme.catalogues
    snapshot = BuildSnapshot(
        archive.settings, archive.build_date, media, archive.ledger, templates, catalogues
    )
    save(cache, SNAPSHOT, snapshot)
    save(cache, IMPACT, impact)


def load_snapshot(cache: Cache, *, previous: bool) -> BuildSnapshot | None:
    """Loads the snapshot of the last build, or of the one before it (`previous`); None if there is none."""
    return load(cache, SNAPSHOT, BuildSnapshot, previous=previous)


def load_impact(cache: Cache) -> Impact:
    """Loads what the last build did to the output."""
    return load(cache, IMPACT, Impact) or Impact((), (), 0)
