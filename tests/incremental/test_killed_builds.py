"""Builds that end too soon, or meet another: the next one gives the clean result, and no file is lost."""

import random
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.support.builds import build_process, tree
from tests.support.site import SETTINGS, Site

MANY = 500  # articles
FEWER = 100  # enough for builds to meet
OWN = "vi/ghi-chu.txt"  # a file of somebody else in the output
STATES = ("first", "renamed", "edited", "fewer")


def contents(state: str, articles: int) -> dict[str, str]:
    """The files of an archive of so many articles, or of one near it, by their paths."""
    numbers = range(articles // 10, articles) if state == "fewer" else range(articles)
    files = {f"content/tin-tuc/{number % 7}/bai-{number}.md": _article(number, state) for number in numbers}
    name = "Kho tin mới" if state == "renamed" else "Kho tin"
    return files | {"site.toml": SETTINGS.replace("Kho tin", name)}


def _article(number: int, state: str) -> str:
    title = f"Bài đã sửa {number}" if state == "edited" and number % 5 == 0 else f"Bài số {number}"
    day = f"{1998 + number % 28}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    author = f"Nguyễn Văn {chr(65 + number % 9)}"
    header = f"title: {title}\ndate: {day}\nauthor: {author}\nprovince: Nam Định\ntags: [thẻ {number % 7}]"
    return f"---\n{header}\n---\n\nNội dung của bài {number}.\n"


@dataclass
class KeptSite:
    """A site that is rebuilt in place, and what a clean build of each of its states gives."""

    site: Site
    articles: int
    clean: dict[str, dict[str, bytes]] = field(default_factory=dict)
    seconds: float = 0.0  # that a build takes, as far as is known

    def become(self, state: str) -> None:
        """Makes the content that of the state, and writes no file that is so already."""
        wanted = contents(state, self.articles)
        for file in (self.site.folder / "content").rglob("*.md"):
            if file.relative_to(self.site.folder).as_posix() not in wanted:
                file.unlink()
        for path, text in wanted.items():
            file = self.site.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_text("utf-8") != text:
                draft = file.with_name(".draft")
                draft.write_text(text, encoding="utf-8")
                draft.replace(file)  # at once: a build may be reading

    def clean_build_of(self, state: str) -> dict[str, bytes]:
        """What a clean build gives; the content must be that of the state."""
        if state not in self.clean:
            output = self.site.folder.with_name(f"clean-{state}")
            started = time.monotonic()
            assert build_process(self.site, output).wait() == 0
            self.seconds = time.monotonic() - started
            self.clean[state] = tree(output)
        return self.clean[state]

    def killed(self, share: float) -> bool:
        """Kills a build after this share of its time; False if it was over by then: what it took is the time
        of the next ones, since a machine may have been busier before."""
        started = time.monotonic()
        build = build_process(self.site, self.site.output)
        try:
            build.wait(share * self.seconds)
        except subprocess.TimeoutExpired:
            build.kill()
            return build.wait() != 0
        self.seconds = time.monotonic() - started
        return False

    def outcome(self) -> dict[str, bytes]:
        """The files that builds gave; the one that is not theirs must be as it was."""
        files = tree(self.site.output)
        assert files.pop(OWN) == b"mine"
        return files


def keep(site: Site, articles: int = MANY) -> KeptSite:
    (site.output / OWN).parent.mkdir(parents=True)
    (site.output / OWN).write_bytes(b"mine")
    return KeptSite(site, articles)


def random_states(chance: random.Random, times: int) -> Iterator[tuple[str, str]]:
    """Pairs of the state before and the state after, each another one; the first comes from nothing."""
    before = ""
    for _ in range(times):
        after = chance.choice([state for state in STATES if state != before])
        yield before, after
        before = after


def kill_at_random_moments(kept: KeptSite, times: int, seed: int) -> None:
    """Kills builds on their way from one state to another; a reader never meets half a file."""
    chance = random.Random(seed)
    killed = 0
    for before, after in random_states(chance, times):
        kept.become(after)
        old, new = kept.clean.get(before, {}), kept.clean_build_of(after)
        killed += kept.killed(chance.uniform(0.2, 1.0))
        for path, content in kept.outcome().items():
            assert content in (old.get(path), new.get(path)), path
        assert build_process(kept.site, kept.site.output).wait() == 0
        assert kept.outcome() == new
    assert killed > times // 4, "the builds were too fast to be killed"


def test_a_killed_build_is_made_good_by_the_next_one(site: Site) -> None:
    kill_at_random_moments(keep(site, FEWER), times=3, seed=1)


@pytest.mark.long
def test_a_hundred_killed_builds_are_made_good(site: Site) -> None:
    kill_at_random_moments(keep(site), times=100, seed=2)


# --- two at once ------------------------------------------------------------------------------------------


def build_two_at_once(kept: KeptSite, moments: Iterable[float]) -> None:
    """Starts a build, and another that begins later by a share of a build's time, with another content.

    One waits for the other, or ends with 3 and a word about it; a third finds nobody in its way.
    """
    for state in ("renamed", "first"):
        kept.become(state)
        kept.clean_build_of(state)
    for moment in moments:
        kept.become("first")
        one = build_process(kept.site, kept.site.output)
        time.sleep(moment * kept.seconds)
        kept.become("renamed")
        other = build_process(kept.site, kept.site.output)
        ends = [(build.communicate()[1], build.returncode) for build in (one, other)]
        assert [code for _, code in ends] in ([0, 0], [0, 3], [3, 0]), ends
        assert all("Traceback" not in said and (said or code == 0) for said, code in ends)
        assert kept.outcome() in kept.clean.values()
        assert build_process(kept.site, kept.site.output).wait() == 0
        assert kept.outcome() == kept.clean["renamed"]


def test_two_builds_at_once_leave_the_site_of_one_of_them(site: Site) -> None:
    build_two_at_once(keep(site, FEWER), [0, 0.4])


@pytest.mark.long
def test_many_times_two_builds_at_once(site: Site) -> None:
    chance = random.Random(3)
    build_two_at_once(keep(site), [chance.random() for _ in range(40)])
