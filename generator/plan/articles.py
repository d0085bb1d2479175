"""Article pages: a page for each translation of each article."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.archive import Article, Facts
from generator.model.layouts import layout_template
from generator.model.values import Text
from generator.model.views.article import (
    ArticleView,
    AuthorLink,
    CommentView,
    OriginView,
    PollView,
    ProvinceNote,
)
from generator.model.views.output_page import Page
from generator.plan.article_media import attachment, film
from generator.plan.bodies import body_view, targets_of
from generator.plan.context import PlanContext
from generator.plan.crumbs import article_crumbs, narrower_inputs, period_path
from generator.plan.days import day_path
from generator.plan.frame import frame_of
from generator.plan.items import picture, titled, titled_inputs
from generator.plan.json_ld import json_ld
from generator.plan.listings import last_change, last_modified, listed_page
from generator.plan.localised import LocalisedArticle
from generator.plan.outdated import outdated
from generator.plan.page_sets import PageSet
from generator.plan.province_links import named
from generator.plan.series import series_inputs, series_place
from generator.plan.share_pictures import share_picture
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
        name=page_set_name(article),
        templates=(_template(ctx, article),),
        pages=partial(_article_pages, ctx, article, newer, older),
        articles=(article,),
        extra_inputs=(_lead_on_inputs(ctx, article, newer, older), _other_inputs(ctx, article)),
    )


def page_set_name(article: Article) -> str:
    """The name of an article's page set."""
    return f"article {article.key}"


def _other_inputs(ctx: PlanContext, article: Article) -> tuple[object, ...]:
    """The inputs of an article's pages beside the article and its neighbours."""
    facts, digests = article.facts, ctx.archive.digests
    return (
        [digests[translation.source_path] for translation in article.translations],
        [has_page(ctx, author) for author in facts.authors],
        [ctx.taxonomies.tag_spellings[tag_key(tag)] for tag in facts.tags],
        targets_of(ctx, article),
    )


def _lead_on_inputs(
    ctx: PlanContext, article: Article, newer: Article | None, older: Article | None
) -> tuple[object, ...]:
    """What the pages show of the articles to which they lead on."""
    return (
        [titled_inputs(ctx, each) for each in (newer, older, *related_to(ctx, article))],
        series_inputs(ctx, article),
        narrower_inputs(ctx, article),
    )


def related_to(ctx: PlanContext, article: Article) -> list[Article]:
    """The related articles of an article, but for the parts of its series."""
    series, found = article.facts.series, [ctx.by_key[key] for key in ctx.related.get(article.key, ())]
    return [other for other in found if other.facts.series != series] if series else found


def _article_pages(
    ctx: PlanContext, article: Article, newer: Article | None, older: Article | None
) -> Iterator[Page]:
    for translation in article.translations:
        yield article_page(ctx, ctx.localised(article, translation.lang), newer, older)


def article_page(
    ctx: PlanContext, localised: LocalisedArticle, newer: Article | None, older: Article | None
) -> Page:
    """The page of an article in one language, with its neighbours in its section."""
    article, translation, lang = localised.article, localised.translation, localised.lang
    facts, original = article.facts, article.in_language(article.original)
    paths = {t.lang: t.address for t in article.translations}
    title, crumbs = Text(translation.title, lang), article_crumbs(ctx, localised)
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
        video=film(ctx, localised.video, lang, article.original) if localised.video else None,
        attachments=tuple(attachment(ctx, media, lang) for media in localised.attachments),
        corrections=localised.corrections,
        withdrawal=localised.withdrawal,
        unsure=facts.review,
        original=article.original,
        translator=translation.translator,
        outdated=outdated(ctx, article, translation, original, facts.updated),
        comments=tuple(CommentView(c.author, c.date, c.text) for c in facts.comments),
        poll=PollView(facts.poll.question, facts.poll.answers) if facts.poll else None,
        views=facts.views,
        newer=titled(newer, lang) if newer else None,
        older=titled(older, lang) if older else None,
        related=tuple(titled(each, lang) for each in related_to(ctx, article)),
        series=series_place(ctx, article, lang),
        period=period_path(facts.date, lang),
        this_day=day_path(facts.date, lang),
        json_ld=json_ld(localised, common["canonical"], image_urls, ctx.sites[lang].view, ctx.settings),
        time_zone=ctx.settings.time_zone,
        share=share_picture(ctx, localised),
        modified=last_modified(facts),
    )
    part = str(facts.date.year) if facts.date else "undated"
    return listed_page(view, _template(ctx, article), part, last_change(facts))


def _template(ctx: PlanContext, article: Article) -> str:
    """The template of the article's layout, else of its section's, else the common one."""
    sections = ctx.settings.sections
    of_section = next((each.layout for each in sections if each.key == article.section), "")
    return layout_template(article.facts.layout or of_section)


def _author_links(ctx: PlanContext, facts: Facts, lang: str) -> Iterator[AuthorLink]:
    for author in facts.authors:
        yield AuthorLink(author, permalinks.author(lang, author.name) if has_page(ctx, author) else "")


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
    if source is None:
        return None
    return OriginView(source.name, source.url, source.captured, source.sha256, source.gone)
