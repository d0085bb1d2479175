"""Documents: what the search may find, from the articles of the archive."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.model.archive import Article, ProvinceRef, Translation
from generator.model.search import Corpus, Document, DocumentMeta, FacetValue, ResultCard
from generator.plan.context import PlanContext
from generator.plan.localised import LocalisedMedia
from generator.plan.taxonomies import tag_key
from generator.provinces.gazetteer import NamedPlace


def corpus(ctx: PlanContext) -> Corpus:
    """Every translation of every article, the oldest first."""
    settings = ctx.settings
    refs = {ref for article in ctx.archive.articles for ref in article.facts.provinces}
    sources = tuple(
        (article, translation)
        for article in reversed(ctx.archive.articles)
        for translation in article.translations
    )
    reading = _Reading(ctx, {ref: _known_as(ctx, ref) for ref in refs}, sources)
    return Corpus(
        metas=tuple([_headings(article, translation) for article, translation in sources]),
        marks=tuple([_mark(ctx, article, translation) for article, translation in sources]),
        card=reading.card,
        read=reading.document,
        sections=tuple(_sections(ctx)),
        provinces=tuple(_provinces(ctx)),
        synonyms=settings.synonyms,
    )


def _mark(ctx: PlanContext, article: Article, translation: Translation) -> str:
    """What the document is made of; the names of provinces and the addresses come with Khotin's version."""
    archive, facts, tags = ctx.archive, article.facts, ctx.sites[translation.lang].tags
    mark = f"{translation.lang} {archive.identities[article.key]} {archive.digests[translation.source_path]}"
    if facts.attachments:
        mark += repr([archive.attached[path] for path in _attached(ctx, article)])
    return "\n".join([mark, *(tags[tag_key(tag)].value for tag in facts.tags)])


class _Place(NamedTuple):
    """A province by its names in both languages (readers type the one they know), and by the names of what
    its land belongs to today."""

    names: tuple[str, ...]
    heirs: tuple[str, ...]


def _known_as(ctx: PlanContext, ref: ProvinceRef) -> _Place:
    unit = ctx.gazetteer.units[ref.unit] if ref.unit else ctx.gazetteer.places[ref.slug]
    heirs = ctx.gazetteer.heirs(ref.unit) if ref.unit else ()
    return _Place(
        (unit.name, unit.name_en), tuple(name for heir in heirs for name in (heir.name, heir.name_en))
    )


def _headings(article: Article, translation: Translation) -> DocumentMeta:
    facts = article.facts
    return DocumentMeta(
        lang=translation.lang,
        date=facts.date,
        section=article.section,
        provinces=tuple(sorted({ref.slug for ref in facts.provinces})),
        authors=tuple([author.name for author in facts.authors]),
    )


class _Reading(Struct, frozen=True):
    """Makes cards and documents from what they come from, each when it is asked for."""

    ctx: PlanContext
    known: Mapping[ProvinceRef, _Place]
    sources: tuple[tuple[Article, Translation], ...]

    def card(self, number: int) -> ResultCard:
        article, translation = self.sources[number]
        return ResultCard(
            path=translation.address,
            lang=translation.lang,
            title=translation.title,
            date=article.facts.date,
            place=", ".join(self.ctx.localised(article, translation.lang).provinces),
        )

    def document(self, number: int) -> Document:
        ctx, (article, translation) = self.ctx, self.sources[number]
        facts, localised = article.facts, ctx.localised(article, translation.lang)
        places = [self.known[ref] for ref in facts.provinces]
        authors = (author.name for author in facts.authors)
        tags = (
            text
            for tag, (_, name) in zip(facts.tags, localised.tags, strict=True)
            for text in (tag, name.value)
        )
        media = (localised.cover, localised.video, *localised.images, *localised.attachments)
        captions = (text for each in media if each for text in _said(each))
        return Document(
            title=translation.title,
            names=_unique(*authors, *tags, *(name for place in places for name in place.names)),
            successor_names=_unique(*(name for place in places for name in place.heirs)),
            lead=_unique(translation.summary, *captions),
            body=ctx.archive.texts.body(translation.source_path).html(),
            attached="\n".join(ctx.archive.texts.attached(path) for path in _attached(ctx, article)),
        )


def _said(media: LocalisedMedia) -> tuple[str, ...]:
    return media.caption.value, media.alt.value


def _attached(ctx: PlanContext, article: Article) -> Iterator[str]:
    return (media.path for media in article.facts.attachments if media.path in ctx.archive.attached)


def _unique(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _sections(ctx: PlanContext) -> Iterator[FacetValue]:
    for section in ctx.settings.sections:
        names = tuple((lang, site.sections[section.key].name.value) for lang, site in ctx.sites.items())
        yield FacetValue(section.key, names)


def _provinces(ctx: PlanContext) -> Iterator[FacetValue]:
    """The names under which there are articles, and those whose predecessors have some."""
    for slug, place in ctx.gazetteer.places.items():
        if slug in ctx.provinces_with_page:
            offers = tuple(sorted(_offered(ctx, place) & ctx.taxonomies.by_province.keys()))
            yield FacetValue(slug, (("vi", place.name), ("en", place.name_en)), offers)


def _offered(ctx: PlanContext, place: NamedPlace) -> set[str]:
    """The names that a province of today has taken up, and that nothing bears today."""
    gazetteer = ctx.gazetteer
    if place.units[-1].end is not None:
        return set()
    successor_names = {ancestor.slug for ancestor in gazetteer.ancestors(place.units[-1].id)}
    return {slug for slug in successor_names if gazetteer.places[slug].units[-1].end is not None}
