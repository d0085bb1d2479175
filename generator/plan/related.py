"""Related articles: for each article, the older ones that are about the same.

They share words of their titles, subjects and provinces. An article is compared with older ones alone, so
that a new article changes no other page. Words count by how many older articles have them, and each leads
only to the nearest articles that have it, so that an edit of one title concerns few pages.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.taxonomies import Articles


class Related(Struct, frozen=True):
    """The related articles of all articles, and what they were found by.

    `keys` are the articles, the oldest first; `identities` are hashes of each, and `terms` its terms, as
    bytes of an array. `found` are the places in `keys` of the related articles of each.
    """

    keys: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    terms: tuple[bytes, ...] = ()
    found: tuple[tuple[int, ...], ...] = ()

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """The keys of the related articles by the key of each article."""
        return {
            key: tuple(self.keys[other] for other in others)
            for key, others in zip(self.keys, self.found, strict=True)
        }


def related_articles(
    articles: Articles, identities: Mapping[str, str], before: Related | None = None
) -> Related:
    """The related articles of all; `articles` begin with the newest. `identities` are by key.

    What was found `before` is taken over where no article came, went or changed that has a term in common.
    """
    before = before or Related()
    oldest_first = articles[::-1]
    keys = tuple(article.key for article in oldest_first)
    own = tuple(identities.get(key, "") for key in keys)
    if keys == before.keys and own == before.identities:
        return before
    from generator.plan.alike import best_related, terms_of, unique_terms  # slow to import

    known = {
        (key, each): its for key, each, its in zip(before.keys, before.identities, before.terms, strict=True)
    }
    both = dict(known)
    for article, pair in zip(oldest_first, zip(keys, own, strict=True), strict=True):
        if pair not in both:
            both[pair] = terms_of(article)
    terms = tuple(both[pair] for pair in zip(keys, own, strict=True))
    if keys == before.keys and terms == before.terms:  # other words in the text alone
        return replace(before, identities=own)
    changed = set(zip(keys, own, strict=True)).symmetric_difference(known)
    dirty = unique_terms(both[each] for each in changed)
    best = best_related(terms, dirty)
    place = {key: at for at, key in enumerate(keys)}
    kept = dict(zip(before.keys, before.found, strict=True))
    return Related(
        keys,
        own,
        terms,
        tuple(
            best[at] if at in best else tuple(place[before.keys[other]] for other in kept[key])
            for at, key in enumerate(keys)
        ),
    )
