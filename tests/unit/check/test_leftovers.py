"""What readers would see as it was typed is told at its place."""

import pytest

from generator.check.leftovers import leftover_problems
from generator.check.source_text import Scalar, SourceText
from generator.model.values import Position

VI = "Sở Khoa học và Công nghệ đã tổ chức hội nghị tổng kết năm với nhiều đại biểu từ các huyện. " * 3
EN = "The department held its annual review with many guests from all districts of the province. " * 3


def told(body: str, lang: str = "vi") -> list[tuple[int, int, str]]:
    text = SourceText("content/a.md", lang, body, body, (), body, 1)
    return [(problem.line, problem.column, problem.code) for problem in leftover_problems(text)]


@pytest.mark.parametrize(
    "code",
    [
        *("{{< youtube abc >}}", "{{% notice %}}", "{% include x.html %}", "[gallery]", "[[Trang khác]]"),
        *('[gallery ids="1,2"]', "[/caption]", "![[anh.png]]", "[vc_row]", "[su_button url=x]"),
        "[youtube=http://x]",
    ],
)
def test_a_short_code_of_another_program_is_told(code: str) -> None:
    assert told(f"Một.\n\nXem {code} này.") == [(3, 5, "short-code")]
    assert told(f"Gõ `{code}`.") == []


@pytest.mark.parametrize(
    "body", ["[video](a.mp4)", "[audio][1]\n\n[1]: a.md", "Điều [1] và [toàn văn]", "[gallery]: a"]
)
def test_a_link_is_no_short_code(body: str) -> None:
    assert told(body) == []


def test_a_reference_without_an_address_is_told() -> None:
    assert told("Xem [abc][khong-co].") == [(1, 5, "reference-missing")]
    assert told("Xem [abc][Co].\n\n[co]: a.md") == []


def test_a_text_in_the_other_language_is_told() -> None:
    assert told(VI, "en") == [(1, 1, "other-language")]
    assert told(EN, "vi") == [(1, 1, "other-language")]
    assert told(VI) == told(EN, "en") == told("Short text.", "vi") == []


@pytest.mark.parametrize(
    "value", ["**Hội nghị** năm", "Khoa học &amp; Công nghệ", "H<sub>2</sub>O", "[a](b.md)"]
)
def test_marks_in_a_title_are_told(value: str) -> None:
    scalars = (Scalar("title", value, Position(2, 8), None), Scalar("slug", value, Position(3, 7), None))
    text = SourceText("content/a.md", "vi", "", "", scalars, "", 1)
    assert [(p.line, p.code) for p in leftover_problems(text)] == [(2, "mark-in-value")]


@pytest.mark.parametrize("value", ["Nhiệt độ < 5 và > 3", "Sở KH&CN", "A * B", "[Ảnh] Hội nghị"])
def test_signs_in_a_title_are_no_marks(value: str) -> None:
    text = SourceText("content/a.md", "vi", "", "", (Scalar("title", value, Position(2, 8), None),), "", 1)
    assert list(leftover_problems(text)) == []


def test_the_fields_of_another_article_are_told() -> None:
    fields = "---\ntitle: Hai\ntags:\n- x\ndate: 2014-01-08\n---"
    assert told(f"Một.\n\n{fields}\n\nHai.") == [(3, 1, "front-matter-again")]
    assert told(f"Một.\n\n```\n{fields}\n```") == []
    assert told("Một.\n\n---\n\nHai: ba.\n\n---\n") == []


@pytest.mark.parametrize(
    "formula",
    ["$E=mc^2$", "\\(a+b\\)", "\\[x_1\\]", "$$\\frac{1}{2}$$", "\\begin{equation}", "$\\alpha$", "\\sqrt2"],
)
def test_a_formula_of_tex_is_told(formula: str) -> None:
    assert told(f"Một {formula} là") == [(1, 5, "formula-shown")]
    assert told(f"Gõ `{formula}`") == []


@pytest.mark.parametrize(
    "text",
    ["giá $5 và $10", "từ $5_000 đến 10$", "$x$", "\\[x\\] y", "C:\\temp", "$HOME_x ra $PATH", "\\(a\\)"],
)
def test_prices_and_backslashes_are_no_formula(text: str) -> None:
    assert told(text) == []
