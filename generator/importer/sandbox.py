"""Runs a function on untrusted values in worker processes with limits.

Each process has a memory limit, and a CPU time limit for each value. The system kills a process that exceeds
them. Then the values of its batch are retried one by one. Systems without these limits (Windows) rely on the
checks in the function.
"""

import multiprocessing
import os
import signal
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

MEMORY = 1024 * 1024 * 1024  # bytes beyond the initial size of a process
SECONDS = 30  # CPU time for one value
_BATCH_VALUES, _BATCH_WEIGHT = 32, 1024 * 1024
_AHEAD = 4  # batches in flight for each process


@dataclass(slots=True)
class _Batch(Generic[T]):
    number: int
    values: list[T] = field(default_factory=list)


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    batch: _Batch[T] | None = None


def run_in_sandbox(
    function: Callable[[T], R],
    values: Iterable[T],
    jobs: int,
    on_crash: Callable[[T], R],
    weight: Callable[[T], int] = lambda value: 0,
) -> Iterator[R]:
    """Yields the results of the function in the order of the values.

    `jobs`: number of processes. `on_crash`: makes the result of a value that crashed its process. `weight`:
    size of a value in bytes; it limits how much is in flight.
    """
    pool: _WorkerPool[T, R] = _WorkerPool(function, jobs, on_crash)
    try:
        yield from pool.results(_batches(values, weight))
    finally:
        pool.shut_down()


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


class _WorkerPool(Generic[T, R]):
    """Worker processes, and results that are not yet yielded."""

    def __init__(self, function: Callable[[T], R], jobs: int, on_crash: Callable[[T], R]) -> None:
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: BaseContext = multiprocessing.get_context(method)
        self._function, self._jobs, self._on_crash = function, max(1, jobs), on_crash
        self._workers: list[_Worker[T]] = []
        self._done: dict[int, list[R]] = {}

    def results(self, batches: Iterator[_Batch[T]]) -> Iterator[R]:
        """Dispatches the batches and yields the results in order."""
        waiting: deque[int] = deque()
        for batch in batches:
            waiting.append(batch.number)
            self._dispatch(batch)
            while waiting and (waiting[0] in self._done or len(waiting) >= self._jobs * _AHEAD):
                yield from self._wait_for(waiting.popleft())
        while waiting:
            yield from self._wait_for(waiting.popleft())

    def shut_down(self) -> None:
        """Kills all workers."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()

    def _wait_for(self, number: int) -> list[R]:
        while number not in self._done:
            self._receive()
        return self._done.pop(number)

    def _dispatch(self, batch: _Batch[T]) -> None:
        idle = self._idle_worker()
        idle.batch = batch
        try:
            idle.pipe.send(batch.values)
        except OSError:  # it crashed while idle
            self._retry_singly(idle)

    def _idle_worker(self) -> _Worker[T]:
        """Returns a worker without a batch.

        It waits until there is one, or room for another.
        When the last worker crashes, none is left to wait for.
        """
        while True:
            idle = next((worker for worker in self._workers if worker.batch is None), None)
            if idle is not None:
                return idle
            if len(self._workers) < self._jobs:
                return self._start_worker()
            self._receive()

    def _receive(self) -> None:
        """Receives available results; blocks until there is one."""
        busy = {worker.pipe: worker for worker in self._workers if worker.batch is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]  # wait returns the given pipes
            batch = worker.batch
            try:
                results = worker.pipe.recv()
            except (EOFError, OSError):
                self._retry_singly(worker)
                continue
            if batch is not None:
                self._done[batch.number] = results
                worker.batch = None

    def _retry_singly(self, broken: _Worker[T]) -> None:
        """Retries the batch of a crashed worker, each value in a new process."""
        batch = broken.batch
        self._stop_worker(broken)
        if batch is None:
            return
        results: list[R] = []
        for value in batch.values:
            worker = self._start_worker()
            try:
                worker.pipe.send([value])
                results += worker.pipe.recv()
            except (EOFError, OSError):
                results.append(self._on_crash(value))
            self._stop_worker(worker)
        self._done[batch.number] = results

    def _start_worker(self) -> _Worker[T]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]  # missing in the stub
            target=_worker_main, args=(self._function, theirs, ours), daemon=True
        )
        process.start()
        theirs.close()
        worker: _Worker[T] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _stop_worker(self, worker: _Worker[T]) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)


def _worker_main(
    function: Callable[[T], R], pipe: "Connection[Any, Any]", other_end: "Connection[Any, Any]"
) -> None:
    """Main loop of a worker: returns the results of each batch. It ends when the pipe closes."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one ends them
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
    """Exits when the parent exits.

    The pipe does not close then, because processes that forked later hold it open.
    """
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
    statm = _address_space()
    if statm:
        resource.setrlimit(resource.RLIMIT_AS, (statm + MEMORY, resource.RLIM_INFINITY))


def _address_space() -> int:
    """Returns the address space of this process in bytes, 0 if unknown."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no Path in a fresh process)
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit_time() -> None:
    """Sets the CPU time limit for the next value. Time in a stopped state does not count."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, hard))
