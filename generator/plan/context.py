"""The desk: everything that planning a page may look at, laid out once."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator import permalinks
from generator.images.resize import WIDTHS
from generator.model.archive import Archive, Article, Facts
from generator.model.content import MediaFile
from generator.model.settings import Masthead, Section, Settings
from generator.model.values import LocalText, Text
from generator.model.views import (
    Alternate,
    Item,
    LanguageSwitch,
    Link,
    MastheadView,
    Picture,
    SiteView,
    Source,
)
from generator.plan.lineage import names_with_page
from generator.plan.taxonomies import Taxonomies, taxonomies_of
from generator.provinces.gazetteer import Gazetteer, load_gazetteer
from generator.provinces.units import Unit

PathIn = Callable[[str], str]  # from a language to the address of a page in it


class PlanContext(Struct, frozen=True):
    archive: Archive
    settings: Settings
    gazetteer: Gazetteer
    taxonomies: Taxonomies
    sections: Mapping[str, Section]
    sites: Mapping[str, SiteView]
    provinces_with_page: frozenset[str]
    targets: Mapping[str, tuple[str, str]]  # source path -> (language, address)
    articles: Mapping[str, Article]  # source path -> article
    items: dict[tuple[str, str], Item] = {}  # made when first asked for


def plan_context(archive: Archive) -> PlanContext:
    settings = archive.settings
    gazetteer = load_gazetteer()
    taxonomies = taxonomies_of(archive.articles)
    articles = {t.source_path: article for article in archive.articles for t in article.translations}
    targets = {
        t.source_path: (t.lang, t.address) for article in archive.articles for t in article.translations
    }
    for page in archive.standing_pages:
        for t in page.translations:
            targets[t.source_path] = (t.lang, t.address)
    return PlanContext(
        archive=archive,
        settings=settings,
        gazetteer=gazetteer,
        taxonomies=taxonomies,
        sections={section.key: section for section in settings.sections},
        sites={lang: _site(archive, lang) for lang in settings.languages},
        provinces_with_page=names_with_page(taxonomies, gazetteer),
        targets=targets,
        articles=articles,
    )


def _site(archive: Archive, lang: str) -> SiteView:
    settings = archive.settings
    standing = [t for page in archive.standing_pages for t in page.translations if t.lang == lang]
    return SiteView(
        lang=lang,
        name=settings.name.best(lang),
        description=settings.description.best(lang),
        home=permalinks.home(lang),
        feed=permalinks.feed(lang),
        base_url=settings.base_url,
        sections=tuple(section_link(section, lang) for section in settings.sections),
        provinces=permalinks.provinces(lang),
        authors=permalinks.authors(lang),
        years=permalinks.years(lang),
        tags=permalinks.tags(lang),
        site_map=permalinks.site_map(lang),
        search=permalinks.search(lang),
        old_address=permalinks.old_address(lang),
        standing_pages=tuple(Link(t.title, t.address) for t in standing),
        linked_sites=tuple(local_link(site.name, site.url, lang) for site in settings.linked_sites),
        masthead=_masthead(settings.masthead, lang),
    )


def _masthead(masthead: Masthead, lang: str) -> MastheadView:
    return MastheadView(
        agency=masthead.agency.best(lang),
        responsible=masthead.responsible.best(lang),
        address=masthead.address.best(lang),
        phone=masthead.phone,
        email=masthead.email,
        licence=masthead.licence.best(lang),
    )


def local_link(name: LocalText, path: str, lang: str) -> Link:
    text = name.best(lang)
    return Link(text.value, path, "" if text.lang == lang else text.lang)


def section_path(section: Section, lang: str) -> str:
    return permalinks.section(lang, section.slug.best(lang).value)


def section_link(section: Section, lang: str) -> Link:
    return local_link(section.name, section_path(section, lang), lang)


def place_name(ctx: PlanContext, slug: str, lang: str) -> str:
    place = ctx.gazetteer.places[slug]
    return place.name if lang == "vi" else place.name_en


def unit_name(unit: Unit, lang: str) -> str:
    return unit.name if lang == "vi" else unit.name_en


def tag_text(ctx: PlanContext, key: str, lang: str) -> Text:
    """The name of a tag in the language, if the settings have one, else as it is spelled."""
    spelling = ctx.taxonomies.tag_spellings[key]
    translated = ctx.settings.tags.get(spelling)
    found = translated.get(lang) if translated else None
    return Text(found, lang) if found else Text(spelling, ctx.settings.default_language)


# --- what every page has ----------------------------------------------------------------------------------


def frame(
    ctx: PlanContext, lang: str, path_in: PathIn, title: Text, crumbs: tuple[Link, ...]
) -> dict[str, Any]:
    """The common fields of a page that exists in every language."""
    paths = {each: path_in(each) for each in ctx.settings.languages}
    return frame_of(ctx, lang, paths, ctx.settings.default_language, title, crumbs)


def frame_of(
    ctx: PlanContext,
    lang: str,
    paths: Mapping[str, str],
    original: str,
    title: Text,
    crumbs: tuple[Link, ...],
) -> dict[str, Any]:
    """The common fields of a page that exists in the languages of `paths`."""
    base = ctx.settings.base_url
    alternates = [Alternate(each, base + path) for each, path in paths.items()]
    if len(paths) > 1:
        alternates.append(Alternate("x-default", base + paths[original]))
    path = paths[lang]
    return {
        "lang": lang,
        "path": path,
        "root": permalinks.root_of(path),
        "title": title.value,
        "title_lang": title.lang,
        "description": "",
        "canonical": base + path,
        "alternates": tuple(alternates) if len(paths) > 1 else (),
        "languages": tuple(LanguageSwitch(each, paths.get(each)) for each in ctx.settings.languages),
        "crumbs": crumbs,
        "site": ctx.sites[lang],
    }


# --- articles in lists ------------------------------------------------------------------------------------


def picture(
    ctx: PlanContext, path: str, alt: LocalText, caption: LocalText, credit: LocalText, lang: str
) -> Picture:
    file = ctx.archive.media[path]
    return Picture(
        permalinks.media(path),
        alt.best(lang),
        caption.best(lang),
        credit.best(lang),
        file.width,
        file.height,
        sources_of(file),
    )


def sources_of(file: MediaFile) -> tuple[Source, ...]:
    """The files that may show a picture: its derivatives, and its own unless a derivative does for it."""
    made = tuple(
        Source(permalinks.derivative(file.path, each.width), each.width) for each in file.derivatives
    )
    if made and made[-1].width >= min(file.width, WIDTHS[-1]):
        return made
    return (*made, Source(permalinks.media(file.path), file.width))


def item(ctx: PlanContext, article: Article, lang: str) -> Item:
    """The article as a list in this language shows it."""
    made = ctx.items.get((article.key, lang))
    if made is None:
        made = ctx.items[article.key, lang] = _item(ctx, article, lang)
    return made


def _item(ctx: PlanContext, article: Article, lang: str) -> Item:
    translation = article.in_language(lang)
    section = ctx.sections[article.section]
    return Item(
        title=translation.title,
        lang=translation.lang,
        path=translation.address,
        date=article.facts.date,
        provinces=tuple(province_names(ctx, article, lang)),
        section=section.name.best(lang).value,
        kind=section.kind,
        summary=translation.summary,
        cover=_cover(ctx, article.facts, lang),
        withdrawn=article.facts.withdrawn is not None,
    )


def _cover(ctx: PlanContext, facts: Facts, lang: str) -> Picture | None:
    """The article's cover, else its first picture, else the still of its film."""
    media = facts.cover or next(iter(facts.images), None)
    if media:
        return picture(ctx, media.path, media.alt, media.caption, media.credit, lang)
    film = facts.video
    return (
        picture(ctx, film.poster, film.alt, film.caption, film.credit, lang) if film and film.poster else None
    )


def province_names(ctx: PlanContext, article: Article, lang: str) -> list[str]:
    """The provinces by the names of the article's own time."""
    units = ctx.gazetteer.units
    return [
        unit_name(units[ref.unit], lang) if ref.unit else place_name(ctx, ref.slug, lang)
        for ref in article.facts.provinces
    ]
