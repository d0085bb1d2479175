"""Related articles: older ones about the same; better than the last ones of the same subject."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import permutations

import pytest

from generator.model.archive import Article, Facts, Translation
from generator.model.values import PartialDate
from generator.plan.alike import best_related_of
from generator.plan.related import Related, related_articles
from generator.plan.taxonomies import tag_key
from generator.provinces.gazetteer import load_gazetteer
from tests.support.judged_collection import JudgedArticle, load_collection

SHOWN = 4


def as_article(judged: JudgedArticle) -> Article:
    day = PartialDate(judged.day.year, judged.day.month, judged.day.day)
    province = load_gazetteer().resolve(judged.province, day)
    facts = Facts(date=day, provinces=(province,) if province else (), tags=judged.tags)
    text = Translation(judged.lang, judged.id, judged.title, judged.summary, judged.id, judged.id)
    return Article(judged.id, "tin-tuc", judged.lang, facts, (text,))


def found(articles: tuple[Article, ...], before: Related | None = None) -> Related:
    return related_articles(articles, {each.key: repr(each) for each in articles}, before)


@pytest.fixture(scope="module")
def archive() -> tuple[Article, ...]:
    """The judged articles, the newest first."""
    articles = map(as_article, load_collection().articles.values())
    return tuple(
        sorted(articles, key=lambda a: (a.facts.date and a.facts.date.sort_key, a.key), reverse=True)
    )


def test_related_articles_are_better_than_those_of_the_same_subject(archive: tuple[Article, ...]) -> None:
    """Two articles are about the same if both are relevant to one query that few are relevant to."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for query in load_collection().queries:
        good = [key for key, grade in query.grades.items() if grade >= 2]
        for one, other in permutations(good if len(good) <= 8 else (), 2):
            wanted[one].add(other)
    places = {article.key: at for at, article in enumerate(archive)}
    older = {key: {each for each in keys if places[each] > places[key]} for key, keys in wanted.items()}
    precision, recall = scores(found(archive).by_key(), older)
    subject_precision, subject_recall = scores(of_same_subject(archive), older)
    assert precision >= max(0.48, subject_precision + 0.1)
    assert recall >= max(0.48, subject_recall + 0.2)


def test_the_related_articles_of_one_are_those_found_with_all_others(archive: tuple[Article, ...]) -> None:
    all_found = found(archive)
    assert len(all_found.keys) == len(archive)
    assert [best_related_of(all_found.terms, at) for at in range(len(archive))] == list(all_found.found)


def of_same_subject(archive: tuple[Article, ...]) -> dict[str, tuple[str, ...]]:
    tags = [set(map(tag_key, article.facts.tags)) for article in archive]
    return {
        article.key: tuple(
            other.key for n, other in enumerate(archive[at + 1 :], at + 1) if tags[n] & tags[at]
        )[:SHOWN]
        for at, article in enumerate(archive)
    }


def scores(shown: Mapping[str, tuple[str, ...]], wanted: Mapping[str, set[str]]) -> tuple[float, float]:
    """The shares of right ones among those shown, and among those that could be shown."""
    asked = {key: keys for key, keys in wanted.items() if keys}
    right = sum(len(keys & set(shown[key])) for key, keys in asked.items())
    possible = sum(min(SHOWN, len(keys)) for keys in asked.values())
    return right / sum(len(shown[key]) for key in asked), right / possible


def test_a_new_article_changes_no_other(archive: tuple[Article, ...]) -> None:
    before, after = found(archive[1:]).by_key(), found(archive).by_key()
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("step", [3, 17, 40])
def test_what_is_taken_over_is_what_is_found_anew(step: int, archive: tuple[Article, ...]) -> None:
    """After articles went and titles changed."""
    shorter = tuple(article for at, article in enumerate(archive) if at % step)
    titles = [each.translations[0].title for each in shorter]
    changed = tuple(
        Article(
            each.key,
            each.section,
            each.original,
            each.facts,
            (Translation(each.original, each.key, titles[-at], "", each.key, each.key),),
        )
        if at % step == 1
        else each
        for at, each in enumerate(shorter)
    )
    assert found(changed, found(archive)) == found(changed)


def test_an_edit_concerns_few_articles(archive: tuple[Article, ...]) -> None:
    """At most those near to it in time that have one of its terms."""
    before = found(archive)
    for at in range(0, len(archive), 30):
        each = archive[at]
        text = Translation(each.original, each.key, "Một tựa hoàn toàn khác", "", each.key, each.key)
        other = Article(each.key, each.section, each.original, each.facts, (text,))
        after = found((*archive[:at], other, *archive[at + 1 :]), before)
        assert sum(a != b for a, b in zip(before.found, after.found, strict=True)) <= 20
