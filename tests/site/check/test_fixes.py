"""`--fix` fixes only what is safe to fix; once is enough, and readers see what they saw before."""

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.fixes import fixed
from generator.commands import main
from generator.read.files import FileReader, read_file
from generator.schema.settings import DEFAULT_EXTENSIONS
from tests.site.check.test_faulty_articles import run_check
from tests.support.site import Site

PATH = "content/tin-tuc/a.md"
HEAD = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n---\n\n"


def reader(site: Site) -> FileReader:
    return FileReader(site.folder, ("vi", "en"), DEFAULT_EXTENSIONS)


def fixed_text(site: Site, text: str, path: str = PATH) -> str:
    return fixed(reader(site), path, text.encode()).data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date: 08/01/2014", "date: 2014-01-08"),
        ("date: '08/01/2014'  # ngày đăng", "date: 2014-01-08  # ngày đăng"),
        ("date: Thứ Ba, 23/01/2018 - 04:11", "date: 2018-01-23T04:11"),
        ("date: 01/2014", "date: 2014-01"),
        ("province: Bắc Cạn", "province: Bắc Kạn"),
        ("province: [TP.HCM, 'Ha Giang']", "province: [Hồ Chí Minh, 'Ha Giang']"),
        ("province:\n  - Bac Kan\n  - Bắc Cạn\n", "province:\n  - Bac Kan\n  - Bắc Kạn\n"),
        ("updated: 09/02/2014\nexpires: 10/02/2014", "updated: 2014-02-09\nexpires: 2014-02-10"),
        ("withdrawn: {date: 1/2/2015, reason: a, authority: b}", None),
    ],
)
def test_values_are_written_in_the_usual_way(site: Site, before: str, after: str | None) -> None:
    lines = [line for line in HEAD.split("\n") if line.partition(":")[0] not in before]
    text = (
        "\n".join(lines).replace("---\n\n", "").replace("---\n", f"---\n{before}\n", 1) + "---\n\nNội dung.\n"
    )
    found = fixed_text(site, text)
    if after is None:
        assert "{date: 2015-02-01, reason: a, authority: b}" in found
    else:
        assert found == text.replace(before, after)


def test_an_english_file_keeps_the_english_name(site: Site) -> None:
    text = "---\ntitle: A\nprovince: Bac Can\n---\n\nText.\n"
    assert "province: Bac Kan" in fixed_text(site, text, "content/tin-tuc/a.en.md")


def test_characters_are_composed_and_the_odd_ones_go(site: Site) -> None:
    body = unicodedata.normalize("NFD", "Điện Biên họp") + "\u200b về 5\u00a0kg.\u00ad \n\nHết.\t\n"
    assert fixed_text(site, HEAD + body) == HEAD + "Điện Biên họp về 5 kg.\n\nHết.\n"


def test_a_line_break_of_two_blanks_and_code_stay(site: Site) -> None:
    body = "Một  \nhai\n\n    mã \n    mã\n\nHết.\n"
    assert fixed_text(site, HEAD + body) == HEAD + body


def test_line_ends_and_the_byte_order_mark_stay(site: Site) -> None:
    text = "\ufeff" + HEAD.replace("2014-01-08", "08/01/2014").replace("\n", "\r\n") + "Nội dung.\r\n"
    assert fixed_text(site, text) == text.replace("08/01/2014", "2014-01-08")


@pytest.mark.parametrize("text", ["Không có phần đầu.\u00a0\n", "---\ntitle: [\n---\n\u200b", "\u00a0", ""])
def test_what_cannot_be_read_is_left_alone(site: Site, text: str) -> None:
    assert fixed_text(site, text) == text


def test_bytes_that_are_no_text_are_left_alone(site: Site) -> None:
    data = HEAD.encode() + b"B\xe0i \n"
    assert fixed(reader(site), PATH, data).data == data


# --- whatever people write --------------------------------------------------------------------------------

_VALUES = st.sampled_from(
    ["08/01/2014", "'8-1-2014'", "01/2014", "2014", "Thứ 4, Ngày 08 tháng 01 năm 2014", "2014-01-08 18:11"]
)
_PROVINCES = st.sampled_from(
    ["Bắc Cạn", "tỉnh Nam Định", '[Bac Kan, "TP.HCM"]', "Hoà Bình", "Hà Tây", "VN-67"]
)
_PIECES = st.sampled_from(
    [
        *("Đo lường", unicodedata.normalize("NFD", "kiểm định họp"), "\u00a0", "\u200b", "\u00ad", "\t"),
        *(" ", "  ", "   ", "\n", "\n\n", "\r\n", "- ", "1. ", "    ", "> ", "## ", "| a | b |", "|-|-|"),
        *("*", "**", "`", "```", "[x](b.md)", "![](a.png)", "<b> x </b>", "<pre>", "</pre>", "<!--", "-->"),
        *("[^1]", "\n[^1]: ", "\n: ", "\\", "&nbsp;", "---\n", ".", "“", "e\u0302\u0323", "\x0b"),
    ]
)


@settings(max_examples=150)
@given(_VALUES, _PROVINCES, st.lists(_PIECES, max_size=30).map("".join))
def test_readers_see_the_same_and_twice_is_as_once(date: str, province: str, body: str) -> None:
    made = FileReader(Path(), ("vi", "en"), DEFAULT_EXTENSIONS)
    head = f"---\ntitle: Bài \ndate: {date}\nauthor: Trần Văn A\nprovince: {province}\n---\n\n"
    data = (head + body).encode()
    once = fixed(made, PATH, data).data
    assert fixed(made, PATH, once).data == once
    before, after = (read_file(made, PATH, each).value for each in (data, once))
    assert before
    assert after
    assert shown("".join(before.body.parts.items)) == shown("".join(after.body.parts.items))
    assert (before.front_matter.date, before.front_matter.title) == (
        after.front_matter.date,
        after.front_matter.title,
    )


def shown(html: str) -> str:
    """The text as a browser shows it, but for white space."""
    return "".join(html.split())


def test_the_pages_of_a_site_are_the_same_after_fixing(site: Site) -> None:
    nfd = unicodedata.normalize("NFD", "Sở họp ở Điện Biên.")
    site.article("tin-tuc/a.md", date="08/01/2014", province="Bắc Cạn", body=f"{nfd} \n\n5\u00a0kg\u200b.")
    site.article("tin-tuc/a.en.md", title="A", date="08/01/2014", author="", province="Bac Kan")
    site.article("tin-tuc/b.md", title="Bài\u00a0hai", date="20:41 , 24/12/2013", body="Hết. \n")
    assert site.build().impact
    before = site.files()
    arguments = ["check", "--site", str(site.folder), "--date", "2026-01-01", "--lang", "en"]
    first = CliRunner().invoke(main, [*arguments, "--fix"])
    assert first.stderr.count("Fixed: ") == 3
    texts = [file.read_bytes() for file in sorted(site.folder.rglob("content/**/*.md"))]
    second = CliRunner().invoke(main, [*arguments, "--fix"])
    assert "Fixed" not in second.stderr
    assert "--fix" not in second.stderr
    assert [file.read_bytes() for file in sorted(site.folder.rglob("content/**/*.md"))] == texts
    assert site.build().impact
    after = site.files()
    assert after.keys() == before.keys()
    pages = [path for path in after if path.endswith((".html", ".xml"))]
    assert [path for path in pages if shown(after[path].decode()) != shown(before[path].decode())] == []


def test_a_dry_run_shows_the_changes_and_writes_nothing(site: Site) -> None:
    text = HEAD.replace("2014-01-08", "08/01/2014") + "Nội\u200b dung.\n"
    site.write(f"-- content/tin-tuc/a.md --\n{text}")
    file = site.folder / "content/tin-tuc/a.md"
    before = file.read_bytes()
    result = run_check(site, "--fix", "--dry-run")
    assert file.read_bytes() == before
    assert "-date: 08/01/2014\n+date: 2014-01-08" in result.stdout
    assert (
        "Would fix: content/tin-tuc/a.md (odd characters, spelling of dates and provinces)" in result.stderr
    )
    assert "Fixed: content/tin-tuc/a.md (odd characters, spelling" in run_check(site, "--fix").stderr
    assert run_check(site, "--fix", "--dry-run").stdout == ""


def test_problems_with_the_same_words_are_counted(site: Site) -> None:
    for number in range(9):
        site.article(f"tin-tuc/b{number}.fr.md")
    result = run_check(site)
    assert result.stderr.count("[unknown-language]") == 4
    assert "The same in 6 more places" in result.stderr
