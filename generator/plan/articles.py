"""Article pages: one for each translation of each article; and the standing pages."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath

from generator import permalinks
from generator.model.archive import Article, Facts, StandingPage, Translation
from generator.model.content import Media
from generator.model.values import LocalText, PartialDate, Text
from generator.model.views import (
    ArticleView,
    Attachment,
    AuthorLink,
    CommentView,
    Film,
    Item,
    Link,
    Notice,
    OriginView,
    Outdated,
    Own,
    Page,
    Picture,
    PollView,
    ProvinceNote,
    StandingView,
)
from generator.plan.bodies import body_html, targets_of
from generator.plan.context import (
    PlanContext,
    frame_of,
    item,
    picture,
    place_name,
    province_names,
    section_link,
    tag_text,
    unit_name,
)
from generator.plan.json_ld import json_ld
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.provinces import named
from generator.plan.taxonomies import Articles, tag_key
from generator.plan.taxonomy_lists import has_page


def article_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """A sheaf for each article: its page in each language that it is translated into."""
    for articles in ctx.taxonomies.by_section.values():
        for at in range(len(articles)):
            yield article_page_set(ctx, articles, at)


def article_page_set(ctx: PlanContext, articles: Articles, at: int) -> PageSet:
    """The sheaf of the article at this place on the shelf of its section."""
    article = articles[at]
    newer = articles[at - 1] if at else None
    older = articles[at + 1] if at + 1 < len(articles) else None
    return PageSet(
        name=f"article {article.key}",
        templates=("article.html",),
        pages=partial(_article_pages, ctx, article, newer, older),
        articles=[each for each in (article, newer, older) if each],
        extra_inputs=(newer is None, older is None, _surroundings(ctx, article)),
    )


def _surroundings(ctx: PlanContext, article: Article) -> tuple[object, ...]:
    """What an article's pages show beside the article and its neighbours."""
    facts, digests = article.facts, ctx.archive.digests
    return (
        [digests[translation.source_path] for translation in article.translations],
        [has_page(ctx, author) for author in facts.authors],
        [ctx.taxonomies.tag_spellings[tag_key(tag)] for tag in facts.tags],
        [targets_of(ctx, translation) for translation in article.translations],
    )


def _article_pages(
    ctx: PlanContext, article: Article, newer: Article | None, older: Article | None
) -> Iterator[Page]:
    for translation in article.translations:
        yield _article_page(ctx, article, translation, newer, older)


def _article_page(
    ctx: PlanContext, article: Article, translation: Translation, newer: Article | None, older: Article | None
) -> Page:
    lang, facts = translation.lang, article.facts
    paths = {t.lang: t.address for t in article.translations}
    section = ctx.sections[article.section]
    link = section_link(section, lang)
    common = frame_of(
        ctx, lang, paths, article.original, Text(translation.title, lang), _crumbs(ctx, article, link, lang)
    )
    images = tuple(_media_picture(ctx, media, lang) for media in facts.images)
    cover = _media_picture(ctx, facts.cover, lang) if facts.cover else None
    image_urls = [ctx.settings.base_url + p.path for p in (cover, *images) if p]
    view = ArticleView(
        **(common | {"description": translation.summary}),
        kind=section.kind,
        section=link,
        date=facts.date,
        updated=facts.updated,
        authors=tuple(
            AuthorLink(author, permalinks.author(lang, author.name) if has_page(ctx, author) else "")
            for author in facts.authors
        ),
        provinces=tuple(_province_notes(ctx, article, lang)),
        publisher=facts.publisher.best(lang),
        source=_origin(article),
        tags=tuple(_tag_link(ctx, tag, lang) for tag in facts.tags),
        summary=translation.summary,
        body=body_html(ctx, translation, common["root"]),
        cover=cover,
        images=images,
        video=_film(ctx, facts.video, lang) if facts.video else None,
        attachments=tuple(_attachment(ctx, media, lang) for media in facts.attachments),
        corrections=tuple(Notice(c.date, c.text.best(lang)) for c in facts.corrections),
        withdrawal=_withdrawal(article, lang),
        unsure=facts.review,
        original=article.original,
        translator=translation.translator,
        outdated=_outdated(translation, article.in_language(article.original), paths, facts.updated),
        comments=tuple(CommentView(c.author, c.date, c.text) for c in facts.comments),
        poll=PollView(facts.poll.question, facts.poll.answers) if facts.poll else None,
        views=facts.views,
        newer=_neighbour(ctx, newer, lang),
        older=_neighbour(ctx, older, lang),
        json_ld=json_ld(
            article,
            translation,
            common["canonical"],
            image_urls,
            province_names(ctx, article, lang),
            ctx.settings,
        ),
        time_zone=ctx.settings.time_zone,
    )
    part = str(facts.date.year) if facts.date else "undated"
    return listed_page(view, "article.html", part, _last_change(facts))


def _last_change(facts: Facts) -> str:
    """The last day on which the article changed, in ISO 8601; empty if no day is known."""
    changes = (facts.date, facts.updated, *(each.date for each in facts.corrections))
    return max((change.first_day.isoformat() for change in changes if change and change.day), default="")


def _outdated(
    translation: Translation, original: Translation, paths: Mapping[str, str], changed: PartialDate | None
) -> Outdated | None:
    """What to say of a translation whose original has changed; None of any other."""
    if not translation.outdated:
        return None
    way = Link(original.title, paths[original.lang], original.lang)
    made_from = translation.translated_from
    return Outdated(way, made_from.date if made_from else None, changed)


def _crumbs(ctx: PlanContext, article: Article, section: Link, lang: str) -> tuple[Link, ...]:
    when = article.facts.date
    year = (Link(str(when.year), permalinks.year(lang, when.year)),) if when else ()
    return (Link(Own.HOME, permalinks.home(lang), own=True), section, *year)


def _tag_link(ctx: PlanContext, tag: str, lang: str) -> Link:
    text = tag_text(ctx, tag_key(tag), lang)
    return Link(text.value, permalinks.tag(lang, tag_key(tag)), "" if text.lang == lang else text.lang)


def _neighbour(ctx: PlanContext, article: Article | None, lang: str) -> Item | None:
    return item(ctx, article, lang) if article else None


def _province_notes(ctx: PlanContext, article: Article, lang: str) -> Iterator[ProvinceNote]:
    """The provinces by their names of the time; of one that ended, when and what its land belongs to now."""
    gazetteer = ctx.gazetteer
    for ref in article.facts.provinces:
        path = permalinks.province(lang, ref.slug)
        if ref.unit is None:
            yield ProvinceNote(place_name(ctx, ref.slug, lang), path, "", None, ())
            continue
        unit = gazetteer.units[ref.unit]
        heirs = gazetteer.heirs(unit.id)
        goes_on = any(heir.slug == unit.slug for heir in heirs)
        yield ProvinceNote(
            unit_name(unit, lang),
            path,
            unit.kind,
            None if goes_on else unit.end,
            () if goes_on else named(ctx, heirs, lang),
        )


def _origin(article: Article) -> OriginView | None:
    source = article.facts.source
    return OriginView(source.name, source.url, source.captured, source.sha256) if source else None


def _withdrawal(article: Article, lang: str) -> Notice | None:
    withdrawn = article.facts.withdrawn
    if withdrawn is None:
        return None
    return Notice(withdrawn.date, withdrawn.reason.best(lang), withdrawn.authority.best(lang))


# --- media ------------------------------------------------------------------------------------------------


def _media_picture(ctx: PlanContext, media: Media, lang: str) -> Picture:
    return picture(ctx, media.path, media.alt, media.caption, media.credit, lang)


def _film(ctx: PlanContext, media: Media, lang: str) -> Film:
    path = permalinks.media(media.path) if media.path else ""
    poster = picture(ctx, media.poster, media.alt, LocalText(), LocalText(), lang) if media.poster else None
    return Film(path, media.url, media.caption.best(lang), media.credit.best(lang), poster)


def _attachment(ctx: PlanContext, media: Media, lang: str) -> Attachment:
    path = PurePosixPath(media.path)
    title = media.caption.best(lang) if media.caption else Text(path.name, lang)
    size = ctx.archive.media[media.path].size
    return Attachment(permalinks.media(media.path), title, path.suffix.lstrip(".").upper(), size)


# --- standing pages ---------------------------------------------------------------------------------------


def standing_page_set(ctx: PlanContext) -> PageSet:
    """The standing pages: there are few, and each is named on every other."""
    places = tuple(t.address for page in ctx.archive.standing_pages for t in page.translations)
    return PageSet("standing pages", ("standing.html",), partial(_standing_pages, ctx), outputs=places)


def _standing_pages(ctx: PlanContext) -> Iterator[Page]:
    for page in ctx.archive.standing_pages:
        for translation in page.translations:
            yield _standing_page(ctx, page, translation)


def _standing_page(ctx: PlanContext, page: StandingPage, translation: Translation) -> Page:
    lang = translation.lang
    paths = {t.lang: t.address for t in page.translations}
    original = page.translations[0]
    crumbs = (Link(Own.HOME, permalinks.home(lang), own=True),)
    common = frame_of(ctx, lang, paths, original.lang, Text(translation.title, lang), crumbs)
    view = StandingView(
        **(common | {"description": translation.summary}),
        body=body_html(ctx, translation, common["root"]),
        body_lang=lang,
        outdated=_outdated(translation, original, paths, None),
    )
    return listed_page(view, "standing.html")
