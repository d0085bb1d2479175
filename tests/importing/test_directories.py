"""A page of names and telephone numbers is imported, and its text is to be reviewed."""

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.model.problem import Outcome

TITLE = "Danh bạ điện thoại của Sở Mẫu"
MENU = "<div class='menu'><a href='/'>Trang chủ</a><a href='/1'>Giới thiệu</a></div>"
PEOPLE = [(f"Nguyễn Thị Mẫu {name}", f"0261 3.500 00{i}", "Chuyên viên") for i, name in enumerate("ABCDEFG")]


def imported(text: str) -> Outcome[ImportedArticle | None]:
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>{MENU}"
        f"<main><h1>{TITLE}</h1>{text}</main><footer><p>Điện thoại: 0261 3.500 999</p></footer></body></html>"
    )
    return import_page(Capture("danh-ba.html", page.encode()))


def test_names_with_telephone_numbers_are_a_text_to_review() -> None:
    rows = "".join(f"<div>{''.join(f'<div>{cell}</div>' for cell in person)}</div>" for person in PEOPLE)
    outcome = imported(f"<div class='danh-ba'>{rows}</div>")
    assert outcome.value is not None
    for name, number, office in PEOPLE:
        assert f"{name} – {number} – {office}" in outcome.value.body
    assert "999" not in outcome.value.body
    assert "body" in outcome.value.review
    assert "import-text-unproven" in [problem.code for problem in outcome.problems]


def test_the_address_of_an_agency_alone_is_no_directory() -> None:
    outcome = imported("<div><div>Điện thoại: 0261 3.500 111</div><div>Fax: 0261 3.500 112</div></div>")
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["import-no-body"]
