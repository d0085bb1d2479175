"""Pages saved as plain text: boxes without a heading, tables of two columns, initials before the lead."""

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page

TEXT = (
    "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay được hai giờ.",
    "Các số đo được chép vào sổ và gửi về Sở trước khi trời tối, không thiếu một lần đo nào.",
)


def imported(*lines: str) -> ImportedArticle:
    data = "\n".join(["Thả diều đo gió trên đồng", "08/01/2014", "", *lines, "", "Lê Thử Diều"]).encode()
    article = import_page(Capture("page.txt", data)).value
    assert article is not None
    return article


def test_titles_of_other_articles_without_a_heading_are_left_out_and_reported() -> None:
    others = (
        "Hội thi làm chong chóng bằng lá dừa nước ở xã bên",
        "Khai mạc lớp học vẽ bản đồ bằng bước chân",
        "Bàn giao nồi nấu đường phèn tiết kiệm củi cho bà con",
    )
    article = imported(TEXT[0], "", *others, "", TEXT[1])
    assert article.body == f"{TEXT[0]}\n\n{TEXT[1]}\n"
    assert article.draft and "body" in article.review


def test_columns_make_a_table() -> None:
    rows = ("Thôn\tSố lần đo", "Thôn Đoài\t12", "Thôn Đông\t9")
    assert (
        "| Thôn | Số lần đo |\n| --- | --- |\n| Thôn Đoài | 12 |\n| Thôn Đông | 9 |"
        in imported(TEXT[0], "", *rows, "", TEXT[1]).body
    )
    spaced = ("Thôn           Số lần đo", "Thôn Đoài      12", "Thôn Đông      9")
    assert "| Thôn Đoài | 12 |" in imported(TEXT[0], "", *spaced, "", TEXT[1]).body


def test_initials_before_the_lead_are_taken_off() -> None:
    for initials in ("ĐT - ", "(ĐN)-", "BBK - ", "BTO – ", "(KHCNBK) - "):
        assert imported(f"{initials}{TEXT[0]}", "", TEXT[1]).body.startswith("Sáng nay"), initials
    assert imported(f"TP - {TEXT[0]}", "", TEXT[1]).body.startswith("TP - ")


def test_eth_is_read_as_d_with_stroke() -> None:
    assert (
        "Đồng Tháp"
        in imported("Ðồng Tháp thả diều đo gió trên cánh đồng làng trong hai giờ liền.", TEXT[1]).body
    )
