"""The breadcrumb of an article: its section and its province, as narrow as there is a list."""

from collections.abc import Iterator, Mapping

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.links import text_link
from generator.plan.lists import WHOLE
from generator.plan.localised import LocalisedArticle
from generator.plan.taxonomies import Articles


def article_crumbs(ctx: PlanContext, localised: LocalisedArticle) -> tuple[Link, ...]:
    """Links to the home page and to the lists that an article belongs to."""
    return tuple(_crumbs(ctx, localised))


def period_path(when: PartialDate | None, lang: str) -> str:
    """The path of the narrowest list by time that an article is in."""
    if when is None:
        return permalinks.undated(lang)
    return permalinks.month(lang, when.year, when.month) if when.month else permalinks.year(lang, when.year)


def narrower_inputs(ctx: PlanContext, article: Article) -> tuple[bool, ...]:
    """Which of these lists are cut by year: only these have a narrower one."""
    by, provinces = ctx.taxonomies, article.facts.provinces
    section = _is_cut(by.by_section, article.section)
    return (section, _is_cut(by.by_land, provinces[0].slug)) if provinces else (section,)


def cut_lists(ctx: PlanContext) -> list[tuple[str, str]]:
    """The sections and the lands whose lists are cut by year."""
    by = ctx.taxonomies
    sections = [("section", key) for key in by.by_section if _is_cut(by.by_section, key)]
    return sorted(sections + [("land", key) for key in by.by_land if _is_cut(by.by_land, key)])


def _crumbs(ctx: PlanContext, localised: LocalisedArticle) -> Iterator[Link]:
    article, lang, section = localised.article, localised.lang, localised.section
    when, provinces = article.facts.date, article.facts.provinces
    yield Link(Own.HOME, permalinks.home(lang), own=True)
    cut = _is_cut(ctx.taxonomies.by_section, article.section)
    yield _narrower(text_link(section.name, section.path, lang), when, lang) if cut else section.link
    if provinces:
        province = Link(localised.provinces[0], permalinks.province(lang, provinces[0].slug))
        cut = _is_cut(ctx.taxonomies.by_land, provinces[0].slug)
        yield _narrower(province, when, lang) if cut else province


def _is_cut(lists: Mapping[str, Articles], key: str) -> bool:
    return len(lists.get(key, ())) > WHOLE


def _narrower(link: Link, when: PartialDate | None, lang: str) -> Link:
    """The link to the year of a list."""
    if when is None:
        return link
    year = PartialDate(when.year)
    return Link(f"{link.label} {year.iso}", permalinks.list_period(link.path, year, lang), link.lang)
