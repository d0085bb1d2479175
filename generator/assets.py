"""Assets: the files that the output takes as they are: the theme's, and the media of the articles shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import addresses
from generator.join.ledger import used_media
from generator.model import Archive, Copied, Theme
from generator.publish.output import Stage, Staged
from generator.store.stamps import Stamp, stamp_of
from generator.workers import in_parallel


class Asset(NamedTuple):
    """A file as it was when it was copied, and its copy."""

    source: Stamp
    file: Staged


def assets(archive: Archive, theme: Theme, site: Path) -> Iterator[Copied]:
    for path, file in theme.static:
        yield Copied(path, file)
    for path in sorted(used_media(archive)):
        yield Copied(addresses.media(path), site / archive.media[path].actual)


def stage_assets(
    files: Iterable[Copied], known: Mapping[str, Asset], stage: Stage, jobs: int
) -> Iterator[Asset]:
    """The assets, copied where the output does not hold them; `known` are those that it does, by path."""
    changed = []
    for file in files:
        before = known.get(file.path)
        if before and before.source == stamp_of(file.source.stat()):
            yield before
        else:
            changed.append(file)
    yield from in_parallel(_Copier(stage), changed, jobs)


@dataclass(frozen=True, slots=True)
class _Copier:
    stage: Stage

    def __call__(self, file: Copied) -> Asset:
        return Asset(stamp_of(file.source.stat()), self.stage(file))
