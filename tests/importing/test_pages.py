"""Invented HTML pages in the layouts of nine portals: share of fields and text found."""

import re

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.conversion import import_page
from generator.importer.text.completeness import measure_completeness
from tests.support.import_scores import Measured, measured, shown
from tests.support.labelled_pages import Labelled, letters, load

PAGES = load()

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
IN_UNICODE = [page for page in PAGES if page.fields.get("encoding", "utf-8") in ("utf-8", "utf-16", "nfd")]


def imported(page: Labelled) -> ImportedArticle:
    article = import_page(page.capture).value
    assert article is not None
    return article


@pytest.fixture(scope="module")
def result() -> Measured:
    return measured(PAGES)


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 40


def test_no_date_is_wrong(result: Measured) -> None:
    assert result.scores["date"].wrong == 0, result.faults


def test_the_fields_are_found(result: Measured) -> None:
    assert result.share("title") >= 0.97, result.faults
    assert result.share("date") >= 0.95, result.faults
    assert result.share("author") >= 0.9, result.faults
    assert result.scores["author"].wrong <= 0.02 * result.pages, result.faults
    assert result.share("province") >= 0.97, result.faults


def test_the_text_is_imported_and_the_boilerplate_is_not(result: Measured) -> None:
    assert result.recall >= 0.99, result.faults
    assert result.unordered == 0, result.faults
    assert result.noise <= 0.01, result.faults


@by_page
def test_a_whole_page_is_shown_to_be_whole(page: Labelled) -> None:
    assert [p for p in import_page(page.capture).problems if p.code.startswith("import-text")] == []


@pytest.mark.parametrize("page", IN_UNICODE, ids=lambda page: page.name)
def test_a_sentence_that_is_lost_is_reported(page: Labelled) -> None:
    article = imported(page)
    long = [sentence for sentence in page.sentences if len(letters(sentence)) >= 30]
    source = page.capture.data.decode(
        "utf-16" if page.fields.get("encoding") == "utf-16" else "utf-8", "replace"
    )
    other_fields = [article.title, *article.authors]
    for sentence in long[1:-1]:
        without = shown(article.body).replace(sentence, "")
        if letters(sentence) not in letters(without):
            assert measure_completeness(source, True, without, other_fields).lost, sentence


@by_page
def test_topics_are_found(page: Labelled) -> None:
    article = imported(page)
    assert article.language == page.fields.get("language", "vi")
    if page.fields.get("tags"):
        assert ", ".join(article.tags) == page.fields["tags"]
    if page.fields.get("section"):
        assert article.section == page.fields["section"]
    if page.fields.get("publisher", "").strip():
        assert article.publisher == page.fields["publisher"]


@by_page
def test_every_field_says_how_it_was_found(page: Labelled) -> None:
    article = imported(page)
    assert set(article.evidence) >= {"title", "date", "author", "province", "body"}
    assert all(0 <= evidence.certainty <= 1 for evidence in article.evidence.values())
    for name, value in (("date", article.date), ("author", article.authors), ("province", article.province)):
        assert (name in article.review) or (value and article.evidence[name].certainty >= 0.8), name


@by_page
def test_media_are_addressed_by_their_number(page: Labelled) -> None:
    article = imported(page)
    numbers = [int(number) for number in re.findall(r"media:(\d+)", article.body)]
    assert numbers == list(range(len(numbers)))
    listed = article.media[len(numbers) :]
    assert all(medium.kind == "attachment" for medium in listed)
