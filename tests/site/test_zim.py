"""`khotin archive --format zim`: what Kiwix shows, suggests and finds; the same bytes each time."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from generator.archive.zim import clusters
from generator.commands import main
from generator.problems.messages import has_errors
from tests.support.copies import make_copy, verified, write_articles
from tests.support.kiwix import Kiwix, serving
from tests.support.site import BUILD_DATE, SETTINGS, Site

DATE = BUILD_DATE.isoformat()
HOP, SAT_LO = "vi/2014/01/hop.html", "vi/2015/sat-lo.html"
SO, MEETING = "vi/khong-ro-ngay/khong-ngay.html", "en/2014/01/hop.html"
# What people type, and what they mean.
FOUND = {
    "sạt lở": {SAT_LO},
    "sat lo": {SAT_LO},
    "SẠT LỞ": {SAT_LO},
    "đường sắt": {HOP},
    "duong sat": {HOP},
    "Đường Sắt": {HOP},
    "Đắk Lắk": {SAT_LO},
    "dak lak": {SAT_LO},
    "án": {SO},
    "an": {SO},
    "số": {SO},
    "mưa lớn": {SAT_LO},
    "do luong": {HOP, MEETING},  # a tag
    "railways": {MEETING},
    "railway": {MEETING},
    "núi lửa": set(),
    "đá": set(),
    "volcano": set(),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("zim") / "site")
    made.write(f"-- site.toml --\n{SETTINGS}")
    write_articles(made)
    return made


@pytest.fixture(scope="module")
def zim(small: Site) -> Path:
    path = small.folder.parent / "kho.zim"
    make_copy(small, path, name="zim")
    return path


@pytest.fixture(scope="module")
def kiwix(zim: Path) -> Iterator[Kiwix]:
    with serving(zim) as served:
        yield served


def test_zimcheck_passes(zim: Path) -> None:
    done = subprocess.run(("zimcheck", str(zim)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "Overall Test Status: Pass" in done.stdout
    assert "[ERROR]" not in done.stdout
    # Tables of numbers alone are the same in both languages.
    assert re.findall(r"\[WARNING\] (.*)", done.stdout) in ([], ["Redundant data found:"])
    alike = re.findall(r"^ *(\S+) and (\S+)$", done.stdout, re.MULTILINE)
    assert all(one.endswith(".csv") and other.endswith(".csv") for one, other in alike)


def test_a_zim_holds_the_pages_of_the_site_byte_for_byte(zim: Path, small: Site) -> None:
    archive = Archive(zim)
    pages = {path: content for path, content in small.files().items() if path.endswith(".html")}
    assert pages.pop("404.html")  # only servers show it
    assert {path: bytes(archive.get_entry_by_path(path).get_item().content) for path in pages} == pages
    assert archive.main_entry.get_item().path == "index.html"
    assert not archive.has_entry_by_path("robots.txt")


@pytest.mark.parametrize(("cluster", "large"), [(3_000, 20_000), (1, 10)])
def test_every_file_is_as_it_was_however_the_contents_are_cut(
    cluster: int, large: int, small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_SIZE", cluster)
    monkeypatch.setattr(clusters, "_LARGE", large)
    path = tmp_path / "k.zim"
    make_copy(small, path, name="zim")
    archive = Archive(path)
    files = {name: content for name, content in small.files().items() if archive.has_entry_by_path(name)}
    del files["static/copy.js"], files["manifest-sha256.txt"]  # which are of the copy
    assert len(files) > 50
    for name, content in files.items():
        assert bytes(archive.get_entry_by_path(name).get_item().content) == content, name
    assert not has_errors(verified(path).problems)
    test_zimcheck_passes(path)


@pytest.mark.parametrize("query", FOUND)
def test_the_reader_of_debian_finds_what_is_there_and_nothing_else(query: str, kiwix: Kiwix) -> None:
    assert kiwix.found(query) == FOUND[query]


@pytest.mark.parametrize("query", FOUND)
def test_a_newer_reader_finds_what_is_there_and_nothing_else(query: str, zim: Path) -> None:
    search = Searcher(Archive(zim)).search(Query().set_query(query))
    assert set(search.getResults(0, search.getEstimatedMatches())) == FOUND[query]


@pytest.mark.parametrize("typed", ["đường s", "duong s", "duong sat", "hop ban ve duong"])
def test_titles_are_suggested_in_full_with_and_without_accents(typed: str, kiwix: Kiwix, zim: Path) -> None:
    ((title, path),) = kiwix.suggested(typed)
    assert title.startswith("Họp bàn về đường sắt")
    assert path.removeprefix("suggested/") == HOP
    newer = SuggestionSearcher(Archive(zim)).suggest(typed)
    assert [each.removeprefix("suggested/") for each in newer.getResults(0, 9)] == [HOP]


def test_who_types_accents_is_suggested_the_title_alone(kiwix: Kiwix) -> None:
    assert kiwix.suggested("họp bàn") == [("Họp bàn về đường sắt", HOP)]


def test_what_only_leads_on_is_not_suggested(kiwix: Kiwix) -> None:
    assert kiwix.suggested("đổi chỗ")[0][1] == "vi/2016/05/doi-cho.html"
    assert {path for _, path in kiwix.suggested("đổi")} == {"vi/2016/05/doi-cho.html"}


def test_a_zim_says_what_it_must_say_of_itself(zim: Path) -> None:
    archive = Archive(zim)
    said = {key: archive.get_metadata(key).decode() for key in archive.metadata_keys if "@" not in key}
    assert said["Name"] == "khotin.example_vi"
    assert said["Language"] == "vie"
    assert said["Date"] == DATE
    for name, most in (("Title", 30), ("Description", 80), ("Creator", 999), ("Publisher", 999)):
        assert 0 < len(said[name]) <= most
    assert archive.get_illustration_sizes() == {48}


def test_a_zim_is_the_same_from_any_folder_in_any_zone_by_any_number_of_processes(
    zim: Path, small: Site, tmp_path: Path
) -> None:
    khotin = (sys.executable, "-c", "from generator.commands import run; run()")
    for number, zone in enumerate(("Asia/Ho_Chi_Minh", "America/Los_Angeles"), 1):
        folder = tmp_path / f"nơi khác {number}"
        folder.mkdir()
        for name in ("site.toml", "content"):
            subprocess.run(("cp", "-r", str(small.folder / name), str(folder)), check=True)
        copy = folder / "c.zim"
        options = ("--site", str(folder), "--to", str(copy), "--date", DATE, "--jobs", str(number))
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number)}
        subprocess.run(
            (*khotin, "archive", "--format", "zim", *options),
            check=True,
            env=environment,
            capture_output=True,
        )
        assert copy.read_bytes() == zim.read_bytes()
        assert [each.name for each in folder.iterdir() if "draft" in each.name] == []


def test_a_zim_is_whole_and_says_its_origin(zim: Path, small: Site) -> None:
    report = verified(zim, against=small.folder)
    assert not has_errors(report.problems)
    assert report.provenance["date"] == DATE
    assert report.changes is not None
    assert (report.changes.count, report.changes.other_files) == (0, 0)


def test_titles_of_any_length_and_with_any_signs_are_found(site: Site, tmp_path: Path) -> None:
    names = {
        "dai": "Đê " + "rất dài " * 60,
        "nhay": "Đọc \"báo\" 'cũ' & <b>mới</b> </title>",
        "lien": "Đ" + "ê" * 290,
        "zwj": "Đá\u200d \U0001f30a \u202e nghịch",
    }
    for slug, title in names.items():
        site.article(f"tin-tuc/{slug}.md", title=f"'{title.replace(chr(39), chr(39) * 2).strip()}'")
    copy = tmp_path / "c.zim"
    make_copy(site, copy, name="zim")
    assert not has_errors(verified(copy).problems)
    done = subprocess.run(("zimcheck", str(copy)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    with serving(copy) as served:
        assert len(served.found("rat dai")) == 1
        assert len(served.found("bao cu")) == 1
        ((title, _),) = served.suggested("doc bao")
    assert title.startswith("Đọc")


def test_a_theme_without_a_picture_of_the_right_size_is_refused(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/hop.md")
    site.write('-- themes/rieng/theme.toml --\nname = "rieng"\nextends = "default"\n')
    site.write(f'-- site.toml --\ntheme = "rieng"\n{SETTINGS}')
    picture = site.folder / "themes/rieng/static/favicon-48.png"
    picture.parent.mkdir(parents=True)
    (site.folder / "themes/rieng/templates").mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    copy = tmp_path / "c.zim"
    command = ["archive", "--site", str(site.folder), "--to", str(copy), "--format", "zim", "--lang", "en"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2, result.stderr
    assert "lacks static/favicon-48.png" in result.stderr
    assert not copy.exists()


def test_without_libzim_one_is_told_how_to_install_it(zim: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.verify.zim_source.find_spec", lambda _: None)
    result = CliRunner().invoke(main, ["verify", str(zim), "--lang", "en"])
    assert result.exit_code == 3
    assert "pip install 'khotin[zim]'" in result.stderr
