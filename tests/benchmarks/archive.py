"""What an offline copy costs: time, memory of all processes together, bytes and files.

    python -m tests.benchmarks.archive --articles 10000

Whole processes. The site is built first, so that writing the copy finds the output up to date: what the copy
adds is all that is measured, beside looking whether something changed. Nothing is asserted. The table at the
end compares with what must be, which is said of 10,000 articles.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from generator.archive.delta import FOLDER as DELTA_FOLDER
from generator.archive.pack_changes import NEW, PACKS, REMOVED
from tests.benchmarks.corpus import write_corpus

_KHOTIN = (sys.executable, "-c", "from generator.commands import run; run()")
_MEASURE = Path(__file__).with_name("measure.py")
CHANGED = 20  # articles, between the copy and the delta
# What must be: the name of a figure, its most, its unit.
_MUST = (
    ("archive", 30, "s"),
    ("zim", 120, "s"),
    ("epub", 60, "s"),
    ("verify the bag", 10, "s"),
    ("files of the search", 60, ""),
    ("delta beside the search", 300, "kB"),
    ("delta", 1000, "kB"),
    ("peak", 500, "MiB"),
)
_DATE = ("--date", "2026-01-01")
_figures: defaultdict[str, list[float]] = defaultdict(list)  # by name, one for each run
_peaks: dict[str, float] = {}  # MiB by name
_SEARCH_OF_DELTA = {f"{DELTA_FOLDER}{name}" for name in (PACKS, NEW, REMOVED)}


def benchmark(folder: Path, articles: int, runs: int) -> None:
    """Makes a site in the folder, copies it, verifies output, zip and bag; prints what that cost."""
    say(f"Making {articles} articles …")
    site, copy, bag = folder / "site", folder / "c.zip", folder / "unpacked"
    write_corpus(site, articles)
    _print_cost("build", "build", "--site", str(site), *_DATE)
    for _ in range(runs):
        _print_cost("archive", "archive", "--site", str(site), "--to", str(copy), *_DATE)
    with zipfile.ZipFile(copy) as opened:
        _print_sizes(opened.infolist(), copy.stat().st_size)
        _figures["files of the search"] = [sum(map(_of_search, opened.infolist()))]
        opened.extractall(bag)
    for name in ("zim", "warc", "wacz", "epub", "data"):
        other = folder / f"c.{name}"
        _print_cost(name, "archive", "--format", name, "--site", str(site), "--to", str(other), *_DATE)
        files = [*other.iterdir()] if other.is_dir() else [other]
        size = sum(file.stat().st_size for file in files) / 1e6
        say(f"as {name}: {size:.1f} MB in {len(files)} {'file' if len(files) == 1 else 'files'}")
        _print_cost(f"verify the {name}", "verify", str(other))
    for name, path in (
        ("verify the output", site / "output"),
        ("verify the bag", bag),
        ("verify the zip", copy),
    ):
        for _ in range(runs):
            _print_cost(name, "verify", str(path))
    delta = folder / "d.zip"
    _change(site, CHANGED)
    _print_cost("build again", "build", "--site", str(site), *_DATE)
    _print_cost(
        "archive --since", "archive", "--site", str(site), "--since", str(copy), "--to", str(delta), *_DATE
    )
    with zipfile.ZipFile(delta) as opened:
        _print_sizes(opened.infolist(), delta.stat().st_size)
        search = sum(each.compress_size for each in opened.infolist() if _of_search(each))
    rest = delta.stat().st_size - search
    say(f"of the delta, the search has {search / 1e3:.0f} kB packed, all else {rest / 1e3:.0f} kB")
    _figures["delta"], _figures["delta beside the search"] = [delta.stat().st_size / 1e3], [rest / 1e3]
    _print_cost("apply to the bag", "archive", "apply", str(delta), str(bag / "kho-tin"))
    _print_cost("apply to the zip", "archive", "apply", str(delta), str(copy))
    _print_cost("verify the delta", "verify", str(delta))
    _print_table(articles)


def _change(site: Path, count: int) -> None:
    """Adds a paragraph to some articles, which lie years apart."""
    articles = sorted(file for file in (site / "content").rglob("*.md") if file.name.count(".") == 1)
    for file in articles[:: max(1, len(articles) // count)][:count]:
        file.write_text(f"{file.read_text('utf-8')}\nĐoạn này được thêm vào sau.\n", encoding="utf-8")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _print_cost(name: str, *arguments: str) -> None:
    command = (sys.executable, str(_MEASURE), "--", *_KHOTIN, *arguments, "--lang", "en")
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    cost = json.loads(done.stdout)
    if cost["code"]:
        sys.exit(f"{name}: khotin ended with {cost['code']}, and the corpus has no errors")
    peak = cost["peak"] / 2**20
    _figures[name].append(cost["wall"])
    if name not in ("build", "build again"):
        _figures["peak"].append(peak)
        _peaks[name] = max(peak, _peaks.get(name, 0))
    say(f"{name:20} {cost['wall']:6.2f} s, {cost['cpu']:6.2f} s of processors, {peak:5.0f} MiB")


def _print_table(articles: int) -> None:
    """All figures for which something must be: the median of their runs, of peaks the highest."""
    say(f"\n| {articles} articles | must | measured |\n|---|---|---|")
    for name, most, unit in _MUST:
        figure = max(_figures[name]) if name == "peak" else median(_figures[name])
        shown = f"{figure:.1f} s" if unit == "s" else f"{figure:.0f} {unit}".rstrip()
        of = f" ({max(_peaks, key=lambda each: _peaks[each])})" if name == "peak" else ""
        say(f"| {name}{of} | {f'{most} {unit}'.rstrip()} | {shown}{'' if figure <= most else ', too much'} |")


def _print_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    """The numbers of files, and their bytes unpacked and in the zip."""
    unpacked = sum(each.file_size for each in members)
    say(f"files: {len(members)}, of the search {sum(map(_of_search, members))}")
    say(f"bytes: {unpacked / 1e6:.1f} MB, as a zip {size / 1e6:.1f} MB")


def _of_search(member: zipfile.ZipInfo) -> bool:
    """Whether a file is of the search: its index, or what a delta brings of it."""
    return "/data/search/" in member.filename or member.filename in _SEARCH_OF_DELTA


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures offline copies and their verification.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="Where to work; a temporary folder by default.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-", dir=arguments.folder) as folder:
        benchmark(Path(folder), arguments.articles, arguments.runs)


if __name__ == "__main__":
    main()
