"""The peer: plain BM25 over folded syllables, which knows nothing of accents, phrases or fields.

Source: Robertson and Zaragoza 2009, with the idf of Lucene, which is never negative.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.text.unicode import fold
from tests.support.judged_collection import JudgedArticle

K1 = 1.2
B = 0.75
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Bm25:
    """Counts of syllables in each article, and in how many articles each syllable stands."""

    counts: dict[str, Counter[str]]
    document_frequency: Counter[str]
    mean_length: float

    def rank(self, query: str) -> list[str]:
        """Ids of the articles that have a syllable of the query, best first, ties by id."""
        wanted = Counter(syllables(query))
        scores = {id_: self._score(wanted, counts) for id_, counts in self.counts.items()}
        found = [id_ for id_, score in scores.items() if score > 0]
        return sorted(found, key=lambda id_: (-scores[id_], id_))

    def _score(self, wanted: Counter[str], counts: Counter[str]) -> float:
        length = K1 * (1 - B + B * counts.total() / self.mean_length)
        return sum(
            times * self._idf(word) * counts[word] * (K1 + 1) / (counts[word] + length)
            for word, times in wanted.items()
            if counts[word]
        )

    def _idf(self, word: str) -> float:
        having = self.document_frequency[word]
        return math.log(1 + (len(self.counts) - having + 0.5) / (having + 0.5))


def syllables(text: str) -> list[str]:
    """The folded syllables and words of a text, split at everything that is no letter or digit."""
    return _SYLLABLE.findall(fold(text))


def index(articles: Iterable[JudgedArticle]) -> Bm25:
    """The index of all texts of the articles, every field alike."""
    counts = {article.id: Counter(syllables(_text(article))) for article in articles}
    frequency = Counter(word for each in counts.values() for word in each)
    return Bm25(counts, frequency, sum(each.total() for each in counts.values()) / len(counts))


def _text(article: JudgedArticle) -> str:
    parts = (article.title, article.summary, article.body, article.author, article.province)
    return " ".join((*parts, *article.tags))
