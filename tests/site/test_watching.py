"""What a build says of itself while it runs and when it is over."""

import json

import pytest
from click.testing import CliRunner, Result

from generator.build.progress import Phase
from generator.commands import main
from tests.support.site import Site


def built(site: Site, *options: str) -> Result:
    command = ["build", "--site", str(site.folder), "--date", "2026-01-01", "--lang", "en", *options]
    return CliRunner().invoke(main, command)


def test_timings_name_every_phase(site: Site) -> None:
    site.article("tin-tuc/a.md")
    result = built(site, "--timings")
    assert result.exit_code == 0
    for words in ("Reading the content", "Making the pages", "Indexing for the search", "Publishing"):
        assert words in result.stderr


def test_timings_are_there_for_programs(site: Site) -> None:
    site.article("tin-tuc/a.md")
    report = json.loads(built(site, "--json", "--timings").stdout)
    others = (Phase.CHECK, Phase.COPY, Phase.VERIFY)
    assert set(report["timings"]) == {str(phase) for phase in Phase if phase not in others}


def test_a_build_of_nothing_new_says_what_there_is(site: Site) -> None:
    site.article("tin-tuc/a.md")
    first = json.loads(built(site, "--json").stdout)
    again = json.loads(built(site, "--json").stdout)
    assert (again["written"], again["removed"], again["rendered"]) == ([], [], 0)
    assert again["unchanged"] == len(first["written"])
    assert [again[name] for name in ("articles", "pages", "problems")] == [1, first["pages"], []]


@pytest.mark.parametrize("times", [1, 2])
def test_warnings_are_said_each_time(site: Site, times: int) -> None:
    site.article("tin-tuc/a.md", author="unknown", review="[author]")
    results = [built(site) for _ in range(times)]
    assert "to-review" in results[-1].stderr
