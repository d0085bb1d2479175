"""Serves the site: watches the sources and updates the preview and the output until interrupted."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from generator import permalinks
from generator.build.progress import Unwatched
from generator.build.request import BuildRequest
from generator.cache.location import cache_folder
from generator.model.problem import Problem
from generator.parallel.gc_policy import collect_now, disable_collection
from generator.read.scan import nfc
from generator.serve.background import Background
from generator.serve.live_content import LiveContent, unnoticed_changes
from generator.serve.preview import Preview
from generator.serve.server import Extension, Server
from generator.serve.snapshots import Snapshots
from generator.serve.state import State, initial_state, updated_state
from generator.serve.watch import Changes, watch

# Attempts, and seconds between them: a file may be unreadable while it is being written.
_TRIES, _BETWEEN = 20, 0.05
_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Receives events for display."""

    def serving(self, address: str) -> None:
        """The site can be opened at this address."""

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """The problems have changed."""

    def unreadable(self, error: OSError) -> None:
        """The sources cannot be read at the moment."""

    def built(self, code: int, text: str) -> None:
        """A full build ended with this exit code and this text on stderr."""


class ServeRequest(Struct, frozen=True):
    """A request to serve a site.

    `build` is the request of its builds; its watcher receives the progress of the first reading. `arguments`
    are those of `khotin build` for the same build. `lang` is the language of messages. `extension` answers
    at further addresses. `home` is the one to open, or "" for the site's own.
    """

    build: BuildRequest
    today: Callable[[], date]
    arguments: tuple[str, ...]
    port: int
    lang: str
    listener: Listener
    extension: Extension | None = None
    home: str = ""


def serve(request: ServeRequest) -> None:
    """Serves the site until KeyboardInterrupt.

    Raises PortRefusedError at once if the port is taken. Raises OSError if the disk fails while the content
    is first read.
    """
    server = Server(request.port)
    state = initial_state(request.build)
    disable_collection()  # A collection takes longer than a change. It runs only after a full build.
    collect_now()
    request.listener.problems(state.problems)
    asyncio.run(_Service(request, server, state).run())


class _Service:
    """Updates the preview and the output when the sources change."""

    def __init__(self, request: ServeRequest, server: Server, state: State) -> None:
        self._request = request
        self._server = server
        self._preview = Preview(request.build.output, state, request.lang)
        self._changes = asyncio.Queue[Changes]()
        self._background = Background(request.arguments, self._built)

    async def run(self) -> None:
        """Serves until cancelled."""
        preview = self._preview
        request = self._request
        snapshots = Snapshots(cache_folder(request.build.site, request.build.output))
        self._server.show(preview, snapshots, request.extension)
        request.listener.serving(f"http://{self._server.host}{request.home or quote(preview.root)}")
        if preview.state.is_publishable:
            self._background.schedule()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(watch(self._request.build.site, self._changes.put_nowait))
                group.create_task(self._follow())
        finally:
            await self._background.stop()

    async def _follow(self) -> None:
        """Applies changes as they come.

        Changes that could not be read yet are retried with the next ones.
        """
        pending = Changes()
        while True:
            pending |= await self._changes.get()
            while not self._changes.empty():
                pending |= self._changes.get_nowait()
            was_building = self._background.cancel()
            before = self._preview.state
            state = await self._state_after(pending)
            if state:
                self._update(state, pending)
                pending = Changes()
            if was_building or self._preview.state.live_site is not before.live_site:
                self._background.schedule()

    async def _state_after(self, changes: Changes) -> State | None:
        """The state after these changes. None if they cannot be read yet."""
        build = replace(self._request.build, build_date=self._request.today(), jobs=1, watcher=Unwatched())
        refusal: OSError | None = None
        for _ in range(_TRIES):
            try:
                return await asyncio.to_thread(updated_state, build, self._preview.state, changes)
            except OSError as error:
                refusal = error
                await asyncio.sleep(_BETWEEN)
            except Exception:  # noqa: BLE001 (a change that cannot be shown must not stop later ones)
                _log.exception("A change could not be shown")
                return None
        if refusal:
            self._request.listener.unreadable(refusal)
        return None

    def _update(self, state: State, changes: Changes) -> None:
        """Shows a state, and reports its problems if they changed."""
        before = self._preview.state.problems
        self._preview.update(state, _copied(state, changes))
        if state.problems != before:
            self._request.listener.problems(state.problems)

    def _built(self, code: int, text: str) -> None:
        """Handles the end of a build.

        The output has changed. Events that the system dropped under load are found now.
        """
        self._request.listener.built(code, text)
        self._preview.update(self._preview.state)
        collect_now()
        content = self._preview.state.content
        if content:
            self._check = asyncio.create_task(self._find_unnoticed(content))

    async def _find_unnoticed(self, content: LiveContent) -> None:
        """Queues changes for which no event came."""
        paths = await asyncio.to_thread(unnoticed_changes, content)
        if paths:
            self._changes.put_nowait(Changes(paths=paths))


def _copied(state: State, changes: Changes) -> Iterator[str]:
    """Addresses of the changed files that are copied to the output."""
    if changes.theme and state.theme:
        yield from (address for address, _ in (*state.theme.static, *state.theme.made))
    media = state.content.media.files if state.content else {}
    yield from (permalinks.media(path) for path in map(nfc, changes.paths) if path in media)
