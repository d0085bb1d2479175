"""What the form changes in a file: nothing but the fields and the lines that were edited."""

import pytest

from generator.edit.document import read_document, written
from generator.edit.values import Value

FILE = """\
---
# Ghi chú của biên tập viên
title: "Hội nghị: tổng kết"   # trong nháy kép
date: 08/01/2014
author: [ 'Trần Văn An', Lê Thị Bình ]
province: Nam Định
tags:
  - đo lường
  - thanh tra
summary: >
  Hai dòng
  gập lại.
---

Đoạn đầu.

* một
* hai
"""

KINDS = {
    "LF": FILE.encode(),
    "CRLF": FILE.replace("\n", "\r\n").encode(),
    "mixed line ends": FILE.replace("\n", "\r\n", 5).encode(),
    "mixed in the body": FILE.replace("đầu.\n", "đầu.\r\n").encode(),
    "BOM": b"\xef\xbb\xbf" + FILE.encode(),
    "no line end at the end": FILE.rstrip().encode(),
    "empty lines around the body": FILE.replace("---\n\nĐ", "---\n\n\n \nĐ").encode() + b"\n\n",
    "decomposed letters": FILE.replace("Đoạn đầu", "\u0110oa\u0323n \u0111a\u0302\u0300u").encode(),
    "no body": FILE[: FILE.index("\nĐoạn")].encode(),
}


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS.keys())
def test_a_form_that_was_not_changed_keeps_the_bytes(data: bytes) -> None:
    document = read_document(data)
    assert document is not None
    assert written(data, document.values, document.body) == data


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS.keys())
def test_a_changed_field_changes_its_line_alone(data: bytes) -> None:
    made = written(data, {"province": "Hà Nam"}, None)
    assert made == data.replace("province: Nam Định".encode(), "province: Hà Nam".encode())


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS.keys())
def test_a_changed_line_of_the_body_changes_that_line_alone(data: bytes) -> None:
    document = read_document(data)
    assert document is not None
    body = document.body.replace("* hai", "* hai mươi")
    assert written(data, {}, body) == data.replace(b"* hai", "* hai mươi".encode())


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS.keys())
def test_a_field_that_is_emptied_goes_with_its_lines(data: bytes) -> None:
    made = written(data, {"tags": [], "summary": ""}, None)
    assert made is not None
    document = read_document(made)
    assert document is not None
    assert list(document.values) == ["title", "date", "author", "province"]
    assert b"# Ghi ch" in made


def test_a_block_scalar_is_replaced_and_the_next_field_stays() -> None:
    data = b"---\nsummary: |\n  mot\n  hai\ntitle: A\n---\n"
    assert written(data, {"summary": "ba"}, None) == b"---\nsummary: ba\ntitle: A\n---\n"


def test_the_first_text_of_a_new_article_ends_with_a_line_end() -> None:
    assert written(b"---\ntitle: A\n---\n\n", {}, "Chữ.") == "---\ntitle: A\n---\n\nChữ.\n".encode()


@pytest.mark.parametrize(
    "typed",
    ["Số #2: “A”", "Bản tin KH&CN #12", "&Co mở", "!KHAN", "- gạch", "yes", "[a", "{b}", "'", '"', "%x", "@a",
     "a: b", "1: 2", "*sao*", "`c`", "? d", "| e", "> f", "đuôi:",
     "08/01/2014", "2014-01-08", "0x1F", "\\", "tab\tgiữa"],
)  # fmt: skip
def test_any_title_is_read_as_it_was_typed(typed: str) -> None:
    two: list[Value] = [{"src": typed}, {"src": "b", "alt": typed}]
    values: tuple[Value, ...] = (typed, [typed, "khác"], {"alt": typed, "src": "a.jpg"}, two)
    for value in values:
        made = written(FILE.encode(), {"cover": value}, None)
        assert made is not None
        document = read_document(made)
        assert document is not None
        assert document.values["cover"] == value


@pytest.mark.parametrize(
    "data",
    [
        b"khong co phan dau",
        b"---\ntitle: [\n---\n",
        b"---\ntitle: a\ntitle: b\n---\n",
        b"---\na: &x [1]\nb: *x\n---\n",
        b"\xff\xfe-",
        b"---\n" + b"[" * 400 + b"\n---\n",
    ],
)
def test_a_file_that_cannot_be_read_is_not_written(data: bytes) -> None:
    assert read_document(data) is None
    assert written(data, {"title": "x"}, "y") is None


def test_lone_surrogates_of_a_script_do_not_stop_saving() -> None:
    made = written(FILE.encode(), {}, "a \ud800 b")
    assert made is not None
    assert b"a ? b" in made
