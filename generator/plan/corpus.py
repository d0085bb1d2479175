"""Documents: what the search may find, from the articles of the archive."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.model.archive import Article, ProvinceRef, Translation
from generator.model.content import Media
from generator.model.search import Card, Collection, Document, Headings, Label
from generator.plan.context import Desk, province_names, tag_text
from generator.plan.taxonomies import tag_key
from generator.provinces.gazetteer import NamedPlace


def collection(desk: Desk) -> Collection:
    """Every translation of every article, the oldest first."""
    settings = desk.settings
    refs = {ref for article in desk.archive.articles for ref in article.facts.provinces}
    sources = tuple(
        (article, translation)
        for article in reversed(desk.archive.articles)
        for translation in article.translations
    )
    spelled = {tag for article in desk.archive.articles for tag in article.facts.tags}
    tags = {
        lang: {tag: tag_text(desk, tag_key(tag), lang).value for tag in spelled}
        for lang in settings.languages
    }
    reading = _Reading(desk, {ref: _known_as(desk, ref) for ref in refs}, sources)
    return Collection(
        headings=tuple([_headings(article, translation) for article, translation in sources]),
        marks=tuple(
            [_mark(desk, tags[translation.lang], article, translation) for article, translation in sources]
        ),
        card=reading.card,
        read=reading.document,
        sections=tuple(
            Label(section.key, tuple((lang, section.name.best(lang).value) for lang in settings.languages))
            for section in settings.sections
        ),
        provinces=tuple(_provinces(desk)),
        synonyms=settings.synonyms,
    )


def _mark(desk: Desk, tags: Mapping[str, str], article: Article, translation: Translation) -> str:
    """What the document is made of; the names of provinces and the addresses come with Khotin's version."""
    archive, facts = desk.archive, article.facts
    mark = f"{translation.lang} {archive.identities[article.key]} {archive.digests[translation.source_path]}"
    if facts.attachments:
        mark += repr([archive.attached[path] for path in _attached(desk, article)])
    return "\n".join([mark, *map(tags.__getitem__, facts.tags)])


class _Place(NamedTuple):
    """A province by its names in both languages (readers type the one they know), and by the names of what
    its land belongs to today."""

    names: tuple[str, ...]
    heirs: tuple[str, ...]


def _known_as(desk: Desk, ref: ProvinceRef) -> _Place:
    unit = desk.gazetteer.units[ref.unit] if ref.unit else desk.gazetteer.places[ref.slug]
    heirs = desk.gazetteer.heirs(ref.unit) if ref.unit else ()
    return _Place(
        (unit.name, unit.name_en), tuple(name for heir in heirs for name in (heir.name, heir.name_en))
    )


def _headings(article: Article, translation: Translation) -> Headings:
    facts = article.facts
    return Headings(
        lang=translation.lang,
        date=facts.date,
        section=article.section,
        provinces=tuple(sorted({ref.slug for ref in facts.provinces})),
        authors=tuple([author.name for author in facts.authors]),
    )


class _Reading(Struct, frozen=True):
    """Makes cards and documents from what they come from, each when it is asked for."""

    desk: Desk
    known: Mapping[ProvinceRef, _Place]
    sources: tuple[tuple[Article, Translation], ...]

    def card(self, number: int) -> Card:
        article, translation = self.sources[number]
        return Card(
            path=translation.address,
            lang=translation.lang,
            title=translation.title,
            date=article.facts.date,
            place=", ".join(province_names(self.desk, article, translation.lang)),
        )

    def document(self, number: int) -> Document:
        desk, (article, translation) = self.desk, self.sources[number]
        facts, lang = article.facts, translation.lang
        places = [self.known[ref] for ref in facts.provinces]
        authors = (author.name for author in facts.authors)
        tags = (text for tag in facts.tags for text in (tag, tag_text(desk, tag_key(tag), lang).value))
        media = (facts.cover, facts.video, *facts.images, *facts.attachments)
        captions = (text for each in media if each for text in _said(each, lang))
        return Document(
            title=translation.title,
            names=_unique(*authors, *tags, *(name for place in places for name in place.names)),
            kin=_unique(*(name for place in places for name in place.heirs)),
            lead=_unique(translation.summary, *captions),
            body=" ".join(desk.archive.texts.body(translation.source_path)[::2]),
            attached="\n".join(desk.archive.texts.attached(path) for path in _attached(desk, article)),
        )


def _said(media: Media, lang: str) -> tuple[str, ...]:
    return media.caption.best(lang).value, media.alt.best(lang).value


def _attached(desk: Desk, article: Article) -> Iterator[str]:
    return (media.path for media in article.facts.attachments if media.path in desk.archive.attached)


def _unique(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _provinces(desk: Desk) -> Iterator[Label]:
    """The names under which there are articles, and those whose predecessors have some."""
    for slug, place in desk.gazetteer.places.items():
        if slug in desk.provinces_with_page:
            offers = tuple(sorted(_offered(desk, place) & desk.shelves.by_province.keys()))
            yield Label(slug, (("vi", place.name), ("en", place.name_en)), offers)


def _offered(desk: Desk, place: NamedPlace) -> set[str]:
    """The names that a province of today has taken up, and that nothing bears today."""
    gazetteer = desk.gazetteer
    if place.units[-1].end is not None:
        return set()
    kin = {ancestor.slug for ancestor in gazetteer.ancestors(place.units[-1].id)}
    return {slug for slug in kin if gazetteer.places[slug].units[-1].end is not None}
