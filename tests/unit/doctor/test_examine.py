"""`khotin doctor` reports each fault with a remedy, and says what is in order."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cache.location import cache_folder
from generator.cache.ownership import DATABASE
from generator.commands.doctor import doctor_command
from generator.doctor import hosts, machine
from generator.doctor.hosts import Host, hosts_finding
from tests.support.site import Site


def examined(site: Site, lang: str = "en") -> tuple[dict[str, tuple[str, str, str]], int]:
    """(state, what was found, remedy) by topic, and the exit code."""
    command = ["--site", str(site.folder), "--lang", lang, "--json"]
    result = CliRunner().invoke(doctor_command, command, catch_exceptions=False)
    found = json.loads(result.stdout)
    return {each["topic"]: (each["state"], each["found"], each["remedy"]) for each in found}, result.exit_code


def test_a_sound_site_is_sound(site: Site) -> None:
    text = (site.folder / "site.toml").read_text("utf-8")
    (site.folder / "site.toml").write_text(text.replace("khotin.example", "khotin.gov.vn"), "utf-8")
    site.build()
    found, code = examined(site)
    assert code == 0
    topics = (
        "khotin",
        "python",
        "libraries",
        "site",
        "base_url",
        "fonts",
        "output",
        "cache",
        "user cache",
        "disk",
        "hosts",
    )
    assert {found[topic][0] for topic in topics} == {"ok"}
    assert "jinja2" in found["libraries"][1]


def test_hosts_that_a_site_fits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not been built" in hosts_finding(tmp_path).found[1]
    for number in range(3):
        (tmp_path / f"{number}.html").write_bytes(b"x" * 1_000_000)
    few = Host("Few Files", "https://few.example/", files=2)
    monkeypatch.setattr(hosts, "HOSTS", (few, Host("Many", "", files=3, bytes=3_000_000)))
    vi, en = hosts_finding(tmp_path).found
    assert en == "3 files, 3 MB. Fits Many. Too large for Few Files."
    assert vi == "3 tệp, 3 MB. Vừa với Many. Quá lớn cho Few Files."


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_fault_has_a_remedy_and_nothing_else_has(
    site: Site, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found, _ = examined(site, lang)
    assert found["git"][0] == "warning"
    for state, words, remedy in found.values():
        assert words
        assert bool(remedy) == (state != "ok")


def test_a_git_that_does_not_know_its_user_is_reported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(site.folder / "no.gitconfig"))
    state, _, remedy = examined(site)[0]["git user.name"]
    assert state == "warning"
    assert "git config --global user.name" in remedy


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://khotin.example/", "warning"),
        ("https://www.example.com/a/", "warning"),
        ("http://localhost:8000/", "warning"),
        ("http://khcn.namdinh.gov.vn/", "warning"),
        ("https://khcn.namdinh.gov.vn/luu-tru/", "ok"),
        ("https://myexample.com/", "ok"),
    ],
)
def test_an_address_that_is_only_an_example_is_reported(site: Site, url: str, state: str) -> None:
    file = site.folder / "site.toml"
    file.write_text(file.read_text("utf-8").replace("https://khotin.example/luu-tru/", url), "utf-8")
    assert examined(site)[0]["base_url"][0] == state


def test_a_folder_without_a_site_is_reported(tmp_path: Path) -> None:
    found, code = examined(Site(tmp_path / "khong-co"))
    assert found["site"][0] == "error"
    assert "khotin init" in found["site"][2]
    assert code == 3


def test_faults_of_the_settings_are_reported_with_their_lines(site: Site) -> None:
    file = site.folder / "site.toml"
    file.write_text(file.read_text("utf-8").replace("languages", "languagse"), "utf-8")
    state, words, _ = examined(site)[0]["site"]
    assert state == "error"
    assert words.startswith("site.toml:2: ")


def test_a_theme_without_fonts_is_reported(site: Site) -> None:
    site.write("-- themes/rieng/theme.toml --\ntext_width = 600\n-- themes/rieng/templates/page.html --\nA")
    file = site.folder / "site.toml"
    file.write_text(f'theme = "rieng"\n{file.read_text("utf-8")}', "utf-8")
    assert examined(site)[0]["fonts"][0] == "warning"
    file.write_text(file.read_text("utf-8").replace("rieng", "khong-co"), "utf-8")
    assert examined(site)[0]["fonts"][0] == "error"


def test_a_port_in_use_is_reported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(machine, "PORT", taken.getsockname()[1])
        assert examined(site)[0]["port"][0] == "warning"


def test_a_damaged_cache_is_reported_and_left_alone(site: Site) -> None:
    site.build()
    cache = cache_folder(site.folder, site.output) / DATABASE
    cache.write_bytes(b"rubbish" * 1000)
    state, _, remedy = examined(site)[0]["cache"]
    assert state == "warning"
    assert "next build" in remedy
    assert cache.read_bytes() == b"rubbish" * 1000


def test_an_output_that_cannot_be_written_is_reported(site: Site) -> None:
    site.output.write_text("a file", "utf-8")
    found, code = examined(site)
    assert found["output"][0] == "error"
    assert code == 3


def test_the_doctor_changes_nothing(site: Site) -> None:
    before = sorted(site.folder.parent.rglob("*"))
    examined(site)
    assert sorted(site.folder.parent.rglob("*")) == before


def test_people_read_a_line_for_each(site: Site) -> None:
    result = CliRunner().invoke(doctor_command, ["--site", str(site.folder), "--lang", "vi"])
    assert "base_url" in result.stdout
    assert "→ Viết địa chỉ thật" in result.stdout
