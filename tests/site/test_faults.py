"""Twenty planted faults: each is found, in its place, in one run; and nothing is published meanwhile."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import generator
from generator.commands import main
from generator.problems.catalogue import CATALOGUE
from generator.problems.messages import severity
from tests.support.site import Site, where

GOOD = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n"

# file, its content, line, code
FAULTS: tuple[tuple[str, str | bytes, int, str], ...] = (
    ("01.md", GOOD.encode() + b"---\n\nB\xe0i\n", 7 + 1, "not-utf8"),
    ("02.md", "", 1, "empty-file"),
    ("03.md", "Không có phần đầu.\n", 1, "no-front-matter"),
    ("04.md", GOOD + "\nNội dung\n", 1, "front-matter-open"),
    ("05.md", GOOD + "tags:\n\t- a\n---\n", 7, "yaml-tab"),
    ("06.md", GOOD.replace("title: Bài", "title: Sở: tổng kết") + "---\n", 2, "yaml-colon"),
    ("07.md", GOOD.replace("title: Bài", 'title: "Bài') + "---\n", 2, "yaml-quote"),
    ("08.md", GOOD + "title: Nữa\n---\n", 6, "duplicate-key"),
    ("09.md", GOOD.replace("author:", "athor:") + "---\n\nBài\n", 4, "misspelled-field"),
    ("10.md", GOOD.replace("2014-01-08", "31/02/2014") + "---\n\nBài\n", 3, "date"),
    ("11.md", GOOD.replace("Nam Định", "Nam Đinh") + "---\n\nBài\n", 5, "province-unknown"),
    ("12.md", GOOD.replace("2014-01-08", "unknown") + "---\n\nBài\n", 3, "unknown-without-review"),
    ("13.md", GOOD + "slug: Bài Một\n---\n\nBài\n", 6, "slug"),
    ("14.md", GOOD + "cover: khong-co.png\n---\n\nBài\n", 6, "missing-media"),
    ("15.md", GOOD + "---\n\nXem\n[bài kia](khong-co.md).\n", 9, "broken-link"),
    ("16.md", GOOD + "---\n\n![](https://elsewhere.example/a.png)\n", 8, "external-picture"),
    ("17.md", GOOD + "---\n\nXem\n\n[mục](#khong-co)\n", 10, "broken-fragment"),
    ("18.md", GOOD + "attachments: ../../../../etc/passwd\n---\n\nBài\n", 6, "path-escapes"),
    ("19.en.md", "---\nsummary: No title\n---\n\nText\n", 1, "missing-title"),
    ("20.md", GOOD + "draft: perhaps\n---\n\nBài\n", 6, "field-type"),
)


@pytest.fixture
def faulty(site: Site) -> Site:
    """A site that was published once, and then got twenty faults."""
    site.article("tin-tuc/tot.md", title="Bài tốt")
    assert site.build().impact
    for name, content, _, _ in FAULTS:
        file = site.folder / "content/tin-tuc" / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    site.article("tin-tuc/19.md", title="Bài mười chín")
    return site


def run_build(site: Site, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", "--site", str(site.folder), "--date", "2026-01-01", *options])


def test_every_fault_is_reported_in_one_run_with_its_line(faulty: Site) -> None:
    found = {where(problem) for problem in faulty.build().problems if severity(problem) == "error"}
    planted = {(f"content/tin-tuc/{name}", line, code) for name, _, line, code in FAULTS}
    assert found == planted


def test_a_faulty_build_exits_with_1_and_leaves_the_old_site_untouched(faulty: Site) -> None:
    before = faulty.files()
    result = run_build(faulty)
    assert result.exit_code == 1
    assert faulty.files() == before


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_problems_are_grouped_by_file_in_the_language_asked_for(faulty: Site, lang: str) -> None:
    report = run_build(faulty, "--lang", lang).stderr
    for name, _, line, code in FAULTS:
        path = f"content/tin-tuc/{name}"
        assert report.count(f"{path}\n") == 1
        block = report.split(f"{path}\n")[1].split("content/tin-tuc/")[0]
        assert f"  {line}:" in block
        assert f"[{code}]" in block
    assert ("Có phải là Nam Định" if lang == "vi" else "Did you mean Nam Định") in report


def test_json_gives_a_program_the_same_problems(faulty: Site) -> None:
    report = json.loads(run_build(faulty, "--json", "--lang", "en").stdout)
    errors = [p for p in report["problems"] if p["severity"] == "error"]
    assert {(p["path"], p["line"], p["code"]) for p in errors} >= {
        (f"content/tin-tuc/{name}", line, code) for name, _, line, code in FAULTS
    }
    assert all(p["message"] and p["remedy"] and p["column"] >= 1 for p in errors)


def test_fixing_the_faults_publishes_again(faulty: Site) -> None:
    for name, _, _, _ in FAULTS:
        faulty.delete(f"content/tin-tuc/{name}")
    assert run_build(faulty).exit_code == 0
    assert faulty.has("vi/2014/01/19.html")


def test_every_message_stands_in_both_languages_and_names_the_same_details() -> None:
    for code, entry in CATALOGUE.items():
        for words in (entry.vi, entry.en):
            assert words.message.strip().endswith((".", "?", "}")), code
            assert words.remedy.strip(), code


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    source = Path(generator.__file__).parent
    text = "\n".join(
        file.read_text("utf-8") for file in source.rglob("*.py") if file.parent.name != "catalogue"
    )
    unused = [code for code in CATALOGUE if f'"{code}"' not in text]
    assert not unused
