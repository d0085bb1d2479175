"""Publishing: relocatable, reproducible, all or nothing."""

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.publish import output as publishing
from generator.publish.journal import Journal, commit, staging
from generator.publish.manifest import NAME, digest_of
from generator.publish.output import OutputRefusedError
from tests.support.builds import build_process, tree
from tests.support.site import Site

MANY = 130  # articles enough for more than 400 pages, so that processes really share the work


@pytest.fixture
def many(site: Site) -> Site:
    for number in range(MANY):
        site.article(
            f"tin-tuc/bai-{number}.md",
            title=f"Bài số {number}",
            date=f"{1998 + number % 28}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            author=f"Nguyễn Văn {chr(65 + number % 9)}",
            tags=f"[thẻ {number % 7}]",
        )
    return site


def test_same_bytes_in_any_zone_with_any_workers_from_any_folder(many: Site, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "a copy"
    shutil.copytree(many.folder, copy)
    builds = [
        build_process(many, tmp_path / "one", "--jobs", "1", TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="1"),
        build_process(many, tmp_path / "two", "--jobs", "2", TZ="America/New_York", PYTHONHASHSEED="2"),
        build_process(Site(copy), tmp_path / "three", "--jobs", "2", LANG="C", LC_ALL="C"),
    ]
    assert [build.wait() for build in builds] == [0, 0, 0]
    one = tree(tmp_path / "one")
    assert len(one) > 400
    assert one == tree(tmp_path / "two") == tree(tmp_path / "three")


def test_another_day_with_the_same_articles_gives_the_same_bytes(many: Site) -> None:
    many.build()
    before = many.files()
    report = many.build(day=date(2026, 1, 2))
    assert report.rendered == 0
    assert many.files() == before


def test_an_unchanged_site_is_not_written_again(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    report = site.build()
    assert report.impact
    assert report.impact.written == ()
    assert report.impact.removed == ()


def test_articles_of_one_text_do_not_confuse_the_count(site: Site) -> None:
    site.article("tin-tuc/a.md", date="2014-01-08")
    site.article("tin-tuc/b.md", date="2015-06-08")
    report = site.build()
    assert report.impact
    assert report.impact.unchanged == 0
    assert len(report.impact.written) == len(set(report.impact.written))


def test_stale_files_go_and_their_empty_folders_too(site: Site) -> None:
    site.article("tin-tuc/a.md", date="2014-01-08")
    site.article("tin-tuc/b.md", date="2015-03-08")
    site.build()
    site.delete("content/tin-tuc/b.md")
    report = site.build()
    assert report.impact
    assert "vi/2015/03/b.html" in report.impact.removed
    assert not (site.output / "vi/2015").exists()
    assert site.has("vi/2014/01/a.html")


def test_foreign_files_stay(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    foreign = site.output / "vi/2014/01/ghi-chu.txt"
    foreign.write_text("của tôi", encoding="utf-8")
    site.delete("content/tin-tuc/a.md")
    site.build()
    assert foreign.read_text(encoding="utf-8") == "của tôi"


def test_a_foreign_file_in_the_way_is_not_overwritten(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.output.mkdir()
    (site.output / "robots.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--site", str(site.folder), "--lang", "en"])
    assert result.exit_code == 3
    assert "robots.txt, which Khotin did not write" in result.stderr
    assert tree(site.output) == {"robots.txt": b"mine"}


def test_a_folder_that_leads_elsewhere_is_refused(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    site.article("tin-tuc/a.md")
    site.output.mkdir()
    (site.output / "vi").symlink_to(outside)
    with pytest.raises(OutputRefusedError):
        site.build()
    assert not any(outside.iterdir())


@pytest.mark.parametrize("link", ["output", "public"])
def test_an_output_that_a_link_leads_out_of_the_site_is_refused_until_it_is_named(
    site: Site, tmp_path: Path, link: str
) -> None:
    """A repository can bring such a link; only the user can name a folder outside."""
    outside = tmp_path / "home"
    outside.mkdir()
    site.article("tin-tuc/a.md")
    site.write("-- content/_root/start.desktop --\nmine")
    (site.folder / link).symlink_to(outside)
    command = ["build", "--site", str(site.folder), "--lang", "en", "--output"]
    within = site.folder / "public/luu-tru" if link == "public" else site.output
    result = CliRunner().invoke(main, [*command, str(within)])
    real = within.resolve()
    assert (result.exit_code, tree(outside)) == (3, {})
    assert f"use --output {real}" in result.stderr
    assert CliRunner().invoke(main, [*command, str(real)]).exit_code == 0
    assert (real / "start.desktop").is_file()


def test_an_output_may_be_a_link_within_the_site(site: Site) -> None:
    site.article("tin-tuc/a.md")
    (site.folder / "www").mkdir()
    site.output.symlink_to("www")
    assert site.build().impact


def test_a_manifest_cannot_make_a_build_delete_other_files(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    other = site.folder / "quan-trong.txt"
    other.write_text("giữ", encoding="utf-8")
    manifest = site.output / NAME
    lines = f"{'0' * 64}  ../quan-trong.txt\n{'0' * 64}  {other}\n"
    manifest.write_text(manifest.read_text("utf-8") + lines, encoding="utf-8")
    site.build()
    assert other.is_file()


def test_the_manifest_names_every_file_with_its_digest(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    lines = {line[66:]: line[:64] for line in site.page(NAME).splitlines()}
    files = {path: digest_of(content) for path, content in site.files().items() if path != NAME}
    assert lines == files


def test_a_damaged_file_is_fixed_by_the_next_build(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    clean = site.files()
    (site.output / "vi/index.html").write_text("hỏng", encoding="utf-8")
    site.build()
    assert site.files() == clean


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_build_that_fails_while_staging_leaves_the_old_site(
    site: Site, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    before = site.files()
    site.article("tin-tuc/b.md", title="Bài mới")
    _fail_after(monkeypatch, 3, failure)
    with pytest.raises(type(failure)):
        site.build()
    assert site.files() == before


def _fail_after(monkeypatch: pytest.MonkeyPatch, count: int, failure: BaseException) -> None:
    real: Callable[..., Any] = publishing._stage_bytes
    calls = iter(range(1000))

    def failing(*args: Any) -> None:
        if next(calls) >= count:
            raise failure
        real(*args)

    monkeypatch.setattr(publishing, "_stage_bytes", failing)


def test_a_full_disk_is_reported_in_plain_words(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article("tin-tuc/a.md")
    _fail_after(monkeypatch, 0, OSError(28, "No space left on device"))
    result = CliRunner().invoke(main, ["build", "--site", str(site.folder), "--lang", "vi"])
    assert result.exit_code == 3
    assert "Máy không làm được" in result.stderr


def test_an_interrupted_publication_is_finished_by_the_next_build(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    site.article("tin-tuc/b.md", title="Bài mới")
    site.build(output=tmp_path / "clean")
    clean = tree(tmp_path / "clean")
    old = site.files()
    changed = tuple(sorted(path for path, content in clean.items() if old.get(path) != content))
    for path in changed[len(changed) // 2 :]:  # the first half had been moved when the machine stopped
        (staging(site.output) / path).parent.mkdir(parents=True, exist_ok=True)
        (staging(site.output) / path).write_bytes(clean[path])
    for path in changed[: len(changed) // 2]:
        (site.output / path).parent.mkdir(parents=True, exist_ok=True)
        (site.output / path).write_bytes(clean[path])
    commit(site.output, Journal(tuple(sorted(old.keys() - clean.keys()))))
    site.build()
    assert site.files() == clean


def test_a_killed_build_leaves_no_process_behind(many: Site, tmp_path: Path) -> None:
    build = build_process(many, tmp_path / "killed", "--jobs", "2")
    workers: list[str] = []
    while not workers and build.poll() is None:
        workers = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split()
    build.kill()
    build.wait()
    assert workers
    deadline = time.monotonic() + 20
    while any(_is_running(pid) for pid in workers):
        assert time.monotonic() < deadline, workers
        time.sleep(0.05)


def _is_running(pid: str) -> bool:
    """Whether the process lives; one that has ended but was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("target", [".", "content", "content/ra", ".."])
def test_an_output_that_holds_the_sources_is_refused(site: Site, target: str) -> None:
    site.article("tin-tuc/a.md")
    command = ["build", "--site", str(site.folder), "--output", str(site.folder / target)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert site.folder.joinpath("content/tin-tuc/a.md").is_file()


def test_a_folder_without_settings_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["build", "--site", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 2
    assert "khotin init" in result.stderr


def test_no_path_of_the_machine_is_in_the_output(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    assert not any(str(site.folder).encode() in content for content in site.files().values())


def test_an_interrupted_build_is_finished_even_if_the_content_has_errors_now(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("tin-tuc/a.md", title="Bài cũ")
    site.build()
    site.article("tin-tuc/a.md", title="Bài mới")
    with monkeypatch.context() as interrupted:
        interrupted.setattr("generator.publish.output.carry_out", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert "Bài cũ" in site.page("vi/2014/01/a.html")
    site.article("tin-tuc/b.md", date="31/02/2014")
    assert site.build().impact is None
    assert "Bài mới" in site.page("vi/2014/01/a.html")
    assert not (site.output / ".khotin").exists()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
