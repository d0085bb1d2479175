"""Several authors on one line are several authors; a department with commas is one."""

import pytest

from generator.read.names_on_a_line import authors_on_a_line


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Trần Văn An, Lê Thị Bình", ["Trần Văn An", "Lê Thị Bình"]),
        ("Trần Văn An; Sở KH&CN", ["Trần Văn An", "Sở KH&CN"]),
        ("Trần Văn An và Đỗ Thị Ế", ["Trần Văn An", "Đỗ Thị Ế"]),
        ("An, Bình, và Cúc", ["An", "Bình", "Cúc"]),
        ("ThS. Trần Văn An, PGS.TS. Lê B", ["ThS. Trần Văn An", "PGS.TS. Lê B"]),
        ("H'Hen Niê & Minh-Anh B. Smith", ["H'Hen Niê", "Minh-Anh B. Smith"]),
        ("“Trần Văn An”", ["Trần Văn An"]),
        ("Sở Khoa học và Công nghệ", ["Sở Khoa học và Công nghệ"]),
        ("Trung tâm Ứng dụng, Thông tin Khoa học", ["Trung tâm Ứng dụng, Thông tin Khoa học"]),
        ("Nguyễn Văn A, Phó Giám đốc Sở", ["Nguyễn Văn A, Phó Giám đốc Sở"]),
        ("Tin, ảnh: Trần An", ["Tin, ảnh: Trần An"]),
        ("Trần Văn An - Lê B", ["Trần Văn An - Lê B"]),
        ("", []),
    ],
)
def test_a_line_of_authors(line: str, authors: list[str]) -> None:
    assert list(authors_on_a_line(line)) == authors
