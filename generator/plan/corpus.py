"""The corpus of the search: a document for each translation of each article."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article, ProvinceRef, Translation
from generator.model.search import Corpus, Document, DocumentMeta, FacetValue, ResultCard
from generator.plan.context import PlanContext
from generator.plan.items import item
from generator.plan.localised import LocalisedMedia
from generator.plan.named_pages import named_pages
from generator.plan.page_sets import article_fingerprint
from generator.plan.province_names import province_names
from generator.plan.taxonomies import tag_key
from generator.provinces.gazetteer import NamedPlace


def corpus(ctx: PlanContext) -> Corpus:
    """A document for every translation of every article, the oldest first."""
    settings = ctx.settings
    refs = {ref for article in ctx.archive.articles for ref in article.facts.provinces}
    sources = tuple(
        (article, translation)
        for article in reversed(ctx.archive.articles)
        for translation in _in_order(article, settings.languages)
    )
    documents = _Documents(ctx, {ref: _searchable_names(ctx, ref) for ref in refs}, sources)
    return Corpus(
        metas=tuple(
            [_document_meta(settings.languages, article, translation) for article, translation in sources]
        ),
        fingerprints=tuple([_fingerprint(ctx, article, translation) for article, translation in sources]),
        result_card=documents.card,
        document=documents.document,
        sections=tuple(_sections(ctx)),
        provinces=tuple(_provinces(ctx)),
        synonyms=settings.synonyms,
        names=tuple(named_pages(ctx)),
        languages=tuple(settings.languages),
    )


def _in_order(article: Article, languages: Sequence[str]) -> Sequence[Translation]:
    """The translations of an article, in the order of the languages."""
    found = article.translations
    return found if len(found) < 2 else sorted(found, key=lambda each: languages.index(each.lang))


def _fingerprint(ctx: PlanContext, article: Article, translation: Translation) -> str:
    """The fingerprint of a document: the hashes of its inputs.

    Names of provinces are left out, because they change only with the version of Khotin.
    """
    archive, facts, tags = ctx.archive, article.facts, ctx.sites[translation.lang].tags
    identity, text = article_fingerprint(archive, article), archive.digests[translation.source_path]
    inputs = f"{translation.lang} {identity} {text}"
    if facts.attachments:
        inputs += repr([archive.attached[path] for path in _attached(ctx, article)])
    return "\n".join([inputs, *(tags[tag_key(tag)].value for tag in facts.tags)])


class _SearchableNames(NamedTuple):
    """The names of a province and of its successors, in both languages.

    Successors are the provinces that its land belongs to today.
    """

    names: tuple[str, ...]
    successors: tuple[str, ...]


def _searchable_names(ctx: PlanContext, ref: ProvinceRef) -> _SearchableNames:
    unit = ctx.gazetteer.units[ref.unit] if ref.unit else ctx.gazetteer.places[ref.slug]
    successors = ctx.gazetteer.final_successors(ref.unit) if ref.unit else ()
    return _SearchableNames(
        (unit.name, unit.name_en), tuple(name for each in successors for name in (each.name, each.name_en))
    )


def _document_meta(languages: Sequence[str], article: Article, translation: Translation) -> DocumentMeta:
    facts = article.facts
    return DocumentMeta(
        lang=translation.lang,
        date=facts.date,
        section=article.section,
        provinces=tuple(sorted({ref.slug for ref in facts.provinces})),
        authors=tuple([author.name for author in facts.authors]),
        translates=translation is not _in_order(article, languages)[0],
    )


class _Documents(Struct, frozen=True):
    """Makes the result cards and documents on demand."""

    ctx: PlanContext
    province_names: Mapping[ProvinceRef, _SearchableNames]
    sources: tuple[tuple[Article, Translation], ...]

    def card(self, number: int) -> ResultCard:
        article, translation = self.sources[number]
        listed, refs = item(self.ctx, article, translation.lang), article.facts.provinces
        picture = listed.cover.sources[0].path if listed.cover else ""
        vietnamese, english = (province_names(self.ctx.gazetteer, refs, lang) for lang in ("vi", "en"))
        return ResultCard(
            path=translation.address,
            lang=translation.lang,
            title=translation.title,
            date=article.facts.date,
            provinces=tuple(zip(vietnamese, english, strict=True)),
            section=article.section,
            thumbnail=picture.removeprefix(f"{permalinks.MEDIA}/"),
            withdrawn=listed.withdrawn,
        )

    def document(self, number: int) -> Document:
        ctx, (article, translation) = self.ctx, self.sources[number]
        facts, localised = article.facts, ctx.localised(article, translation.lang)
        places = [self.province_names[ref] for ref in facts.provinces]
        authors = (author.name for author in facts.authors)
        tags = (
            text
            for tag, (_, name) in zip(facts.tags, localised.tags, strict=True)
            for text in (tag, name.value)
        )
        media = (localised.cover, localised.video, *localised.images, *localised.attachments)
        captions = (text for each in media if each for text in _texts_of(each))
        return Document(
            title=translation.title,
            names=_unique(*authors, *tags, *(name for place in places for name in place.names)),
            successor_names=_unique(*(name for place in places for name in place.successors)),
            lead=_unique(translation.summary, *captions),
            body=ctx.archive.texts.body(translation.source_path).html(),
            attached="\n".join(ctx.archive.texts.attached(path) for path in _attached(ctx, article)),
        )


def _texts_of(media: LocalisedMedia) -> tuple[str, ...]:
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
    """The provinces that have a page, with their former provinces."""
    for slug, place in ctx.gazetteer.places.items():
        if slug in ctx.provinces_with_page:
            former = tuple(sorted(_former_provinces(ctx, place) & ctx.taxonomies.by_province.keys()))
            yield FacetValue(slug, (("vi", place.name), ("en", place.name_en)), former)


def _former_provinces(ctx: PlanContext, place: NamedPlace) -> set[str]:
    """The names that ended with a merger into this province; none if it has ended itself."""
    gazetteer = ctx.gazetteer
    if place.units[-1].end is not None:
        return set()
    ancestors = {ancestor.slug for ancestor in gazetteer.ancestors(place.units[-1].id)}
    return {slug for slug in ancestors if gazetteer.places[slug].units[-1].end is not None}
