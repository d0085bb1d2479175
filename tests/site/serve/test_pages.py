"""Whatever happens to the archive: what is served in memory is what a build would write."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from generator import permalinks
from generator.build.request import BuildRequest
from generator.cache.location import cache_folder
from generator.model.problem import Problem
from generator.serve import live_site
from generator.serve.live_content import unnoticed_changes
from generator.serve.live_site import LiveSite
from generator.serve.state import State, initial_state, updated_state
from generator.serve.watch import Changes
from tests.support import choices
from tests.support.amounts import sample
from tests.support.builds import tree
from tests.support.editing import ARTICLES, Editing, some
from tests.support.papers import LARGE

if TYPE_CHECKING:
    from unittest import TestCase

WORDS = (
    ("title", "Nhan đề khác"),
    ("summary", "Tóm tắt khác."),
    ("cover", ""),
    ("publisher", "Báo Nhân Dân"),
)
WITHOUT_DATE = {"title": "Bài thêm", "author": "Lê Thị Bình", "province": "Bắc Kạn", "tags": "[đo lường]"}
# Only a build makes these.
BUILT = (
    *("search/", "sitemap", "robots.txt", "manifest-"),
    *permalinks.of_search(("vi", "en")),
    *map(permalinks.search_script, permalinks.SEARCH_SCRIPTS),
)


class Serving(Editing):
    """An archive that is edited while it is served."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self.settings = b""
        self.good = (self.papers.snapshot(), self.day)

    @rule(which=some, edit=st.sampled_from(WORDS))
    def change_words(self, which: int, edit: tuple[str, str]) -> None:
        """What editors do most of the time."""
        self.papers.set_field(self.article(which), *edit)

    @rule(which=some)
    def add_a_line(self, which: int) -> None:
        path = self.article(which)
        fields, body = self.papers.read(path)
        self.papers.write(path, fields, f"{body}\nThêm một đoạn.\n")

    @rule(broken=st.sampled_from(choices.BROKEN))
    def break_a_file(self, broken: tuple[str, bytes]) -> None:
        self.papers.put(*broken)

    @invariant()
    def what_is_served_is_what_a_build_writes(self) -> None:
        if not self._is_published():  # what is wrong is taken back, as else nothing more would be seen
            self.papers.restore(self.good[0])
            self.day = self.good[1]
            assert self._is_published()
        self.good = (self.papers.snapshot(), self.day)

    def _is_published(self) -> bool:
        """Whether nothing is wrong; serving and a build agree on that, and on all pages."""
        self.state = self._followed()
        output = Path(self.place.name) / "built"
        report = self.site.build(output, day=self.day)
        assert words_of(self.state.problems) == words_of(report.problems)
        assert self.state.is_publishable == (report.impact is not None)
        if report.impact and self.state.live_site:
            assert served(self.state.live_site, tree(output)) == pages(tree(output))
        return self.state.is_publishable

    def _followed(self) -> State:
        request = request_of(self.site.folder, self.day)
        before, self.settings = self.settings, (self.site.folder / "site.toml").read_bytes()
        if self.state is None or self.state.content is None:
            return initial_state(request)
        changes = Changes(before != self.settings, theme=True, paths=unnoticed_changes(self.state.content))
        return updated_state(request, self.state, changes)


def request_of(site: Path, day: date) -> BuildRequest:
    return BuildRequest(site, site.parent / "served", day, jobs=1)


def words_of(problems: tuple[Problem, ...]) -> list[Problem]:
    """The problems, but for what only the build reads."""
    return [problem for problem in problems if not problem.code.startswith("pdf-")]


def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if not path.startswith(BUILT)}


def served(shown: LiveSite, files: dict[str, bytes]) -> dict[str, bytes]:
    """What is served at the addresses of these files."""
    found = {path: _content(shown, path) for path in pages(files)}
    return {path: content for path, content in found.items() if content is not None}


def _content(shown: LiveSite, path: str) -> bytes | None:
    copy = shown.copies.at(path)
    return copy.read_bytes() if isinstance(copy, Path) else copy or shown.page(path)


# --- each choice once, then many at random ----------------------------------------------------------------


@pytest.fixture
def serving() -> Iterator[Serving]:
    machine = Serving()
    machine.what_is_served_is_what_a_build_writes()
    yield machine
    machine.teardown()


def test_each_field(serving: Serving) -> None:
    for number, choice in enumerate((*WORDS, *choices.one_of_each(choices.FIELDS))):
        serving.set_a_field(number, choice)
        serving.what_is_served_is_what_a_build_writes()


def test_each_body_and_each_broken_file(serving: Serving) -> None:
    for number, body in enumerate(sample(choices.BODIES, 2)):
        serving.write_a_body(number, body)
        serving.what_is_served_is_what_a_build_writes()
    for broken in sample(choices.BROKEN, 2):
        serving.break_a_file(broken)
        serving.what_is_served_is_what_a_build_writes()


def test_what_is_silenced_is_not_reported(serving: Serving) -> None:
    serving.set_a_field(0, ("province", "unknown"))
    serving.what_is_served_is_what_a_build_writes()
    assert serving.state and [problem.code for problem in serving.state.problems] == ["to-review"]
    serving.set_a_field(0, ("silence", "{to-review: Không ai còn biết}"))
    serving.what_is_served_is_what_a_build_writes()
    assert serving.state.problems == ()


def test_pictures_and_their_smaller_sizes(serving: Serving) -> None:
    request = request_of(serving.site.folder, serving.day)
    cache = cache_folder(request.site, request.output)
    for shade, side in ((1, LARGE), (2, LARGE), (3, 2), (1, LARGE)):
        serving.replace_a_picture(1, shade, side)
        serving.what_is_served_is_what_a_build_writes()
    assert any((cache / "pictures").rglob("*"))
    shutil.rmtree(cache / "pictures")
    serving.what_is_served_is_what_a_build_writes()
    serving.write_a_body(0, "![](/anh/hai.png) [![](/anh/hai.png)](/anh/một.png)\n")
    serving.what_is_served_is_what_a_build_writes()


@pytest.mark.long
def test_each_setting_and_each_theme(serving: Serving) -> None:
    for setting in choices.SETTINGS:
        serving.set_a_setting(setting)
        serving.what_is_served_is_what_a_build_writes()
    for theme in choices.THEME:
        serving.change_the_theme(theme)
        serving.what_is_served_is_what_a_build_writes()


def _joined_anew(*_: object) -> None:
    raise AssertionError("joined anew")


def test_other_words_are_not_joined_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_site, "_joined", _joined_anew)
    for which in range(4):
        assert serving.papers.pick(which, ARTICLES)
        serving.change_words(which, ("title", f"Nhan đề {which}"))
        serving.add_a_line(which)
        serving.what_is_served_is_what_a_build_writes()


def test_another_day_of_the_month_is_not_joined_again(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        when = f"2017-06-{number + 2:02d}"
        serving.papers.write(f"content/anh/b{number}.md", WITHOUT_DATE | {"date": when}, "Một câu.\n")
    serving.what_is_served_is_what_a_build_writes()
    monkeypatch.setattr(live_site, "_joined", _joined_anew)
    for when in ("2017-06-30", "2017-06-03T07:30", "2017-06", "2017-06-04", "2017-06-04T00:00"):
        for path in ("content/anh/b2.md", "content/anh/trien-lam.md"):
            serving.papers.set_field(path, "date", when)
        serving.what_is_served_is_what_a_build_writes()


def test_old_addresses_and_the_ledger(serving: Serving) -> None:
    for record in choices.TOMBSTONES:
        serving.withdraw(record)
        serving.what_is_served_is_what_a_build_writes()
    for aliases in ("[/vi/the/index.html]", "[/tin/45.html, '/?id=45']"):  # the first is refused
        serving.set_a_field(0, ("aliases", aliases))
        serving.what_is_served_is_what_a_build_writes()
    serving.release()
    serving.what_is_served_is_what_a_build_writes()
    for tags in ("[khác]", ""):  # the list of the only tag comes and goes
        serving.set_a_field(2, ("tags", tags))
        serving.what_is_served_is_what_a_build_writes()
    path = serving.article(0)
    content = (serving.site.folder / path).read_bytes()
    serving.papers.put(path, content.replace("title: Triển lãm".encode(), b"title: Trung bay"))
    serving.what_is_served_is_what_a_build_writes()
    serving.set_a_field(0, ("slug", "mat"))  # which is refused
    serving.what_is_served_is_what_a_build_writes()
    serving.let_days_pass(date(2026, 2, 10))
    serving.forget_the_ledger()
    serving.what_is_served_is_what_a_build_writes()


def test_an_article_whose_time_is_over(serving: Serving) -> None:
    serving.set_a_field(0, ("expires", "2026-02-01"))
    serving.release()
    serving.let_days_pass(date(2026, 2, 10))
    serving.what_is_served_is_what_a_build_writes()


class LongServing(Serving):
    """The same, for many more and longer sequences."""


TestServing: "type[TestCase]" = Serving.TestCase
TestServing.settings = settings(max_examples=2, stateful_step_count=6)  # type: ignore[attr-defined]

TestLongServing: "type[TestCase]" = pytest.mark.long(LongServing.TestCase)
TestLongServing.settings = settings(max_examples=40, stateful_step_count=40)  # type: ignore[attr-defined]
