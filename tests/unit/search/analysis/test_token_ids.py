"""Token ids stand for the tokens of the texts."""

from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis.fields import FieldText, IndexedField, tokens_of
from generator.search.analysis.token_ids import BREAK, TokenInterner


@given(st.lists(st.text("aă .,!\n-&", max_size=30), min_size=1, max_size=4))
def test_token_ids_stand_for_the_tokens_of_the_texts(texts: list[str]) -> None:
    interner = TokenInterner()
    interner.tokenize([(FieldText(IndexedField.BODY, text),) for text in texts[::2]])  # known before
    tokenized = interner.tokenize(
        [(FieldText(IndexedField.TITLE, text), FieldText(IndexedField.BODY, text)) for text in texts]
    )
    for at, text in enumerate(texts):
        begin = int(tokenized.lengths[:at].sum())
        ids = tokenized.tokens[begin : begin + int(tokenized.lengths[at])].tolist()
        tokens = [interner.tokens[number - 1] for number in ids if number != BREAK]
        assert tokens == [token for token in tokens_of(text) * 2 if token.isalnum()]
        assert ids[-1] == BREAK
