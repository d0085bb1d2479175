"""Whatever happens to the archive, in whatever order: its site is the one that a clean build gives."""

import multiprocessing
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.support import choices
from tests.support.amounts import amount, sample
from tests.support.choices import one_of_each
from tests.support.editing import Editing, some
from tests.support.stages import Clean, built_like_new, cache_of, clean_build

if TYPE_CHECKING:
    from unittest import TestCase

HARMS = ("delete", "garbage", "half", "empty", "hole")
OUTPUT = "output/**/*.*"


class EditingAndMishaps(Editing):
    """An archive that is edited, or meets with an accident, and is built after each."""

    def __init__(self) -> None:
        super().__init__()
        self.good = (self.papers.snapshot(), self.day)
        self.known: dict[int, Clean] = {}
        self.seconds = 1.0  # that a clean build takes
        self.killed = False
        self.only_touched = False

    @invariant()
    def the_site_is_that_of_a_clean_build(self) -> None:
        report = built_like_new(self.site, self.day, clean=self._clean(), resumed=self.killed)
        if report.impact is None:  # what is wrong is taken back
            self.papers.restore(self.good[0])
            self.day = self.good[1]
            report = built_like_new(self.site, self.day, clean=self._clean())
            assert report.impact
            assert (report.impact.written, report.impact.removed) == ((), ())
        elif self.only_touched:
            assert report.rendered == 0
        self.good = (self.papers.snapshot(), self.day)
        self.killed = self.only_touched = False

    def _clean(self) -> Clean:
        """The clean build, made once for the same content and day."""
        key = hash((tuple(sorted(self.papers.snapshot().items())), self.day))
        if key not in self.known:
            started = time.monotonic()
            self.known[key] = clean_build(self.site, self.day)
            self.seconds = time.monotonic() - started
        return self.known[key]

    @rule(broken=st.sampled_from(choices.BROKEN))
    def break_a_file(self, broken: tuple[str, bytes]) -> None:
        self.papers.put(*broken)

    @rule(again=st.booleans())
    def touch_everything(self, again: bool) -> None:
        """Gives all files another time; `again`: as new files with the old contents, as git does."""
        for path, content in self.papers.snapshot().items():
            file = self.site.folder / path
            if again:
                file.unlink()
                file.write_bytes(content)
            else:
                os.utime(file)
        self.only_touched = True

    @rule(everything=st.booleans(), which=some, moment=st.integers(0, 100), forgotten=st.booleans())
    def kill_a_build(self, everything: bool, which: int, moment: int, forgotten: bool) -> None:
        """Kills a build that writes everything, or one article's pages; the cache may get lost as well."""
        if everything:
            self.papers.set_setting("name.vi", f'"Kho tin {which}"')
        else:
            self.papers.set_field(self.article(which), "title", f"Bài {moment}")
        process = multiprocessing.get_context("fork").Process(
            target=self.site.build, kwargs={"day": self.day}
        )
        process.start()
        process.join(self.seconds * moment / 100)
        process.kill()
        process.join()
        if forgotten:
            shutil.rmtree(cache_of(self.site.output), ignore_errors=True)
        self.killed = True

    # --- other copies of the cache and the output ---------------------------------------------------------

    @rule(how=st.sampled_from(HARMS))
    def harm_the_cache(self, how: str) -> None:
        if how == "delete":
            shutil.rmtree(cache_of(self.site.output), ignore_errors=True)
        for file in cache_of(self.site.output).rglob("*"):
            if file.is_file():
                spoil(file, how)

    @rule(which=some, how=st.sampled_from(HARMS))
    def harm_the_output(self, which: int, how: str) -> None:
        path = self.papers.pick(which, OUTPUT)
        if path and not path.endswith("manifest-sha256.txt"):
            spoil(self.site.folder / path, how)

    @rule(which=some)
    def harm_the_output_unseen(self, which: int) -> None:
        """Other bytes of the same size and time."""
        path = self.papers.pick(which, OUTPUT)
        if path and not path.endswith("manifest-sha256.txt"):
            self.papers.put_unseen(path, (self.site.folder / path).read_bytes().swapcase())

    @rule()
    def delete_the_output(self) -> None:
        shutil.rmtree(self.site.output)

    @rule()
    def take_a_backup(self) -> None:
        for part in self._parts():
            copy = self._backup_of(part)
            shutil.rmtree(copy, ignore_errors=True)
            if part.is_dir():
                shutil.copytree(part, copy)

    @rule(which=st.sampled_from(("output", "cache", "both")))
    def bring_back_the_backup(self, which: str) -> None:
        """Output and cache of different days, so that the cache's record of the output is wrong."""
        for part, name in zip(self._parts(), ("output", "cache"), strict=True):
            if which in (name, "both") and self._backup_of(part).is_dir():
                shutil.rmtree(part, ignore_errors=True)
                shutil.copytree(self._backup_of(part), part)

    def _parts(self) -> tuple[Path, Path]:
        return self.site.output, cache_of(self.site.output)

    def _backup_of(self, part: Path) -> Path:
        return Path(self.place.name) / f"backup{part.name}"


def spoil(file: Path, how: str) -> None:
    content = file.read_bytes()
    if how == "delete":
        file.unlink()
        return
    middle = len(content) // 2
    hole = content[:middle] + b"\x55" * min(512, len(content) - middle) + content[middle + 512 :]
    file.write_bytes({"garbage": b"garbage", "half": content[:middle], "empty": b"", "hole": hole}[how])


# --- each choice once, then many at random ----------------------------------------------------------------


@pytest.fixture
def editing() -> Iterator[EditingAndMishaps]:
    machine = EditingAndMishaps()
    machine.the_site_is_that_of_a_clean_build()
    yield machine
    machine.teardown()


def test_each_value_of_each_field(editing: EditingAndMishaps) -> None:
    for number, choice in enumerate(one_of_each(choices.FIELDS)):
        editing.set_a_field(number, choice)
        editing.the_site_is_that_of_a_clean_build()


def test_each_value_of_each_setting(editing: EditingAndMishaps) -> None:
    for choice in one_of_each(choices.SETTINGS):
        editing.set_a_setting(choice)
        editing.the_site_is_that_of_a_clean_build()


def test_each_file_of_a_theme_and_each_body(editing: EditingAndMishaps) -> None:
    for choice in one_of_each(choices.THEME):
        editing.change_the_theme(choice)
        editing.the_site_is_that_of_a_clean_build()
    for number, body in enumerate(sample(choices.BODIES, 3)):
        editing.write_a_body(number, body)
        editing.the_site_is_that_of_a_clean_build()


def test_each_mishap(editing: EditingAndMishaps) -> None:
    editing.take_a_backup()
    for article in range(amount(3, 7)):
        editing.redate_an_article_unseen(article, b"2015")
        editing.the_site_is_that_of_a_clean_build()
    for shade in (1, 2):
        editing.replace_a_picture_unseen(shade)
        editing.the_site_is_that_of_a_clean_build()
    for broken in sample(choices.BROKEN, 3):
        editing.break_a_file(broken)
        editing.the_site_is_that_of_a_clean_build()
    for how in HARMS:
        editing.harm_the_cache(how)
        editing.harm_the_output(7, how)
        editing.the_site_is_that_of_a_clean_build()
    for part in ("output", "cache", "both"):
        editing.rename_an_author("Lê Thị Bình", "Trần An")
        editing.the_site_is_that_of_a_clean_build()
        editing.rename_an_author("Trần An", "Lê Thị Bình")  # the cache of the backup is right again
        editing.bring_back_the_backup(part)
        editing.the_site_is_that_of_a_clean_build()


class LongEditingAndMishaps(EditingAndMishaps):
    """The same, for many more and longer sequences."""


TestEditingAndMishaps: "type[TestCase]" = EditingAndMishaps.TestCase
TestEditingAndMishaps.settings = settings(max_examples=3, stateful_step_count=8)  # type: ignore[attr-defined]

TestLongEditingAndMishaps: "type[TestCase]" = pytest.mark.long(LongEditingAndMishaps.TestCase)
TestLongEditingAndMishaps.settings = settings(max_examples=40, stateful_step_count=40)  # type: ignore[attr-defined]
