"""What an offline copy costs: to write, to verify, in bytes and in files.

    python -m tests.benchmarks.archive --articles 10000

Whole processes. The site is built first, so that writing the copy finds the output up to date: what the copy
adds is all that is measured, beside looking whether something changed. Nothing is asserted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from tests.benchmarks.corpus import write_corpus

_KHOTIN = (sys.executable, "-c", "from generator.commands import run; run()")
_MEASURE = Path(__file__).with_name("measure.py")
_DATE = ("--date", "2026-01-01")


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
        opened.extractall(bag)
    for name, path in (
        ("verify the output", site / "output"),
        ("verify the bag", bag),
        ("verify the zip", copy),
    ):
        for _ in range(runs):
            _print_cost(name, "verify", str(path))


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
    say(f"{name:20} {cost['wall']:6.2f} s, {cost['cpu']:6.2f} s of processors, {peak:5.0f} MiB")


def _print_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    """The numbers of files, and their bytes unpacked and in the zip."""
    files = Counter("search" if "/search/" in each.filename else "site" for each in members)
    unpacked = sum(each.file_size for each in members)
    say(f"files: {len(members)}, of the search {files['search']}")
    say(f"bytes: {unpacked / 1e6:.0f} MB, as a zip {size / 1e6:.0f} MB")


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
