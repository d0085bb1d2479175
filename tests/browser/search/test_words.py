"""The page takes words apart as the index does."""

from playwright.sync_api import Page

from generator.search.analysis.fields import tokens_of
from generator.search.analysis.terms import is_syllable, term_of
from generator.text.unicode import old_tone_placement
from tests.support.judged_collection import load_collection

PAGE = "vi/tim-kiem.html"
ODD = [
    "KĨ",
    "Ước",
    "ĐÔ",
    "quỳnh",
    "Thuỳ",
    "gì",
    "yêu",
    "buses",
    "running",
    "2014",
    "A1",
    "naïve",
    "Straße",
    "日本",
    "CO₂",
    "km²",
    "㎡",
    "ﬁ",
    "Ⅳ",
    "½",
    "ﷺ",
    "1.250",
    "12,500,000",
    "07",
    "007",
]


def test_every_word_is_folded_alike_on_both_sides(window: Page, rules_site: str) -> None:
    articles = load_collection().articles.values()
    texts = [f"{article.title} {article.summary} {article.body}" for article in articles]
    tokens = sorted({token for text in texts for token in tokens_of(text) if token[0].isalnum()} | set(ODD))
    window.goto(rules_site + PAGE)
    script = "words => words.map(each => { const { key, form } = khotin.word(each); return [key, form]; })"
    theirs = window.evaluate(script, tokens)
    ours = [[term_of(token).folded, term_of(token).accents] for token in tokens]
    assert [pair for pair in zip(tokens, ours, theirs, strict=True) if pair[1] != pair[2]] == []


def test_a_text_is_cut_into_the_same_words(window: Page, rules_site: str) -> None:
    text = "Sở KH&CN: 8.1 điểm; hết. “Mới” (2014)… vân vân?\nDòng hai – x_y 1.250,5 10⁶ 2014¹ CO₂"
    text += " a@b.vn 24-7-2023 0912.345.678"
    window.goto(rules_site + PAGE)
    assert window.evaluate("text => khotin.tokens(text)", text) == tokens_of(text)


def test_a_word_is_written_again_from_its_letters_and_its_accents(window: Page, rules_site: str) -> None:
    """As a correction says it: the tone stands where an editor puts it (hòa, thủy, quý)."""
    articles = load_collection().articles.values()
    tokens = {token.lower() for article in articles for token in tokens_of(f"{article.title} {article.body}")}
    words = sorted(token for token in tokens if not token.isascii() and is_syllable(term_of(token).folded))
    assert len(words) > 500
    window.goto(rules_site + PAGE)
    window.evaluate(
        "new Promise((done) => document.head.append(Object.assign(document.createElement('script'),"
        " { src: '../static/search/corrections.js', onload: done })))"
    )
    script = "words => words.map(khotin.word).map(({ key, form }) => khotin.spelled(key, form))"
    written = window.evaluate(script, words)
    assert [pair for pair in zip(words, written, strict=True) if old_tone_placement(pair[0]) != pair[1]] == []
