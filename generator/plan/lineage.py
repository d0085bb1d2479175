"""Lineage: the names under which articles of a province's land were published."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from generator.model.archive import Article, ProvinceRef
from generator.provinces.gazetteer import Gazetteer, NamedPlace, load_gazetteer
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


def lands_of(article: Article) -> frozenset[str]:
    """The slugs of the names to whose land an article belongs: its own name and those that followed it.

    The unit of an undated article is unknown. The article belongs to a later name if all units of its own
    name became that name.
    """
    lands = _lands()
    return frozenset(slug for ref in article.facts.provinces for slug in lands[ref])


@cache
def _lands() -> Mapping[ProvinceRef, frozenset[str]]:
    """The names to whose land each unit belongs, and each name without a unit."""
    gazetteer = load_gazetteer()
    found: dict[ProvinceRef, set[str]] = defaultdict(set)
    for place in gazetteer.places.values():
        names = {**ancestors_by_name(gazetteer, place), place.slug: place.units}
        for slug, units in names.items():
            for unit in units:
                found[ProvinceRef(slug, unit.id)].add(place.slug)
            if len(units) == len(gazetteer.places[slug].units):
                found[ProvinceRef(slug, None)].add(place.slug)
    return {ref: frozenset(slugs) for ref, slugs in found.items()}
