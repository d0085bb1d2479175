"""`khotin import`: files written, refusals and exit codes."""

import json
from pathlib import Path

import frontmatter
import pytest
from click.testing import CliRunner, Result

from generator.commands.import_ import import_command

PAGES = Path(__file__).parent / "text_pages"
SETTINGS = """
name = "Kho thử"
base_url = "https://kho.example/"

[sections.anh]
name = "Ảnh"
kind = "photo"

[sections.tin]
name = "Tin"
kind = "news"
"""
BODY = "Sáng nay, tổ kỹ thuật tỉnh Hà Nam thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Gió nhẹ."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def saved(folder: Path, name: str, title: str = "Thả diều đo gió trên đồng", body: str = BODY) -> Path:
    path = folder / name
    path.write_text(f"{title}\n08/01/2014\n{body}\nLê Thử Diều\n", "utf-8")
    return path


def run(site: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(import_command, [*map(str, arguments), "--site", str(site), "--lang", "en"])


def articles(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in (site / "content").rglob("*.md"))


def test_a_page_goes_to_the_first_section_of_news_by_year_and_title(site: Path) -> None:
    result = run(site, saved(site, "a.txt"))
    assert result.exit_code == 0
    assert result.stdout == "content/tin/2014/tha-dieu-do-gio-tren-dong.md\n"
    assert articles(site) == ["content/tin/2014/tha-dieu-do-gio-tren-dong.md"]
    article = frontmatter.load(str(site / articles(site)[0]))
    assert article.metadata["author"] == "Lê Thử Diều"
    assert article.content == BODY


def test_pages_without_a_date_and_in_english_have_places_of_their_own(site: Path) -> None:
    result = run(site, PAGES / "04-no-date-decrees.txt", PAGES / "09-english.txt", "--section", "anh")
    assert result.exit_code == 0
    assert articles(site) == [
        "content/anh/2018/workshop-on-paper-windmills-for-pumping-pond-water.en.md",
        "content/anh/khong-ro-ngay/quy-dinh-moi-ve-can-gao-o-cho-phien.md",
    ]


def test_importing_again_writes_nothing_and_says_so(site: Path) -> None:
    page = saved(site, "a.txt")
    run(site, page)
    redirects = site / "content/tin/2014/moved.md"
    (site / articles(site)[0]).rename(redirects)
    before = redirects.read_bytes()
    result = run(site, page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "already imported, at content/tin/2014/moved.md" in result.stderr
    assert (articles(site), redirects.read_bytes()) == (["content/tin/2014/moved.md"], before)


def test_an_article_is_never_overwritten(site: Path) -> None:
    target = site / "content/tin/2014/tha-dieu-do-gio-tren-dong.md"
    target.parent.mkdir(parents=True)
    target.write_text("---\ntitle: Bài của biên tập viên\n---\n", "utf-8")
    result = run(site, saved(site, "a.txt"))
    assert result.exit_code == 1
    assert "import-target-exists" in result.stderr
    assert target.read_text("utf-8") == "---\ntitle: Bài của biên tập viên\n---\n"


def test_two_pages_with_one_title_get_two_files_whose_names_stay(site: Path) -> None:
    first, second = saved(site, "a.txt"), saved(site, "b.txt", body=BODY.replace("nhẹ", "mạnh"))
    assert run(site, first, second).exit_code == 0
    names = articles(site)
    assert len(names) == 2
    assert run(site, second, first).exit_code == 0
    assert articles(site) == names


def test_one_bad_file_does_not_hide_the_others(site: Path) -> None:
    bad = site / "bad.txt"
    bad.write_bytes(b"PK\x03\x04\0\0")
    result = run(site, bad, saved(site, "a.txt"))
    assert result.exit_code == 1
    assert "import-not-text" in result.stderr
    assert len(articles(site)) == 1


def test_a_dry_run_says_all_and_writes_nothing(site: Path) -> None:
    result = run(site, saved(site, "a.txt"), "--dry-run")
    assert result.stdout == "content/tin/2014/tha-dieu-do-gio-tren-dong.md\n"
    assert articles(site) == []


def test_json_has_the_result_of_every_file(site: Path) -> None:
    empty = site / "empty.txt"
    empty.touch()
    result = run(site, empty, saved(site, "a.txt"), PAGES / "10-login-author.txt", "--json")
    records = json.loads(result.stdout)
    assert [record["status"] for record in records] == ["refused", "sure", "review"]
    assert records[0]["problems"][0]["code"] == "import-empty"
    assert records[1]["fields"]["date"] == "2014-01-08"
    assert records[2]["review"] == ["author"]


@pytest.mark.parametrize("arguments", [["--section", "không-có"], ["--province", "Tỉnh Không Có"]])
def test_unknown_sections_and_provinces_are_wrong_usage(site: Path, arguments: list[str]) -> None:
    assert run(site, saved(site, "a.txt"), *arguments).exit_code == 2
    assert articles(site) == []


def test_a_folder_that_is_no_site_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path, saved(tmp_path, "a.txt")).exit_code == 2


def test_a_given_province_may_be_spelt_in_any_known_way(site: Path) -> None:
    run(site, saved(site, "a.txt"), "--province", "nam dinh")
    assert frontmatter.load(str(site / articles(site)[0])).metadata["province"] == "Nam Định"
