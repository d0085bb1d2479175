"""What the data say of their origin: the archive, its publisher, how much is in them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator import __version__
from generator.plan.context import PlanContext
from generator.plan.listings import last_change
from generator.plan.province_names import place_name


class DataOrigin(Struct, frozen=True):
    """The origin of the data. `name`, `publisher`, `licence` are texts by language.

    `day` is that of a copy; it is empty for the data of the site, which must not change with the day.
    `changed` is the last day on which an article changed, or empty. `rows` counts them by language. `years`
    are the first and the last, or nothing. `places` are the names of the provinces.
    """

    name: Mapping[str, str]
    publisher: Mapping[str, str]
    licence: Mapping[str, str]
    base_url: str
    generator: str
    day: str
    changed: str
    articles: int
    rows: Mapping[str, int]
    years: tuple[str, ...]
    places: tuple[str, ...]


def origin_of(ctx: PlanContext, day: str = "") -> DataOrigin:
    """The origin of the data of an archive."""
    settings, articles = ctx.settings, ctx.archive.articles
    years = ctx.taxonomies.by_year
    rows = Counter(t.lang for article in articles for t in article.translations)
    return DataOrigin(
        name={text.lang: text.value for text in settings.name.texts},
        publisher={text.lang: text.value for text in settings.masthead.agency.texts},
        licence={text.lang: text.value for text in settings.masthead.licence.texts},
        base_url=settings.base_url,
        generator=f"Khotin {__version__}",
        day=day,
        changed=max((last_change(article.facts) for article in articles), default=""),
        articles=len(articles),
        rows=dict(sorted(rows.items())),
        years=(str(min(years)), str(max(years))) if years else (),
        places=tuple(_places(ctx)),
    )


def _places(ctx: PlanContext) -> Iterator[str]:
    for slug in sorted(ctx.taxonomies.by_province):
        yield place_name(ctx.gazetteer, slug, ctx.settings.default_language)


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in a language, else in another one, else an empty one."""
    return texts.get(lang, next(iter(texts.values()), ""))
