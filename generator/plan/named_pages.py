"""The lists that a query may name: provinces of all times, authors, tags, sections and years."""

from collections import Counter
from collections.abc import Iterator

from generator import permalinks
from generator.model.search import NamedPage
from generator.model.values import PartialDate
from generator.plan.context import PlanContext
from generator.plan.lists import ListSource
from generator.plan.taxonomy_lists import author_sources, section_sources, tag_sources
from generator.provinces.gazetteer import NamedPlace
from generator.provinces.units import load_aliases


def named_pages(ctx: PlanContext) -> Iterator[NamedPage]:
    """All lists that have a name, and names that have no list."""
    for place in ctx.gazetteer.places.values():
        yield _province(ctx, place)
    for source in (*section_sources(ctx), *tag_sources(ctx), *author_sources(ctx)):
        yield _listed(source)
    for author, articles in ctx.taxonomies.by_author.items():
        if len(articles) == 1:  # the index of authors links to the article: see `taxonomy_lists.has_page`
            yield NamedPage("author", (author.name,), (), (), 1)
    for number in ctx.taxonomies.by_year:
        yield _year(ctx, number)


def _listed(source: ListSource) -> NamedPage:
    names = tuple((lang, name.value) for lang, name in source.names.items())
    spellings = tuple(dict.fromkeys(name for _, name in names))
    return NamedPage(source.kind, spellings, names, tuple(source.paths.items()), len(source.articles))


def _province(ctx: PlanContext, place: NamedPlace) -> NamedPage:
    names = _in_all_languages(ctx, place.name, place.name_en)
    paths = [
        (lang, permalinks.province(lang, place.slug))
        for lang in ctx.settings.languages
        if place.slug in ctx.provinces_with_page
    ]
    periods = tuple((_year_of(unit.start), _year_of(unit.end)) for unit in place.units)
    last = place.units[-1]
    aliases = (alias.spelling for alias in load_aliases() if alias.slug == place.slug)
    successors = ctx.gazetteer.final_successors(last.id) if last.end else ()
    return NamedPage(
        kind="province",
        spellings=tuple(dict.fromkeys((place.name, place.name_en, *aliases))),
        names=tuple(names.items()),
        paths=tuple(paths),
        count=len(ctx.taxonomies.by_province.get(place.slug, ())),
        facts=(periods, tuple(_in_all_languages(ctx, unit.name, unit.name_en) for unit in successors)),
    )


def _in_all_languages(ctx: PlanContext, name: str, name_en: str) -> dict[str, str]:
    """A name of a province by language; the English one in every further language of the site."""
    return {"vi": name, "en": name_en} | {
        lang: name_en for lang in ctx.settings.languages if lang not in ("vi", "en")
    }


def _year_of(when: PartialDate | None) -> int:
    return when.year if when else 0


def _year(ctx: PlanContext, number: int) -> NamedPage:
    articles = ctx.taxonomies.by_year[number]
    months = Counter(when.month or 0 for when in (article.facts.date for article in articles) if when)
    return NamedPage(
        kind="year",
        spellings=(f"{number:04d}",),
        names=tuple((lang, f"{number:04d}") for lang in ctx.settings.languages),
        paths=tuple((lang, permalinks.year(lang, number)) for lang in ctx.settings.languages),
        count=len(articles),
        facts=tuple(months[month] for month in range(1, 13)),
    )
