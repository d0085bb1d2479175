"""What Word shows and does not store comes through: numbers of articles, notes, formulas, merged cells."""

import io
import zipfile
from pathlib import Path

import pytest

from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.sources.docx import convert_docx
from generator.importer.sources.items import SavedFile, SourceItem
from tests.support.docx_files import docx
from tests.support.import_samples import BODY

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if inside.startswith('<') else run(inside)}</w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str], start: int = 1) -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText '
        f'w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride '
        'w:val="1"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )


def document(tmp_path: Path, inside: str, **parts: str) -> tuple[str, tuple[str, ...], list[str]]:
    """The Markdown between first and last paragraph, the fields to review and the problems' codes."""
    plain = docx(["**Quy chế đo gió trên đồng", BODY[0], "XYZ", BODY[1]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                text = text.replace("<w:document ", f'<w:document xmlns:m="{_M}" ').replace(
                    '<w:p><w:r><w:t xml:space="preserve">XYZ</w:t></w:r></w:p>', inside
                )
            new.writestr(name, text)
        for name, text in parts.items():
            new.writestr(f"word/{name}.xml", text)
    file = tmp_path / "a.docx"
    file.write_bytes(stream.getvalue())
    capture = convert_docx(
        SourceItem(Capture("a.docx", b""), SavedFile("a.docx", tmp_path, "a.docx", file, 0))
    )
    assert isinstance(capture, Capture)
    outcome = import_page(capture)
    assert outcome.value is not None
    body = outcome.value.body.partition("đơn vị trực thuộc.\n\n")[2]
    text = body.replace(f"\n\n{BODY[1]}", "")
    return text.strip(), outcome.value.review, [problem.code for problem in outcome.problems]


def test_an_article_keeps_its_name_and_number_after_a_paragraph(tmp_path: Path) -> None:
    inside = (
        numbered("Phạm vi áp dụng.") + paragraph("Đoạn xen giữa các điều.") + numbered("Tổ chức thực hiện.")
    )
    text, _, _ = document(tmp_path, inside, numbering=numbering(("decimal", "Điều %1.")))
    assert text == "Điều 1. Phạm vi áp dụng.\n\nĐoạn xen giữa các điều.\n\nĐiều 2. Tổ chức thực hiện."


def test_a_plain_list_goes_on_with_its_number(tmp_path: Path) -> None:
    inside = (
        numbered("Đo gió buổi sáng.")
        + numbered("Chép sổ buổi chiều.")
        + paragraph("Đoạn xen giữa các mục này.")
        + numbered("Gửi sổ về Sở.")
        + numbered("Danh sách khác.", number=2)
    )
    text, _, _ = document(tmp_path, inside, numbering=numbering(("decimal", "%1.")))
    assert text == (
        "1. Đo gió buổi sáng.\n2. Chép sổ buổi chiều.\n\nĐoạn xen giữa các mục này.\n\n3. Gửi sổ về Sở."
        "\n\n<!-- -->\n\n1. Danh sách khác."
    )


@pytest.mark.parametrize(
    ("form", "shown"),
    [("lowerLetter", "c) "), ("upperRoman", "III) "), ("decimalZero", "03) "), ("upperLetter", "C) ")],
)
def test_letters_and_roman_numbers_are_written_as_word_shows_them(
    tmp_path: Path, form: str, shown: str
) -> None:
    inside = numbered("Một điều.") + numbered("Hai điều.") + numbered("Ba điều.")
    text, _, _ = document(tmp_path, inside, numbering=numbering((form, "%1)")))
    assert f"{shown.strip()} Ba điều." in text.replace("\\", "")


def test_levels_count_below_their_parents_and_start_again(tmp_path: Path) -> None:
    inside = "".join(
        numbered(text, level)
        for text, level in (("Chung.", 0), ("Gió.", 1), ("Mưa.", 1), ("Riêng.", 0), ("Nắng.", 1))
    )
    text, _, _ = document(tmp_path, inside, numbering=numbering(("upperRoman", "%1."), ("decimal", "%1.%2.")))
    assert [line.split()[0].replace("\\", "") for line in text.split("\n\n")] == [
        "I.",
        "I.1.",
        "I.2.",
        "II.",
        "II.1.",
    ]


def test_a_number_may_come_from_the_style(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" '
        'w:styleId="Con">'
        '<w:name w:val="Con"/><w:basedOn w:val="Dieu"/></w:style></w:styles>'
    )
    inside = paragraph("Phạm vi.", '<w:pStyle w:val="Dieu"/>') + paragraph(
        "Đối tượng.", '<w:pStyle w:val="Con"/>'
    )
    text, _, _ = document(tmp_path, inside, numbering=numbering(("decimal", "Điều %1:")), styles=styles)
    assert text == "Điều 1: Phạm vi.\n\nĐiều 2: Đối tượng."


def test_a_footnote_stays_a_footnote(tmp_path: Path) -> None:
    note = paragraph("Theo báo cáo số 12 của Sở.")
    notes = f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2">{note}</w:footnote>'
    inside = paragraph(
        run("Có 120 máy đo gió") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" trong cả tỉnh.")
    )
    text, review, codes = document(tmp_path, inside, footnotes=f"{notes}</w:footnotes>")
    assert text == "Có 120 máy đo gió[^1] trong cả tỉnh.\n\n[^1]: Theo báo cáo số 12 của Sở."
    assert "body" not in review, codes


@pytest.mark.parametrize(
    ("formula", "shown", "whole"),
    [
        ("<m:r><m:t>E=mc</m:t></m:r>", "E=mc", True),
        ("<m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t>"
         "</m:r></m:sup>"
         "</m:sSup>", "E=mc²", True),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
         "(a+b)/2", True),
        ("<m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>", "√x", True),
        ("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup>"
         "<m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>", "∑₁ⁿx", False),
    ],
)  # fmt: skip
def test_a_formula_is_text_or_its_loss_is_named(
    tmp_path: Path, formula: str, shown: str, whole: bool
) -> None:
    inside = f"<w:p>{run('Sai số tính theo ')}<m:oMath>{formula}</m:oMath>{run(' của tiêu chuẩn.')}</w:p>"
    text, review, codes = document(tmp_path, inside)
    assert text == f"Sai số tính theo {shown} của tiêu chuẩn."
    assert ("import-not-kept" in codes, "body" in review) == (not whole, not whole)


def test_a_chart_is_named_as_lost(tmp_path: Path) -> None:
    chart = (
        '<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        "</w:drawing></w:r>"
    )
    _, review, codes = document(tmp_path, paragraph(chart) + paragraph("Biểu đồ ở trên cho thấy gió tăng."))
    assert "import-not-kept" in codes
    assert "body" in review


def test_cells_merged_downwards_stay_in_their_column(tmp_path: Path) -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        cell("Huyện") + cell("Lĩnh vực") + cell("Số"),
        cell("Ý Yên", '<w:vMerge w:val="restart"/>') + cell("Nông nghiệp") + cell("12"),
        cell("", "<w:vMerge/>") + cell("Y tế") + cell("7"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    text, review, _ = document(tmp_path, table)
    assert '<td rowspan="2">Ý Yên</td><td>Nông nghiệp</td><td>12</td></tr>\n<tr><td>Y tế</td>' in text
    assert "body" not in review


@pytest.mark.parametrize(
    "shape",
    [
        "<mc:Choice Requires='wps'/><mc:Fallback><w:pict><v:oval><v:textbox>{}</v:textbox></v:oval></w:pict>"
        "</mc:Fallback>",
        "<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing>"
        "</mc:Choice>",
    ],
)
def test_the_text_of_every_shape_is_kept(tmp_path: Path, shape: str) -> None:
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    text = f"<w:txbxContent>{paragraph('Tổ đo gió gồm ba người.')}</w:txbxContent>"
    inside = f"<w:p><w:r><mc:AlternateContent {names}>{shape.format(text)}</mc:AlternateContent></w:r></w:p>"
    shown, review, _ = document(tmp_path, inside)
    assert shown == "Tổ đo gió gồm ba người."
    assert "body" not in review


@pytest.mark.parametrize(
    ("program", "name"), [("Equation.DSMT4", "formula"), ("Excel.Sheet.12", "embedded file")]
)
def test_an_embedded_object_is_named_as_lost(tmp_path: Path, program: str, name: str) -> None:
    held = f'<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="{program}"/>'
    _, review, codes = document(tmp_path, paragraph(f"<w:r><w:object>{held}</w:object></w:r>"))
    assert "import-not-kept" in codes
    assert "body" in review


@pytest.mark.parametrize(
    "texts",
    [
        ["B1: Vào trang quản lý", "B2: Bấm nút Lưu", "B3: Thoát ra"],
        ["Ngày 3/2 họp", "Tổ trưởng"],
        ["Một hai ba bốn năm sáu bảy tám"],
    ],
)
def test_a_document_of_short_lines_is_a_draft_with_all_of_them(tmp_path: Path, texts: list[str]) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(docx(texts))
    capture = convert_docx(
        SourceItem(Capture("a.docx", b""), SavedFile("a.docx", tmp_path, "a.docx", file, 0))
    )
    assert isinstance(capture, Capture)
    article = import_page(capture).value
    assert article is not None
    assert article.title == texts[0]
    assert article.draft
    assert all(text in article.title + article.body for text in texts)
