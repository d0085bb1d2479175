"""What people type wrongly on the command line is answered with what works when it is obeyed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests.support.site import Site


def error(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2
    return " ".join(result.stderr.split())


def test_a_misspelled_command_is_named() -> None:
    assert error("--lang", "vi", "buid").endswith("Không có lệnh 'buid'. Có phải là 'build' không?")
    assert error("xyz").endswith("No such command 'xyz'.")


def test_the_language_may_stand_before_the_command() -> None:
    assert "Thiếu tham số 'TỆP...'" in error("--lang", "vi", "translations", "accept")
    assert CliRunner().invoke(main, ["--lang", "vi", "check", "--help"]).stdout.startswith("Cách dùng:")


def test_a_folder_without_a_site_is_told_where_one_is(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/a.md")
    below = error("check", "--site", str(site.folder / "content"))
    assert f"The site is in {site.folder.resolve()}" in below
    empty, full = tmp_path / "trống", tmp_path / "có tệp"
    empty.mkdir()
    full.mkdir()
    (full / "x").touch()
    assert f"Run “khotin init {empty}”" in error("check", "--site", str(empty))
    assert "khotin init my-site" in error("check", "--site", str(full))


def test_a_path_with_blanks_is_shown_in_quotes(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "kho tin")])
    assert f'khotin build --site "{tmp_path / "kho tin"}"' in result.stderr


@pytest.mark.parametrize("day", ["30/11/2026", "2026-11-30", "30-11-2026"])
def test_a_day_may_be_typed_day_first(day: str, site: Site) -> None:
    site.article("tin-tuc/a.md")
    assert CliRunner().invoke(main, ["list", "--site", str(site.folder), "--date", day]).exit_code == 0
    assert "is no day; write 2026-11-30, or 30/11/2026" in error("list", "--date", "32/1/2026")


def test_a_withdrawal_says_what_it_lacks(site: Site) -> None:
    site.article("tin-tuc/a.md")
    file = str(site.folder / "content/tin-tuc/a.md")
    assert "Add --authority" in error("withdraw", file, "--site", str(site.folder), "--reason", "x")
    assert "--reason is empty" in error("withdraw", file, "--site", str(site.folder), "--reason", "")


def test_a_bare_name_renames_an_article_in_its_folder(site: Site) -> None:
    site.article("tin-tuc/2014/a.md")
    file = str(site.folder / "content/tin-tuc/2014/a.md")
    assert CliRunner().invoke(main, ["mv", file, "b", "--site", str(site.folder)]).exit_code == 0
    assert (site.folder / "content/tin-tuc/2014/b.md").is_file()
