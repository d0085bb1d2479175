"""The index of provinces, and their counts of articles."""

from functools import partial

from generator import permalinks
from generator.model.values import Text
from generator.model.views import Counted, Link, Own, Page, ProvinceEntry, ProvincesView
from generator.plan.context import PlanContext
from generator.plan.frame import frame, page_per_language
from generator.plan.lineage import ancestors_by_name, articles_of
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
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
        current=tuple(_entry(ctx, place, lang) for place in places if not is_former[place.slug]),
        former=tuple(_entry(ctx, place, lang) for place in places if is_former[place.slug]),
    )
    return listed_page(view, "provinces.html")


def _entry(ctx: PlanContext, place: NamedPlace, lang: str) -> ProvinceEntry:
    last = place.units[-1]
    ancestors = ancestors_by_name(ctx.gazetteer, place) if last.end is None else {}
    predecessors = [
        Counted(Link(place_name(ctx.gazetteer, slug, lang), permalinks.province(lang, slug)), count)
        for slug, units in ancestors.items()
        if (count := len(list(articles_of(ctx.taxonomies, ctx.gazetteer, units))))
    ]
    return ProvinceEntry(
        name=place_name(ctx.gazetteer, place.slug, lang),
        path=permalinks.province(lang, place.slug),
        kind=last.kind,
        count=len(ctx.taxonomies.by_province.get(place.slug, ())),
        predecessors=tuple(sorted(predecessors, key=lambda entry: sort_key(entry.link.label))),
        ended=last.end,
    )


def provinces_counted(ctx: PlanContext, lang: str) -> tuple[Counted, ...]:
    """The provinces that articles name, in Vietnamese order, with their counts."""
    names = {slug: place_name(ctx.gazetteer, slug, lang) for slug in ctx.taxonomies.by_province}
    return tuple(
        Counted(Link(names[slug], permalinks.province(lang, slug)), len(ctx.taxonomies.by_province[slug]))
        for slug in sorted(names, key=lambda slug: sort_key(names[slug]))
    )
