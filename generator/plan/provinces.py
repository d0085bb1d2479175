"""Province pages: one page a name, with its history and what its predecessors published; and their index."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator import permalinks
from generator.model.values import PartialDate, Text
from generator.model.views import (
    Counted,
    EventView,
    Link,
    Own,
    Page,
    PlaceName,
    Predecessor,
    ProvinceEntry,
    ProvincesView,
    ProvinceView,
    TransferView,
    UnitView,
)
from generator.plan.context import Desk, frame, item, place_name, unit_name
from generator.plan.lineage import ancestors_by_name, articles_of
from generator.plan.lists import ListSource, first_page, in_languages, list_sheaves
from generator.plan.page_sets import Sheaf
from generator.provinces.gazetteer import NamedPlace
from generator.provinces.units import Event, EventKind, Transfer, Unit
from generator.text.collation import sort_key

SHOWN_OF_PREDECESSOR = 5


def province_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The index, and the sheaves of each name: its first page shows what its predecessors published, too."""
    places = tuple(map(permalinks.provinces, desk.settings.languages))
    yield Sheaf("provinces", ("provinces.html",), partial(_indexes, desk), places=places)
    for slug in sorted(desk.provinces_with_page):
        source = province_source(desk, slug)
        kin = ancestors_by_name(desk.gazetteer, desk.gazetteer.places[slug])
        inherited = [article for each in kin for article in desk.shelves.by_province.get(each, ())]
        yield from list_sheaves(
            desk, source, partial(_first_page, desk, source, slug), "province.html", inherited
        )


def _indexes(desk: Desk) -> Iterator[Page]:
    return (_index(desk, lang) for lang in desk.settings.languages)


def province_sources(desk: Desk) -> Iterator[ListSource]:
    for slug in sorted(desk.provinces_with_page):
        yield province_source(desk, slug)


def province_source(desk: Desk, slug: str) -> ListSource:
    return ListSource(
        kind="province",
        names=in_languages(desk, lambda lang: Text(place_name(desk, slug, lang), lang)),
        paths=in_languages(desk, lambda lang: permalinks.province(lang, slug)),
        articles=desk.shelves.by_province.get(slug, ()),
        crumbs=in_languages(desk, lambda lang: (Link(Own.PROVINCES, permalinks.provinces(lang), own=True),)),
        feed=True,
    )


def named(desk: Desk, units: Iterable[Unit], lang: str) -> tuple[PlaceName, ...]:
    """The units' names, each once, with the page of the name where it has one."""
    by_slug = {unit.slug: unit for unit in units}
    return tuple(
        PlaceName(
            unit_name(unit, lang),
            permalinks.province(lang, slug) if slug in desk.provinces_with_page else None,
        )
        for slug, unit in by_slug.items()
    )


def _first_page(desk: Desk, source: ListSource, slug: str, lang: str) -> Page:
    place = desk.gazetteer.places[slug]
    last = place.units[-1]
    view = ProvinceView(
        **first_page(desk, source, lang),
        units=tuple(_unit_view(unit, lang) for unit in place.units),
        events=tuple(_event_view(desk, event, lang) for event in desk.gazetteer.events_of(slug)),
        successors=named(desk, desk.gazetteer.heirs(last.id), lang),
        ended=last.end,
        predecessors=tuple(_predecessors(desk, place, lang)),
    )
    return Page(view.path, "province.html", view)


def _unit_view(unit: Unit, lang: str) -> UnitView:
    return UnitView(unit_name(unit, lang), unit.kind, unit.iso, unit.start, unit.end)


def _event_view(desk: Desk, event: Event, lang: str) -> EventView:
    units = desk.gazetteer.units
    after = [units[unit_id] for unit_id in event.after]
    changes_kind = event.kind in (EventKind.STATUS, EventKind.RENAMED)
    return EventView(
        date=event.date,
        kind=event.kind,
        before=named(desk, (units[unit_id] for unit_id in event.before), lang),
        after=named(desk, after, lang),
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


def _predecessors(desk: Desk, place: NamedPlace, lang: str) -> Iterator[Predecessor]:
    """The predecessors with articles, the latest to end first."""
    by_end = sorted(
        ancestors_by_name(desk.gazetteer, place).items(), key=lambda pair: _end_key(pair[1]), reverse=True
    )
    for slug, units in by_end:
        articles = list(articles_of(desk.shelves, desk.gazetteer, units))
        if articles:
            yield Predecessor(
                name=place_name(desk, slug, lang),
                path=permalinks.province(lang, slug),
                start=_earliest(units),
                end=max((unit.end for unit in units if unit.end), key=lambda d: d.sort_key, default=None),
                count=len(articles),
                items=tuple(item(desk, article, lang) for article in articles[:SHOWN_OF_PREDECESSOR]),
            )


def _end_key(units: list[Unit]) -> tuple[tuple[int, int, int, str], str]:
    return max(unit.end.sort_key for unit in units if unit.end), units[0].slug


def _earliest(units: list[Unit]) -> PartialDate | None:
    starts = [unit.start for unit in units]
    if any(start is None for start in starts):
        return None
    return min((start for start in starts if start), key=lambda d: d.sort_key)


def _index(desk: Desk, lang: str) -> Page:
    common = frame(desk, lang, permalinks.provinces, Text(Own.PROVINCES, lang), ())
    places = [desk.gazetteer.places[slug] for slug in desk.provinces_with_page]
    places.sort(key=lambda place: sort_key(place_name(desk, place.slug, lang)))
    is_former = {place.slug: place.units[-1].end is not None for place in places}
    view = ProvincesView(
        **common,
        current=tuple(_entry(desk, place, lang) for place in places if not is_former[place.slug]),
        former=tuple(_entry(desk, place, lang) for place in places if is_former[place.slug]),
    )
    return Page(view.path, "provinces.html", view)


def _entry(desk: Desk, place: NamedPlace, lang: str) -> ProvinceEntry:
    last = place.units[-1]
    ancestors = ancestors_by_name(desk.gazetteer, place) if last.end is None else {}
    predecessors = [
        Counted(Link(place_name(desk, slug, lang), permalinks.province(lang, slug)), count)
        for slug, units in ancestors.items()
        if (count := len(list(articles_of(desk.shelves, desk.gazetteer, units))))
    ]
    return ProvinceEntry(
        name=place_name(desk, place.slug, lang),
        path=permalinks.province(lang, place.slug),
        kind=last.kind,
        count=len(desk.shelves.by_province.get(place.slug, ())),
        predecessors=tuple(sorted(predecessors, key=lambda entry: sort_key(entry.link.label))),
        ended=last.end,
    )


def provinces_counted(desk: Desk, lang: str) -> tuple[Counted, ...]:
    """The names that articles bear, in Vietnamese order, with their counts."""
    slugs = sorted(desk.shelves.by_province, key=lambda slug: sort_key(place_name(desk, slug, lang)))
    return tuple(
        Counted(
            Link(place_name(desk, slug, lang), permalinks.province(lang, slug)),
            len(desk.shelves.by_province[slug]),
        )
        for slug in slugs
    )
