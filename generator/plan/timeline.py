"""The lines of provinces: drawings, a file for each, and the page with those of all provinces of today."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import chain

from generator import permalinks
from generator.model.archive import Article, ProvinceRef
from generator.model.values import Text
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.model.views.provinces import BandUnit, Drawing, LineView, TimelineView
from generator.plan.bands import Days, Layout, axis_of, drawing, holdings
from generator.plan.context import PlanContext
from generator.plan.frame import frame, page_per_language
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.province_links import named
from generator.plan.province_names import place_name, unit_name
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.units import Unit
from generator.text.collation import sort_key

_WIDE = Layout(upright=False, length=992, shortest=72, lane=44, breadth=0, margin=28)
_TALL = Layout(upright=True, length=420, shortest=40, lane=0, breadth=212, margin=76)
_SHORT = Layout(upright=True, length=260, shortest=40, lane=0, breadth=212, margin=76)
_SLIM = Layout(upright=False, length=992, shortest=72, lane=26, breadth=0, margin=28)


def timeline_page_set(ctx: PlanContext) -> PageSet:
    """The page of the lines of all provinces of today."""
    counts = sorted((slug, len(articles)) for slug, articles in ctx.taxonomies.by_land.items())
    own = sorted((slug, len(articles)) for slug, articles in ctx.taxonomies.by_province.items())
    by_unit = sorted(
        Counter(ref.unit or "" for each in ctx.archive.articles for ref in each.facts.provinces).items()
    )
    return PageSet(
        name="timeline of provinces",
        templates=("timeline.html",),
        pages=partial(page_per_language, ctx, _timeline),
        articles=(),
        extra_inputs=(counts, own, by_unit),
        outputs=tuple(map(permalinks.timeline, ctx.settings.languages)),
    )


def line_view(ctx: PlanContext, slug: str, lang: str, *, page: bool = True) -> LineView:
    """The line of a province: its units, and its drawings.

    Its own page shows the land of all units of this name, with dots for articles. The page of all lines
    shows the land of the last unit, without dots.
    """
    land = ctx.gazetteer.land(slug) if page else _last_land(slug)
    if page:
        days = {each.unit.id: _days(_articles_of(ctx, each.unit)) for each in holdings(land)}
        wide, tall = (_drawn(land, days, layout, lang) for layout in (_WIDE, _TALL))
    else:
        wide, tall = (_drawn_without_dots(slug, layout, lang) for layout in (_SLIM, _SHORT))
    return LineView(
        slug=slug,
        name=place_name(ctx.gazetteer, slug, lang),
        kind=ctx.gazetteer.places[slug].units[-1].kind,
        path=permalinks.province(lang, slug) if has_page(ctx, slug) else None,
        count=len(ctx.taxonomies.by_land.get(slug, ())),
        units=_band_units(ctx, slug, land, lang),
        wide=wide,
        tall=tall,
    )


def line_units(ctx: PlanContext, slug: str, lang: str) -> dict[str, BandUnit]:
    """The units of the line on a province's own page, by their ids."""
    return _band_units(ctx, slug, ctx.gazetteer.land(slug), lang)


def _band_units(ctx: PlanContext, slug: str, land: frozenset[str], lang: str) -> dict[str, BandUnit]:
    units = {each.unit.id: each.unit for each in holdings(land)}
    return {unit.id: _band_unit(ctx, unit, slug, lang) for unit in units.values()}


def _last_land(slug: str) -> frozenset[str]:
    """The land of the last unit of a name."""
    return frozenset(load_gazetteer().places[slug].units[-1].land)


def _drawn(land: frozenset[str], days: Days, layout: Layout, lang: str) -> Drawing:
    held = holdings(land)
    names = {each.unit.id: unit_name(each.unit, lang) for each in held}
    return drawing(held, axis_of(held, chain(*days.values()), layout), days, layout, names)


@lru_cache(maxsize=512)
def _drawn_without_dots(slug: str, layout: Layout, lang: str) -> Drawing:
    """The drawing of the land of a name's last unit: the same in every build, and for `serve` each time."""
    return _drawn(_last_land(slug), {}, layout, lang)


def line_inputs(ctx: PlanContext, slug: str) -> tuple[object, ...]:
    """What the line of a province depends on: its days by unit, its numbers. To draw it takes longer."""
    held = holdings(ctx.gazetteer.land(slug))
    units = {each.unit.id: each.unit for each in held}
    found = {unit_id: _articles_of(ctx, unit) for unit_id, unit in units.items()}
    days = [(unit_id, len(articles), _days(articles)) for unit_id, articles in found.items()]
    return days, len(ctx.taxonomies.by_land.get(slug, ())), has_narrower(ctx, slug)


def _timeline(ctx: PlanContext, lang: str) -> Page:
    crumbs = (Link(Own.PROVINCES, permalinks.provinces(lang), own=True),)
    common = frame(ctx, lang, permalinks.timeline, Text(Own.TIMELINE, lang), crumbs)
    today = [place.slug for place in ctx.gazetteer.places.values() if place.units[-1].end is None]
    today.sort(key=lambda slug: sort_key(place_name(ctx.gazetteer, slug, lang)))
    view = TimelineView(**common, lines=tuple(line_view(ctx, slug, lang, page=False) for slug in today))
    return listed_page(view, "timeline.html")


def has_narrower(ctx: PlanContext, slug: str) -> bool:
    """Whether a province has articles under its own name, and others of its land."""
    own = ctx.taxonomies.by_province.get(slug, ())
    return 0 < len(own) < len(ctx.taxonomies.by_land[slug])


def _band_unit(ctx: PlanContext, unit: Unit, slug: str, lang: str) -> BandUnit:
    own, path, count = unit.slug == slug, None, len(_articles_of(ctx, unit))
    if own and has_page(ctx, slug) and has_narrower(ctx, slug):
        path = permalinks.province_name(lang, slug)
    elif has_page(ctx, unit.slug):
        path = permalinks.province(lang, unit.slug)
    became = named(ctx, ctx.gazetteer.successors(unit.id), lang)
    return BandUnit(
        unit_name(unit, lang), unit.kind, unit.iso, unit.start, unit.end, path, count, became, own
    )


def has_page(ctx: PlanContext, slug: str) -> bool:
    """Whether a name has a page: it has articles, or follows a name that has some."""
    return slug in ctx.provinces_with_page


def _articles_of(ctx: PlanContext, unit: Unit) -> list[Article]:
    """The articles of a unit. Those of a name with several units count only if their unit is known."""
    ref = ProvinceRef(unit.slug, unit.id)
    return [each for each in ctx.taxonomies.by_province.get(unit.slug, ()) if ref in each.facts.provinces]


def _days(articles: Sequence[Article]) -> list[date]:
    """The days of dated articles. An unknown day is the first possible one."""
    return [article.facts.date.first_day for article in articles if article.facts.date]
