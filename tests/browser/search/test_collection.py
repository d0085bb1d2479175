"""The judged collection is well formed, builds as a site, and gives the peer a figure to beat."""

import unicodedata
from statistics import mean

import pytest

from tests.support.bm25 import index
from tests.support.judged_collection import (
    Corpus,
    JudgedArticle,
    JudgedQuery,
    load_collection,
    ndcg,
    write_site,
)
from tests.support.site import Site


@pytest.fixture(scope="module")
def collection() -> Corpus:
    return load_collection()


def texts(entry: JudgedArticle | JudgedQuery) -> list[str]:
    if isinstance(entry, JudgedQuery):
        return [entry.text, entry.intent]
    return [entry.title, entry.summary, entry.body, entry.author, entry.province, *entry.tags]


def test_it_has_articles_in_both_languages_and_enough_queries(collection: Corpus) -> None:
    languages = [article.lang for article in collection.articles.values()]
    assert len(languages) >= 160
    assert languages.count("en") >= 20
    assert set(languages) == {"vi", "en"}
    assert len(collection.queries) >= 60


def test_about_half_of_the_queries_are_typed_without_accents(collection: Corpus) -> None:
    plain = [query for query in collection.queries if query.text.isascii()]
    assert 0.4 <= len(plain) / len(collection.queries) <= 0.7


def test_no_query_is_given_twice(collection: Corpus) -> None:
    asked = [query.text for query in collection.queries]
    assert len(set(asked)) == len(asked)


def test_every_judged_article_exists(collection: Corpus) -> None:
    judged = {id_ for query in collection.queries for id_ in query.grades}
    assert judged - collection.articles.keys() == set()


def test_every_query_has_something_to_find(collection: Corpus) -> None:
    assert [q.text for q in collection.queries if max(q.grades.values(), default=0) < 2] == []


def test_all_text_is_composed_and_nothing_is_empty(collection: Corpus) -> None:
    entries: list[JudgedArticle | JudgedQuery] = [*collection.articles.values(), *collection.queries]
    written = [text for entry in entries for text in texts(entry)]
    assert [text for text in written if unicodedata.normalize("NFC", text) != text or not text.strip()] == []


def test_the_site_builds_without_a_problem(collection: Corpus, site: Site) -> None:
    write_site(collection, site.folder)
    report = site.build()
    assert report.problems == ()
    assert report.articles == len(collection.articles)
    assert site.has("vi/2014/10/db-gao-dia-ly.html")
    assert site.has("en/2012/04/en-coffee-ip-dak-lak.html")


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["a", "b"], 1.0),
        (["a", "a", "b"], 1.0),
        (["x", "y"], 0.0),
        ([], 0.0),
        (["x"] * 3 + [f"x{n}" for n in range(9)] + ["a", "b"], 0.0),
        # Gains 7 and 1, discounts log2(2) = 1 and log2(3) = 1.58496: (1 + 7 / 1.58496) / (7 + 1 / 1.58496).
        (["b", "a"], 0.70981),
    ],
)
def test_ndcg_is_what_its_definition_says(ranking: list[str], expected: float) -> None:
    assert ndcg(ranking, {"a": 3, "b": 1}) == pytest.approx(expected, abs=1e-4)


def test_plain_bm25_is_a_fair_peer(collection: Corpus) -> None:
    peer = index(collection.articles.values())
    scores = [ndcg(peer.rank(query.text), query.grades) for query in collection.queries]
    print(f"BM25 over folded syllables: mean nDCG@10 {mean(scores):.4f} over {len(scores)} queries")  # noqa: T201
    assert 0.4 < mean(scores) < 0.95
