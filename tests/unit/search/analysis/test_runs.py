"""Runs: what is probably one name or number, and no other words."""

from generator.search.analysis.fields import FieldText, IndexedField
from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.runs import JOINT
from generator.search.quarters.postings import quarter_postings
from generator.search.quarters.slots import Slots


def runs_of(text: str) -> set[str]:
    """The runs in a text, folded, with blanks."""
    lexicon = Lexicon(())
    tokenized = lexicon.tokenize([[FieldText(IndexedField.BODY, text)]])
    postings = quarter_postings(lexicon, tokenized, Slots(1, (0,)))
    folded = [text.partition(" ")[0] for text in postings.vocabulary]
    pairs = zip(postings.pairs.first.tolist(), postings.pairs.second.tolist(), strict=True)
    keys = [f"{folded[first - 1]} {folded[second - 1]}" for first, second in pairs]
    return {key.replace(JOINT, " ") for key in keys if JOINT in key}


def test_a_name_of_three_words_is_a_run() -> None:
    assert runs_of("ông Nguyễn Văn An nói") == {"nguyen van an"}


def test_parts_of_a_longer_name_are_runs_too() -> None:
    assert runs_of("ở Thành phố Hồ Chí Minh") == {"ho chi minh"}
    assert runs_of("Bà Rịa - Vũng Tàu") == {"ba ria vung", "ria vung tau", "ba ria vung tau"}


def test_what_has_no_blank_is_a_run() -> None:
    assert "14 2021 qd ubnd" in runs_of("số 14/2021/qđ-ubnd.")
    assert runs_of("ngày 24-7-2023") == {"24 7 2023"}


def test_capitals_beside_numbers_are_a_run() -> None:
    assert "tcvn iso 9001 2015" in runs_of("theo TCVN ISO 9001:2015")


def test_plain_words_and_columns_of_numbers_are_none() -> None:
    assert runs_of("khoa học và công nghệ của tỉnh") == set()
    assert runs_of("12 34 56 78") == set()


def test_no_run_goes_beyond_its_sentence() -> None:
    assert runs_of("Nguyễn Văn. An Bình") == set()
