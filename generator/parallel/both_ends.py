"""Computes many values: this process from the front, helpers from the back.

For a process that has all that the work needs: it works itself, in place of waiting for workers that each
load it again. Helpers are forked when a processor is free; until then nothing is duplicated.

Falls back: on systems that cannot fork, this process does everything.
Proof: `tests/unit/parallel/test_both_ends.py`.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import Any, Generic, TypeVar

from generator.parallel.gc_policy import collect_seldom, collecting_seldom
from generator.parallel.pool import exit_with_parent

T = TypeVar("T")
R = TypeVar("R")


def from_both_ends(
    function: Callable[[T], R], values: Sequence[T], chunk: int, helpers: Callable[[], int]
) -> Iterator[R]:
    """Yields the function's results in the order of the values.

    `helpers` says how many processes may help now. It is asked between chunks, and may say more each time.
    Raises what the function raises anywhere, and ChildProcessError if a helper was ended.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, values)
        return
    work = _SharedWork(multiprocessing.get_context("fork"), function, values, chunk)
    with collecting_seldom(), closing(work):
        while claimed := work.claim_front():
            yield from map(function, claimed)
            while work.has_more() and work.count_helpers() < helpers():
                work.add_helper()
            work.receive(waiting=False)
        yield from work.rest()


class _SharedWork(Generic[T, R]):
    """Values of which chunks are claimed from both ends, and the helpers' results."""

    def __init__(
        self, context: ForkContext, function: Callable[[T], R], values: Sequence[T], chunk: int
    ) -> None:
        self._context, self._function, self._values, self._chunk = context, function, values, chunk
        # the first value that is left, and their end; its type is not known to type checkers
        self._left: Any = context.Array("q", [0, len(values)])
        self._helpers: list[tuple[Any, Connection]] = []
        self._running: list[Connection] = []
        self._results: dict[int, list[R]] = {}

    def claim_front(self) -> Sequence[T]:
        """Claims the next values; none if nothing is left."""
        with self._left:
            start, end = self._left
            self._left[0] = after = min(start + self._chunk, end)
        return self._values[start:after]

    def _claim_back(self) -> tuple[int, Sequence[T]]:
        """Claims the last values that are left, with the index of the first; none if nothing is left."""
        with self._left:
            start, end = self._left
            self._left[1] = before = max(start, end - self._chunk)
        return before, self._values[before:end]

    def has_more(self) -> bool:
        """Whether there is enough left for a helper."""
        with self._left:
            return bool(self._left[1] - self._left[0] > 2 * self._chunk)

    def count_helpers(self) -> int:
        return len(self._helpers)

    def add_helper(self) -> None:
        """Starts one more process."""
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=self._help, args=(sender,))
        process.start()
        sender.close()
        self._helpers.append((process, receiver))
        self._running.append(receiver)

    def _help(self, sender: Connection) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C and ends this process
        exit_with_parent()
        collect_seldom()
        try:
            while (claimed := self._claim_back())[1]:
                sender.send((claimed[0], list(map(self._function, claimed[1]))))
            sender.send(None)
        except Exception as error:  # noqa: BLE001 (the parent raises it)
            sender.send(error)

    def receive(self, *, waiting: bool) -> None:
        """Takes the results that helpers have sent; waits for all of them if told to."""
        for receiver in tuple(self._running):
            while waiting or receiver.poll():
                try:
                    sent: tuple[int, list[R]] | Exception | None = receiver.recv()
                except EOFError as ended:
                    raise ChildProcessError("a helping process was ended") from ended
                if isinstance(sent, Exception):
                    raise sent
                if sent is None:
                    self._running.remove(receiver)
                    break
                self._results[sent[0]] = sent[1]

    def rest(self) -> Iterator[R]:
        """Yields the helpers' results in order, when they have ended."""
        self.receive(waiting=True)
        for _, results in sorted(self._results.items()):
            yield from results

    def close(self) -> None:
        """Ends the helpers."""
        for process, receiver in self._helpers:
            process.terminate()
            process.join()
            receiver.close()
