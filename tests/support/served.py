"""A site served by `khotin serve` or `edit` in a process of its own, as an editor has it on a terminal."""

import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# Whoever starts the tests in the background has Ctrl-C ignored, and what they start would ignore it too.
_MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from generator.commands import run; run()"
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/\S*)")
_PATIENCE = 120.0  # seconds: a busy machine is slow, not wrong


@dataclass
class Served:
    """The process, what it has said so far, and the address of the site."""

    process: subprocess.Popen[str]
    address: str = ""
    port: int = 0
    said: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.address}{path}"

    def interrupt(self) -> int:
        """Ctrl-C; the code with which the process ended."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)


@contextmanager
def serving(site: Path, *options: str, day: str = "2026-01-01", verb: str = "serve") -> Iterator[Served]:
    """The site, served at a free port for as long as the block runs."""
    command = (sys.executable, "-P", "-c", _MAIN, verb, "--site", str(site), "--port", "0", "--date", day)
    process = subprocess.Popen((*command, "--lang", "en", *options), stderr=subprocess.PIPE, encoding="utf-8")
    served = Served(process)
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(served, lines), daemon=True).start()
    try:
        while not served.address:
            found = _ADDRESS.search(lines.get(timeout=_PATIENCE))
            if found:
                served.address, served.port = found[0], int(found[1])
        yield served
    finally:
        if process.poll() is None:
            try:
                served.interrupt()
            finally:
                process.kill()


def _listen(served: Served, lines: "queue.Queue[str]") -> None:
    for line in served.process.stderr or ():
        served.said.append(line)
        lines.put(line)
    lines.put("")


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
