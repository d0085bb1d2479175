"""Annotations: what GitHub and GitLab read, with the paths of the repository."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests.support.site import Site


@pytest.fixture
def faulty(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    site.article("tin-tuc/a, b: c.md", title="A", body="[x](khong-co.md) 100%: hỏng.")
    site.article("tin-tuc/b.md", title="B", date="08/01/2014")
    monkeypatch.chdir(site.folder.parent)
    return site


def output(*options: str, site: str = "site") -> str:
    command = ["check", "--site", site, "--date", "2026-01-01", "--lang", "en", *options]
    return CliRunner().invoke(main, command).stdout


def test_github_shows_them_beside_the_lines(faulty: Site) -> None:
    assert output("--format", "github").splitlines() == [
        "::error file=site/content/tin-tuc/a%2C b%3A c.md,line=8,col=5,title=broken-link::"
        "The link “khong-co.md” leads nowhere. Fix the path, or remove the link.",
        "::notice file=site/content/tin-tuc/b.md,line=3,col=7,title=date-format::“08/01/2014” is understood, "
        "but dates are best written in one form. Write 2014-01-08, or run “khotin check --fix”.",
    ]


def test_gitlab_gets_a_code_quality_report(faulty: Site) -> None:
    entries = json.loads(output("--format", "gitlab"))
    assert [entry["severity"] for entry in entries] == ["major", "info"]
    assert entries[0]["check_name"] == "broken-link"
    assert entries[0]["location"] == {
        "path": "site/content/tin-tuc/a, b: c.md",
        "positions": {"begin": {"line": 8, "column": 5}, "end": {"line": 8, "column": 5}},
    }
    assert entries[0]["description"].startswith("The link “khong-co.md” leads nowhere.")


def test_a_fingerprint_stays_when_lines_are_added_above(faulty: Site) -> None:
    before = json.loads(output("--format", "gitlab"))
    faulty.article("tin-tuc/b.md", title="B", author="[Trần Văn A]", summary="Tóm tắt", date="08/01/2014")
    faulty.article("tin-tuc/a, b: c.md", title="A", body="Thêm.\n\n[x](khong-co.md) [y](khong-co.md) 100%.")
    after = json.loads(output("--format", "gitlab"))
    assert {entry["fingerprint"] for entry in before} < {entry["fingerprint"] for entry in after}
    assert len({entry["fingerprint"] for entry in after}) == len(after) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", entry["fingerprint"]) for entry in after)


def test_in_the_sites_own_folder_paths_are_the_sites(
    faulty: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(faulty.folder)
    assert "file=content/tin-tuc/b.md," in output("--format", "github", site=".")


def test_without_problems_there_is_nothing_to_show(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.folder)
    assert output("--format", "github", site=".") == ""
    assert json.loads(output("--format", "gitlab", site=".")) == []
