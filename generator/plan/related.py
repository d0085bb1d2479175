"""Related articles: for each article, the older ones that are about the same.

They share words of their titles, subjects and provinces. An article is compared with older ones alone, so
that a new article changes no other page. Words count by how many older articles have them, and each leads
only to the nearest articles that have it, so that an edit of one title concerns few pages.
"""

from collections.abc import Mapping, Sequence

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

    known = {key: at for at, key in enumerate(before.keys)}
    terms: list[bytes] = []
    changed = [before.terms[known[key]] for key in known.keys() - set(keys)]
    for article, identity in zip(oldest_first, own, strict=True):
        at = known.get(article.key)
        if at is not None and before.identities[at] == identity:
            terms.append(before.terms[at])
            continue
        terms.append(terms_of(article))
        changed += (terms[-1], before.terms[at] if at is not None else b"")
    if keys == before.keys and tuple(terms) == before.terms:  # other words in the text alone
        return replace(before, identities=own)
    best = best_related(terms, unique_terms(changed))
    found = before.found if keys == before.keys else _moved(before, keys)
    return Related(
        keys, own, tuple(terms), tuple([best[at] if at in best else found[at] for at in range(len(keys))])
    )


def _moved(before: Related, keys: Sequence[str]) -> list[tuple[int, ...]]:
    """What was found before, by the places that articles have now. It is empty for those that were not."""
    place = {key: at for at, key in enumerate(keys)}
    now = [place.get(key, -1) for key in before.keys]
    found: list[tuple[int, ...]] = [()] * len(keys)
    for at, others in zip(now, before.found, strict=True):
        if at >= 0:
            found[at] = tuple([now[other] for other in others])
    return found
