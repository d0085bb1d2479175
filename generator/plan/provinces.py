"""Province pages: one page for each name, with its history and the articles of its predecessors."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator import permalinks
from generator.model.values import PartialDate, Text
from generator.model.views import (
    EventView,
    Link,
    Own,
    Page,
    PlaceName,
    Predecessor,
    ProvinceView,
    TransferView,
    UnitView,
)
from generator.plan.context import PlanContext
from generator.plan.frame import in_languages
from generator.plan.items import item
from generator.plan.lineage import ancestors_by_name, articles_of
from generator.plan.listings import listed_page
from generator.plan.lists import ListSource, first_page, list_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.province_index import province_index_page_set
from generator.plan.province_names import place_name, unit_name
from generator.provinces.gazetteer import NamedPlace
from generator.provinces.units import Event, EventKind, Transfer, Unit

SHOWN_OF_PREDECESSOR = 5


def province_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The index, and the list of each province. Its first page also depends on its predecessors' articles."""
    yield province_index_page_set(ctx)
    for slug in sorted(ctx.provinces_with_page):
        source = province_source(ctx, slug)
        ancestors = ancestors_by_name(ctx.gazetteer, ctx.gazetteer.places[slug])
        inherited = [article for each in ancestors for article in ctx.taxonomies.by_province.get(each, ())]
        yield from list_page_sets(
            ctx, source, partial(_first_page, ctx, source, slug), "province.html", inherited
        )


def province_sources(ctx: PlanContext) -> Iterator[ListSource]:
    """The lists of all provinces that have a page."""
    for slug in sorted(ctx.provinces_with_page):
        yield province_source(ctx, slug)


def province_source(ctx: PlanContext, slug: str) -> ListSource:
    """The list of a province."""
    return ListSource(
        kind="province",
        names=in_languages(ctx, lambda lang: Text(place_name(ctx.gazetteer, slug, lang), lang)),
        paths=in_languages(ctx, lambda lang: permalinks.province(lang, slug)),
        articles=ctx.taxonomies.by_province.get(slug, ()),
        crumbs=in_languages(ctx, lambda lang: (Link(Own.PROVINCES, permalinks.provinces(lang), own=True),)),
        feed=True,
    )


def named(ctx: PlanContext, units: Iterable[Unit], lang: str) -> tuple[PlaceName, ...]:
    """The names of units, each once, with the page of the name or None."""
    by_slug = {unit.slug: unit for unit in units}
    return tuple(
        PlaceName(
            unit_name(unit, lang),
            permalinks.province(lang, slug) if slug in ctx.provinces_with_page else None,
        )
        for slug, unit in by_slug.items()
    )


def _first_page(ctx: PlanContext, source: ListSource, slug: str, lang: str) -> Page:
    place = ctx.gazetteer.places[slug]
    last = place.units[-1]
    view = ProvinceView(
        **first_page(ctx, source, lang),
        units=tuple(_unit_view(unit, lang) for unit in place.units),
        events=tuple(_event_view(ctx, event, lang) for event in ctx.gazetteer.events_of(slug)),
        successors=named(ctx, ctx.gazetteer.final_successors(last.id), lang),
        ended=last.end,
        predecessors=tuple(_predecessors(ctx, place, lang)),
    )
    return listed_page(view, "province.html")


def _unit_view(unit: Unit, lang: str) -> UnitView:
    return UnitView(unit_name(unit, lang), unit.kind, unit.iso, unit.start, unit.end)


def _event_view(ctx: PlanContext, event: Event, lang: str) -> EventView:
    units = ctx.gazetteer.units
    after = [units[unit_id] for unit_id in event.after]
    changes_kind = event.kind in (EventKind.STATUS, EventKind.RENAMED)
    return EventView(
        date=event.date,
        kind=event.kind,
        before=named(ctx, (units[unit_id] for unit_id in event.before), lang),
        after=named(ctx, after, lang),
        unit_kind=after[0].kind if changes_kind else "",
        transfer=_transfer_view(event.transfer, lang) if event.transfer else None,
        act=event.act,
    )


def _transfer_view(transfer: Transfer, lang: str) -> TransferView:
    vietnamese = lang == "vi"
    return TransferView(
        transfer.kind,
        transfer.count,
        transfer.names if vietnamese else transfer.names_en,
        transfer.within if vietnamese else transfer.within_en,
    )


def _predecessors(ctx: PlanContext, place: NamedPlace, lang: str) -> Iterator[Predecessor]:
    """The predecessors with articles, the latest to end first."""
    by_end = sorted(
        ancestors_by_name(ctx.gazetteer, place).items(), key=lambda pair: _end_key(pair[1]), reverse=True
    )
    for slug, units in by_end:
        articles = list(articles_of(ctx.taxonomies, ctx.gazetteer, units))
        if articles:
            yield Predecessor(
                name=place_name(ctx.gazetteer, slug, lang),
                path=permalinks.province(lang, slug),
                start=_earliest(units),
                end=max((unit.end for unit in units if unit.end), key=lambda d: d.sort_key, default=None),
                count=len(articles),
                items=tuple(item(ctx, article, lang) for article in articles[:SHOWN_OF_PREDECESSOR]),
            )


def _end_key(units: list[Unit]) -> tuple[tuple[int, int, int, str], str]:
    return max(unit.end.sort_key for unit in units if unit.end), units[0].slug


def _earliest(units: list[Unit]) -> PartialDate | None:
    starts = [unit.start for unit in units]
    if any(start is None for start in starts):
        return None
    return min((start for start in starts if start), key=lambda d: d.sort_key)
