"""The judged collection: made-up articles, queries as people type them, and how relevant each is to each.

An article that a query does not name is irrelevant to it: every article was judged for every query by its
meaning, whether or not its words occur. Grades: 3 just what was wanted, 2 relevant, 1 touches it.
"""

import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.site import SETTINGS

JUDGED = Path(__file__).with_name("judged")
_GRADES = (("best", 3), ("good", 2), ("some", 1))


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article in its only language, `vi` or `en`; the id is its file's name and slug."""

    id: str
    lang: str
    day: date
    province: str
    author: str
    title: str
    summary: str
    body: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """What somebody typed, what they wanted, and the grade (1 to 3) of each article that is relevant."""

    text: str
    intent: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles by id, and queries in the order of their files."""

    articles: Mapping[str, JudgedArticle]
    queries: tuple[JudgedQuery, ...]


def load_collection() -> Corpus:
    """The collection of the folder `judged`. Raises ValueError where an id is given twice."""
    articles = [_article(entry) for entry in _entries("articles_*.toml", "article")]
    queries = tuple(_query(entry) for entry in _entries("queries_*.toml", "query"))
    by_id = {article.id: article for article in articles}
    if len(by_id) < len(articles):
        raise ValueError("two articles have one id")
    return Corpus(by_id, queries)


def _entries(pattern: str, name: str) -> Iterator[Mapping[str, Any]]:
    for file in sorted(JUDGED.glob(pattern)):
        yield from tomllib.loads(file.read_text(encoding="utf-8"))[name]


def _article(entry: Mapping[str, Any]) -> JudgedArticle:
    values = dict(entry)
    return JudgedArticle(day=values.pop("date"), tags=tuple(values.pop("tags", ())), **values)


def _query(entry: Mapping[str, Any]) -> JudgedQuery:
    graded = [(id_, grade) for name, grade in _GRADES for id_ in entry.get(name, ())]
    if len(dict(graded)) < len(graded):
        raise ValueError(f"two grades for one article: {entry['text']}")
    return JudgedQuery(entry["text"], entry["intent"], dict(graded))


def write_site(corpus: Corpus, folder: Path) -> None:
    """Writes site.toml and the articles into a folder, as a Khotin site of one section."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SETTINGS, encoding="utf-8")
    for article in corpus.articles.values():
        name = f"{article.id}.md" if article.lang == "vi" else f"{article.id}.{article.lang}.md"
        file = folder / "content" / "tin-tuc" / str(article.day.year) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_source(article), encoding="utf-8")


def _source(article: JudgedArticle) -> str:
    """The article's file. JSON strings and lists are YAML too, and need no other quoting."""
    fields: dict[str, object] = {
        "title": article.title,
        "date": article.day.isoformat(),
        "author": article.author,
        "province": article.province,
        "summary": article.summary,
    }
    if article.tags:
        fields["tags"] = article.tags
    if article.lang != "vi":
        fields["original"] = article.lang
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", article.body, ""])


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, 0 to 1, with gain 2^grade - 1 and discount log2(rank + 1).

    Source: Järvelin and Kekäläinen 2002, with the exponential gain of Burges et al. 2005. An id that
    stands twice in the ranking counts once, at its first place.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    found = [grades.get(id_, 0) for id_ in list(dict.fromkeys(ranking))[:depth]]
    return _gain(found) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
