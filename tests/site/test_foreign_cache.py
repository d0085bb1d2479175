"""Neither code nor text of a cache that came with a repository, or was damaged, is ever used."""

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.cache import ownership
from generator.cache.database import Cache
from generator.cache.location import cache_folder
from generator.cache.ownership import DATABASE
from generator.cache.records import encode
from generator.cache.tables import BUILD_REPORT, META, TABLES, Table
from generator.check.run import CheckRequest, check
from generator.commands.doctor import doctor_command
from generator.commands.why import why_command
from tests.support.amounts import sample
from tests.support.served import Served
from tests.support.site import BUILD_DATE, Site, cache_of

PAGE = "vi/2014/01/a.html"
VERBS = (
    ("check",),
    ("build",),
    ("why", PAGE),
    ("translations",),
    ("new", "Một bài mới", "--section", "tin-tuc"),
    ("doctor",),
)


class _Attack:
    """A value that makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"echo run >> '{self._mark}'",)


def poison(database: Path, value: bytes) -> None:
    """Puts the value, with its checksum, in the place of all values but the cache's own facts."""
    with closing(sqlite3.connect(database)) as connection:
        stored = zlib.crc32(value).to_bytes(4, "little") + value
        connection.execute("UPDATE records SET value = ? WHERE kind <> 'meta'", (stored,))
        connection.commit()


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def clone(site: Site, tmp_path: Path, mark: Path) -> Site:
    """A clone of a repository whose author committed the output and a poisoned cache."""
    site.article("tin-tuc/a.md")
    site.build()
    poison(cache_folder(site.folder, site.output) / DATABASE, pickle.dumps(_Attack(mark)))
    git(site.folder, "init", "-q")
    git(site.folder, "add", "-f", ".")
    git(site.folder, "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(site.folder), "clone")
    return Site(tmp_path / "clone")


def khotin(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from generator.commands import run; run()"]
    return subprocess.run(
        [*program, *arguments, "--site", str(site.folder), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_nothing_of_a_committed_cache_is_run(clone: Site, mark: Path, verb: tuple[str, ...]) -> None:
    result = khotin(clone, *verb)
    assert "Traceback" not in result.stderr
    assert not mark.exists()


def test_a_site_with_a_committed_cache_is_built_like_new(clone: Site, tmp_path: Path, mark: Path) -> None:
    clone.build()
    clone.build(output=tmp_path / "clean")
    for file in (tmp_path / "clean").rglob("*.html"):
        assert (clone.output / file.relative_to(tmp_path / "clean")).read_bytes() == file.read_bytes()
    assert not mark.exists()


def test_the_text_of_a_foreign_cache_is_not_published(site: Site) -> None:
    site.article("tin-tuc/a.md", body="Đoạn thật.")
    site.build()
    (spool,) = (cache_folder(site.folder, site.output) / "spool").iterdir()
    own = "Đoạn thật.".encode()
    forged = spool.read_bytes().replace(own, b"<b>gia</b>".ljust(len(own)))
    spool.write_bytes(forged)
    site.article("tin-tuc/b.md", title="Bài khác")
    (site.output / PAGE).unlink()
    site.build()
    assert "Đoạn thật." in site.page(PAGE)
    assert "<b>gia</b>" not in site.page(PAGE)


@pytest.mark.parametrize("place", ["pictures/zz", "index", "spool", f"spool/{10**20}.spool"])
def test_a_link_that_a_pull_brings_into_a_cache_lets_nothing_be_deleted_or_written_elsewhere(
    site: Site, tmp_path: Path, place: str
) -> None:
    """Git writes what is ignored over the user's own files, without a question."""
    site.article("tin-tuc/a.md", cover="p.png")
    Image.new("RGB", (1600, 1200), "red").save(site.folder / "content/tin-tuc/p.png")
    site.build()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "1.spool").write_text("mine", "utf-8")
    link = cache_folder(site.folder, site.output) / place
    if link.is_dir():
        shutil.rmtree(link)
    link.unlink(missing_ok=True)
    link.symlink_to(elsewhere / "1.spool" if place.endswith(".spool") else elsewhere)
    Image.new("RGB", (1500, 1200), "blue").save(site.folder / "content/tin-tuc/p.png")
    site.article("tin-tuc/a.md", "Đoạn khác.", cover="p.png")
    site.build()
    assert [(file.name, file.read_text("utf-8")) for file in elsewhere.iterdir()] == [("1.spool", "mine")]


def test_nothing_of_a_committed_cache_is_run_when_the_site_is_served(
    clone: Site, mark: Path, serve: Callable[..., Served]
) -> None:
    served = serve(folder=clone.folder)
    with urlopen(served.at(PAGE)) as page:
        assert "Một bài" in page.read().decode()
    assert served.interrupt() == 0
    assert not mark.exists()


def test_a_check_names_a_cache_that_git_tracks_and_the_remedy_works(clone: Site) -> None:
    def codes() -> list[str]:
        report = check(CheckRequest(clone.folder, clone.output, BUILD_DATE, 1))
        return [problem.code for problem in report.problems]

    assert "cache-tracked" in codes()
    git(clone.folder, "rm", "-r", "-q", "--cached", ".output.khotin")
    assert "cache-tracked" not in codes()


def test_the_doctor_names_a_cache_that_git_tracks_and_the_remedy_works(clone: Site) -> None:
    def findings() -> str:
        command = ["--site", str(clone.folder), "--lang", "en"]
        return CliRunner().invoke(doctor_command, command).output

    assert "Git tracks" in findings()
    assert "git rm -r --cached .output.khotin" in findings()
    git(clone.folder, "rm", "-r", "-q", "--cached", ".output.khotin")
    assert "Git tracks" not in findings()


# --- outputs outside the site -----------------------------------------------------------------------------


def test_nothing_lies_beside_an_output_in_a_web_servers_folder(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/a.md", draft="true")
    web = tmp_path / "www"
    web.mkdir()
    site.build(output=web / "archive")
    assert [each.name for each in web.iterdir()] == ["archive"]
    again = site.build(output=web / "archive")
    assert again.impact
    assert (again.impact.written, again.rendered) == ((), 0)


def test_such_an_output_needs_a_users_cache_folder_and_the_error_says_how_to_get_one(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    result = khotin(site, "build", "--output", str(tmp_path / "out"))
    assert result.returncode == 3
    assert "XDG_CACHE_HOME" in result.stderr
    assert khotin(site, "build").returncode == 0, "an output inside the site needs none"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "folder"))
    assert khotin(site, "build", "--output", str(tmp_path / "out")).returncode == 0


# --- damage within -----------------------------------------------------------------------------------------

DAMAGE = {
    "nothing": b"",
    "bytes": b"\xc1\xff" * 50,
    "number": encode(7),
    "list": encode([1, "a", None]),
    "map": encode({"a": [b"b"]}),
    "deep": b"\x91" * 5000,
    "pickle": pickle.dumps(["a"]),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built twice and checked, so that every table has records."""
    site = Site(tmp_path_factory.mktemp("built") / "site")
    source = Path(__file__).parent.parent.parent
    site.write((source / "site.toml").read_text("utf-8").join(("-- site.toml --\n", "")))
    shutil.copytree(source / "content", site.folder / "content")
    site.build()
    check(CheckRequest(site.folder, site.output, BUILD_DATE, 1))
    return site


def test_links_are_looked_for_wherever_a_cache_has_folders(built: Site) -> None:
    folder = cache_folder(built.folder, built.output)
    depths = {len(path.relative_to(folder).parts) for path in folder.rglob("*") if path.is_dir()}
    assert max(depths) <= ownership._LEVELS


def test_every_table_of_the_cache_is_listed(built: Site) -> None:
    database = cache_folder(built.folder, built.output) / DATABASE
    with closing(sqlite3.connect(database)) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM records")}
    # The report of a build is saved only if no file changed in the seconds before it.
    assert kinds | {BUILD_REPORT.kind} == {table.kind for table in TABLES}


SOME = [table for table in TABLES if table is not META]
ONE_BY_ONE = [
    pytest.param([table], damage, id=f"{table.kind}-{name}")
    for table, (name, damage) in zip(SOME, cycle(DAMAGE.items()), strict=False)
]
ALL = [pytest.param(SOME, damage, id=f"all-{name}") for name, damage in DAMAGE.items()]


@pytest.mark.parametrize(("tables", "damage"), [*sample(ONE_BY_ONE, 3), *sample(ALL, 2)])
def test_a_damaged_record_of_any_table_costs_only_time(
    site: Site, tables: list[Table], damage: bytes
) -> None:
    """The record has a right checksum, and the cache is this user's own: only the value is wrong."""
    site.article("tin-tuc/a.md")
    site.build()
    check(CheckRequest(site.folder, site.output, BUILD_DATE, 1))
    clean = site.files()
    with cache_of(site.output) as cache:
        for table in tables:
            _damage(cache, table, damage)
    result = CliRunner().invoke(why_command, [PAGE, "--site", str(site.folder), "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    site.article("tin-tuc/b.md", title="Bài khác")
    site.delete("content/tin-tuc/b.md")
    (site.output / PAGE).unlink()
    assert check(CheckRequest(site.folder, site.output, BUILD_DATE, 1)).files == 1
    site.build()
    assert site.files() == clean


def _damage(cache: Cache, table: Table, damage: bytes) -> None:
    keys = [key for key, _ in cache.all(table)] or [""]
    cache.put(table, [(key, damage) for key in keys])
    cache.commit()
