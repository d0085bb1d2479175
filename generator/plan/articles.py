"""Article pages: a page for each translation of each article."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.archive import Article, Facts
from generator.model.values import Text
from generator.model.views import (
    ArticleView,
    AuthorLink,
    CommentView,
    Item,
    Link,
    OriginView,
    Own,
    Page,
    PollView,
    ProvinceNote,
)
from generator.plan.article_media import attachment, film
from generator.plan.bodies import body_view, targets_of
from generator.plan.context import PlanContext
from generator.plan.frame import frame_of
from generator.plan.items import item, picture
from generator.plan.json_ld import json_ld
from generator.plan.listings import listed_page
from generator.plan.localised import LocalisedArticle
from generator.plan.outdated import outdated
from generator.plan.page_sets import PageSet
from generator.plan.provinces import named
from generator.plan.taxonomies import Articles, tag_key
from generator.plan.taxonomy_lists import has_page, tag_link


def article_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """A page set for each article: its page in each of its languages."""
    for articles in ctx.taxonomies.by_section.values():
        for at in range(len(articles)):
            yield article_page_set(ctx, articles, at)


def article_page_set(ctx: PlanContext, articles: Articles, at: int) -> PageSet:
    """The page set of the article at this index of the articles of its section."""
    article = articles[at]
    newer = articles[at - 1] if at else None
    older = articles[at + 1] if at + 1 < len(articles) else None
    return PageSet(
        name=f"article {article.key}",
        templates=("article.html",),
        pages=partial(_article_pages, ctx, article, newer, older),
        articles=[each for each in (article, newer, older) if each],
        extra_inputs=(newer is None, older is None, _other_inputs(ctx, article)),
    )


def _other_inputs(ctx: PlanContext, article: Article) -> tuple[object, ...]:
    """The inputs of an article's pages beside the article and its neighbours."""
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
        yield _article_page(ctx, ctx.localised(article, translation.lang), newer, older)


def _article_page(
    ctx: PlanContext, localised: LocalisedArticle, newer: Article | None, older: Article | None
) -> Page:
    article, translation, lang = localised.article, localised.translation, localised.lang
    facts, original = article.facts, article.in_language(article.original)
    paths = {t.lang: t.address for t in article.translations}
    title, crumbs = Text(translation.title, lang), _crumbs(localised)
    common = frame_of(ctx, lang, paths, article.original, title, crumbs)
    cover = picture(ctx, localised.cover) if localised.cover else None
    images = tuple(picture(ctx, media) for media in localised.images)
    image_urls = [ctx.settings.base_url + each.path for each in (cover, *images) if each]
    view = ArticleView(
        **(common | {"description": translation.summary}),
        kind=localised.section.kind,
        section=localised.section.link,
        date=facts.date,
        updated=facts.updated,
        authors=tuple(_author_links(ctx, facts, lang)),
        provinces=tuple(_province_notes(ctx, localised)),
        publisher=localised.publisher,
        source=_origin(facts),
        tags=tuple(tag_link(key, name, lang) for key, name in localised.tags),
        summary=translation.summary,
        body=body_view(ctx, translation),
        cover=cover,
        images=images,
        video=film(ctx, localised.video, lang) if localised.video else None,
        attachments=tuple(attachment(ctx, media, lang) for media in localised.attachments),
        corrections=localised.corrections,
        withdrawal=localised.withdrawal,
        unsure=facts.review,
        original=article.original,
        translator=translation.translator,
        outdated=outdated(translation, original, facts.updated),
        comments=tuple(CommentView(c.author, c.date, c.text) for c in facts.comments),
        poll=PollView(facts.poll.question, facts.poll.answers) if facts.poll else None,
        views=facts.views,
        newer=_neighbour(ctx, newer, lang),
        older=_neighbour(ctx, older, lang),
        json_ld=json_ld(localised, common["canonical"], image_urls, ctx.sites[lang].view, ctx.settings),
        time_zone=ctx.settings.time_zone,
    )
    part = str(facts.date.year) if facts.date else "undated"
    return listed_page(view, "article.html", part, _last_change(facts))


def _last_change(facts: Facts) -> str:
    """The last day on which the article changed, in ISO 8601; empty if no day is known."""
    changes = (facts.date, facts.updated, *(each.date for each in facts.corrections))
    return max((change.first_day.isoformat() for change in changes if change and change.day), default="")


def _crumbs(localised: LocalisedArticle) -> tuple[Link, ...]:
    when, lang = localised.article.facts.date, localised.lang
    year = (Link(str(when.year), permalinks.year(lang, when.year)),) if when else ()
    return (Link(Own.HOME, permalinks.home(lang), own=True), localised.section.link, *year)


def _author_links(ctx: PlanContext, facts: Facts, lang: str) -> Iterator[AuthorLink]:
    for author in facts.authors:
        yield AuthorLink(author, permalinks.author(lang, author.name) if has_page(ctx, author) else "")


def _neighbour(ctx: PlanContext, article: Article | None, lang: str) -> Item | None:
    return item(ctx, article, lang) if article else None


def _province_notes(ctx: PlanContext, localised: LocalisedArticle) -> Iterator[ProvinceNote]:
    """The provinces; for one that has ended, also when, and which provinces its land belongs to now."""
    gazetteer, lang = ctx.gazetteer, localised.lang
    for ref, name in zip(localised.article.facts.provinces, localised.provinces, strict=True):
        path = permalinks.province(lang, ref.slug)
        if ref.unit is None:
            yield ProvinceNote(name, path, "", None, ())
            continue
        unit, successors = gazetteer.units[ref.unit], gazetteer.final_successors(ref.unit)
        goes_on = any(each.slug == unit.slug for each in successors)
        yield ProvinceNote(
            name,
            path,
            unit.kind,
            None if goes_on else unit.end,
            () if goes_on else named(ctx, successors, lang),
        )


def _origin(facts: Facts) -> OriginView | None:
    source = facts.source
    return OriginView(source.name, source.url, source.captured, source.sha256) if source else None
