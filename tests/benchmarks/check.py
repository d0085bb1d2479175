"""What `khotin check` costs, and whether it finds the articles that were published twice.

    python -m tests.benchmarks.check --articles 10000 --twins 200

Whole processes: the first check, one of nothing changed, one after an edit. Nothing is asserted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.twins import plant_twins

_KHOTIN = (sys.executable, "-c", "from generator.commands import main; main()")
_SETTLED = 3  # seconds: what changed a moment before a check is looked at again by the next one
_MEASURE = Path(__file__).with_name("measure.py")


def benchmark(folder: Path, articles: int, twins: int, runs: int) -> None:
    """Makes the site in the folder, checks it, prints what that cost and what was found."""
    say(f"Making {articles} articles and {twins} twins …")
    write_corpus(folder, articles)
    planted = plant_twins(folder, twins)
    time.sleep(_SETTLED)
    _print_cost("first check", folder)
    for _ in range(runs):
        _print_cost("nothing changed", folder)
    edited = next(iter(sorted(folder.glob("content/**/*.md"))))
    for number in range(runs):
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\nThêm câu số {number}.\n")
        _print_cost("one article edited", folder)
    _print_twins(folder, planted)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _print_cost(name: str, folder: Path) -> None:
    command = (*_KHOTIN, "check", "--site", str(folder), "--date", "2026-01-01", "--lang", "en", "--json")
    measured = [sys.executable, str(_MEASURE), "--", *command]
    # The report goes where what the command says goes: to standard error.
    done = subprocess.run(measured, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    cost = json.loads(done.stdout)
    if cost["code"]:
        sys.exit(f"{name}: khotin check ended with {cost['code']}, and the corpus has no errors")
    peak = cost["peak"] / 2**20
    say(f"{name:20} {cost['wall']:6.2f} s, {cost['cpu']:6.2f} s of processors, {peak:5.0f} MiB")


def _print_twins(folder: Path, planted: Iterable[tuple[str, str]]) -> None:
    command = (*_KHOTIN, "check", "--site", str(folder), "--date", "2026-01-01", "--json")
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    alike = [p for p in json.loads(done.stdout)["problems"] if p["code"] in ("duplicate", "near-duplicate")]
    pairs = {frozenset(pair) for pair in planted}
    told = [next((pair for pair in pairs if p["path"] in pair), None) for p in alike]
    found = {
        pair
        for pair, p in zip(told, alike, strict=True)
        if pair and any(each in p["message"] for each in pair - {p["path"]})
    }
    say(f"twins found: {len(found)} of {len(pairs)}; told of others: {len(alike) - len(found)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures checks and counts the twins that they find.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--twins", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as folder:
        benchmark(Path(folder) / "site", arguments.articles, arguments.twins, arguments.runs)


if __name__ == "__main__":
    main()
