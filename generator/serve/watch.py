"""Changes: what happened to the site's sources, as the system tells it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from watchfiles import Change, awatch

from generator.read.scan import SETTINGS, TREES
from generator.read.theme import THEMES

_THEMES = "themes"
_TREES = (*TREES, _THEMES)
_STEP = 10  # milliseconds without a change, after which those before are told
_LONGEST = 200  # milliseconds: changes that never pause are told this often
_BEGINNING = 0.3  # seconds until a new watch has surely begun


class Changes(Struct, frozen=True):
    """Whether site.toml changed, whether a theme did, and which files or folders of content/ and
    ledger/: their paths from the site's folder, as on disk."""

    settings: bool = False
    theme: bool = False
    paths: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.settings or other.settings, self.theme or other.theme, self.paths | other.paths)

    def __bool__(self) -> bool:
        return self.settings or self.theme or bool(self.paths)


async def watch(site: Path, tell: Callable[[Changes], None]) -> None:
    """Tells of all changes, until it is cancelled."""
    site = site.resolve()
    renewed = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_watch_folder(site, tell, renewed))
        group.create_task(_watch_trees(site, tell, renewed))


async def _watch_folder(site: Path, tell: Callable[[Changes], None], renewed: asyncio.Event) -> None:
    """Watches the site's folder itself: who watches a folder that is deleted hears nothing of the one that
    comes in its place."""
    async for events in _events((site,), recursive=False):
        if any(kind is not Change.modified and Path(path).name in _TREES for kind, path in events):
            renewed.set()
        changes = _changes(site, events)
        if changes:
            tell(changes)


async def _watch_trees(site: Path, tell: Callable[[Changes], None], renewed: asyncio.Event) -> None:
    """Watches the trees and the themes, and begins again where one of them comes or goes."""
    while True:
        places = (*(site / tree for tree in _TREES), *(themes.resolve() for themes in THEMES))
        trees = [tree for tree in dict.fromkeys(places) if tree.is_dir()]
        # What changes before the watch has begun is told by nobody else.
        asyncio.get_running_loop().call_later(_BEGINNING, tell, Changes(paths=frozenset(TREES)))
        if trees:
            await _watch_until(renewed, trees, site, tell)
        await renewed.wait()
        renewed.clear()


async def _watch_until(
    renewed: asyncio.Event, trees: Sequence[Path], site: Path, tell: Callable[[Changes], None]
) -> None:
    try:
        async for events in _events(trees, stop=renewed):
            changes = _changes(site, events)
            if changes:
                tell(changes)
    except FileNotFoundError:  # one of them went before the watch began
        renewed.set()


async def _events(
    places: Sequence[Path], recursive: bool = True, stop: asyncio.Event | None = None
) -> AsyncIterator[set[tuple[Change, str]]]:
    """What the system tells of these places; where it cannot watch so many, or such a disk, it is asked again
    and again instead."""
    watching = partial(
        awatch,
        *places,
        watch_filter=None,
        recursive=recursive,
        step=_STEP,
        debounce=_LONGEST,
        stop_event=stop,
    )
    try:
        async for events in watching():
            yield events
    except FileNotFoundError:
        raise
    except OSError:
        async for events in watching(force_polling=True):
            yield events


def _changes(site: Path, events: Iterable[tuple[Change, str]]) -> Changes:
    """What the system's events are about; hidden files are nobody's business."""
    settings = theme = False
    paths = set[str]()
    for path in {Path(path) for _, path in events}:
        inside = path.relative_to(site) if path.is_relative_to(site) else None
        if inside is None or inside.parts[:1] == (_THEMES,):
            theme = True
        elif inside.parts and inside.parts[0] in TREES and not _is_hidden(inside):
            paths.add(inside.as_posix())
        settings = settings or inside == Path(SETTINGS)
    return Changes(settings, theme, frozenset(paths))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
