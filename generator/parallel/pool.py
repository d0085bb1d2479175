"""Worker processes: the same function over many values, on several cores, in order."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Below this many values, starting processes costs more than it saves.
WORTH_PROCESSES = 400
CHUNK = 64
_GARBAGE = 100_000  # objects between two looks for garbage: pages and articles leave little
_CHUNKS_AHEAD = 4  # for each process: bounds what waits in memory


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
    """The function's results in the order of the values, made by up to `jobs` processes.

    Work that is heavy for each value is worth processes for fewer values (`few`), sent in smaller chunks.
    """
    if jobs <= 1 or len(values) < few:
        yield from map(function, values)
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    # Where processes fork, they begin with all values in their memory, and nothing has to be sent to them.
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(function, values)) as pool:
        waiting: deque[Future[list[R]]] = deque()
        for start in range(0, len(values), chunk):
            waiting.append(pool.submit(_map_chunk, start, start + chunk))
            if len(waiting) > jobs * _CHUNKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


# What a worker process works on: it is set once, when the process begins, and in no other process.
_WORK: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _begin(function: Callable[[T], R], values: Sequence[T]) -> None:
    """Makes this process a worker."""
    _WORK[:] = [(function, values)]
    gc.freeze()  # what was inherited is never garbage: looking through it would also copy it
    gc.set_threshold(_GARBAGE)
    gc.enable()
    exit_with_parent()


def exit_with_parent() -> None:
    """Lets this process end when its parent does: it would wait, or work, for nobody."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _map_chunk(start: int, end: int) -> list[Any]:
    ((function, values),) = _WORK
    return [function(value) for value in values[start:end]]
