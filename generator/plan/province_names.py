"""Names of provinces in the languages of the site."""

from collections.abc import Iterable, Iterator

from generator.model.archive import ProvinceRef
from generator.provinces.gazetteer import Gazetteer
from generator.provinces.units import Unit


def place_name(gazetteer: Gazetteer, slug: str, lang: str) -> str:
    """The name that all units with this slug bear."""
    place = gazetteer.places[slug]
    return place.name if lang == "vi" else place.name_en


def unit_name(unit: Unit, lang: str) -> str:
    """The name of a unit."""
    return unit.name if lang == "vi" else unit.name_en


def province_names(gazetteer: Gazetteer, refs: Iterable[ProvinceRef], lang: str) -> Iterator[str]:
    """The provinces of an article, by their names at the article's date."""
    for ref in refs:
        if ref.unit:
            yield unit_name(gazetteer.units[ref.unit], lang)
        else:
            yield place_name(gazetteer, ref.slug, lang)
