"""Sites whose cache does not fit into SQLite's memory."""

import sqlite3
from pathlib import Path

import pytest

from generator.cache import database
from generator.check.run import CheckRequest, check
from tests.support.site import BUILD_DATE, SETTINGS, Site


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Transactions of some pages are written to the disk before they end, and lock it until they do."""

    def connect(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=0.1)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        return connection

    monkeypatch.setattr(database, "_connect", connect)


@pytest.mark.usefixtures("little_memory")
def test_bodies_are_compared_while_much_is_kept(site: Site) -> None:
    """A check of 10,000 articles found its cache locked by itself."""
    for number in range(60):
        words = " ".join(f"từ{number}x{n}" for n in range(60))
        site.article(f"tin-tuc/{number}.md", title=f"Bài {number}", body=f"{words}.")
    once = " ".join(f"chữ{n}" for n in range(200))
    site.article("tin-tuc/a.md", title="Bài a", body=f"{once}.")
    site.article("tin-tuc/b.md", title="Bài b", body=f"{once} thêm.")
    for more in ("", '[markdown]\nextensions = ["tables"]'):  # then all is inspected in another way
        site.write(f"-- site.toml --\n{SETTINGS}\n{more}\n")
        report = check(CheckRequest(site.folder, site.output, BUILD_DATE, 1))
        assert [problem.code for problem in report.problems] == ["near-duplicate"]
