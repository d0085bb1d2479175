"""Province pages: one page for each name, with the history of its land and the articles of it."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.values import Text
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Own
from generator.model.views.provinces import ActView, EventView, LineFile, ProvinceView, TransferView, UnitView
from generator.plan.context import PlanContext
from generator.plan.frame import in_languages, page_per_language
from generator.plan.listings import listed_page
from generator.plan.lists import ListSource, first_page, list_page, list_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.province_index import predecessors_counted, province_index_page_set
from generator.plan.province_links import named
from generator.plan.province_names import place_name, unit_name
from generator.plan.timeline import has_narrower, line_inputs, line_units, line_view, timeline_page_set
from generator.provinces.gazetteer import NamedPlace
from generator.provinces.units import Act, Event, EventKind, Transfer, Unit


def province_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page sets of provinces.

    They are the index, the page of all lines, and for each province its list, its own name's list and its
    file.
    """
    yield province_index_page_set(ctx)
    yield timeline_page_set(ctx)
    for slug in sorted(ctx.provinces_with_page):
        source, line = province_source(ctx, slug), line_inputs(ctx, slug)
        first = partial(_first_page, ctx, source, slug)
        yield from list_page_sets(ctx, source, first, "province.html", line)
        if has_narrower(ctx, slug):
            name_source = _name_source(ctx, slug)
            yield from list_page_sets(ctx, name_source, partial(list_page, ctx, name_source))
        yield PageSet(
            name=f"timeline {slug}",
            templates=("timeline.csv",),
            pages=partial(page_per_language, ctx, partial(_file, slug)),
            articles=(),
            extra_inputs=line,
            outputs=tuple(permalinks.province_timeline(lang, slug) for lang in ctx.settings.languages),
        )


def province_sources(ctx: PlanContext) -> Iterator[ListSource]:
    """The lists of all provinces that have a page."""
    for slug in sorted(ctx.provinces_with_page):
        yield province_source(ctx, slug)


def province_source(ctx: PlanContext, slug: str) -> ListSource:
    """The list of a province: the articles of its land."""
    return ListSource(
        kind="province",
        names=in_languages(ctx, lambda lang: Text(place_name(ctx.gazetteer, slug, lang), lang)),
        paths=in_languages(ctx, lambda lang: permalinks.province(lang, slug)),
        articles=ctx.taxonomies.by_land[slug],
        crumbs=in_languages(ctx, lambda lang: (Link(Own.PROVINCES, permalinks.provinces(lang), own=True),)),
        feed=True,
    )


def _name_source(ctx: PlanContext, slug: str) -> ListSource:
    """The list of the articles under the name of a province alone."""
    names = in_languages(ctx, lambda lang: Text(place_name(ctx.gazetteer, slug, lang), lang))

    def crumbs(lang: str) -> tuple[Link, ...]:
        whole = Link(names[lang].value, permalinks.province(lang, slug))
        return (Link(Own.PROVINCES, permalinks.provinces(lang), own=True), whole)

    return ListSource(
        kind="name",
        names=names,
        paths=in_languages(ctx, lambda lang: permalinks.province_name(lang, slug)),
        articles=ctx.taxonomies.by_province[slug],
        crumbs=in_languages(ctx, crumbs),
    )


def _first_page(ctx: PlanContext, source: ListSource, slug: str, lang: str) -> Page:
    place = ctx.gazetteer.places[slug]
    last = place.units[-1]
    view = ProvinceView(
        **first_page(ctx, source, lang),
        units=tuple(_unit_view(unit, lang) for unit in place.units),
        events=_events(ctx, slug, lang),
        successors=named(ctx, ctx.gazetteer.final_successors(last.id), lang),
        ended=last.end,
        names=_names(ctx, place, lang),
        narrower=permalinks.province_name(lang, slug) if has_narrower(ctx, slug) else None,
        line=line_view(ctx, slug, lang),
        csv=permalinks.province_timeline(lang, slug),
    )
    return listed_page(view, "province.html")


def _file(slug: str, ctx: PlanContext, lang: str) -> Page:
    path = permalinks.province_timeline(lang, slug)
    view = LineFile(path, lang, line_units(ctx, slug, lang), _events(ctx, slug, lang))
    return Page(path, "timeline.csv", view)


def _events(ctx: PlanContext, slug: str, lang: str) -> tuple[EventView, ...]:
    return tuple(_event_view(ctx, event, lang) for event in ctx.gazetteer.events_of_line(slug))


def _names(ctx: PlanContext, place: NamedPlace, lang: str) -> tuple[Counted, ...]:
    """The names with articles of this land: its own, then those of its predecessors."""
    own = ctx.taxonomies.by_province.get(place.slug, ())
    name = Link(place_name(ctx.gazetteer, place.slug, lang), permalinks.province(lang, place.slug))
    return (*((Counted(name, len(own)),) if own else ()), *predecessors_counted(ctx, place, lang))


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
        act=_act_view(event.act),
        other_date=event.other_date,
        other_act=_act_view(event.other_act),
    )


def _act_view(act: Act | None) -> ActView | None:
    return ActView(act.kind, act.number, act.date, act.body) if act else None


def _transfer_view(transfer: Transfer, lang: str) -> TransferView:
    vietnamese = lang == "vi"
    return TransferView(
        transfer.kind,
        transfer.count,
        transfer.names if vietnamese else transfer.names_en,
        transfer.within if vietnamese else transfer.within_en,
    )
