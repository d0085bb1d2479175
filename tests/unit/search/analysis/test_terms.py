"""Words as the search compares them: in every normal form and case the same, by their accents apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis.terms import Term, word

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ", min_size=1
)


@pytest.mark.parametrize(
    ("text", "key", "form"),
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
    ],
)
def test_a_word_has_a_key_without_accents_and_a_form_with_them(text: str, key: str, form: str) -> None:
    assert word(text) == Term(key, form)


@pytest.mark.parametrize(("one", "other"), [("thúy", "thúi"), ("hòa", "hóa"), ("đa", "da"), ("lý", "ly")])
def test_other_words_have_another_key_or_form(one: str, other: str) -> None:
    assert word(one) != word(other)


@given(VIETNAMESE)
def test_normal_form_and_case_do_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert word(unicodedata.normalize(form, text.upper())).key == word(text).key
        assert word(unicodedata.normalize(form, text)) == word(text)


@given(VIETNAMESE)
def test_a_key_is_ascii(text: str) -> None:
    assert word(text).key.isascii()
