"""Translations that fall behind: what readers are told, what editors see, and how a review is recorded."""

import json
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.acceptance import accepted
from generator.authoring.files import Located, read_article_files
from generator.authoring.translations import TranslationStatus
from generator.authoring.words import STATUS_MEANINGS, STATUS_WORDS
from generator.commands.translations import translations_command
from generator.model.problem import Outcome
from generator.read.files import file_reader, read_file
from generator.read.settings import read_settings
from generator.read.translation_digest import digest_of_words
from tests.support.site import SETTINGS, Site

VI, EN = "content/tin-tuc/a.md", "content/tin-tuc/a.en.md"
NEWER = "Bản gốc đã thay đổi"


def run(site: Site, *arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(
        translations_command, [*arguments, "--site", str(site.folder), "--lang", lang], catch_exceptions=False
    )


def statuses(site: Site) -> dict[str, str]:
    found = json.loads(run(site, "--json").stdout)["translations"]
    return {each["path"].removeprefix("content/"): each["status"] for each in found}


def accept(site: Site, path: str = EN, day: str = "2026-03-15") -> Result:
    arguments = ["accept", str(site.folder / path), "--date", day, "--site", str(site.folder)]
    return CliRunner().invoke(translations_command, [*arguments, "--lang", "en"], catch_exceptions=False)


def change(site: Site, path: str, old: str, new: str) -> None:
    file = site.folder / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def translated(site: Site) -> Site:
    """A site with one article, translated and accepted."""
    site.article("tin-tuc/a.md", title="Bài gốc", body="Một câu.")
    site.write(f"-- {EN} --\n---\ntitle: The translation\n---\n\nA sentence.")
    assert accept(site).exit_code == 0
    return site


# --- readers ----------------------------------------------------------------------------------------------


def test_an_outdated_translation_says_so_with_its_date_and_leads_to_the_original(translated: Site) -> None:
    assert not translated.build().problems
    assert "The original has changed" not in translated.page("en/2014/01/a.html")
    change(translated, VI, "Một câu.", "Hai câu.")
    translated.build()
    page = translated.page("en/2014/01/a.html")
    notice = page[page.index("notice-outdated") : page.index("</section>", page.index("notice-outdated"))]
    assert "The original has changed" in notice
    assert '<a href="../../../vi/2014/01/a.html" hreflang="vi" lang="vi">Bài gốc</a>' in notice
    assert '<time datetime="2026-03-15">15 March 2026</time>' in notice
    assert "notice-outdated" not in translated.page("vi/2014/01/a.html")
    accept(translated, day="2026-04-01")
    translated.build()
    assert "notice-outdated" not in translated.page("en/2014/01/a.html")


def test_the_day_on_which_the_original_was_updated_is_reported(translated: Site) -> None:
    change(translated, VI, "Một câu.", "Hai câu.")
    change(translated, VI, "author:", "updated: 2026-05-02\nauthor:")
    translated.build()
    assert '<time datetime="2026-05-02">2 May 2026</time>' in translated.page("en/2014/01/a.html")


def test_an_outdated_vietnamese_translation_says_so_in_vietnamese(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Bản dịch", original="en")
    site.write(f"-- {EN} --\n---\ntitle: The original\n---\n\nA sentence.")
    assert accept(site, VI).exit_code == 0
    change(site, EN, "A sentence.", "Two sentences.")
    site.build()
    page = site.page("vi/2014/01/a.html")
    assert NEWER in page
    assert "15 tháng 3 năm 2026" in page
    assert 'hreflang="en" lang="en">The original</a>' in page


def test_a_standing_page_may_be_outdated_too(site: Site) -> None:
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\nMột.")
    site.write("-- content/gioi-thieu.en.md --\n---\ntitle: About\nslug: about\n---\nOne.")
    accept(site, "content/gioi-thieu.en.md")
    change(site, "content/gioi-thieu.md", "Một.", "Hai.")
    site.build()
    assert 'href="../vi/gioi-thieu.html"' in site.page("en/about.html").split("notice-outdated")[1]


def test_a_translation_that_names_no_original_says_nothing_to_readers(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write(f"-- {EN} --\n---\ntitle: A\n---")
    site.build()
    assert "notice-outdated" not in site.page("en/2014/01/a.html")
    assert statuses(site) == {"tin-tuc/a.en.md": "unchecked"}


# --- editors ----------------------------------------------------------------------------------------------


def test_a_translation_is_current_until_its_original_changes(translated: Site) -> None:
    assert statuses(translated) == {"tin-tuc/a.en.md": "current"}
    change(translated, VI, "2014-01-08", "2014-01-09")
    assert statuses(translated) == {"tin-tuc/a.en.md": "current"}
    change(translated, VI, "Một câu.", "Hai câu.")
    assert statuses(translated) == {"tin-tuc/a.en.md": "outdated"}
    table = run(translated).stdout
    assert EN in table
    assert "Bài gốc" in table
    accept(translated)
    assert statuses(translated) == {"tin-tuc/a.en.md": "current"}


def test_the_table_counts_by_section_and_province(translated: Site) -> None:
    translated.article("tin-tuc/b.md", province="[Nam Định, Hà Nam]")
    translated.article("anh/c.md", province="unknown", review="province")
    translated.article("tin-tuc/d.md", draft="true")
    translated.write("-- content/anh/c.en.md --\n---\ntranslator: B\n---")
    found = json.loads(run(translated, "--json").stdout)
    one = {"outdated": 0, "unchecked": 0, "missing": 1, "current": 0}
    assert found["totals"] == {**one, "missing": 2, "current": 1}
    assert found["sections"] == {"anh": one, "tin-tuc": {**one, "current": 1}}
    assert found["provinces"] == {"": one, "ha-nam": one, "nam-dinh": {**one, "current": 1}}
    assert [(each["path"], each["begun"]) for each in found["translations"]] == [
        ("content/anh/c.en.md", True),
        ("content/tin-tuc/b.en.md", False),
        ("content/tin-tuc/a.en.md", True),
    ]
    rows = [line.split() for line in run(translated, lang="vi").stdout.splitlines()]
    assert ["Tin", "tức", "0", "0", "1", "1"] in rows
    assert ["Nam", "Định", "0", "0", "1", "1"] in rows
    assert ["Chưa", "rõ", "0", "0", "1", "0"] in rows
    listed = run(translated, "--status", "missing", "--section", "tin-tuc").stdout
    assert "content/tin-tuc/b.md" in listed
    assert "anh" not in listed
    only = json.loads(run(translated, "--json", "--province", "ha nam").stdout)
    assert [each["path"] for each in only["translations"]] == ["content/tin-tuc/b.en.md"]


def test_an_article_in_english_alone_waits_for_its_vietnamese(site: Site) -> None:
    site.article("tin-tuc/a.en.md", title="Only English")
    assert statuses(site) == {"tin-tuc/a.md": "missing"}


def test_what_is_wrong_with_the_content_is_said(translated: Site) -> None:
    translated.article("tin-tuc/b.md", date="mai")
    result = run(translated)
    assert result.exit_code == 1
    assert "khotin check" in result.stderr


def test_the_page_is_for_editors_alone(translated: Site) -> None:
    translated.article("tin-tuc/tên lạ & <b>.md", title="<script>alert(1)</script>")
    translated.build()
    readers = translated.files()
    file = Path(run(translated, "--page").stdout.strip())
    assert file.is_file()
    assert translated.files() == readers
    text = file.read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert 'href="../content/tin-tuc/a.en.md"' in text
    assert "t%C3%AAn%20l%E1%BA%A1" in text
    assert 'href="../output/en/2014/01/a.html"' in text
    refused = run(translated, "--page", str(translated.output / "t.html"))
    assert refused.exit_code == 2


@pytest.mark.parametrize("arguments", [("--to", "fr"), ("--section", "x"), ("--province", "Atlantis")])
def test_what_the_site_does_not_have_is_wrong_usage(translated: Site, arguments: tuple[str, ...]) -> None:
    assert run(translated, *arguments).exit_code == 2


def test_a_site_without_articles_has_nothing_to_translate(site: Site) -> None:
    assert "There are none." in run(site).stdout
    assert json.loads(run(site, "--json").stdout)["translations"] == []


# --- accept -----------------------------------------------------------------------------------------------

MARK = "translated_from: {sha256: %s, date: 2026-03-15}"


def words_of(site: Site) -> str:
    settings = read_settings(site.folder).value
    assert settings
    found = read_article_files(site.folder, settings, site.folder / VI).value
    assert found
    return digest_of_words(found.original.source)


def accepted_bytes(site: Site, data: bytes) -> bytes:
    (site.folder / EN).write_bytes(data)
    result = accept(site)
    assert result.exit_code == 0, result.stderr
    return (site.folder / EN).read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\n\nText.\n", "---\ntitle: A\n{mark}\n---\n\nText.\n"),
        ("---\r\ntitle: A\r\n---\r\n\r\nText.", "---\r\ntitle: A\r\n{mark}\r\n---\r\n\r\nText."),
        ("\ufeff---\ntitle: A\n---\nText", "\ufeff---\ntitle: A\n{mark}\n---\nText"),
        ("---\n  title: 'A'  # ghi\n\n---\n", "---\n  title: 'A'  # ghi\n\n  {mark}\n---\n"),
        ("---\ntitle: A\ntranslated_from: {old}\nslug: a\n---\n", "---\ntitle: A\n{mark}\nslug: a\n---\n"),
        ("---\ntranslated_from: '{old}' # cũ\ntitle: A\n---\n", "---\n{mark} # cũ\ntitle: A\n---\n"),
        ("---\ntranslated_from:\ntitle: A\n---\n", "---\n{mark}\ntitle: A\n---\n"),
        ("---\ntranslated_from: # trống\ntitle: A\n---\n", "---\n{mark} # trống\ntitle: A\n---\n"),
        (
            "---\r\ntranslated_from: {{date: 2015, sha256: {old}}}\r\ntitle: A\r\n---\r\n",
            "---\r\n{mark}\r\ntitle: A\r\n---\r\n",
        ),
        ("---\ntitle: Á\n---\n", "---\ntitle: A\u0301\n{mark}\n---\n"),
        ("---\ntitle: |\n  A\n\n---\n", "---\ntitle: |\n  A\n\n{mark}\n---\n"),
    ],
)
def test_a_review_changes_nothing_but_its_own_value(translated: Site, before: str, after: str) -> None:
    if "\u0301" in after:
        before = unicodedata.normalize("NFD", before)
    words = words_of(translated)
    mark = MARK % words
    text = before.format(old="0" * 64) if "{" in before else before
    found = accepted_bytes(translated, text.encode())
    assert found.decode() == after.replace("{mark}", mark)
    assert statuses(translated) == {"tin-tuc/a.en.md": "current"}


def test_a_revision_in_a_block_is_replaced_where_it_stands(translated: Site) -> None:
    block = "---\ntranslated_from:\n  sha256: %s\n  date: 2015  # An\n# rồi\ntitle: A\n---\n" % ("0" * 64)
    found = accepted_bytes(translated, block.encode()).decode()
    value = (MARK % words_of(translated)).removeprefix("translated_from: ")
    assert found == f"---\ntranslated_from:\n  {value}  # An\n# rồi\ntitle: A\n---\n"


def test_values_below_the_field_may_move_to_other_lines(translated: Site) -> None:
    """Values that know their position (here an old address) stay the same values on another line."""
    data = b"---\ntitle: A\ntranslated_from:\n  sha256: %s\n  date: 2015\naliases: [/old.html]\n---\n" % (
        b"0" * 64
    )
    found = accepted_bytes(translated, data).decode()
    assert found.count("\n") == data.count(b"\n") - 1
    assert "aliases: [/old.html]" in found


def test_to_accept_twice_is_to_accept_once(translated: Site) -> None:
    before = (translated.folder / EN).read_bytes()
    result = accept(translated, day="2027-01-01")
    assert result.exit_code == 0
    assert "already" in result.stderr
    assert (translated.folder / EN).read_bytes() == before


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (VI, None, "not-a-translation"),
        ("content/tin-tuc/khong-co.md", None, "no-article-file"),
        ("site.toml", None, "no-article-file"),
        (EN, "---\ntranslator: B\n---\n", "not-yet-translated"),
        (EN, "---\n{title: A}\n---\n", "not-accepted"),
        (EN, "---\ntitle: [\n---\n", "yaml-syntax"),
        (EN, "title: A\n", "front-matter-start"),
        (EN, "Chỉ có lời.\n", "no-front-matter"),
    ],
)
def test_what_cannot_be_accepted_is_left_alone_and_said(
    translated: Site, path: str, text: str | None, code: str
) -> None:
    if text is not None:
        (translated.folder / path).write_text(text, "utf-8")
    file = translated.folder / path
    before = file.read_bytes() if file.exists() else None
    result = accept(translated, path)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr
    assert (file.read_bytes() if file.exists() else None) == before


def test_names_with_spaces_and_diacritics_are_accepted(site: Site) -> None:
    folder = "content/tin-tuc/Năm 2014 – quý I"
    for name in ("tin đầu năm.md", unicodedata.normalize("NFD", "tin đầu năm.en.md")):
        path = f"{folder}/{name}"
        fields = "" if name.endswith(".en.md") else "date: 2014\nauthor: A\nprovince: Hà Nam\n"
        site.write(f"-- {path} --\n---\ntitle: T\n{fields}---\nX")
    assert accept(site, f"{folder}/{unicodedata.normalize('NFD', 'tin đầu năm.en.md')}").exit_code == 0
    assert set(statuses(site).values()) == {"current"}


LINES = st.lists(
    st.sampled_from(
        [
            "slug: b",
            "# ghi chú",
            "",
            "summary: >\n  Hai\n  dòng",
            'translator: "B: C"',
            "cover:\n  src: a.png\n  alt: 'Đỏ'",
            "draft: không",
            "aliases: [a, b]",
        ]
    ),
    unique=True,
    max_size=5,
)


@given(
    LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.integers(0, 5), st.booleans()
)
def test_whatever_stands_in_a_file_stays(lines: list[str], end: str, bom: str, at: int, marked: bool) -> None:
    """The bytes but for the mark, whatever the file looks like."""
    header = ["title: A", *lines]
    old = [f"translated_from: {'0' * 64}"] if marked else []
    text = f"{bom}---\n" + "".join(f"{line}\n" for line in [*header[:at], *old, *header[at:]]) + "---\nChữ\n"
    data = text.replace("\n", end).encode()
    outcome = mark(data)
    assert outcome.value is not None
    new = (MARK % ("f" * 64)).encode()
    kept = (
        outcome.value.replace(new, old[0].encode())
        if marked
        else outcome.value.replace(new + end.encode(), b"")
    )
    assert kept == data


def mark(data: bytes) -> Outcome[bytes | None]:
    """What accepting makes of a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.en.md"
        file.write_bytes(data)
        (Path(folder) / "site.toml").write_text(SETTINGS, "utf-8")
        settings = read_settings(Path(folder)).value
        assert settings
        reader = file_reader(Path(folder), settings)
        source = read_file(reader, EN, data).value
        assert source
        return accepted(settings, Located(source, file), "f" * 64, date(2026, 3, 15))


def test_every_status_has_words() -> None:
    assert set(STATUS_WORDS) == set(STATUS_MEANINGS) == set(TranslationStatus)
