"""What ends a text and leads to other articles is no part of it."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.importer.reading.document import read_document
from generator.importer.text.body import BodyBlock
from generator.importer.text.other_text import without_others

TEXT = "Mời bà con xem kết quả tại trụ sở xã Mẫu"


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("<a href='/tin/8.html'>Kết quả tiếp dân xã Mẫu</a>(10/07/2019)", False),
        ("<a href='/tin/8.html'>Kết quả tiếp dân xã Mẫu</a> [10.07.2019 08:30]", False),
        ("<a href='/van-ban/8.pdf'>Kết quả tiếp dân xã Mẫu</a> (10/07/2019)", True),
        ("Kết quả tiếp dân xã Mẫu (10/07/2019)", True),
        ("Kết quả tiếp dân theo <a href='/tin/8.html'>Quyết định 8</a> ngày 10/07/2019", True),
    ],
)
def test_dated_headlines_of_others_at_the_end_are_left_out(item: str, kept: bool) -> None:
    html = f"<html><body><p>{TEXT}</p><ul><li>{item}</li></ul></body></html>"
    lines = read_document(LexborHTMLParser(html), html).lines
    left = without_others([BodyBlock(line.form, line) for line in lines])
    assert [block.line.number for block in left] == ([1, 2] if kept else [1])
