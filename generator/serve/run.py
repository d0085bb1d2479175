"""Serving: watches the sources, keeps the window and the output up to date, until it is interrupted."""

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
from generator.model.problem import Problem
from generator.parallel.gc_policy import collect_now, disable_collection
from generator.read.scan import nfc
from generator.serve.background import Background
from generator.serve.live_content import LiveContent, missed
from generator.serve.preview import Preview
from generator.serve.server import Server
from generator.serve.state import State, begin, follow
from generator.serve.watch import Changes, watch

_TRIES, _BETWEEN = 20, 0.05  # times, seconds: a file that is being written may refuse to be read
_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Hears of what happens."""

    def serving(self, address: str) -> None:
        """The site can be seen at this address."""

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """The problems are others than before."""

    def unreadable(self, error: OSError) -> None:
        """The sources cannot be read at present."""

    def built(self, code: int, said: str) -> None:
        """A full build ended with this code, and said this."""


class ServeRequest(Struct, frozen=True):
    """What to build and where to (`build`, whose watcher sees the first reading), as of which day at any
    moment, with which arguments `khotin build` does the same; at which port; who hears of it, and in which
    language problems are told."""

    build: BuildRequest
    today: Callable[[], date]
    arguments: tuple[str, ...]
    port: int
    lang: str
    listener: Listener


def serve(request: ServeRequest) -> None:
    """Serves the site until KeyboardInterrupt. Raises PortRefusedError, at once; OSError where the disk fails
    while the content is first read."""
    server = Server(request.port)
    state = begin(request.build)
    disable_collection()  # it takes longer than a change: it happens only when nothing else is to be done
    collect_now()
    request.listener.problems(state.problems)
    asyncio.run(_Service(request, server, state).run())


class _Service:
    """Keeps the window and the output at what the sources say."""

    def __init__(self, request: ServeRequest, server: Server, state: State) -> None:
        self._request = request
        self._server = server
        self._window = Preview(request.build.output, state, request.lang)
        self._changes = asyncio.Queue[Changes]()
        self._background = Background(request.arguments, self._built)

    async def run(self) -> None:
        preview = self._window
        self._server.show(preview)
        self._request.listener.serving(f"http://{self._server.host}{quote(preview.root)}")
        if preview.state.is_sound:
            self._background.schedule()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(watch(self._request.build.site, self._changes.put_nowait))
                group.create_task(self._follow())
        finally:
            await self._background.stop()

    async def _follow(self) -> None:
        pending = Changes()
        while True:
            pending |= await self._changes.get()
            while not self._changes.empty():
                pending |= self._changes.get_nowait()
            was_building = self._background.cancel()
            before = self._window.state
            state = await self._state_after(pending)
            if state:
                self._turn_to(state, pending)
                pending = Changes()
            if was_building or self._window.state.live_site is not before.live_site:
                self._background.schedule()

    async def _state_after(self, changes: Changes) -> State | None:
        """The state after these changes; None where they cannot be read yet."""
        build = replace(self._request.build, build_date=self._request.today(), jobs=1, watcher=Unwatched())
        refusal: OSError | None = None
        for _ in range(_TRIES):
            try:
                return await asyncio.to_thread(follow, build, self._window.state, changes)
            except OSError as error:
                refusal = error
                await asyncio.sleep(_BETWEEN)
            except Exception:  # noqa: BLE001 (a change that cannot be shown must not end the next ones)
                _log.exception("A change could not be shown")
                return None
        if refusal:
            self._request.listener.unreadable(refusal)
        return None

    def _turn_to(self, state: State, changes: Changes) -> None:
        before = self._window.state.problems
        self._window.turn_to(state, _copied(state, changes))
        if state.problems != before:
            self._request.listener.problems(state.problems)

    def _built(self, code: int, said: str) -> None:
        """The output has changed. What the system did not tell of while there was much to do is found now."""
        self._request.listener.built(code, said)
        self._window.turn_to(self._window.state)
        collect_now()
        content = self._window.state.content
        if content:
            self._check = asyncio.create_task(self._find_missed(content))

    async def _find_missed(self, content: LiveContent) -> None:
        paths = await asyncio.to_thread(missed, content)
        if paths:
            self._changes.put_nowait(Changes(paths=paths))


def _copied(state: State, changes: Changes) -> Iterator[str]:
    """The addresses of the changed files that the site takes as they are."""
    if changes.theme and state.theme:
        yield from (address for address, _ in state.theme.static)
    media = state.content.media.value if state.content else {}
    yield from (permalinks.media(path) for path in map(nfc, changes.paths) if path in media)
