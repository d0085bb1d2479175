"""How good the results are: against judgements, against brute force, and for what people half remember."""

import random
import re
import sys
from collections.abc import Sequence

from playwright.sync_api import Page

from generator.search.analysis.fields import SENTENCE_ENDS, tokens_of
from generator.search.analysis.terms import Term, term_of
from generator.text.unicode import fold
from tests.support.amounts import amount
from tests.support.bm25 import index
from tests.support.judged_collection import Corpus, JudgedArticle, load_collection, ndcg
from tests.support.search_page import ask_again

PAGE = "vi/tim-kiem.html"
ALL = "&page=50"
TRIES = amount(60, 200)


def test_the_ranking_beats_bm25(window: Page, judged_site: str) -> None:
    collection = load_collection()
    peer = index(collection.articles.values())
    ours, theirs = [], []
    for query in collection.queries:
        ours.append(ndcg(ask_again(window, judged_site + PAGE, query.text), query.grades))
        theirs.append(ndcg(peer.rank(query.text), query.grades))
    mean, other = sum(ours) / len(ours), sum(theirs) / len(theirs)
    sys.stdout.write(f"nDCG@10 of {len(ours)} queries: {mean:.4f}, BM25 over folded syllables: {other:.4f}\n")
    assert len(ours) >= 250
    assert mean >= 0.92
    assert mean > other + 0.02


def test_a_half_remembered_title_is_among_the_first_three(window: Page, judged_site: str) -> None:
    """Four to six words of a title, in any case, without accents."""
    chance = random.Random(3)
    articles = [article for article in load_collection().articles.values() if len(titled(article)) >= 4]
    found = 0
    for article in chance.choices(articles, k=TRIES):
        words = titled(article)
        count = min(len(words), chance.randint(4, 6))
        start = chance.randrange(len(words) - count + 1)
        letters = " ".join(fold(each) for each in words[start : start + count])
        typed = "".join(chance.choice((letter.upper(), letter)) for letter in letters)
        found += article.id in ask_again(window, judged_site + PAGE, typed)[:3]
    sys.stdout.write(f"known items among the first three: {found} of {TRIES}\n")
    assert found >= 0.95 * TRIES


def titled(article: JudgedArticle) -> list[str]:
    return [token for token in tokens_of(article.title) if token not in SENTENCE_ENDS]


def test_phrases_are_found_as_brute_force_finds_them(window: Page, judged_site: str) -> None:
    """Recall and precision 100 % on phrases of two to five words, some of which stand nowhere."""
    collection = load_collection()
    sentences = {article.id: sentences_of(article) for article in collection.articles.values()}
    for phrase in phrases(collection, sentences, TRIES):
        wanted = {name for name, runs in sentences.items() if any(says(run, phrase) for run in runs)}
        assert set(ask_again(window, judged_site + PAGE, f'"{phrase}"', ALL)) == wanted, phrase


def sentences_of(article: JudgedArticle) -> list[list[Term]]:
    """The sentences of an article as runs of words, its names among them."""
    fields = (article.title, article.summary, article.body, article.author, article.province, *article.tags)
    return [run for field in fields for run in runs_of(field)]


def runs_of(text: str) -> list[list[Term]]:
    marked = [token if token in SENTENCE_ENDS else term_of(token) for token in tokens_of(text)]
    runs: list[list[Term]] = [[]]
    for each in marked:
        if isinstance(each, Term):
            runs[-1].append(each)
        else:
            runs.append([])
    return runs


def says(run: Sequence[Term], phrase: str) -> bool:
    """Whether a sentence has the words of the phrase side by side, with their accents if any were typed."""
    wanted = [term_of(token) for token in tokens_of(phrase)]
    exact = any(re.search(r"\d", each.accents) for each in wanted)
    return any(
        all(a == b if exact else a.folded == b.folded for a, b in zip(run[at:], wanted, strict=False))
        for at in range(len(run) - len(wanted) + 1)
    )


def phrases(collection: Corpus, sentences: dict[str, list[list[Term]]], count: int) -> list[str]:
    chance = random.Random(7)
    articles = list(collection.articles.values())
    made: list[str] = []
    while len(made) < count:
        article = chance.choice(articles)
        tokens = [
            token
            for token in tokens_of(chance.choice((article.title, article.body)))
            if token not in SENTENCE_ENDS
        ]
        length = chance.randint(2, 5)
        if len(tokens) < length:
            continue
        start = chance.randrange(len(tokens) - length + 1)
        taken = tokens[start : start + length]
        if chance.random() < 0.2:
            chance.shuffle(taken)
        made.append(" ".join(taken))
    return made
