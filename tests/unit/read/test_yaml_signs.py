"""What YAML would take from a value in silence is reported, with the value in quotes."""

from pathlib import Path

import pytest

from generator.read.files import FileReader, read_file
from generator.schema.settings import DEFAULT_EXTENSIONS


def told(fields: str) -> list[tuple[int, int, str, str]]:
    reader = FileReader(Path(), ("vi", "en"), DEFAULT_EXTENSIONS)
    outcome = read_file(reader, "content/tin-tuc/a.md", f"---\n{fields}\n---\n\nChữ.\n".encode())
    return [(p.line, p.column, p.code, dict(p.details).get("suggestion", "")) for p in outcome.problems]


@pytest.mark.parametrize(
    ("fields", "line", "column", "quoted"),
    [
        ("title: Bản tin KH&CN #12 năm 2013", 2, 22, "'Bản tin KH&CN #12 năm 2013'"),
        ("title: x\nsummary: Số  #2", 3, 14, "'Số  #2'"),
        ("title: x\nauthor: An # biên tập", 3, 12, "'An # biên tập'"),
        ("title: x\ntags:\n  - a\n  - b #1", 5, 7, "'b #1'"),
        ("title: x\nauthor:\n  organisation: Sở #1", 4, 20, "'Sở #1'"),
    ],
)
def test_a_text_that_a_sign_cuts_is_told(fields: str, line: int, column: int, quoted: str) -> None:
    assert told(fields) == [(line, column, "yaml-comment", quoted)]


@pytest.mark.parametrize(
    "fields",
    [
        "title: 'Số #2'",
        'title: "Số #2"',
        "title: Số#2",
        "title: x\ndate: 2014 # không rõ ngày",
        "title: x\nprovince: Nam Định # khi ấy",
        "title: x\n# một ghi chú",
    ],
)
def test_a_comment_that_cuts_no_words_is_one(fields: str) -> None:
    assert told(fields) == []


@pytest.mark.parametrize("value", ["&Co mở cửa hàng mới", "!KHAN hop gap"])
def test_a_value_that_begins_with_a_mark_of_yaml_is_told(value: str) -> None:
    assert told(f"title: {value}") == [(2, 8, "yaml-mark", f"'{value}'")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("“Sở: tổng kết”", "yaml-colon"),
        ('"Vì nông dân" - giải pháp', "yaml-value"),
        ("[Ảnh] Hội nghị", "yaml-value"),
        ("> 5 tấn", "yaml-value"),
        ("@sở", "yaml-value"),
        ("%5", "yaml-value"),
        ("`a`", "yaml-value"),
        ("- a", "yaml-value"),
        ("| x", "yaml-value"),
        ("{a} b", "yaml-value"),
        ("'a' b", "yaml-value"),
    ],
)
def test_what_cannot_be_read_is_told_with_how_to_write_it(value: str, code: str) -> None:
    ((line, _, found, quoted),) = told(f"title: {value}")
    assert (line, found) == (2, code)
    assert told(f"title: {quoted}") == []


def test_an_open_bracket_is_told_where_it_opens() -> None:
    assert told("tags: [a, b\ntitle: x") == [(2, 7, "yaml-bracket", "")]
