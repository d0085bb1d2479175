"""Watches the site's sources for changes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from watchfiles import Change, awatch

from generator.read.scan import SETTINGS, THEMES, TREES

_THEMES = "themes"
_TREES = (*TREES, _THEMES)
_STEP = 10  # milliseconds without an event, after which a batch is reported
_LONGEST = 200  # milliseconds; a batch is reported at the latest after this time
_START_UP = 0.3  # seconds after which a new watch has surely started


class Changes(Struct, frozen=True):
    """Changes to the settings, the theme, or paths of content/ and ledger/.

    `paths` are from the site's folder, as on disk.
    """

    settings: bool = False
    theme: bool = False
    paths: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.settings or other.settings, self.theme or other.theme, self.paths | other.paths)

    def __bool__(self) -> bool:
        return self.settings or self.theme or bool(self.paths)


async def watch(site: Path, notify: Callable[[Changes], None]) -> None:
    """Reports all changes until cancelled."""
    site = site.resolve()
    restart = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_watch_folder(site, notify, restart))
        group.create_task(_watch_trees(site, notify, restart))


async def _watch_folder(site: Path, notify: Callable[[Changes], None], restart: asyncio.Event) -> None:
    """Watches the site's own folder.

    A watch on a folder ends when the folder is deleted, and misses a new folder of the same name.
    """
    async for events in _events((site,), recursive=False):
        if any(kind is not Change.modified and Path(path).name in _TREES for kind, path in events):
            restart.set()
        changes = _changes(site, events)
        if changes:
            notify(changes)


async def _watch_trees(site: Path, notify: Callable[[Changes], None], restart: asyncio.Event) -> None:
    """Watches the trees and themes. Restarts if one is added or removed."""
    while True:
        folders = (*(site / tree for tree in _TREES), *(themes.resolve() for themes in THEMES))
        trees = [tree for tree in dict.fromkeys(folders) if tree.is_dir()]
        # Nothing reports changes made before the watch has started.
        asyncio.get_running_loop().call_later(_START_UP, notify, Changes(paths=frozenset(TREES)))
        if trees:
            await _watch_until(restart, trees, site, notify)
        await restart.wait()
        restart.clear()


async def _watch_until(
    restart: asyncio.Event, trees: Sequence[Path], site: Path, notify: Callable[[Changes], None]
) -> None:
    """Watches these folders until a restart is requested."""
    try:
        async for events in _events(trees, stop=restart):
            changes = _changes(site, events)
            if changes:
                notify(changes)
    except FileNotFoundError:  # one of them was deleted before the watch started
        restart.set()


async def _events(
    folders: Sequence[Path], recursive: bool = True, stop: asyncio.Event | None = None
) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yields the events in these folders.

    Polls instead if the system cannot watch so many folders, or this kind of disk.
    """
    watching = partial(
        awatch,
        *folders,
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
    """The changes that these events mean. Hidden files are ignored."""
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
