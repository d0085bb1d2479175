"""The chronicle: what each build was made of beside the articles, and what it did to the output.

It lets `khotin why` make the archive of a build once more, and compare it with that of the build before.
"""

import marshal
import pickle
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.cache.database import Cache
from generator.model.archive import Archive
from generator.model.content import MediaFile
from generator.model.ledger import Ledger
from generator.model.settings import Settings
from generator.model.theme import Theme
from generator.publish.output import Impact

_CHRONICLE, _IMPACT = ("made", "chronicle"), ("made", "impact")


class BuildSnapshot(Struct, frozen=True):
    """The settings of a build, its day, the media by path, the ledger; the theme's templates and words."""

    settings: Settings
    build_date: date
    media: Mapping[str, MediaFile]
    ledger: Ledger
    templates: tuple[tuple[str, str], ...]
    catalogues: tuple[tuple[str, str], ...]


def save_snapshot(cache: Cache, archive: Archive, theme: Theme, impact: Impact) -> None:
    """Keeps what the build was made of and what it did."""
    media = {path: archive.media[path] for path in sorted(archive.media)}
    values = (archive.settings, archive.build_date, media, archive.ledger, theme.templates, theme.catalogues)
    content = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
    if content != cache.get(*_CHRONICLE):
        cache.put(_CHRONICLE[0], [(_CHRONICLE[1], content)])
    done = (list(impact.written), list(impact.removed), impact.unchanged)
    cache.put(_IMPACT[0], [(_IMPACT[1], marshal.dumps(done))])


def load_snapshot(cache: Cache, *, previous: bool) -> BuildSnapshot | None:
    """That of the last build or (`previous`) of the one before it; None where there was none."""
    stored = cache.get_previous(*_CHRONICLE) if previous else cache.get(*_CHRONICLE)
    return BuildSnapshot(*pickle.loads(stored)) if stored else None


def read_impact(cache: Cache) -> Impact:
    """What the last build did to the output."""
    stored = cache.get(*_IMPACT)
    written, removed, unchanged = marshal.loads(stored) if stored else ((), (), 0)
    return Impact(tuple(written), tuple(removed), unchanged)
