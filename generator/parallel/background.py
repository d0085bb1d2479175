"""Tasks that run in another process while this one does something else."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from generator.parallel.pool import exit_with_parent

R = TypeVar("R")


@dataclass(frozen=True)
class PendingResult(Generic[R]):
    """A function that runs elsewhere: `result` waits for its end, `is_done` does not."""

    result: Callable[[], R]
    is_done: Callable[[], bool]

    def __call__(self) -> R:
        """Waits for the result."""
        return self.result()


@contextmanager
def in_background(function: Callable[[], R], jobs: int) -> Iterator[PendingResult[R]]:
    """Starts the function in a forked process; yields a callable that waits for its result.

    The callable raises the exception that the function raised, or ChildProcessError if its process ended. At
    the end of the block the process is terminated. With one job, or on systems that cannot fork, the function
    runs when its result is first asked for.
    """
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield PendingResult(cache(function), lambda: False)
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(function, sender))
    process.start()
    sender.close()

    @cache
    def outcome() -> tuple[R | None, Exception | None]:
        try:
            sent: tuple[R | None, Exception | None] = receiver.recv()
        except EOFError:
            sent = None, ChildProcessError("a background process was ended")
        return sent

    def result() -> R:
        value, error = outcome()
        if error:
            raise error
        return cast("R", value)

    def is_done() -> bool:
        # The outcome is taken at once: until then the process waits with all its memory.
        return receiver.poll() and bool(outcome())

    try:
        yield PendingResult(result, is_done)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _run(function: Callable[[], R], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C and ends this process
    exit_with_parent()
    sent: tuple[R | None, Exception | None]
    try:
        sent = (function(), None)
    except Exception as error:  # noqa: BLE001 (the parent raises it)
        sent = (None, error)
    sender.send(sent)
