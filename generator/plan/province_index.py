"""The index of provinces, and their counts of articles."""

from functools import partial

from generator import permalinks
from generator.model.values import Text
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Own
from generator.model.views.provinces import ProvinceEntry, ProvincesView
from generator.plan.context import PlanContext
from generator.plan.frame import frame, page_per_language
from generator.plan.lineage import ancestors_by_name
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.province_links import named
from generator.plan.province_names import place_name
from generator.provinces.gazetteer import NamedPlace
from generator.text.collation import sort_key


def province_index_page_set(ctx: PlanContext) -> PageSet:
    """The index of provinces in each language."""
    outputs = tuple(map(permalinks.provinces, ctx.settings.languages))
    pages = partial(page_per_language, ctx, _index)
    return PageSet("provinces", ("provinces.html",), pages, outputs=outputs)


def _index(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.provinces, Text(Own.PROVINCES, lang), ())
    places = [ctx.gazetteer.places[slug] for slug in ctx.provinces_with_page]
    places.sort(key=lambda place: sort_key(place_name(ctx.gazetteer, place.slug, lang)))
    is_former = {place.slug: place.units[-1].end is not None for place in places}
    view = ProvincesView(
        **common,
        timeline=permalinks.timeline(lang),
        current=tuple(_entry(ctx, place, lang) for place in places if not is_former[place.slug]),
        former=tuple(_entry(ctx, place, lang) for place in places if is_former[place.slug]),
    )
    return listed_page(view, "provinces.html")


def _entry(ctx: PlanContext, place: NamedPlace, lang: str) -> ProvinceEntry:
    last = place.units[-1]
    predecessors = predecessors_counted(ctx, place, lang) if last.end is None else ()
    return ProvinceEntry(
        name=place_name(ctx.gazetteer, place.slug, lang),
        path=permalinks.province(lang, place.slug),
        kind=last.kind,
        count=len(ctx.taxonomies.by_land[place.slug]),
        predecessors=predecessors,
        ended=last.end,
        successors=named(ctx, ctx.gazetteer.final_successors(last.id), lang),
    )


def predecessors_counted(ctx: PlanContext, place: NamedPlace, lang: str) -> tuple[Counted, ...]:
    """The predecessors with articles of this land, counted, in Vietnamese order."""
    counts = ctx.taxonomies.names_in_land[place.slug]
    found = [
        Counted(Link(place_name(ctx.gazetteer, slug, lang), permalinks.province(lang, slug)), counts[slug])
        for slug in ancestors_by_name(ctx.gazetteer, place)
        if slug in counts
    ]
    return tuple(sorted(found, key=lambda entry: sort_key(entry.link.label)))


def provinces_today(ctx: PlanContext, lang: str) -> tuple[ProvinceEntry, ...]:
    """The provinces of today with articles of their land, in Vietnamese order."""
    places = [ctx.gazetteer.places[slug] for slug in ctx.taxonomies.by_land]
    today = [place for place in places if place.units[-1].end is None]
    today.sort(key=lambda place: sort_key(place_name(ctx.gazetteer, place.slug, lang)))
    return tuple(_entry(ctx, place, lang) for place in today)
