"""The documents of a corpus by quarter."""

import pytest

from generator.model.search import Corpus, Document, DocumentMeta, ResultCard
from generator.model.values import PartialDate
from generator.search.quarters import quarter
from generator.search.quarters.quarter import quarter_name, quarters_of


@pytest.mark.parametrize(
    ("date", "name"),
    [
        (PartialDate(2014, 1, 31), "2014-1"),
        (PartialDate(2014, 12), "2014-4"),
        (PartialDate(2014), "2014-0"),
        (None, "0000-0"),
    ],
)
def test_a_quarter_is_named_after_its_dates(date: PartialDate | None, name: str) -> None:
    assert quarter_name(date) == name


def test_a_corpus_that_is_too_large_for_the_search_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarter, "MAX_SLOTS", 8)
    assert len(quarters_of(_corpus(3))) == 3
    with pytest.raises(OverflowError, match="9 documents take 18 slots"):
        quarters_of(_corpus(9))


def _corpus(documents: int) -> Corpus:
    metas = tuple(
        DocumentMeta("vi", PartialDate(2000 + number), "tin-tuc", (), ()) for number in range(documents)
    )
    fingerprints = tuple(map(str, range(documents)))
    return Corpus(metas, fingerprints, _no_card, _no_document, (), (), (), (), ())


def _no_card(number: int) -> ResultCard:
    raise AssertionError(number)


def _no_document(number: int) -> Document:
    raise AssertionError(number)
