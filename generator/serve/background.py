"""The full build in the background: once the changes pause, in a process of its own, at low priority.

It brings the output, and with it the search, up to date. A change that comes meanwhile ends it: a build that
is killed leaves the output as it was.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_PAUSE = 0.7  # seconds without a change before it is worth beginning
_MAIN = "from generator.commands import run; run()"
_PACKAGES = str(Path(__file__).resolve().parents[2])
_LOW = 10  # as `nice` counts
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    _FLAGS = 0


class Background:
    """Runs `khotin build` with these arguments, one at a time; then calls `done` with the code with which it
    ended and what it said."""

    def __init__(self, arguments: Sequence[str], done: Callable[[int, str], None]) -> None:
        self._arguments = arguments
        self._done = done
        self._task: asyncio.Task[None] | None = None

    def cancel(self) -> bool:
        """Ends what is running, or is about to; whether there was something."""
        return self._task is not None and self._task.cancel()

    def schedule(self) -> None:
        """Runs, after a pause, a build that knows all changes until now."""
        self.cancel()
        self._task = asyncio.create_task(self._build_after(self._task))

    async def stop(self) -> None:
        """Ends what is running, and waits for its end."""
        self.cancel()
        if self._task:
            await asyncio.wait([self._task])

    async def _build_after(self, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        await asyncio.sleep(_PAUSE)
        process = self._process()
        ending = asyncio.ensure_future(asyncio.to_thread(process.communicate))
        try:
            _, said = await asyncio.shield(ending)
        except asyncio.CancelledError:
            process.terminate()
            await ending
            raise
        self._done(process.returncode, said)

    def _process(self) -> subprocess.Popen[str]:
        """The build, in a group of its own: the terminal's Ctrl-C is not for it."""
        known = os.environ.get("PYTHONPATH")
        path = os.pathsep.join((_PACKAGES, known)) if known else _PACKAGES
        process = subprocess.Popen(
            (sys.executable, "-c", _MAIN, "build", *self._arguments),
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,
            creationflags=_FLAGS,
        )
        if sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, process.pid, _LOW)
        return process
