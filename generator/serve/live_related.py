"""Related articles of the site in memory, each found when its page is asked for.

Finding those of all articles takes longer than all the rest of a change. The result is that of
`generator/plan/related.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.archive import Archive
from generator.plan.context import PlanContext
from generator.plan.taxonomies import Articles

Known = dict[tuple[str, str], bytes]  # the terms of an article by its key and identity


@dataclass(frozen=True, eq=False)
class LiveRelated(Mapping[str, tuple[str, ...]]):
    """The keys of the related articles by the key of each article.

    `articles` begin with the newest; `identities` are by key. `known` caches terms for later states.
    """

    articles: Articles
    identities: Mapping[str, str]
    known: Known = field(default_factory=dict)

    def prepare(self) -> None:
        """Finds all terms, so that the first page does not wait for them."""
        assert len(self._terms) == len(self.articles)

    def __getitem__(self, key: str) -> tuple[str, ...]:
        from generator.plan.alike import best_related_of  # slow to import

        return tuple(self._keys[other] for other in best_related_of(self._terms, self._places[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self.articles)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """The keys, the oldest first."""
        return tuple(article.key for article in reversed(self.articles))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: at for at, key in enumerate(self._keys)}

    @cached_property
    def _terms(self) -> tuple[bytes, ...]:
        """The terms of each article, the oldest first."""
        from generator.plan.alike import terms_of  # slow to import

        found = []
        for article in reversed(self.articles):
            pair = (article.key, self.identities.get(article.key, ""))
            terms = self.known.get(pair)
            if terms is None:
                terms = self.known[pair] = terms_of(article)
            found.append(terms)
        return tuple(found)


def live_related(archive: Archive, before: PlanContext | None) -> LiveRelated:
    """The related articles of an archive. Terms that the context before knows are not found again."""
    known = before.related.known if before and isinstance(before.related, LiveRelated) else {}
    return LiveRelated(archive.articles, archive.identities, known)
