"""Citations: what a title contains cannot break the form that it stands in."""

from types import SimpleNamespace
from typing import Any

import pytest

from generator.model.values import PartialDate
from generator.render.citations import bibtex, ris, wikipedia, wikipedia_fields


def page(title: str = "Bài", **fields: Any) -> Any:
    text = SimpleNamespace(value="Sở KH&CN")
    author = SimpleNamespace(author=SimpleNamespace(name="Trần Văn An"))
    known = {
        "authors": [author],
        "publisher": text,
        "date": PartialDate(2017, 7, 25, "08:30"),
        "lang": "vi",
        "canonical": "https://khotin.example/vi/2017/07/bai.html",
        "path": "vi/2017/07/bai.html",
    }
    return SimpleNamespace(title=title, **(known | fields))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Giá tăng 5%", r"{{Giá tăng 5\%}}"),
        ("A & B_c #1 $2", r"{{A \& B\_c \#1 \$2}}"),
        ("{x} và }", r"{{\{x\} và \}}}"),
        ("a\\b~c^d", r"{{a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d}}"),
    ],
)
def test_bibtex_escapes_its_signs(title: str, written: str) -> None:
    assert f"title = {written}," in bibtex(page(title))


def test_bibtex_keeps_names_in_their_order() -> None:
    two = page().authors * 2
    assert "author = {{Trần Văn An} and {Trần Văn An}}," in bibtex(page(authors=two))


def test_a_record_of_ris_has_one_field_a_line() -> None:
    lines = ris(page("Dòng một\nER  - dòng hai")).splitlines()
    assert "TI  - Dòng một ER - dòng hai" in lines
    assert lines[0] == "TY  - NEWS"
    assert lines[-1] == "ER  - "
    assert "DA  - 2017/07/25" in lines


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("A | B", "|title=A {{!}} B "),
        ("{{x}} [[y]] <ref>", "|title=&#123;&#123;x&#125;&#125; &#91;&#91;y&#93;&#93; &#60;ref&#62; "),
        ("''nghiêng''", "|title=&#39;&#39;nghiêng&#39;&#39; "),
    ],
)
def test_wikipedia_reads_the_title_as_it_is(title: str, written: str) -> None:
    assert written in wikipedia("cite web", wikipedia_fields(page(title)))


@pytest.mark.parametrize(
    ("date", "written"), [(None, ""), (PartialDate(2017), "2017"), (PartialDate(2017, 7), "2017-07")]
)
def test_a_date_is_as_exact_as_it_is_known(date: PartialDate | None, written: str) -> None:
    text = wikipedia("chú thích web", wikipedia_fields(page(date=date)))
    assert (f"|date={written} " in text) if written else ("|date=" not in text)
