"""Invented plain text pages in the layouts of portals become articles."""

import json
import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.placing.file import article_file

PAGES = Path(__file__).parent / "text_pages"
EXPECTED: list[dict[str, Any]] = json.loads((PAGES / "expected.json").read_text("utf-8"))

by_page = pytest.mark.parametrize("page", EXPECTED, ids=lambda page: page["file"])


def imported(page: dict[str, Any]) -> ImportedArticle:
    article = import_page(Capture(page["file"], (PAGES / page["file"]).read_bytes())).value
    assert article is not None
    return article


def plain(markdown: str) -> str:
    """The text of a body without the marks of Markdown."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*- |[*\\]", "", markdown))


def test_there_are_twenty_pages_and_each_is_expected() -> None:
    assert sorted(path.name for path in PAGES.glob("*.txt")) == [page["file"] for page in EXPECTED]
    assert len(EXPECTED) == 20


@by_page
def test_the_fields_are_those_of_the_page(page: dict[str, Any]) -> None:
    fields = frontmatter.loads(article_file(imported(page), "content/tin/a.md", (), ())).metadata
    assert fields["title"] == page["title"]
    assert str(fields["date"]) == page["date"]
    assert fields["author"] == page["author"]
    assert fields["province"] == page["province"]
    assert fields.get("review", []) == page.get("review", [])
    assert fields.get("publisher") == page.get("publisher")
    assert fields.get("translator") == page.get("translator")
    assert imported(page).language == page.get("language", "vi")


@by_page
def test_every_sentence_is_imported_once_and_in_order(page: dict[str, Any]) -> None:
    body = plain(imported(page).body)
    places = [body.find(sentence) for sentence in page["sentences"]]
    assert -1 not in places, page["sentences"][places.index(-1)]
    assert places == sorted(places)
    assert [body.count(sentence) for sentence in page["sentences"]] == [1] * len(places)


@by_page
def test_only_the_sentences_are_imported(page: dict[str, Any]) -> None:
    rest = plain(imported(page).body)
    for sentence in page["sentences"]:
        rest = rest.replace(sentence, "", 1)
    assert re.sub(r"[^\w]+|\b1\b", " ", rest).strip() in ("", "ĐT", "Nguồn ảnh Ban quản lý chợ")


@by_page
def test_no_boilerplate_is_imported(page: dict[str, Any]) -> None:
    body = imported(page).body
    assert [line for line in page["boilerplate"] if line in body] == []


@by_page
def test_the_article_does_not_depend_on_line_ends(page: dict[str, Any]) -> None:
    data = (PAGES / page["file"]).read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    with_returns = import_page(Capture(page["file"], b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))).value
    assert with_returns is not None
    assert with_returns.body == imported(page).body
