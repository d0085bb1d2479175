"""Silences: a file or the site says what it does not want to hear of, and why; errors are always told."""

import json

from click.testing import CliRunner

from generator.commands import main
from tests.support.site import SETTINGS, Site


def told(site: Site, command: str = "check") -> list[tuple[str, str]]:
    """(path, code) of all that the command reports."""
    options = ["--site", str(site.folder), "--date", "2026-01-01", "--json"]
    report = json.loads(CliRunner().invoke(main, [command, *options]).stdout)
    return [(problem["path"].removeprefix("content/"), problem["code"]) for problem in report["problems"]]


def settings(site: Site, *suppressions: str) -> None:
    tables = "".join(f"\n[[check.silence]]\n{silence}\n" for silence in suppressions)
    site.write(f"-- site.toml --\n{SETTINGS}{tables}")


def test_a_file_silences_a_code_for_itself_alone(site: Site) -> None:
    body = "Mở đầu.\n\n# Kết quả\n\nTốt."
    site.article("tin-tuc/a.md", title="A", body=body, silence="{heading-top: Bài cũ của cổng trước}")
    site.article("tin-tuc/b.md", title="B", body=body)
    assert told(site) == [("tin-tuc/b.md", "heading-top")]


def test_the_site_silences_a_code_where_its_pattern_says(site: Site) -> None:
    settings(site, 'code = "date-format"\nreason = "Chưa đổi"\nfiles = "content/anh/*"')
    site.article("anh/2014/a.md", title="A", date="08/01/2014")
    site.article("tin-tuc/b.md", title="B", date="08/01/2014")
    assert told(site) == [("tin-tuc/b.md", "date-format")]
    settings(site, 'code = "date-format"\nreason = "Chưa đổi"')
    assert told(site) == []


def test_a_build_does_not_tell_what_is_silenced_either(site: Site) -> None:
    site.article("tin-tuc/a.md", review="[author]")
    assert told(site, "build") == [("tin-tuc/a.md", "to-review")]
    site.article("tin-tuc/a.md", review="[author]", silence="{to-review: Không ai còn biết}")
    assert told(site, "build") == []


def test_an_error_cannot_be_silenced(site: Site) -> None:
    settings(site, 'code = "broken-link"\nreason = "Sẽ sửa"')
    site.article("tin-tuc/a.md", body="[x](khong-co.md).")
    assert told(site) == [("tin-tuc/a.md", "broken-link"), ("site.toml", "silence-error")]
    assert told(site, "build") == [("tin-tuc/a.md", "broken-link")]


def test_a_silence_needs_a_reason_and_a_code(site: Site) -> None:
    site.article("tin-tuc/a.md", silence="{heading-top: }")
    assert told(site) == [("tin-tuc/a.md", "missing-part")]
    settings(site, 'code = "heading-top"')
    assert told(site) == [("site.toml", "setting-missing")]


def test_each_silence_of_the_site_is_reported_on_its_own_line(site: Site) -> None:
    settings(
        site,
        'code = "heading-top"\nreason = "a"',
        'code = "heading-topp"\nreason = "b"',
        'code = "media-unused"\nreason = "c"',
    )
    result = CliRunner().invoke(main, ["check", "--site", str(site.folder), "--json"])
    report = json.loads(result.stdout)["problems"]
    lines = (site.folder / "site.toml").read_text("utf-8").split("\n")
    assert [(p["code"], lines[p["line"]]) for p in report] == [
        ("silence-unused", 'code = "heading-top"'),
        ("silence-unknown", 'code = "heading-topp"'),
        ("silence-unused", 'code = "media-unused"'),
    ]
