"""Worker processes for values from strangers: one that breaks its process costs itself alone.

Each process may use so much memory and, for one value, so much time of the processor; one that takes more is
ended by the system, and its batch is tried again value by value. Systems without such limits (Windows) have
those of the functions themselves.
"""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MEMORY = 1024 * 1024 * 1024  # bytes beyond what a process begins with
SECONDS = 30  # of the processor, for one value
_BATCH_VALUES, _BATCH_WEIGHT = 32, 1024 * 1024
_AHEAD = 4  # batches that may wait, done or not, for each process


@dataclass(slots=True)
class _Batch(Generic[T]):
    number: int
    values: list[T] = field(default_factory=list)


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    batch: _Batch[T] | None = None


def guarded(
    function: Callable[[T], R],
    values: Iterable[T],
    jobs: int,
    lost: Callable[[T], R],
    weight: Callable[[T], int] = lambda value: 0,
) -> Iterator[R]:
    """The function's results in the order of the values, made by `jobs` processes; `lost` gives those of
    values that break the process. `weight`: bytes of a value, which bounds what is under way at once."""
    crew: _Crew[T, R] = _Crew(function, jobs, lost)
    try:
        yield from crew.results(_batches(values, weight))
    finally:
        crew.dismiss()


def _batches(values: Iterable[T], weight: Callable[[T], int]) -> Iterator[_Batch[T]]:
    batch, held = _Batch[T](0), 0
    for value in values:
        batch.values.append(value)
        held += weight(value)
        if len(batch.values) >= _BATCH_VALUES or held >= _BATCH_WEIGHT:
            yield batch
            batch, held = _Batch[T](batch.number + 1), 0
    if batch.values:
        yield batch


class _Crew(Generic[T, R]):
    """The processes, and what they have done that is not yet given out."""

    def __init__(self, function: Callable[[T], R], jobs: int, lost: Callable[[T], R]) -> None:
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: BaseContext = multiprocessing.get_context(method)
        self._function, self._jobs, self._lost = function, max(1, jobs), lost
        self._workers: list[_Worker[T]] = []
        self._done: dict[int, list[R]] = {}

    def results(self, batches: Iterator[_Batch[T]]) -> Iterator[R]:
        waiting: deque[int] = deque()
        for batch in batches:
            waiting.append(batch.number)
            self._hand_out(batch)
            while waiting and (waiting[0] in self._done or len(waiting) >= self._jobs * _AHEAD):
                yield from self._given(waiting.popleft())
        while waiting:
            yield from self._given(waiting.popleft())

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()

    def _given(self, number: int) -> list[R]:
        while number not in self._done:
            self._collect()
        return self._done.pop(number)

    def _hand_out(self, batch: _Batch[T]) -> None:
        idle = next((worker for worker in self._workers if worker.batch is None), None)
        if idle is None and len(self._workers) < self._jobs:
            idle = self._hire()
        while idle is None:
            self._collect()
            idle = next((worker for worker in self._workers if worker.batch is None), None)
        idle.batch = batch
        try:
            idle.pipe.send(batch.values)
        except OSError:  # it died while it had nothing to do
            self._redo(idle)

    def _collect(self) -> None:
        """Takes what is ready, waiting for the first."""
        busy = {worker.pipe: worker for worker in self._workers if worker.batch is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]  # the pipes that went in come out
            batch = worker.batch
            try:
                results = worker.pipe.recv()
            except (EOFError, OSError):
                self._redo(worker)
                continue
            if batch is not None:
                self._done[batch.number] = results
                worker.batch = None

    def _redo(self, broken: _Worker[T]) -> None:
        """The batch of a process that broke, value by value, each in a process that may break."""
        batch = broken.batch
        self._let_go(broken)
        if batch is None:
            return
        results: list[R] = []
        for value in batch.values:
            worker = self._hire()
            try:
                worker.pipe.send([value])
                results += worker.pipe.recv()
            except (EOFError, OSError):
                results.append(self._lost(value))
            self._let_go(worker)
        self._done[batch.number] = results

    def _hire(self) -> _Worker[T]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]  # BaseContext has it, its stub not
            target=_serve, args=(self._function, theirs, ours), daemon=True
        )
        process.start()
        theirs.close()
        worker: _Worker[T] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _let_go(self, worker: _Worker[T]) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)


def _serve(
    function: Callable[[T], R], pipe: "Connection[Any, Any]", other_end: "Connection[Any, Any]"
) -> None:
    """What a process does: results for each batch that it is sent, until the pipe is closed."""
    other_end.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory()
    while True:
        try:
            values = pipe.recv()
        except EOFError:
            return
        results = []
        for value in values:
            _limit_time()
            results.append(function(value))
        pipe.send(results)


def _end_with_parent() -> None:
    """Processes that forked later hold this one's pipe open, which therefore does not tell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = _held()
    if statm:
        resource.setrlimit(resource.RLIMIT_AS, (statm + MEMORY, resource.RLIM_INFINITY))


def _held() -> int:
    """The address space of this process in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no Path in a fresh process)
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit_time() -> None:
    """Has the system end this process when it takes too long over one value; a stopped one loses no time."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, hard))
