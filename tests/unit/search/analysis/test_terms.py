"""Terms: equal in every normal form and case, different by their accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis.terms import Term, term_of

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ", min_size=1
)


@pytest.mark.parametrize(
    ("text", "folded", "accents"),
    [
        ("Điện", "dien", "569"),
        ("BIÊN", "bien", "6"),
        ("hoà", "hoa", "2"),
        ("hòa", "hoa", "2"),
        ("thuỷ", "thuy", "3"),
        ("kỹ", "ki", "y4"),
        ("kĩ", "ki", "4"),
        ("quý", "qui", "y1"),
        ("2014", "2014", ""),
        ("KHCN", "khcn", ""),
        ("standards", "standard", "standards"),
        ("measured", "measur", "measured"),
        ("studies", "study", "studies"),
        ("boxes", "box", "boxes"),
        ("can", "can", ""),
        ("CO₂", "co2", ""),
        ("km²", "km2", ""),
        ("\u33a1", "m2", ""),
        ("ﬁ", "fi", ""),
        ("Ⅳ", "iv", ""),
        ("1.250", "1250", ""),
        ("12,500,000", "12500000", ""),
        ("07", "7", ""),
        ("007", "007", ""),
    ],
)
def test_a_term_is_folded_and_keeps_its_accents_apart(text: str, folded: str, accents: str) -> None:
    assert term_of(text) == Term(folded, accents)


@pytest.mark.parametrize(("one", "other"), [("thúy", "thúi"), ("hòa", "hóa"), ("đa", "da"), ("lý", "ly")])
def test_different_words_are_different_terms(one: str, other: str) -> None:
    assert term_of(one) != term_of(other)


@given(VIETNAMESE)
def test_normal_form_and_case_do_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert term_of(unicodedata.normalize(form, text.upper())).folded == term_of(text).folded
        assert term_of(unicodedata.normalize(form, text)) == term_of(text)


@given(VIETNAMESE)
def test_a_folded_word_is_ascii(text: str) -> None:
    assert term_of(text).folded.isascii()
