"""Runs full builds in the background, in a low-priority process, once the changes pause.

A build brings the output and the search index up to date. A new change kills it, which leaves the output as
it was.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_PAUSE = 0.7  # seconds without a change before a build starts
_MAIN = "from generator.commands import run; run()"
_PACKAGES = str(Path(__file__).resolve().parents[2])
_NICENESS = 10  # niceness
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    _FLAGS = 0


class Background:
    """Runs `khotin build` with these arguments, one process at a time.

    Afterwards it calls `done` with the exit code and the text on stderr.
    """

    def __init__(self, arguments: Sequence[str], done: Callable[[int, str], None]) -> None:
        self._arguments = arguments
        self._done = done
        self._task: asyncio.Task[None] | None = None

    def cancel(self) -> bool:
        """Cancels the running or scheduled build. Returns whether there was one."""
        return self._task is not None and self._task.cancel()

    def schedule(self) -> None:
        """Schedules a build of the current state, after a pause."""
        self.cancel()
        self._task = asyncio.create_task(self._build_after(self._task))

    async def stop(self) -> None:
        """Cancels the build and waits until its process has ended."""
        self.cancel()
        if self._task:
            await asyncio.wait([self._task])

    async def _build_after(self, before: asyncio.Task[None] | None) -> None:
        """Builds after a pause, once the task before has ended."""
        if before:
            await asyncio.wait([before])
        await asyncio.sleep(_PAUSE)
        process = self._process()
        ending = asyncio.ensure_future(asyncio.to_thread(process.communicate))
        try:
            _, text = await asyncio.shield(ending)
        except asyncio.CancelledError:
            process.terminate()
            await ending
            raise
        self._done(process.returncode, text)

    def _process(self) -> subprocess.Popen[str]:
        """Starts a build in its own process group, so that Ctrl-C does not reach it."""
        known = os.environ.get("PYTHONPATH")
        path = os.pathsep.join((_PACKAGES, known)) if known else _PACKAGES
        process = subprocess.Popen(
            # -P: else Python would look for modules in the working folder first, which is a stranger's site.
            (sys.executable, "-P", "-c", _MAIN, "build", *self._arguments),
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,
            creationflags=_FLAGS,
        )
        if sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        return process
