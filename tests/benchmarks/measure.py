"""What a command costs: wall and processor time, and the peak memory of all its processes together.

    python -m tests.benchmarks.measure -- khotin build --site DIR

Prints a JSON object: wall and cpu in seconds, peak in bytes, exit code. On Linux the peak is the largest sum
of the processes' proportional set sizes (PSS: a page that n processes share counts one n-th in each), sampled
every 50 ms, or less often where that would take more than a fiftieth of a processor from what is measured.
Elsewhere it is the resident size of the largest process.
"""

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_INTERVAL = 0.05  # seconds, at least
_REST = 50  # times as long as a look takes: of gigabytes one takes 20 ms, and holds up what it looks at
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cost:
    wall: float
    cpu: float
    peak: int
    code: int


def measure(command: Sequence[str]) -> Cost:
    """Runs the command; what it writes goes to standard error, so that standard output stays ours."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=sys.stderr)
    done = threading.Event()
    peaks = [0]
    sampler = threading.Thread(target=_sample, args=(process.pid, done, peaks))
    sampler.start()
    code = process.wait()
    wall = time.perf_counter() - begin
    done.set()
    sampler.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, used.ru_utime + used.ru_stime, peaks[0] or _largest(used.ru_maxrss), code)


def _sample(root: int, done: threading.Event, peaks: list[int]) -> None:
    took = 0.0
    while not done.wait(max(_INTERVAL, _REST * took)):
        begin = time.perf_counter()
        peaks[0] = max(peaks[0], sum(_pss(pid) for pid in _family(root)))
        took = time.perf_counter() - begin


def _family(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    try:
        threads = list((_PROC / str(pid) / "task").iterdir())
        children = [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:  # it ended meanwhile, or this is no Linux
        return
    for child in children:
        yield from _family(int(child))


def _pss(pid: int) -> int:
    """The proportional set size of a process in bytes; 0 where it ended meanwhile."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _largest(maxrss: int) -> int:
    """ru_maxrss in bytes: macOS gives bytes, the others kibibytes."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024


def main() -> None:
    command = sys.argv[1:]
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        sys.exit("usage: measure.py -- COMMAND...")
    sys.stdout.write(json.dumps(asdict(measure(command))) + "\n")


if __name__ == "__main__":
    main()
