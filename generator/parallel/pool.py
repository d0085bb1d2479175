"""Worker processes: one function over many values, with the results in order."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from generator.parallel.gc_policy import collect_seldom

T = TypeVar("T")
R = TypeVar("R")

# Below this many values, starting processes costs more than it saves.
WORTH_PROCESSES = 400
CHUNK = 64
_CHUNKS_AHEAD = 4  # per process; limits how many results wait in memory


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(
    function: Callable[[T], R],
    values: Sequence[T],
    jobs: int,
    *,
    few: int = WORTH_PROCESSES,
    chunk: int = CHUNK,
) -> Iterator[R]:
    """Yields the function's results in the order of the values.

    Up to `jobs` processes compute them. Fewer than `few` values are computed in this process. More are sent
    in chunks of `chunk` values.
    """
    if jobs <= 1 or len(values) < few:
        yield from map(function, values)
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    # A forked process inherits all values, so that none has to be sent.
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(function, values)) as pool:
        waiting: deque[Future[list[R]]] = deque()
        for start in range(0, len(values), chunk):
            waiting.append(pool.submit(_map_chunk, start, start + chunk))
            if len(waiting) > jobs * _CHUNKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


# The function and the values of a worker process. Set once when it starts; empty in all other processes.
_WORK: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _begin(function: Callable[[T], R], values: Sequence[T]) -> None:
    """Sets up this process as a worker."""
    _WORK[:] = [(function, values)]
    collect_seldom()
    exit_with_parent()


def exit_with_parent() -> None:
    """Makes this process exit when its parent exits."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _map_chunk(start: int, end: int) -> list[Any]:
    ((function, values),) = _WORK
    return [function(value) for value in values[start:end]]
