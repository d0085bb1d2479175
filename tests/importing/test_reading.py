"""The importer's rules one by one: boilerplate, datelines, signatures, provinces, refusals."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from generator.importer.article import ImportedArticle
from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.conversion import import_page
from generator.importer.lines.boilerplate import Marker, is_noise, is_picture_trace, marker_of
from generator.importer.lines.dateline import read_dateline
from generator.importer.lines.shape import is_person
from generator.importer.lines.signature import Signature, labelled, named, source_named
from generator.importer.placing.file import article_file
from generator.importer.reading.page import Line
from generator.importer.reading.plain_text import read_plain_text
from generator.importer.text.markdown import paragraph
from generator.read.front_matter import read_front_matter, split
from generator.read.yaml_reader import Reader

# A busy machine may take long over one example; that says nothing about the code.
untimed = settings(deadline=None)

TEXT = "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay được hai giờ."


def page(*lines: str, text: str = TEXT) -> bytes:
    return "\n".join([*lines, text]).encode()


def imported(data: bytes, province: str = "") -> ImportedArticle:
    article = import_page(Capture("page.txt", data), province).value
    assert article is not None
    return article


def read_lines_of(text: str) -> tuple[Line, ...]:
    return read_plain_text(text).lines


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in import_page(Capture("page.txt", data)).problems]


# --- lines ------------------------------------------------------------------------------------------------


def test_letters_that_cannot_be_read_make_a_draft_that_says_where_they_are() -> None:
    data = page("Thả diều đo gió trên đồng", "08/01/2014", text=f"{TEXT} Gió nhẹ.").replace(
        b"nh\xe1", b"nh\xff"
    )
    outcome = import_page(Capture("old.txt", data))
    assert outcome.value is not None
    assert outcome.value.draft
    problem = next(problem for problem in outcome.problems if problem.code == "import-broken-letters")
    assert dict(problem.details)["at"].startswith("3:")


@untimed
@given(st.binary(max_size=400))
def test_no_bytes_break_the_importer(data: bytes) -> None:
    outcome = import_page(Capture("page.txt", data))
    assert outcome.value is not None or outcome.problems


@untimed
@given(st.lists(st.sampled_from([
    "Tiêu đề của một bài viết thử", "08/01/2014", TEXT, "Bình luận", "Nguyễn Thử Nghiệm",
    "", "   ", "- mục một;",
    "IMG_1.JPG",
    "Các tin khác", "./.", "Địa chỉ: Số 0, tỉnh Hà Nam", "Tin, ảnh: Thử", "*", "[a](b)", "---", "# x",
]), max_size=14))  # fmt: skip
def test_any_order_of_lines_gives_an_article_that_can_be_read_or_a_reason(lines: list[str]) -> None:
    outcome = import_page(Capture("page.txt", "\n".join(lines).encode()))
    if outcome.value is None:
        assert outcome.problems
        return
    reader = Reader("page.md", "vi")
    parts = split(article_file(outcome.value, "content/tin/a.md", (), ()), reader)
    assert parts is not None
    assert read_front_matter(parts.yaml, reader) is not None
    assert reader.problems == []


def test_paragraphs_broken_to_a_width_are_joined() -> None:
    words = " ".join(f"chữ{number}" for number in range(120))
    broken, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 70:
            broken.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines = read_lines_of("\n".join(["Tiêu đề", "", *broken, f"{line}.", "", "Đoạn hai."]))
    assert [found.text for found in lines] == ["Tiêu đề", f"{words}.", "Đoạn hai."]


def test_sentences_torn_apart_at_links_are_joined() -> None:
    lines = read_lines_of("Nguồn lợi từ\nao đầm\n, rừng ngập mặn\nvà bãi bồi.\nC\nung cấp đủ cho làng.")
    assert [line.text for line in lines] == [
        "Nguồn lợi từ ao đầm, rừng ngập mặn và bãi bồi.",
        "Cung cấp đủ cho làng.",
    ]


# --- boilerplate ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content", "-A A +A", "A+ A-", "In trang | Chia sẻ", "Lượt xem: 1.234", "452 0",
        "IMG_0001.JPG",
        r"Description: C:\Users\ai do\anh.jpg", "Từ khóa: đo lường, nấm mối", "Đọc bài viết", "1.0x", "-----",
        "Xem thêm: Một bài khác ở trang này", "Bạn đã không sử dụng Site, Bấm vào đây để duy trì",
    ],
)  # fmt: skip
def test_tools_and_counters_are_noise(line: str) -> None:
    assert is_noise(line) or is_picture_trace(line)


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("Bình luận (3)", Marker.COMMENTS), ("Bạn vui lòng Đăng nhập để bình luận", Marker.COMMENTS),
        ("Thăm dò ý kiến", Marker.COMMENTS), ("Các tin khác:", Marker.RELATED), ("TIN XEM NHIỀU",
        Marker.RELATED),
        ("Những tin cũ hơn", Marker.RELATED), ("Tổng biên tập: Người Thử", Marker.FOOTER),
        ("© 2015 Sở Thử", Marker.FOOTER), ("Địa chỉ: Số 0", Marker.CONTACT), ("Website liên kết",
        Marker.BLOCK),
        ("Sản phẩm nổi bật", Marker.BLOCK), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH NÀO ĐÓ", Marker.CONTACT),
    ],
)  # fmt: skip
def test_ends_of_articles_are_known(line: str, marker: Marker) -> None:
    assert marker_of(line) is marker


@pytest.mark.parametrize(
    "line",
    [
        TEXT, "Bình luận của đại biểu được ghi đủ vào biên bản.", "Tin học hóa việc đo gió.",
        "Chịu trách nhiệm chính là tổ kỹ thuật.", "Xem xét lại kết quả đo.",
        "Theo kế hoạch, diều sẽ bay lại.",
        "Cơ quan quản lý nhà nước về đo lường đã kiểm tra.", "Tổng số kinh phí: ba triệu đồng.",
    ],
)  # fmt: skip
def test_sentences_are_not_boilerplate(line: str) -> None:
    assert not is_noise(line)
    assert marker_of(line) is None


# --- dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "iso", "name"),
    [
        ("Thứ ba - 04/12/2018 02:03 452 0", "2018-12-04T02:03", ""),
        ("Liên Phương - 09/02/2023 19:57", "2023-02-09T19:57", "Liên Phương"),
        ("Đăng ngày 08/01/2014 bởi admin", "2014-01-08", "admin"),
        ("Ngày đăng: 08/01/2014 - Cập nhật: 09/01/2014", "2014-01-08", ""),
        ("Tin tức | 08/01/2014 10:05 | 123 lượt xem", "2014-01-08T10:05", ""),
        ("Ngày viết: Thứ Năm, Tháng Hai 8, 2018 | 10:47", "2018-02-08T10:47", ""),
        ("Hải Phòng, ngày 06 tháng 12 năm 2019", "2019-12-06", ""),
        ("Được đăng: Thứ tư, 08 Tháng 1 2014 10:05", "2014-01-08T10:05", ""),
        ("thứ tư, 08 01 2014 10:05", "2014-01-08T10:05", ""),
    ],
)
def test_date_lines_are_read(line: str, iso: str, name: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.date.iso, found.name) == (iso, name)


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay: 20/11/2026", "Ngày ban hành: 15/06/2017", "Thời gian: 8h00, ngày 15/03/2019",
        "Hạn nộp: 01/02/2014",
        "Ngày 19/01/2018, tổ kỹ thuật thả diều.", "Giấy phép số 1 cấp ngày 17/3/2022",
        "Khoa học -0001-11-30 07:06:30",
        "08 01 2014", "31/02/2015", "13/13/2014",
        "Từ 01/02/2014 đến 05/02/2014", "Quyết định số 5/QĐ ngày 08/01/2014",
    ],
)  # fmt: skip
def test_other_lines_with_dates_are_not(line: str) -> None:
    assert read_dateline(line) is None


def test_a_page_without_a_dateline_is_undated_whatever_dates_its_text_names() -> None:
    text = "Ngày 02/01/2014, tổ kỹ thuật thả diều theo Quyết định số 5/QĐ ngày 15/06/2013 của làng. Gió nhẹ."
    article = imported(page("Thả diều đo gió trên đồng", text=text))
    assert (article.date, "date" in article.review) == (None, True)


def test_the_headers_date_of_today_is_not_the_articles() -> None:
    text = "Ngày 02/01/2014, tổ kỹ thuật thả diều trên cánh đồng làng theo kế hoạch năm 2014. Gió nhẹ."
    header = ("Thứ Sáu, 20/11/2026", "Trang chủ", "Giới thiệu")
    assert imported(page(*header, "Thả diều đo gió trên đồng", text=text)).date is None
    assert imported(page(header[0], "Thả diều đo gió trên đồng", text=text)).date is None


def test_two_different_dates_without_labels_are_to_be_reviewed() -> None:
    assert "import-date-doubtful" in codes(page("Thả diều đo gió trên đồng", "08/01/2014", "09/01/2014"))


# --- signatures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Tin, ảnh: Ngọc Thử", ("Ngọc Thử",)), ("Tin: Lê Thử; Ảnh: Trần Nghiệm", ("Lê Thử",)),
        ("Bài, ảnh: Hà - Thu", ("Hà", "Thu")), ("Tác giả: ThS. Lê Thử", ("ThS. Lê Thử",)),
        ("Reported by Anh Thu – Translated by Minh Thu", ("Anh Thu",)), ("Tin: PV", ("PV",)),
        ("Tin bài: Phòng Quản lý Khoa học", ("Phòng Quản lý Khoa học",)),
    ],
)  # fmt: skip
def test_labelled_signatures_name_their_authors(line: str, authors: tuple[str, ...]) -> None:
    found = labelled(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line", ["Ảnh: Trần Nghiệm", "Tin mới: Hội thả diều", "Theo kế hoạch của làng", TEXT]
)
def test_credits_of_pictures_and_sentences_name_none(line: str) -> None:
    assert labelled(line) is None
    assert named(line) is None


@pytest.mark.parametrize(
    "line", ["Tin Nguyễn Thử", "Tin, ảnh Nguyễn Thử", "Tin và bài Nguyễn Thử", "Bài, ảnh Nguyễn Thử"]
)
def test_what_a_person_did_is_no_part_of_the_name(line: str) -> None:
    assert named(line) == Signature(("Nguyễn Thử",))


@pytest.mark.parametrize(
    "line",
    [
        "Ban tổ chức trao thưởng cho các đội tại hội thao", "Phòng họp giao ban - Tầng 2 - Sở Thử nghiệm",
        "Đoàn công tác thăm mô hình trồng sen", "Trường Thử được công nhận đạt chuẩn",
        "Viện Thử, khu phố 6, phường Hạ, quận Trung",
    ],
)  # fmt: skip
def test_what_an_organisation_does_is_no_name(line: str) -> None:
    assert named(line) is None


def test_a_name_with_an_affiliation_is_the_persons() -> None:
    expected = Signature(("Nguyễn Thử",), affiliation="Sở KH&CN Hà Nam")
    assert named("Nguyễn Thử - Sở KH&CN Hà Nam") == expected


def test_sources_are_publishers() -> None:
    assert source_named("(Theo Tạp chí Gió)") == "Tạp chí Gió"
    assert source_named("Nguồn: baogio.vn") == "baogio.vn"
    assert source_named("Theo kế hoạch") == ""


def test_menus_are_not_people() -> None:
    assert [
        line for line in ("Tin Tức", "Khoa Học Công Nghệ", "Trang Chủ", "Liên Hệ") if is_person(line)
    ] == []
    assert all(is_person(name) for name in ("H.Y", "ĐOÀN THỬ", "Đoàn Thị Thử", "Nguyen Van Thu"))


def test_a_name_behind_the_end_mark_is_the_author_and_not_text() -> None:
    article = imported(page("Thả diều đo gió trên đồng", text=f"{TEXT[:-1]}./. Lê Thử Diều"))
    assert article.authors == ("Lê Thử Diều",)
    assert "Lê Thử" not in article.body


# --- provinces --------------------------------------------------------------------------------------------


def province(*foot: str, text: str = TEXT, date: str = "08/01/2014", given: str = "") -> str:
    lines = ["Thả diều đo gió trên đồng", date, text, "Lê Thử Diều", *foot]
    return imported("\n".join(lines).encode(), given).province


def test_a_given_province_is_taken_as_true() -> None:
    assert province("Địa chỉ: Số 0, tỉnh Hà Nam", given="Nam Định") == "Nam Định"


def test_the_address_of_the_site_comes_before_the_text() -> None:
    visit = f"{TEXT} Đoàn đã đến thăm Sở Khoa học và Công nghệ tỉnh Nghệ An."
    assert province("Địa chỉ: Số 0, phố Không, thành phố Lạng Sơn, tỉnh Lạng Sơn", text=visit) == "Lạng Sơn"


def test_a_host_determines_the_province() -> None:
    assert province("Email: thu@khcnlaocai.gov.vn") == "Lào Cai"


def test_the_text_of_a_former_province_comes_before_its_successors_masthead() -> None:
    text = f"{TEXT} Sở Khoa học và Công nghệ tỉnh Nam Định tổ chức việc này trên địa bàn tỉnh Nam Định."
    assert province("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH NINH BÌNH", text=text) == "Nam Định"


def test_an_unknown_province_is_reviewed() -> None:
    assert "import-province-unknown" in codes(page("Thả diều đo gió trên đồng", "08/01/2014"))


# --- refusals and files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"), (b" \n\xc2\xa0\n", "import-empty"), (b"PK\x03\x04\0\0", "import-not-text"),
        (b"<!DOCTYPE html><html></html>", "import-no-title"), (b"x" * (MOST_BYTES + 1), "import-too-large"),
        ("Trang chủ\nGiới thiệu\nBình luận".encode(), "import-no-title"),
        ("Thả diều đo gió trên đồng\n08/01/2014\nCác tin khác\nThả diều lần hai".encode(), "import-no-body"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(data: bytes, code: str) -> None:
    outcome = import_page(Capture("page.txt", data))
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == [code]


def test_the_source_is_the_captured_file() -> None:
    data = page("Thả diều đo gió trên đồng", "08/01/2014")
    assert imported(data).source["sha256"] == hashlib.sha256(data).hexdigest()


@untimed
@given(st.text(alphabet="ab *_`<>&;#-+.1)[](){}\\|~:!^\"'=/", min_size=1, max_size=40))
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    shown = markdown(paragraph(" ".join(text.split())), extensions=["tables", "sane_lists", "footnotes"])
    assert not any(
        tag in shown for tag in ("<em", "<strong", "<li", "<h1", "<h2", "<code", "<a ", "<blockquote")
    )
