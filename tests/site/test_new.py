"""`khotin new`: an article or a translation is begun, and what was begun can be built."""

import os
import pty
import select
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from PIL import Image

from generator.commands.new import new_command
from generator.read.front_matter import split
from generator.read.yaml_reader import Reader
from tests.support.builds import MAIN
from tests.support.site import Site

TODAY = {"SOURCE_DATE_EPOCH": "1773532800"}  # 15 March 2026


def run(site: Site, *arguments: str, lang: str = "en") -> Result:
    command = ["--site", str(site.folder), "--lang", lang, *arguments]
    return CliRunner(env=TODAY).invoke(new_command, command, catch_exceptions=False)


def new(site: Site, *arguments: str) -> Path:
    """The file that the command names on stdout."""
    result = run(site, *arguments)
    assert result.exit_code == 0, result.stderr
    return site.folder / result.stdout.strip()


def fields(file: Path) -> dict[str, object]:
    parts = split(file.read_text("utf-8"), Reader("a", "vi"))
    assert parts
    found: dict[str, object] = yaml.safe_load(parts.yaml)
    return found


# --- articles ---------------------------------------------------------------------------------------------


def test_an_article_is_begun_in_its_section_and_year(site: Site) -> None:
    arguments = ("--province", "nam dinh", "--author", "Trần Văn An", "--date", "08/01/2014")
    file = new(site, "Đo lường: năm 2014", *arguments)
    assert file == site.folder / "content/tin-tuc/2014/do-luong-nam-2014.md"
    assert (
        file.read_bytes()
        == (
            "---\ntitle: 'Đo lường: năm 2014'\ndate: 2014-01-08\nauthor: Trần Văn An\nprovince: Nam Định\n"
            "summary:\n---\n\n"
        ).encode()
    )
    assert {problem.code for problem in site.build().problems} == {"text-missing"}
    assert "Đo lường: năm 2014" in site.page("vi/2014/01/do-luong-nam-2014.html")


def test_what_is_not_said_is_unknown_and_to_be_reviewed(site: Site) -> None:
    file = new(site, "Một tin")
    assert fields(file)["date"] == date(2026, 3, 15)
    assert fields(file)["review"] == ["author", "province"]
    undated = new(site, "Tin cũ", "--date", "unknown", "--province", "unknown", "--section", "anh")
    assert undated.parent == site.folder / "content/anh/khong-ro-ngay"
    assert {problem.code for problem in site.build().problems} == {"to-review", "text-missing"}


TITLES = [
    "no",
    "2014",
    "- a",
    "# b",
    "'c",
    '"d"',
    "a: b",
    "[e",
    "{f}",
    "@g",
    "%h",
    "!i",
    "&j *k",
    "l #m",
    "n\t o",
]


@pytest.mark.parametrize("title", [*TITLES, "n\t o", "…", "Sở KH&CN “tổng kết”"])
def test_any_title_is_read_as_it_was_given(site: Site, title: str) -> None:
    new(site, f"--author={title}", f"--summary={title}", "--", title)
    report = site.build()
    assert {problem.code for problem in report.problems} <= {"to-review", "text-missing"}
    assert report.articles == 1
    assert str(fields(next((site.folder / "content").rglob("*.md")))["title"]) == " ".join(title.split())


def test_a_title_in_another_normal_form_is_written_in_nfc(site: Site) -> None:
    file = new(site, unicodedata.normalize("NFD", "Điện Biên"))
    assert file.name == "dien-bien.md"
    assert fields(file)["title"] == "Điện Biên"


def test_several_authors_and_a_slug_of_ones_own(site: Site) -> None:
    file = new(site, "Tin", "--author", "A B", "--author", "C D", "--slug", "tin-moi", "--date", "1/2014")
    assert file == site.folder / "content/tin-tuc/2014/tin-moi.md"
    assert fields(file)["author"] == ["A B", "C D"]
    assert fields(file)["date"] == "2014-01"


def test_a_file_that_is_there_is_never_overwritten(site: Site) -> None:
    file = new(site, "Tin")
    file.write_text("của tôi", "utf-8")
    result = run(site, "Tin", lang="vi")
    assert result.exit_code == 1
    assert "[file-taken]" in result.stderr
    assert "--slug" in result.stderr
    assert file.read_text("utf-8") == "của tôi"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "title is missing"),
        (("  ",), "title is missing"),
        (("A", "--date", "31/02/2014"), "no date that exists"),
        (("A", "--province", "Nam Đinh"), "Did you mean: Nam Định"),
        (("A", "--section", "tin"), "the sections are tin-tuc (News), anh (Photos)"),
        (("A", "--slug", "Tin Mới"), "--slug tin-moi"),
        (("A", "--slug", "../../x"), "--slug x"),
        (("--translate", "a.md", "--to", "fr"), "no-article-file"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_written(
    site: Site, arguments: tuple[str, ...], said: str
) -> None:
    result = run(site, *arguments)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert not list((site.folder / "content").rglob("*"))


# --- translations -----------------------------------------------------------------------------------------


@pytest.fixture
def pictured(site: Site) -> Path:
    """An article with pictures, some of whose words are in English already."""
    folder = site.folder / "content/tin-tuc/Năm 2014"
    folder.mkdir(parents=True)
    for name in ("ảnh 1.png", "b.png"):
        Image.new("RGB", (4, 3), "red").save(folder / name)
    site.article(
        "tin-tuc/Năm 2014/bài một.md",
        title='"Bốn nơi: thanh tra"',
        summary="'Cây xăng # và khác.'",
        cover="{src: ảnh 1.png, alt: {vi: Đỏ, en: Red}, caption: Ô đỏ}",
        images="[{src: ảnh 1.png, alt: {vi: Đỏ, en: Red}}, {src: b.png, credit: Sở}]",
        attachments="[b.png]",
    )
    return folder / "bài một.md"


def test_a_translation_has_the_fields_that_need_words_and_nothing_else(site: Site, pictured: Path) -> None:
    file = new(site, "--translate", str(pictured), "--to", "en")
    assert file == pictured.with_name("bài một.en.md")
    text = file.read_text("utf-8")
    assert fields(file).keys() == {
        "title", "slug", "summary", "translator", "translated_from", "cover", "images"
    }  # fmt: skip
    assert fields(file)["cover"] == {"src": "ảnh 1.png", "caption": None}
    assert fields(file)["images"] == [{"src": "b.png", "credit": None}]
    for words in ("# Bốn nơi: thanh tra\ntitle:", "# Cây xăng # và khác.\nsummary:", "# Ô đỏ\n  caption:"):
        assert words in text
    assert not [problem for problem in site.build().problems if problem.path.endswith(".en.md")]
    assert not site.has("en/2014/01/bai-mot.html")


def test_a_translation_that_is_filled_in_is_current(site: Site, pictured: Path) -> None:
    file = new(site, "Four: stops", "--translate", str(pictured), "--translator", "Dung")
    text = file.read_text("utf-8")
    assert "slug: four-stops\n" in text
    assert "date: 2026-03-15}\n" in text
    file.write_text(text.replace("caption:", "caption: A red square"), "utf-8")
    report = site.build()
    assert {problem.code for problem in report.problems} <= {"file-format", "translation-empty"}
    page = site.page("en/2014/01/four-stops.html")
    assert "A red square" in page
    assert "notice-outdated" not in page


def test_a_translation_of_a_translation_is_one_of_the_original(site: Site) -> None:
    site.article("tin-tuc/a.en.md", title="The original")
    file = new(site, "--translate", str(site.folder / "content/tin-tuc/a.en.md"))
    assert file == site.folder / "content/tin-tuc/a.md"
    result = run(site, "--translate", str(file), "--to", "vi")
    assert "[translation-taken]" in result.stderr
    result = run(site, "--translate", str(file), "--to", "en")
    assert "[own-translation]" in result.stderr


def test_a_draft_is_translated_and_shown_in_both_languages_once_it_is_none(site: Site) -> None:
    site.article("tin-tuc/a.md", draft="true")
    original = site.folder / "content/tin-tuc/a.md"
    file = new(site, "A title", "--translate", str(original))
    file.write_text(f"{file.read_text('utf-8')}\nText.\n", "utf-8")
    assert not site.build().problems
    assert not site.has("en/2014/01/a-title.html")
    original.write_text(original.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    assert not site.build().problems
    assert site.has("en/2014/01/a-title.html")


def test_a_standing_page_is_translated_like_an_article(site: Site) -> None:
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\nA")
    file = new(site, "About", "--translate", str(site.folder / "content/gioi-thieu.md"))
    assert file.name == "gioi-thieu.en.md"
    assert not site.build().problems
    assert site.has("en/about.html")


def test_an_article_with_a_windows_file_is_translated(site: Site) -> None:
    text = "\ufeff---\r\ntitle: Bài\r\ndate: 2014\r\nauthor: A\r\nprovince: Hà Nam\r\n---\r\nChữ\r\n"
    (site.folder / "content/tin-tuc").mkdir()
    (site.folder / "content/tin-tuc/a.md").write_bytes(text.encode())
    assert "# Bài\ntitle:" in new(site, "--translate", str(site.folder / "content/tin-tuc/a.md")).read_text(
        "utf-8"
    )


# --- on a terminal ----------------------------------------------------------------------------------------


def talk(site: Site, answers: list[str], *arguments: str) -> tuple[str, int]:
    """What a person reads who runs the command on a terminal and gives these answers; the exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", MAIN, "new", *arguments, "--site", str(site.folder), "--lang", "vi"]
    env = os.environ | TODAY
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    heard = b""
    for answer in answers:
        heard += _until_asked(ours)
        os.write(ours, f"{answer}\n".encode())
    while chunk := _read(ours):
        heard += chunk
    code = process.wait(timeout=30)
    os.close(ours)
    return heard.decode(), code


def _until_asked(terminal: int) -> bytes:
    heard = b""
    while not heard.endswith((b": ", b":\x1b[0m ")):
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, heard
        heard += os.read(terminal, 4096)
    return heard


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""


def test_on_a_terminal_one_is_asked_and_asked_again(site: Site) -> None:
    answers = [
        "Đo lường",
        "anh",
        "31/02/2014",
        "08/01/2014",
        "Trần Văn An; Lê Thị Bình",
        "Nam Đinh",
        "Nam Định",
        "",
    ]
    heard, code = talk(site, answers)
    assert code == 0, heard
    assert "không phải là ngày có thật" in heard
    assert "Có phải là: Nam Định" in heard
    file = site.folder / "content/anh/2014/do-luong.md"
    assert fields(file)["author"] == ["Trần Văn An", "Lê Thị Bình"]
    assert fields(file)["province"] == "Nam Định"


def test_on_a_terminal_what_was_given_is_not_asked(site: Site) -> None:
    given = ("Tin", "--section", "anh", "--date", "2014", "--author", "A", "--province", "Hà Nam")
    heard, code = talk(site, ["Tóm tắt ngắn"], *given)
    assert code == 0, heard
    assert fields(site.folder / "content/anh/2014/tin.md")["summary"] == "Tóm tắt ngắn"


def test_on_a_terminal_an_empty_answer_takes_what_is_offered(site: Site) -> None:
    heard, code = talk(site, ["Tin", "", "", "", "", ""])
    assert code == 0, heard
    assert "15/03/2026" in heard
    assert fields(site.folder / "content/tin-tuc/2026/tin.md")["review"] == ["author", "province"]


def test_on_a_terminal_a_translator_gives_title_and_name(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Bài gốc")
    heard, code = talk(site, ["The title", "Dung"], "--translate", str(site.folder / "content/tin-tuc/a.md"))
    assert code == 0, heard
    assert "Bản gốc: Bài gốc" in heard
    assert fields(site.folder / "content/tin-tuc/a.en.md")["translator"] == "Dung"


# --- pictures and sections --------------------------------------------------------------------------------


def test_pictures_are_copied_smaller_and_named(site: Site, tmp_path: Path) -> None:
    large, small = tmp_path / "Ảnh 1.JPG", tmp_path / "b.png"
    Image.new("RGB", (4000, 3000), "red").save(large, "JPEG")
    Image.new("RGB", (40, 30), "blue").save(small)
    result = run(site, "Tin", "--section", "tin tức", "--picture", str(large), "--picture", str(small))
    assert result.exit_code == 0, result.stderr
    file, first, second = (site.folder / line for line in result.stdout.splitlines())
    assert (first.name, second.name) == ("anh-1.jpg", "b.png")
    assert Image.open(first).size == (2000, 1500)
    assert fields(file)["cover"] == {"src": "anh-1.jpg", "alt": None, "caption": None}
    assert file.read_text("utf-8").endswith("---\n\n![](b.png)\n\n")
    assert not site.build().problems or {p.code for p in site.build().problems} <= {"to-review"}


def test_pictures_of_a_photo_story_are_its_images(site: Site, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        Image.new("RGB", (40, 30), "blue" if folder == "x" else "red").save(tmp_path / folder / "a.png")
    given = [f"--picture={tmp_path / folder / 'a.png'}" for folder in ("x", "y")]
    result = run(site, "Ảnh", "--section", "Photos", *given)
    file = site.folder / result.stdout.splitlines()[0]
    assert [each["src"] for each in fields(file)["images"]] == ["a.png", "a-2.png"]  # type: ignore[attr-defined]


def test_a_file_that_is_no_picture_stops_everything(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"PNG?")
    result = run(site, "Tin", "--picture", str(tmp_path / "a.png"))
    assert result.exit_code == 2
    assert "no picture" in result.stderr
    assert not list((site.folder / "content").rglob("*"))


def test_unknown_can_be_said_in_vietnamese(site: Site) -> None:
    file = new(site, "Tin", "--date", "Không rõ", "--province", "không rõ", "--author", "chưa rõ")
    assert fields(file)["review"] == ["date", "author", "province"]
