"""Slips of typing and personal data are found in prose, and in nothing that only looks like them."""

import pytest

from generator.check.personal import masked, personal_data
from generator.check.prose import blocks
from generator.check.source_text import SourceText
from generator.check.typing import blanks_before, blanks_missing, double_blanks, typing_problems


def source(body: str) -> SourceText:
    return SourceText("content/tin-tuc/a.md", "vi", body, body, (), body, 1)


def codes(body: str) -> set[str]:
    return {problem.code for problem in typing_problems(source(body), blocks(body))}


@pytest.mark.parametrize(
    "text", ["học ,và Công", "tổng kết ; năm", "xong . Sau", "hết !", "“họp” , rồi", "a ;b"]
)
def test_a_blank_before_a_mark_is_a_slip(text: str) -> None:
    assert list(blanks_before(text))


@pytest.mark.parametrize(
    "text",
    [
        "Hết ./.",
        "họp … rồi",
        "còn ...",
        "số .5",
        "a :)",
        "họp ;)",
        "f(x\\) . Khi",
        "TCVN 7:2019",
        "| a | , |",
    ],
)
def test_usual_signs_are_none(text: str) -> None:
    assert not list(blanks_before(text))


@pytest.mark.parametrize("text", ["nghệ.Hội nghị", "xăng,dầu", "bàn;thống nhất", "ủy,HĐND", "xong!Sau đó"])
def test_a_missing_blank_is_a_slip(text: str) -> None:
    assert list(blanks_missing(text))


@pytest.mark.parametrize(
    "text",
    [
        *("TS.Nguyễn Văn A", "ThS.Trần B", "Tp.Nam Định", "TP.HCM", "PGS.TS.Lê C", "1.250,5", "v.v.", "1,2"),
        *(
            "www.most.gov.vn",
            "so@namdinh.gov.vn",
            "Node.js",
            "bai-viet.Doc",
            "&nbsp;chữ",
            "Booking.Com",
            "A,B",
        ),
        *("45/2014/QĐ-UBND", "REC,VER", "x.y", "Booking.Com", "A,B"),
    ],
)
def test_names_addresses_and_numbers_want_none(text: str) -> None:
    assert not list(blanks_missing(text))


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Hội nghị  tổng kết   năm.", 2),
        ("Dòng  \nhai.", 0),
        ("-   Mục một\n-   Mục  hai", 1),
        ("| a  b | c |\n|---|---|\n| d  | e |", 0),
        ("Chữ `mã  lệnh` đây.\n\n    mã  thụt", 0),
        ("Xem [văn  bản](a.md)  ấy.", 1),  # beside markup nothing is said
        ("```\nmã  lệnh\n```", 0),
        ("Chữ <b>đậm</b>  và <i>nghiêng</i>.", 0),
    ],
)
def test_blanks_in_a_row_are_counted_in_prose_alone(body: str, count: int) -> None:
    assert len(list(double_blanks(source(body), blocks(body)))) == count


def test_markup_between_words_and_marks_is_no_blank() -> None:
    assert codes("Xem [bài](a.md), `mã`, <b>chữ</b>. Rồi[^1], thôi.\n\n[^1]: Chú.") == set()
    assert codes("https://a.example/b.Hoi,x và `a ,b.Hội  c`") == set()
    assert codes("| Chỉ tiêu | Năm |\n|---|---|\n| a ,b.Hội | c |") == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(text, "identity-number") for text in ("001085012345", "001 085 012 345", "CMND số 162345678")],
        *[(text, "identity-number") for text in ("hộ chiếu B1234567", "CCCD: 912345678901")],
        *[(text, "telephone") for text in ("0912345678", "0912.345.678", "091-234-5678", "+84 912 345 678")],
        *[(text, "telephone") for text in ("(0912 345 678)", "ĐT:0386123456", "0084912345678")],
        *[(text, "gps-place") for text in ("20.41678, 106.16789", "20°25'12.3\"N 106°10'3.4\"E")],
        ("20°25′12″B, 106°10′03″Đ", "gps-place"),
    ],
)
def test_personal_data_are_found(text: str, code: str) -> None:
    assert [each for each, _, _ in personal_data(f"Xem {text} ở đây.")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        *("0228.3649.512", "(0228) 3 649 512", "1900 1234", "1800.1234", "113", "024 3943 5137"),
        *("1.234.567.890 đồng", "0,912345678", "12.0912345678", "8934563123456", "TCVN ISO 9001:2015"),
        *("45/2014/QĐ-UBND", "0987654321/QĐ-UBND", "ISBN 978-604-0-12345-6", "01/2014", "2014-01-08"),
        *("20,5 độ C", "20°25′B", "2.4, 3.7", "12.345, 67.890", "9.123.456", "1998–2003", "0912-2014"),
    ],
)
def test_figures_documents_and_offices_are_no_personal_data(text: str) -> None:
    assert list(personal_data(f"Xem {text} ở đây.")) == []


def test_a_report_does_not_repeat_what_it_found() -> None:
    assert masked("0912.345.678") == "091•.•••.•••"
