"""How soon the form of `khotin edit` answers: its list, its search, and the page of what is typed.

    python -m tests.benchmarks.corpus DIR --articles 10000
    python -m tests.benchmarks.form DIR

The page is timed from the request that keeps and checks the text until its new words have been received.
Budgets: 200 ms for lists and searches, 300 ms for the page. On a machine that others use, the time of the
processor, which stands last (Linux only), tells more.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from tests.support.form import Form
from tests.support.served import serving

_QUERIES = ("", "do luong", "nghiem thu de tai", "nam dinh 2014", "khong co bai nao nhu the")


def processor_seconds(pid: int) -> float:
    """What a process has used of the processors, or 0 where nothing tells."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        return 0.0
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def say(name: str, times: list[float], budget: float, used: float) -> None:
    ninetieth = quantiles(times, n=10)[-1] if len(times) > 1 else times[0]
    line = f"{name}: median {median(times) * 1000:.0f} ms, 90 % {ninetieth * 1000:.0f} ms, "
    sys.stdout.write(f"{line}best {min(times) * 1000:.0f} ms (budget {budget * 1000:.0f} ms), ")
    sys.stdout.write(f"processor {used / len(times) * 1000:.0f} ms\n")


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with serving(options.site, verb="edit", day="2026-01-01") as served:
        form = Form(served)
        own = form.secret()
        form.headers["X-Khotin-Secret"] = own
        form.secret = lambda: own  # type: ignore[method-assign]
        while not form.do("list", query="")[1].get("count"):
            time.sleep(1)
        pid = served.process.pid
        for query in _QUERIES:
            used = processor_seconds(pid)
            times = [timed(lambda query=query: form.do("list", query=query)) for _ in range(options.times)]  # type: ignore[misc]
            say(f"list {query!r}", times, 0.2, processor_seconds(pid) - used)
        path = form.do("list", query="")[1]["articles"][10]["path"]
        opened = form.do("open", path=path)[1]
        while not form.type("check", path, opened["base"], opened["body"])[1].get("fresh"):
            time.sleep(1)  # the site is still being read
        times, used = [], processor_seconds(pid)
        for number in range(options.times):
            words = f"Chữ mới số {number}."

            def shown(words: str = words) -> None:
                _, found = form.type("check", path, opened["base"], f"{words}\n\n{opened['body']}")
                page = form.get(f"preview/{form.window}/{found['address']}")[1].decode()
                assert words in page

            times.append(timed(shown))
        say("page of what is typed", times, 0.3, processor_seconds(pid) - used)
        times, used = [], processor_seconds(pid)
        base = opened["base"]
        for number in range(options.times):
            begin = time.perf_counter()
            saved = form.type("save", path, base, f"Lưu số {number}.\n\n{opened['body']}")[1]
            base = saved["base"]
            form.do("list", query="")
            times.append(time.perf_counter() - begin)
        say("save, then list", times, 0.3, processor_seconds(pid) - used)


if __name__ == "__main__":
    main()
