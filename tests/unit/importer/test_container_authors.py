"""Fields for authors hold labels, sources and accounts, as portals store them."""

import pytest

from generator.importer.fields.byline import byline_of_container
from generator.importer.lines.signature import named


@pytest.mark.parametrize(
    ("stated", "authors", "publisher"),
    [
        ("Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("Tác giả bài viết : Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("TG: Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("By Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("PV Nguyễn An", ["Nguyễn An"], ""),
        ("Phóng viên: Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("Bài, ảnh: Nguyễn An", ["Nguyễn An"], ""),
        ("Tác giả: Nguyễn Văn An – Lê Bình", ["Nguyễn Văn An", "Lê Bình"], ""),
        ("Nguyễn Văn An (tổng hợp)", ["Nguyễn Văn An"], ""),
        ("Tác giả: Sưu tầm", ["Sưu tầm"], ""),
        ("Tác giả: Nguyễn Văn An - Nguồn: Báo Nhân Dân", ["Nguyễn Văn An"], "Báo Nhân Dân"),
        ("Nguồn: Báo Nhân Dân", [], "Báo Nhân Dân"),
        ("Theo TTXVN", [], "TTXVN"),
        ("Theo Nguyễn Văn An", ["Nguyễn Văn An"], ""),
        ("Tác giả:", [], ""),
        ("Tác giả: admin", [], ""),
        ("Sở Khoa học và Công nghệ", ["Sở Khoa học và Công nghệ"], ""),
        ("Nguyễn Văn An - Sở KH&CN Nam Định", ["Nguyễn Văn An - Sở KH&CN Nam Định"], ""),
        (
            "Steve Clayton, vice president, and Greg Shaw",
            ["Steve Clayton, vice president, and Greg Shaw"],
            "",
        ),
    ],
)
def test_a_label_is_no_part_of_a_name(stated: str, authors: list[str], publisher: str) -> None:
    byline = byline_of_container((stated,))
    assert list(byline.authors) == authors
    assert byline.publisher == publisher


@pytest.mark.parametrize("aside", ["(tổng hợp)", "(t/h)", "(sưu tầm)"])
def test_what_somebody_did_stands_behind_the_name(aside: str) -> None:
    signature = named(f"Nguyễn Văn An {aside}")
    assert signature is not None
    assert signature.authors == ("Nguyễn Văn An",)
