"""Files as people save them: built, or told with what to do. No article is passed over in silence."""

from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.problems.messages import remedy
from tests.support.site import Site, where

ARTICLE = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n---\n\nChữ.\n"
ENGLISH = "---\ntitle: Article\n---\n\nText.\n"


def told(site: Site) -> list[tuple[str, int, str]]:
    return [where(problem) for problem in site.build().problems]


@pytest.mark.parametrize("suffix", ["MD", "Md", "markdown", "md.txt", "mkd"])
def test_an_article_with_another_suffix_is_told_with_its_right_name(site: Site, suffix: str) -> None:
    site.write(f"-- content/tin-tuc/a.{suffix} --\n{ARTICLE}")
    (problem,) = site.build().problems
    assert where(problem) == (f"content/tin-tuc/a.{suffix}", 1, "article-misnamed")
    assert dict(problem.details)["suggestion"] == "a.md"


def test_a_language_in_capitals_is_told(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE}-- content/tin-tuc/a.EN.md --\n{ENGLISH}")
    (problem,) = site.build().problems
    assert problem.code == "article-misnamed"
    assert dict(problem.details)["suggestion"] == "a.en.md"


def test_check_does_not_call_a_misnamed_article_an_unused_file(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.MD --\n{ARTICLE}")
    result = CliRunner().invoke(main, ["check", "--site", str(site.folder), "--lang", "en"])
    assert "article-misnamed" in result.output
    assert "media-unused" not in result.output


def test_a_date_in_brackets_is_that_date(site: Site) -> None:
    article = ARTICLE.replace("2014-01-08", "[08/01/2014]")
    site.write(f"-- content/tin-tuc/a.md --\n{article}")
    assert told(site) == []
    assert (site.output / "vi/2014/01/a.html").is_file()


def test_other_files_are_not_taken_for_articles(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE}-- content/tin-tuc/ghi-chu.txt --\nx\n")
    assert told(site) == []


def test_an_article_outside_the_sections_is_told(site: Site) -> None:
    site.write(f"-- content/tin-quan-trong.md --\n{ARTICLE}")
    assert told(site) == [("content/tin-quan-trong.md", 3, "article-outside-sections")]


def test_a_page_without_text_is_told(site: Site) -> None:
    empty = ARTICLE.replace("Chữ.\n", "")
    site.write(f"-- content/tin-tuc/a.md --\n{empty}-- content/tin-tuc/b.md --\n{ARTICLE}")
    site.write("-- content/tin-tuc/b.en.md --\n---\ntitle: Article\n---\n")
    assert told(site) == [
        ("content/tin-tuc/a.md", 1, "text-missing"),
        ("content/tin-tuc/b.en.md", 1, "translation-empty"),
    ]
    site.write(f"-- content/tin-tuc/a.md --\n{empty.replace('author', 'draft: true' + chr(10) + 'author')}")
    assert [path for path, _, _ in told(site)] == ["content/tin-tuc/b.en.md"]


def test_two_authors_on_one_line_are_two_people(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('Trần Văn A', 'Trần Văn An, Lê Thị Bình')}")
    assert told(site) == []
    people = '{"@type":"Person","name":"Trần Văn An"},{"@type":"Person","name":"Lê Thị Bình"}'
    assert people in site.page("vi/2014/01/a.html")


@pytest.mark.parametrize("sign", ["\uffff", "\ufffe", "\ufdd0", "\x0b", "\x0c", "\u2028", "\x85"])
def test_no_character_makes_a_feed_unreadable_or_glues_words(site: Site, sign: str) -> None:

    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('Chữ.', f'Khoa học {sign}và.')}")
    assert told(site) == []
    for path, data in site.files().items():
        if path.endswith(".xml"):
            ElementTree.fromstring(data)
    assert "Khoa học và." in " ".join(site.page("vi/2014/01/a.html").split())


def test_windows_quotes_that_were_taken_for_control_characters_are_quotes(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('Chữ.', chr(0x93) + 'Chữ' + chr(0x94))}")
    assert told(site) == []
    assert "“Chữ”" in site.page("vi/2014/01/a.html")


def test_a_moment_is_told_in_the_time_zone_of_the_site(site: Site) -> None:
    settings = (site.folder / "site.toml").read_text("utf-8")
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('2014-01-08', '2014-01-08T20:00:00Z')}")
    assert told(site) == []
    assert "2014-01-09T03:00" in site.page("vi/2014/01/a.html")
    (site.folder / "site.toml").write_text(f'time_zone = "UTC"\n{settings}', "utf-8")
    assert told(site) == []
    assert "2014-01-08T20:00" in site.page("vi/2014/01/a.html")


@pytest.mark.parametrize("before", ["\n", "\n\n  \n", "\ufeff\n"])
def test_empty_lines_before_the_front_matter_do_no_harm(site: Site, before: str) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{before}{ARTICLE.replace('Nam Định', 'Nam Địn')}")
    ((_, line, code),) = told(site)
    assert (line, code) == (before.count("\n") + 5, "province-unknown")


@pytest.mark.parametrize("dashes", ["—", "–––", "– –", "_____"])
def test_dashes_of_a_word_processor_are_told(site: Site, dashes: str) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('---', dashes.replace(' ', ''), 1)}")
    assert told(site) == [("content/tin-tuc/a.md", 1, "front-matter-dashes")]


def test_fields_under_other_names_are_told_once_each(site: Site) -> None:
    text = ARTICLE.replace("title:", "Tiêu đề:").replace("author:", "AUTHOR:").replace("date:", "Ngày đăng:")
    site.write(f"-- content/tin-tuc/a.md --\n{text}")
    problems = site.build().problems
    assert [problem.code for problem in problems] == ["misspelled-field"] * 3
    assert [dict(problem.details)["suggestion"] for problem in problems] == ["title", "date", "author"]


@pytest.mark.parametrize(
    "line", ["Nam Định, Hà Nam", "Nam Định; Hà Nam", "Nam Định và Hà Nam", "“Nam Định”, Hà Nam"]
)
def test_several_provinces_on_a_line_are_several(site: Site, line: str) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE.replace('Nam Định', line)}")
    assert told(site) == []
    assert '"name":"Hà Nam"' in site.page("vi/2014/01/a.html")


def test_a_missing_section_is_told_as_toml_wants_it(site: Site) -> None:
    site.write(f"-- content/Tin mới/a.md --\n{ARTICLE}")
    (problem,) = site.build().problems
    assert '[sections."Tin mới"]' in remedy(problem, "vi")


def test_a_missing_theme_is_told_at_its_line(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ARTICLE}")
    settings = (site.folder / "site.toml").read_text("utf-8")
    (site.folder / "site.toml").write_text(f'# x\ntheme = "so"\n{settings}', "utf-8")
    assert told(site) == [("site.toml", 2, "theme-missing")]
