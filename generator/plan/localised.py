"""Facts of the site and of its articles in one language: all texts are chosen here, once.

A text that is not translated stands in the language that it has. So each is a `Text` with its language.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Archive, Article, Translation, Whole
from generator.model.content import Media, Withdrawal
from generator.model.settings import Masthead, Section, SectionKind, Settings
from generator.model.values import LocalText, Text
from generator.model.views.article import Notice
from generator.model.views.page import Link, MastheadView, PartView, SiteView
from generator.plan.links import text_link
from generator.plan.province_names import place_name, province_names
from generator.plan.taxonomies import Taxonomies
from generator.provinces.gazetteer import Gazetteer, load_gazetteer

# --- the site ---------------------------------------------------------------------------------------------


class LocalisedSection(Struct, frozen=True):
    """A section in one language: its name, the path of its page, and the link to it."""

    key: str
    kind: SectionKind
    name: Text
    path: str
    link: Link


class LocalisedSite(Struct, frozen=True):
    """The site in one language: what every page shows, the sections by key, the names of tags by key."""

    view: SiteView
    sections: Mapping[str, LocalisedSection]
    tags: Mapping[str, Text]


def localise_site(archive: Archive, taxonomies: Taxonomies, lang: str) -> LocalisedSite:
    """The site in this language."""
    settings = archive.settings
    sections = {each.key: _localised_section(each, lang) for each in settings.sections}
    standing = (t for page in archive.standing_pages for t in page.translations if t.lang == lang)
    view = SiteView(
        lang=lang,
        name=settings.name.best(lang),
        description=settings.description.best(lang),
        home=permalinks.home(lang),
        feed=permalinks.feed(lang),
        json_feed=permalinks.json_feed(lang),
        base_url=settings.base_url,
        sections=tuple(section.link for section in sections.values()),
        provinces=permalinks.provinces(lang),
        authors=permalinks.authors(lang),
        years=permalinks.years(lang),
        tags=permalinks.tags(lang),
        site_map=permalinks.site_map(lang),
        search=permalinks.search(lang),
        verify=permalinks.verify(lang),
        old_address=permalinks.old_address(lang),
        statistics=permalinks.statistics(lang),
        gaps=permalinks.gaps(lang),
        standing_pages=tuple(Link(t.title, t.address) for t in standing),
        linked_sites=tuple(text_link(each.name.best(lang), each.url, lang) for each in settings.linked_sites),
        masthead=_localised_masthead(settings.masthead, lang),
        part=_part_view(archive, archive.whole, lang) if archive.whole else None,
        data=permalinks.data(lang) if settings.publishes_data else "",
    )
    tags = {key: _tag_name(settings, tag, lang) for key, tag in taxonomies.tag_spellings.items()}
    return LocalisedSite(view, sections, tags)


def _part_view(archive: Archive, whole: Whole, lang: str) -> PartView:
    part, gazetteer = whole.part, load_gazetteer()
    names = {section.key: section.name.best(lang).value for section in archive.settings.sections}
    return PartView(
        provinces=tuple(place_name(gazetteer, slug, lang) for slug in part.provinces),
        years=part.years,
        sections=tuple(names[key] for key in part.sections if key in names),
        languages=part.languages,
        articles=len(archive.articles),
        total=whole.articles,
    )


def _localised_section(section: Section, lang: str) -> LocalisedSection:
    name, path = section.name.best(lang), permalinks.section(lang, section.slug.best(lang).value)
    return LocalisedSection(section.key, section.kind, name, path, text_link(name, path, lang))


def _localised_masthead(masthead: Masthead, lang: str) -> MastheadView:
    return MastheadView(
        agency=masthead.agency.best(lang),
        responsible=masthead.responsible.best(lang),
        address=masthead.address.best(lang),
        phone=masthead.phone,
        email=masthead.email,
        licence=masthead.licence.best(lang),
    )


def _tag_name(settings: Settings, tag: str, lang: str) -> Text:
    """The name of a tag in this language.

    If the settings give it no name, it is the tag's spelling in the articles.
    """
    names = settings.tags.get(tag)
    name = names.get(lang) if names else None
    return Text(name, lang) if name else Text(tag, settings.default_language)


# --- articles ---------------------------------------------------------------------------------------------


class LocalisedMedia(Struct, frozen=True, gc=False):
    """A picture, film or file of an article, with its texts in one language."""

    path: str
    url: str
    poster: str
    captions: str
    alt: Text
    caption: Text
    credit: Text


class LocalisedArticle(Struct, frozen=True, gc=False):
    """An article with its facts in one language.

    `translation` is the one into this language, or the original. `tags` are (key, name).
    """

    article: Article
    lang: str
    translation: Translation
    section: LocalisedSection
    provinces: tuple[str, ...]
    publisher: Text
    tags: tuple[tuple[str, Text], ...]
    cover: LocalisedMedia | None
    images: tuple[LocalisedMedia, ...]
    video: LocalisedMedia | None
    attachments: tuple[LocalisedMedia, ...]
    corrections: tuple[Notice, ...]
    withdrawal: Notice | None


def localise_article(
    article: Article, lang: str, site: LocalisedSite, tag_keys: Iterable[str], gazetteer: Gazetteer
) -> LocalisedArticle:
    """The article in the language of this site; `tag_keys` are those of its tags."""
    facts = article.facts
    return LocalisedArticle(
        article=article,
        lang=lang,
        translation=article.in_language(lang),
        section=site.sections[article.section],
        provinces=tuple(province_names(gazetteer, facts.provinces, lang)),
        publisher=facts.publisher.best(lang),
        tags=tuple((key, site.tags[key]) for key in tag_keys),
        cover=_localised_media(facts.cover, lang) if facts.cover else None,
        images=tuple(_localised_media(each, lang) for each in facts.images),
        video=_localised_media(facts.video, lang) if facts.video else None,
        attachments=tuple(_localised_media(each, lang) for each in facts.attachments),
        corrections=tuple(Notice(each.date, each.text.best(lang)) for each in facts.corrections),
        withdrawal=withdrawal_notice(facts.withdrawn, lang) if facts.withdrawn else None,
    )


def _localised_media(media: Media, lang: str) -> LocalisedMedia:
    alt, caption, credit = media.alt.best(lang), media.caption.best(lang), media.credit.best(lang)
    return LocalisedMedia(media.path, media.url, media.poster, media.captions, alt, caption, credit)


def withdrawal_notice(withdrawn: Withdrawal, lang: str) -> Notice:
    """When, why and by whom something was withdrawn."""
    return Notice(withdrawn.date, withdrawn.reason.best(lang), withdrawn.authority.best(lang))


def localised_title(title: LocalText, lang: str) -> Text:
    """The title of an article that is gone."""
    return title.best(lang)
