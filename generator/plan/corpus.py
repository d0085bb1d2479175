"""Documents: what the search may find, from the articles of the archive."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.model.archive import Article, ProvinceRef, Translation
from generator.model.content import Media
from generator.model.search import Corpus, Document, DocumentMeta, FacetValue, ResultCard
from generator.plan.context import PlanContext, province_names, tag_text
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
    spelled = {tag for article in ctx.archive.articles for tag in article.facts.tags}
    tags = {
        lang: {tag: tag_text(ctx, tag_key(tag), lang).value for tag in spelled} for lang in settings.languages
    }
    reading = _Reading(ctx, {ref: _known_as(ctx, ref) for ref in refs}, sources)
    return Corpus(
        metas=tuple([_headings(article, translation) for article, translation in sources]),
        fingerprints=tuple(
            [_mark(ctx, tags[translation.lang], article, translation) for article, translation in sources]
        ),
        result_card=reading.card,
        document=reading.document,
        sections=tuple(
            FacetValue(
                section.key, tuple((lang, section.name.best(lang).value) for lang in settings.languages)
            )
            for section in settings.sections
        ),
        provinces=tuple(_provinces(ctx)),
        synonyms=settings.synonyms,
    )


def _mark(ctx: PlanContext, tags: Mapping[str, str], article: Article, translation: Translation) -> str:
    """What the document is made of; the names of provinces and the addresses come with Khotin's version."""
    archive, facts = ctx.archive, article.facts
    mark = f"{translation.lang} {archive.identities[article.key]} {archive.digests[translation.source_path]}"
    if facts.attachments:
        mark += repr([archive.attached[path] for path in _attached(ctx, article)])
    return "\n".join([mark, *map(tags.__getitem__, facts.tags)])


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
            provinces=", ".join(province_names(self.ctx, article, translation.lang)),
        )

    def document(self, number: int) -> Document:
        ctx, (article, translation) = self.ctx, self.sources[number]
        facts, lang = article.facts, translation.lang
        places = [self.known[ref] for ref in facts.provinces]
        authors = (author.name for author in facts.authors)
        tags = (text for tag in facts.tags for text in (tag, tag_text(ctx, tag_key(tag), lang).value))
        media = (facts.cover, facts.video, *facts.images, *facts.attachments)
        captions = (text for each in media if each for text in _said(each, lang))
        return Document(
            title=translation.title,
            names=_unique(*authors, *tags, *(name for place in places for name in place.names)),
            successor_names=_unique(*(name for place in places for name in place.heirs)),
            lead=_unique(translation.summary, *captions),
            body=" ".join(ctx.archive.texts.body(translation.source_path)[::2]),
            attached="\n".join(ctx.archive.texts.attached(path) for path in _attached(ctx, article)),
        )


def _said(media: Media, lang: str) -> tuple[str, ...]:
    return media.caption.best(lang).value, media.alt.best(lang).value


def _attached(ctx: PlanContext, article: Article) -> Iterator[str]:
    return (media.path for media in article.facts.attachments if media.path in ctx.archive.attached)


def _unique(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


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
