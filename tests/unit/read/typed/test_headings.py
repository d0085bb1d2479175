"""Headings and rules are read as they were typed."""

import pytest

from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("   ## Kết quả\nNội dung", '<h2 id="ket-qua">Kết quả</h2>\n<p>Nội dung</p>'),
        ("## Kết quả ##  ", '<h2 id="ket-qua">Kết quả</h2>'),
        ("##Kết quả", '<h2 id="ket-qua">Kết quả</h2>'),
        ("## Ngôn ngữ C#", '<h2 id="ngon-ngu-c">Ngôn ngữ C#</h2>'),
        ("## Ngôn ngữ C\\#", '<h2 id="ngon-ngu-c">Ngôn ngữ C#</h2>'),
        ("#SoKHCN #NamDinh", "<p>#SoKHCN #NamDinh</p>"),
        ("Hết.\n#SoKHCN", "<p>Hết.\n#SoKHCN</p>"),
        ("- Xem\n  #236.", "<ul>\n<li>Xem\n#236.</li>\n</ul>"),
        ("#5 trong mười", "<p>#5 trong mười</p>"),
        ("#Kết quả", '<h2 id="ket-qua">Kết quả</h2>'),
    ],
)
def test_a_heading_is_told_from_other_lines(source: str, shown: str) -> None:
    assert html(source) == shown


def test_a_heading_within_an_item_stays_there() -> None:
    assert '<h2 id="muc-con">Mục con</h2>\n</li>' in html("- một\n\n  ## Mục con")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Họp lúc 17 giờ.\n---\nSau", "<p>Họp lúc 17 giờ.</p>\n<hr>\n<p>Sau</p>"),
        ("Vì sao?\n------\nSau", '<h2 id="vi-sao">Vì sao?</h2>\n<p>Sau</p>'),
        ("Kết quả\n---\nSau", '<h2 id="ket-qua">Kết quả</h2>\n<p>Sau</p>'),
        ("> Trích\n---\nSau", "<blockquote>\n<p>Trích</p>\n</blockquote>\n<hr>\n<p>Sau</p>"),
        ("- một.\n---\nSau", "<ul>\n<li>một.</li>\n</ul>\n<hr>\n<p>Sau</p>"),
    ],
)
def test_dashes_make_a_heading_of_few_words_only(source: str, shown: str) -> None:
    assert html(source) == shown
