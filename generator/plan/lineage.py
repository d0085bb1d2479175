"""Lineage: the predecessors of provinces, and the articles published under their names."""

from collections.abc import Iterator, Sequence

from generator.model.archive import Article
from generator.plan.taxonomies import Taxonomies
from generator.provinces.gazetteer import Gazetteer, NamedPlace
from generator.provinces.units import Unit


def ancestors_by_name(gazetteer: Gazetteer, place: NamedPlace) -> dict[str, list[Unit]]:
    """The units that became a unit of this name, by slug.

    Units of the same name are left out.
    """
    found: dict[str, list[Unit]] = {}
    for unit in place.units:
        for ancestor in gazetteer.ancestors(unit.id):
            known = found.setdefault(ancestor.slug, [])
            if ancestor not in known:
                known.append(ancestor)
    found.pop(place.slug, None)
    return found


def articles_of(taxonomies: Taxonomies, gazetteer: Gazetteer, units: Sequence[Unit]) -> Iterator[Article]:
    """The articles of these units, which share a name, newest first.

    The unit of an undated article is unknown. It is included if no other unit bore the name.
    """
    slug = units[0].slug
    wanted: set[str | None] = {unit.id for unit in units}
    if len(wanted) == len(gazetteer.places[slug].units):
        wanted.add(None)
    for article in taxonomies.by_province.get(slug, ()):
        if any(ref.slug == slug and ref.unit in wanted for ref in article.facts.provinces):
            yield article


def names_with_page(taxonomies: Taxonomies, gazetteer: Gazetteer) -> frozenset[str]:
    """The slugs of names with articles of their own or of a predecessor."""
    inherited = {place.slug for place in gazetteer.places.values() if _inherits(taxonomies, gazetteer, place)}
    return frozenset(taxonomies.by_province) | inherited


def _inherits(taxonomies: Taxonomies, gazetteer: Gazetteer, place: NamedPlace) -> bool:
    ancestors = ancestors_by_name(gazetteer, place)
    return any(
        slug in taxonomies.by_province and any(True for _ in articles_of(taxonomies, gazetteer, units))
        for slug, units in ancestors.items()
    )
