"""Counting as a reader would: the sentences of all articles, read for what the search says it found."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from generator.provinces.gazetteer import load_gazetteer
from generator.search.analysis.fields import SENTENCE_ENDS, tokens_of
from generator.search.analysis.terms import Term, term_of
from generator.text.unicode import fold
from tests.support.judged_collection import JudgedArticle

Sentences = Sequence[Sequence[Term]]

# The numbers of a query as the page gets them: its units, and the articles of each tier.
_COUNTS = """async (queries) => {
  const { root: name } = document.getElementById("search-form").dataset, counted = [];
  const root = await khotin.openRoot(name);
  for (const typed of queries) {
    const found = await khotin.find(root, khotin.parse(typed));
    const { counts } = khotin.articles(root, found, found.documents, "", 0);
    const units = found.units.map(({ text, synonyms, names }) => [text, !!names[0], synonyms]);
    counted.push([typed, units, counts, !!(found.about || found.check[0])]);
  }
  return counted;
}"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a query as the page says it; whether it is a known name, whether its synonyms count too."""

    text: str
    is_name: bool
    synonyms: bool


@dataclass(frozen=True, slots=True)
class Count:
    """The articles in each tier of a query; `about` tells whether the page calls the number uncertain."""

    typed: str
    units: tuple[Unit, ...]
    tiers: tuple[int, ...]
    about: bool


def counts(page: Page, queries: Sequence[str]) -> list[Count]:
    """What the search counts for each query; the page must be open."""
    rows = page.evaluate(_COUNTS, queries)
    return [count_of(row) for row in rows]


def count_of(row: Sequence[Any]) -> Count:
    """A count from what the page returns."""
    typed, units, tiers, about = row
    return Count(typed, tuple(Unit(*unit) for unit in units), tuple(tiers), about)


def sentences_of(article: JudgedArticle) -> Sentences:
    """All that is searched of an article, also the names of the provinces that succeeded its own."""
    fields = [article.title, article.summary, article.body, article.author, *article.tags]
    return [sentence for field in (*fields, *province_names(article)) for sentence in sentences_in(field)]


def province_names(article: JudgedArticle) -> Iterator[str]:
    """The names of an article's province and of its successors, in both languages."""
    gazetteer = load_gazetteer()
    for place in gazetteer.places.values():
        if place.name == article.province:
            units = (place.units[-1], *gazetteer.final_successors(place.units[-1].id))
            for unit in units:
                yield from (unit.name, unit.name_en)


def sentences_in(text: str) -> Iterator[list[Term]]:
    """The sentences of a text as terms."""
    sentence: list[Term] = []
    for token in tokens_of(text):
        if token in SENTENCE_ENDS:
            yield sentence
            sentence = []
        else:
            sentence.append(term_of(token))
    yield sentence


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one text, written so that a run of words is found as a part of it."""

    folded: str
    accented: str


def text_of(sentences: Sentences) -> Text:
    """A blank stands around each word, a bar between sentences."""
    runs = [[_written(term) for term in sentence] for sentence in sentences]
    return Text(
        *(" | ".join(["", *(" ".join(pair[at] for pair in run) for run in runs), ""]) for at in (0, 1))
    )


def _written(term: Term) -> tuple[str, str]:
    return term.folded, f"{term.folded}/{term.accents}"


def number_of(articles: Mapping[str, Sequence[Text]], typed: str, units: Sequence[tuple[str, bool]]) -> int:
    """The articles of which a text has all units of a query, each word for word in a sentence.

    An article has several texts if it has translations. A unit is what is said of it, with several spellings
    of a name between bars, and whether it is a name. The accents of names count, those of others if some were
    typed.
    """
    accented = any(re.search(r"\d", term_of(token).accents) for token in tokens_of(typed))
    wanted = [(_spellings(text, is_name or accented), is_name or accented) for text, is_name in units]
    return sum(any(_has_all(text, wanted) for text in texts) for texts in articles.values())


def _spellings(text: str, accented: bool) -> list[str]:
    return [
        " ".join(["", *(_written(term_of(token))[accented] for token in tokens_of(spelling)), ""])
        for spelling in text.split(" / ")
    ]


def _has_all(text: Text, wanted: Sequence[tuple[Sequence[str], bool]]) -> bool:
    return all(
        any(spelling in (text.accented if exact else text.folded) for spelling in spellings)
        for spellings, exact in wanted
    )


def drawn_queries(articles: Sequence[JudgedArticle], count: int) -> list[str]:
    """Queries from titles, texts, names, tags and numbers of articles; half of them without accents."""
    chance = random.Random(17)
    made: dict[str, None] = {}
    while len(made) < count:
        article = chance.choice(articles)
        query = _piece(chance, article)
        if chance.random() < 0.5:
            query = fold(query)
        made[query] = None
    return list(made)


def _piece(chance: random.Random, article: JudgedArticle) -> str:
    match chance.randrange(6):
        case 0:
            return article.province or article.author
        case 1:
            return article.author or article.title
        case 2:
            return chance.choice(article.tags) if article.tags else article.author
        case 3:
            numbers = re.findall(r"\S*\d\S*", f"{article.title} {article.body}")
            return chance.choice(numbers).strip('.,;:()“”"') if numbers else article.province
    words = chance.choice((article.title, article.body)).split()
    size = min(len(words), chance.choice((1, 1, 2, 2, 3, 4)))
    start = chance.randrange(len(words) - size + 1)
    return re.sub(r"[“”\"()\-–]", " ", " ".join(words[start : start + size])).strip()
