"""How soon a save is seen: from the moment an article is saved until Chromium has painted its new title.

    python -m tests.benchmarks.serve --articles 10000 --saves 40

`khotin serve` runs as an editor would run it, and Chromium looks at the page of the article. The saves come
at uneven intervals, so that some fall into the full build in the background and some into silence. A second
round changes the date's time, which moves the article in every list; a third one looks at the first page of
the largest section.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from tests.support.served import serving

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_BUDGET = 0.3  # seconds
_PATIENCE = 60.0

# Says, once a page has been painted, what its text is, and when that was.
_REPORT = """
document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame(() =>
  console.log(`seen ${Date.now()} ${document.querySelector("main").textContent}`))));
"""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Watched:
    """A page that notes when a text was seen first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: list[tuple[float, str]] = []
        page.add_init_script(_REPORT)
        page.on("console", lambda message: self._note(message.text))

    def _note(self, text: str) -> None:
        if text.startswith("seen "):
            _, when, shown = text.split(" ", 2)
            self.seen.append((int(when) / 1000, shown))

    def wait_for(self, text: str) -> float:
        """When the text was seen first, in seconds since 1970."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for when, shown in self.seen:
                if text in shown:
                    self.seen.clear()
                    return when
            self.page.wait_for_timeout(5)
        sys.exit(f"Not seen within {_PATIENCE} s: {text}")


@contextmanager
def _browser() -> Iterator[Page]:
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def _latencies(watched: Watched, saves: int, save: Callable[[int], str]) -> list[float]:
    """The time from each save until its text was seen, in seconds."""
    random = Random(20260101)
    found = []
    for number in range(saves):
        time.sleep(random.choice((0.2, 0.5, 1.2, 2.5)))
        begun = time.time()
        text = save(number)
        found.append(watched.wait_for(text) - begun)
    return found


def _print(name: str, latencies: list[float]) -> None:
    late = sum(each > _BUDGET for each in latencies)
    p95 = quantiles(latencies, n=20)[-1]
    say(
        f"{name:28} median {median(latencies) * 1000:4.0f} ms, p95 {p95 * 1000:4.0f} ms, "
        f"longest {max(latencies) * 1000:4.0f} ms; over {_BUDGET * 1000:.0f} ms: {late} of {len(latencies)}"
    )


class Article:
    """An article of the corpus, to be saved with changes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.text = file.read_text("utf-8")
        self.title, self.date = (_line(self.text, name) for name in ("title: ", "date: "))

    @property
    def path(self) -> str:
        year, month, _ = self.date.removeprefix("date: ").split("-")
        return f"vi/{year}/{month}/{self.file.stem}.html"

    def save(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def save_body(self, number: int) -> str:
        self.save(f"{self.text}\nĐoạn thêm thứ {number}.\n")
        return f"Đoạn thêm thứ {number}."

    def save_title(self, number: int) -> str:
        self.save(self.text.replace(self.title, f"title: Lần lưu thứ {number}."))
        return f"Lần lưu thứ {number}."

    def save_date(self, number: int) -> str:
        changed = self.text.replace(self.title, f"title: Dời lần {number}.")
        self.save(changed.replace(self.date, f"{self.date} {number // 60 % 24:02d}:{number % 60:02d}"))
        return f"Dời lần {number}."


def _line(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(beginning))


def benchmark(site: Path, saves: int) -> None:
    articles = [file for file in (site / "content/tin-tuc").rglob("*.md") if not file.name.endswith(".en.md")]
    dated = sorted((_line(file.read_text("utf-8"), "date: "), file) for file in articles)
    middle, newest = Article(dated[len(dated) // 2][1]), Article(dated[-1][1])
    with serving(site) as served, _browser() as page, _restored(middle, newest):
        watched = Watched(page)
        page.goto(served.at(middle.path))
        _print("Body of an article", _latencies(watched, saves, middle.save_body))
        _print("Title of an article", _latencies(watched, saves, middle.save_title))
        _print("Title and time of day", _latencies(watched, saves, middle.save_date))
        page.goto(served.at("vi/muc/tin-tuc.html"))
        _print("List of the largest section", _latencies(watched, saves, newest.save_title))


@contextmanager
def _restored(*articles: Article) -> Iterator[None]:
    """Leaves the articles as they were, also where the block fails."""
    try:
        yield
    finally:
        for article in articles:
            article.save(article.text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures how soon a save is seen in Chromium.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--site", type=Path, help="use this site, which will be written to")
    arguments = parser.parse_args()
    if arguments.site:
        benchmark(arguments.site, arguments.saves)
        return
    with tempfile.TemporaryDirectory(prefix="khotin-benchmark-") as folder:
        say(f"Making {arguments.articles} articles …")
        corpus = Path(__file__).parent / "corpus.py"
        subprocess.run([sys.executable, corpus, folder, "--articles", str(arguments.articles)], check=True)
        benchmark(Path(folder), arguments.saves)


if __name__ == "__main__":
    main()
