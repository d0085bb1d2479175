"""What a search costs the reader and the builder.

    python -m tests.benchmarks.search                # 10,000 articles: all measures, with what they must be
    python -m tests.benchmarks.search --articles 100000
    python -m tests.benchmarks.search --site DIR     # of a corpus that is there
    python -m tests.benchmarks.search --pagefind     # the peer too (pagefind[bin])

Bytes are those of every request that was begun before the first result showed, as the browser's network
events give them, headers included: the search's scripts, the index, the cards of the first four results. The
page itself, its style and its fonts are not counted. For ten results the other cards come to it. The host
compresses; caches are cold. Queries are three to five neighbouring words of titles, half of them without
accents. Numbers of other queries, from names, titles, texts and numbers, are compared with those of brute
force over the Markdown files.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from generator.text.unicode import fold
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.counts import wrong_counts
from tests.benchmarks.measure import measure
from tests.benchmarks.web import compressing
from tests.support.browsers import chromium
from tests.support.search_page import READY

PAGE = "vi/tim-kiem.html"
_KHOTIN = (sys.executable, "-c", "from generator.commands import run; run()")
# With more than one process, the index would be timed while pages are rendered, or the wait for it alone.
_TIMED = """import sys, time
from generator.build.search_index import IndexTask
from generator.commands import run
make = IndexTask.__call__
def timed(task):
    start = time.process_time()
    index = make(task)
    print("index", time.process_time() - start, file=sys.stderr)
    return index
IndexTask.__call__ = timed
run()"""
# The kinds of files by their addresses; the root is the first leaf that is asked for.
_KINDS = {
    "scripts": r"/static/search/.*\.js$",
    "nodes": r"/search/n\d+/.*\.js$",
    "cards": r"/search/\d{5}/.*\.js$",
    "root and leaves": r"/search/.*\.js$",
}
_SHOWN = """addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  if (document.querySelector("#search-results li")) firstResult("");
}).observe(document.getElementById("search-results"), { childList: true }));
addEventListener("DOMContentLoaded", () => new MutationObserver(([{ target }]) => {
  if (target.dataset.state === "results") allResults("");
}).observe(document.getElementById("search-form"), { attributeFilter: ["data-state"] }))"""
_AGAIN = """query => new Promise(done => {
  const list = document.getElementById("search-results"), start = performance.now();
  new MutationObserver((_, observer) => {
    if (!list.children.length) return;
    observer.disconnect();
    done(performance.now() - start);
  }).observe(list, { childList: true });
  document.getElementById("q").value = query;
  document.getElementById("search-form").requestSubmit();
})"""


@dataclass
class Traffic:
    """What a page asked for: the addresses begun, those ended with their bytes, and how many were begun when
    the first results showed and when all ten did."""

    begun: list[tuple[str, str]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    shown: list[int] = field(default_factory=list)
    complete: list[int] = field(default_factory=list)

    def spent_on_ten(self, start: int, shown: int) -> Mapping[str, int]:
        """The same until the first result showed, with the cards of all ten, but without texts."""
        cards = self.spent(start, self.complete[-1])["cards"]
        return {**self.spent(start, shown), "cards": cards}

    def spent(self, start: int, end: int) -> Mapping[str, int]:
        """The bytes of the search's own files that were begun between two moments, by their kind."""
        spent = dict.fromkeys(_KINDS, 0)
        for request, url in self.begun[start:end]:
            kind = next((name for name, pattern in _KINDS.items() if re.search(pattern, url)), "")
            if kind:
                spent[kind] += self.bytes.get(request, 0)
        return spent


@contextmanager
def watched(browser: Browser) -> Iterator[tuple[Page, Traffic]]:
    """A page with a cold cache, and its traffic."""
    context = browser.new_context()
    page, traffic = context.new_page(), Traffic()
    events = context.new_cdp_session(page)
    events.send("Network.enable")
    events.send("Runtime.enable")
    events.send("Runtime.addBinding", {"name": "firstResult"})
    events.send("Runtime.addBinding", {"name": "allResults"})
    events.on(
        "Network.requestWillBeSent", lambda e: traffic.begun.append((e["requestId"], e["request"]["url"]))
    )
    events.on(
        "Network.loadingFinished", lambda e: traffic.bytes.update({e["requestId"]: e["encodedDataLength"]})
    )
    moments = {"firstResult": traffic.shown, "allResults": traffic.complete}
    events.on("Runtime.bindingCalled", lambda e: moments[e["name"]].append(len(traffic.begun)))
    page.add_init_script(_SHOWN)
    yield page, traffic
    context.close()


def queries(corpus: Path, count: int) -> list[str]:
    """Neighbouring words of the titles of articles taken at random."""
    chance = random.Random(5)
    files = sorted(path for path in corpus.glob("content/**/*.md") if not path.name.endswith(".en.md"))
    made: list[str] = []
    while len(made) < count:
        title = re.search(r'title: "(.*)"', chance.choice(files).read_text("utf-8"))
        words = re.findall(r"\w+", title[1]) if title else []
        length = chance.choice((3, 3, 3, 4, 4, 5))
        if len(words) < length:
            continue
        start = chance.randrange(len(words) - length + 1)
        query = " ".join(words[start : start + length])
        made.append(fold(query) if chance.random() < 0.5 else query)
    return made


def measure_reader(browser: Browser, address: str, asked: Sequence[str]) -> None:
    first, ten, second, warm = [], [], [], []
    for one, other in zip(asked, [*asked[1:], asked[0]], strict=True):
        with watched(browser) as (page, traffic):
            page.goto(f"{address}/{PAGE}?q={quote(one)}")
            page.wait_for_selector("#search-results li")
            page.wait_for_load_state("networkidle")
            first.append(traffic.spent(0, traffic.shown[0]))
            ten.append(traffic.spent_on_ten(0, traffic.shown[0]))
            before = len(traffic.begun)
            page.evaluate(_AGAIN, other)
            shown = traffic.shown[-1]
            page.wait_for_selector(READY, state="attached")
            page.wait_for_load_state("networkidle")
            second.append(traffic.spent_on_ten(before, shown))
            warm += [page.evaluate(_AGAIN, query) for query in (one, other) * 3]
    _print_bytes("bytes until the first result, median (most)", "40,000", first)
    _print_bytes("bytes until ten results, median (most)", "", ten)
    _print_bytes("bytes of a second query, ten results, median (most)", "25,000", second)
    _print(
        "warm latency, median / p95", f"{median(warm):.1f} / {quantiles(warm, n=20)[-1]:.1f} ms", "20 / 50 ms"
    )


def _print_bytes(what: str, must: str, spent: Sequence[Mapping[str, int]]) -> None:
    sums = [sum(each.values()) for each in spent]
    _print(what, f"{median(sums):,.0f} ({max(sums):,})", must)
    for kind in _KINDS:
        _print(
            f"    {kind}",
            f"{median(each[kind] for each in spent):,.0f} ({max(each[kind] for each in spent):,})",
        )


def measure_counts(browser: Browser, address: str, site: Path, queries: int) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{PAGE}")
    rows, wrong = wrong_counts(page, site, queries)
    uncertain = sum(row.about for row in rows)
    _print(
        "numbers of queries that are not those of brute force",
        f"{len(wrong)} of {len(rows) - uncertain}; {uncertain} said with “about”",
        "0",
    )
    for row, number in wrong[:10]:
        _print(f"    {row.typed}", f"{row.tiers[0]:,}", f"{number:,}")
    page.close()


def measure_scripts(output: Path) -> None:
    packed = len(gzip.compress((output / "static/search/search.js").read_bytes(), 9))
    _print("the search's scripts until the first result", f"{packed:,}", "12,000")


def measure_files(output: Path) -> None:
    """Sizes on disk: the texts for snippets are the files of the two-digit folders that the cards name."""
    files = {path: path.stat().st_size for path in (output / "search").rglob("*.js")}
    texts = sum(size for path, size in files.items() if _is_text(path))
    fullest = max(len(list(folder.iterdir())) for folder in (output / "search").iterdir())
    _print("index files, most in a folder", f"{len(files):,}, {fullest}", "6,000")
    _print(
        "postings, dictionary, cards / texts",
        f"{(sum(files.values()) - texts) / 1e6:.1f} / {texts / 1e6:.1f} MB",
    )


def _is_text(path: Path) -> bool:
    """Only texts have the mark that stands between names and prose, and are no lists."""
    packed = re.search(rb'^khotin.got\("[^"]*","([^"]*)"\)', path.read_bytes())
    content = zlib.decompress(b64decode(packed[1]), -15) if packed else b""
    return b"\1" in content[:2000] and b"\t" not in content.partition(b"\1")[0]


def measure_index(site: Path) -> None:
    """What the search adds to a build into an empty folder: making its files, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("--site", str(site), "--output", f"{folder}/output", "--date", "2026-01-01", "--jobs", "1")
        command = (sys.executable, "-c", _TIMED, "build", *options, "--json")
        done = subprocess.run(command, capture_output=True, check=True)
    files = sum(path.startswith("search/") for path in json.loads(done.stdout)["written"])
    seconds = float(re.findall(rb"^index (.*)$", done.stderr, re.MULTILINE)[0])
    _print("index: processor time of both cores, files", f"{seconds:.1f} s, {files:,}", "10 s")


def measure_pagefind(output: Path) -> None:
    cost = measure(
        [sys.executable, "-m", "pagefind", "--site", str(output), "--output-path", f"{output}-peer"]
    )
    size = sum(path.stat().st_size for path in Path(f"{output}-peer").rglob("*") if path.is_file())
    _print(
        "Pagefind: time, peak memory, size",
        f"{cost.wall:.1f} s, {cost.peak / 1e6:.0f} MB, {size / 1e6:.1f} MB",
    )


def _print(what: str, figure: str, must: str = "") -> None:
    sys.stdout.write(f"{what:56} {figure:28} {must}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the search.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=60, help="of which bytes and times are measured")
    parser.add_argument("--counts", type=int, default=500, help="queries whose numbers are compared")
    parser.add_argument("--site", type=Path, help="a corpus that is there already")
    parser.add_argument("--pagefind", action="store_true")
    parser.add_argument("--chromium", default=chromium(), help="the program of the browser")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as name:
        site, output = arguments.site or Path(name) / "site", Path(name) / "output"
        if not arguments.site:
            write_corpus(site, arguments.articles)
        _print("", "measured", "must, at 10,000 articles")
        command = (*_KHOTIN, "build", "--site", str(site), "--output", str(output))
        cost = measure(command)
        _print("whole build: time, peak memory", f"{cost.wall:.1f} s, {cost.peak / 1e6:.0f} MB")
        measure_index(site)
        measure_files(output)
        measure_scripts(output)
        with compressing(output) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
            measure_reader(browser, address, queries(site, arguments.queries))
            measure_counts(browser, address, site, arguments.counts)
            browser.close()
        if arguments.pagefind:
            measure_pagefind(output)


if __name__ == "__main__":
    main()
