"""What the text leaves out of its page is named, wherever on the page it stands."""

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.lines.boilerplate import Marker, marker_of
from generator.model.problem import Outcome

TITLE = "Thả diều đo gió trên đồng"
FIRST = "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay hai giờ."
SECOND = "Các số đo được chép vào sổ và gửi về Sở trước khi trời tối, không thiếu một lần đo nào."
LATER = "Đến chiều, gió đổi hướng nên tổ phải thu dây, và lần đo cuối cùng được ghi lại bằng tay trên bờ."
CLOSING = "Ông Trần Mẫu cho biết tổ sẽ quay lại vào mùa gặt để đo thêm ba lần nữa ở cùng một chỗ này."


def imported(text: str, after: str = "") -> Outcome[ImportedArticle | None]:
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
        f"<main><h1>{TITLE}</h1><div>{text}</div>{after}</main></body></html>"
    )
    return import_page(Capture("dieu.html", page.encode()))


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


CUT = {
    "behind a list of others": (paragraphs(FIRST, SECOND, "Bình luận", LATER, CLOSING), ""),
    "in an element of its own": (
        f"<section class='phan'>{paragraphs(FIRST, SECOND, SECOND + ' Hết.')}</section><p>Bình luận</p>"
        f"<section class='phan'>{paragraphs(LATER, CLOSING)}</section>",
        "",
    ),
}


@pytest.mark.parametrize("cut", CUT)
def test_paragraphs_that_stand_as_the_text_does_are_kept_or_named(cut: str) -> None:
    outcome = imported(*CUT[cut])
    assert outcome.value is not None
    if LATER in outcome.value.body and CLOSING in outcome.value.body:
        return
    assert outcome.value.evidence["body"].certainty < 0.7
    assert "body" in outcome.value.review
    assert outcome.value.draft
    (problem,) = [each for each in outcome.problems if each.code == "import-text-left-out"]
    assert LATER[:40] in str(problem.details)


INSERTED = {
    "a picture with its licence": "<figure><img src='h.jpg'><p><span class='c'>© Ảnh: Sở</span></p></figure>",
    "a way to another article": "<div class='hop'><div><p>Đọc thêm</p></div></div>",
}


@pytest.mark.parametrize("inserted", INSERTED)
def test_the_text_goes_on_behind_an_element_that_interrupts_it(inserted: str) -> None:
    rest = [f"{LATER} Lần thứ {number}, máy ghi thêm {CLOSING}" for number in range(1, 5)]
    begin = (FIRST, SECOND, LATER, CLOSING)
    outcome = imported(paragraphs(*begin) + INSERTED[inserted] + paragraphs(*rest))
    assert outcome.value is not None
    assert all(text in outcome.value.body for text in (*begin, *rest))
    assert "body" not in outcome.value.review


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Tổng số lượt tiếp: 28 lượt (28 định kỳ) với 50 người đến khiếu nại, phản ánh, trong đó:", False),
        ("Tổng số khách du lịch đến tỉnh trong quý là hai mươi nghìn lượt người.", False),
        ("Tổng lượt truy cập: 1.234", True),
        ("Tổng số lượt truy cập hôm nay: 12", True),
        ("Tổng số lượt: 99", True),
    ],
)  # fmt: skip
def test_a_sum_in_a_text_is_no_counter_of_visits(line: str, counts: bool) -> None:
    assert (marker_of(line) is Marker.FOOTER) is counts


BESIDE = {
    "teasers": (
        paragraphs(FIRST, SECOND),
        "".join(
            f"<div class='tin'><h3><a href='/{i}'>Tin số {i} của làng hôm nay</a></h3><p>{LATER}</p></div>"
            for i in range(4)
        ),
    ),
    "readers": (
        paragraphs(FIRST, SECOND),
        f"<div class='comments'><p>Bình luận</p><div class='y-kien'>{paragraphs(LATER)}</div></div>",
    ),
}


@pytest.mark.parametrize("beside", BESIDE)
def test_what_the_site_says_is_not_missing(beside: str) -> None:
    outcome = imported(*BESIDE[beside])
    assert outcome.value is not None
    assert outcome.value.evidence["body"].certainty == 1.0
    assert "body" not in outcome.value.review


FIELDS = {
    "a date in an element of the site": "<div class='social'><p>Ngày đăng: 08/01/2014 - 15:52</p></div>",
    "the day alone": "<div class='social'><p>08/01/2014 15:52</p></div>",
    "the author with an office": "<div class='social'><p>Lê Thị Thử Nghiệm, phóng viên báo Mẫu</p></div>",
}


@pytest.mark.parametrize("said", FIELDS)
def test_what_became_a_field_is_not_missing(said: str) -> None:
    head = "<meta name='author' content='Lê Thị Thử Nghiệm'><meta name='pubdate' content='2014-01-08'>"
    text = paragraphs(FIRST) + FIELDS[said] + paragraphs(SECOND, LATER)
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title>{head}</head><body><main>"
        f"<h1>{TITLE}</h1><div>{text}</div></main></body></html>"
    )
    outcome = import_page(Capture("dieu.html", page.encode()))
    assert outcome.value is not None
    assert outcome.value.evidence["body"].certainty == 1.0
    assert "body" not in outcome.value.review
