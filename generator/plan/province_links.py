"""Links to the pages of provinces."""

from collections.abc import Iterable

from generator import permalinks
from generator.model.views.provinces import PlaceName
from generator.plan.context import PlanContext
from generator.plan.province_names import unit_name
from generator.provinces.units import Unit


def named(ctx: PlanContext, units: Iterable[Unit], lang: str) -> tuple[PlaceName, ...]:
    """The names of units, each once, with the page of the name or None."""
    by_slug = {unit.slug: unit for unit in units}
    return tuple(
        PlaceName(
            unit_name(unit, lang),
            permalinks.province(lang, slug) if slug in ctx.provinces_with_page else None,
            unit.kind,
        )
        for slug, unit in by_slug.items()
    )
