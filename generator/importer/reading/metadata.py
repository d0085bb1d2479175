"""Reads the metadata of an HTML page: meta tags, JSON-LD, canonical URL."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.importer.reading.legacy import repair_text
from generator.importer.reading.page import MetadataClaim, PageMetadata
from generator.text.unicode import one_line

_META: Mapping[str, tuple[str, int]] = {  # name or property -> field and rank; 1 is most trusted
    "og:title": ("title", 2), "twitter:title": ("title", 4), "dc.title": ("title", 3),
    "dcterms.title": ("title", 3),
    "title": ("title", 5), "headline": ("title", 3),
    "article:published_time": ("date", 2), "datepublished": ("date", 2), "article:published": ("date", 3),
    "dc.date.issued": ("date", 4), "dcterms.issued": ("date", 4), "dcterms.created": ("date", 6),
    "dc.date.created": ("date", 6), "pubdate": ("date", 4), "publish-date": ("date", 4),
    "publishdate": ("date", 4), "citation_publication_date": ("date", 4), "article.published": ("date", 4),
    "publication_date": ("date", 4), "article:modified_time": ("updated", 2),
    "og:updated_time": ("updated", 3), "datemodified": ("updated", 2),
    "dcterms.modified": ("updated", 3), "dc.date.modified": ("updated", 3),
    "author": ("author", 4), "article:author": ("author", 3), "dc.creator": ("author", 3),
    "dcterms.creator": ("author", 3), "citation_author": ("author", 3), "article:author_name": ("author", 3),
    "article:section": ("section", 2), "article:tag": ("tag", 2), "news_keywords": ("tag", 3),
    "og:site_name": ("publisher", 2), "dc.publisher": ("publisher", 3), "dcterms.publisher": ("publisher", 3),
    "description": ("summary", 3), "og:description": ("summary", 2), "dc.description": ("summary", 4),
    "og:url": ("url", 2), "generator": ("generator", 1), "og:type": ("type", 1),
}  # fmt: skip
_ARTICLE = frozenset({
    "article", "newsarticle", "blogposting", "report", "reportagenewsarticle", "techarticle",
    "scholarlyarticle",
    "analysisnewsarticle", "socialmediaposting", "creativework",
})  # fmt: skip
_ANY_WORK = {"creativework"}  # also the type of pictures
_PAGE_ADDRESS = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?(?:[^/?#]+\.[a-z]{2,5}(?:[?#]|$)|[^/]*\?.)", re.I)
_MOST_JSON = 1_000_000  # characters
_DEEP_JSON = 40
_OBJECTS = 2000
_HEADLINES = 3  # in JSON-LD; one article has two at most
_MOST_VALUES = 20  # of one field
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")

_RankedValues = dict[str, list[tuple[int, MetadataClaim]]]


def read_metadata(tree: LexborHTMLParser, html: str) -> PageMetadata:
    """Returns the metadata by field, most trusted values first, without repetition."""
    found: _RankedValues = {}
    _from_head(tree, found)
    for script in tree.css("script[type='application/ld+json']"):
        _from_json(script.text() or "", found)
    saved = _SAVED_FROM.search(html[:2000])
    if saved:
        _put(found, "url", 0, MetadataClaim(saved[1], "saved-from"))
    _drop_headlines_of_others(found)
    return PageMetadata({name: _ranked(values) for name, values in found.items()})


def _drop_headlines_of_others(found: _RankedValues) -> None:
    """Leaves out headlines in JSON-LD if it has many, and the page has a title.

    They are of the entries of a live blog, or of the articles that the page leads to.
    """
    titles = found.get("title", [])
    others = [claim.value for _, claim in titles if claim.how != "json-ld"]
    if others and len({claim.value for _, claim in titles if claim.how == "json-ld"}) >= _HEADLINES:
        found["title"] = [
            (rank, claim)
            for rank, claim in titles
            if claim.how != "json-ld" or any(claim.value in other for other in others)
        ]


def _ranked(values: list[tuple[int, MetadataClaim]]) -> tuple[MetadataClaim, ...]:
    seen: dict[str, MetadataClaim] = {}
    for _, claim in sorted(values, key=lambda ranked: ranked[0]):
        seen.setdefault(claim.value, claim)
    return tuple(seen.values())[:_MOST_VALUES]


def _put(found: _RankedValues, name: str, rank: int, claim: MetadataClaim) -> None:
    if claim.value:
        found.setdefault(name, []).append((rank, claim))


def _text(value: object) -> str:
    return one_line(repair_text(str(value)))[:2000] if isinstance(value, str | int | float) else ""


def _from_head(tree: LexborHTMLParser, found: _RankedValues) -> None:
    title = tree.css_first("title")
    if title is not None:
        _put(found, "title", 6, MetadataClaim(_text(title.text()), "title"))
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name in _META:
            key, rank = _META[name]
            _put(found, key, rank, MetadataClaim(_text(attributes.get("content") or ""), f"meta {name}"))
    for link in tree.css("link[rel='canonical']"):
        _put(found, "url", 1, MetadataClaim(_text(link.attributes.get("href") or ""), "canonical"))
    for base in tree.css("base[href]"):  # the page in Joomla, elsewhere the site or a folder
        address = _text(base.attributes.get("href") or "")
        if _PAGE_ADDRESS.match(address):
            _put(found, "url", 3, MetadataClaim(address, "base"))


def _from_json(text: str, found: _RankedValues) -> None:
    """Reads an article in JSON-LD. Invalid JSON and other types are ignored."""
    if len(text) > _MOST_JSON or _is_deep(text):
        return
    try:
        data = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except ValueError:
        return
    things = list(_objects(data))
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    for thing in things:
        kinds = _types(thing) & _ARTICLE
        if kinds:
            _put(found, "type", 0, MetadataClaim("article" if kinds != _ANY_WORK else "", "json-ld"))
            _from_article(thing, named, found)
        elif "webpage" in _types(thing) and thing.get("datePublished"):
            _put(found, "date", 5, MetadataClaim(_text(thing["datePublished"]), "json-ld"))


def _is_deep(text: str) -> bool:
    """Whether brackets are nested too deeply to parse."""
    depth = 0
    for bracket in re.finditer(r"[\[{]|[\]}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEP_JSON:
            return True
    return False


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yields all objects in JSON-LD data, up to a limit."""
    waiting, count = [data], 0
    while waiting and count < _OBJECTS:
        value = waiting.pop(0)
        count += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _types(thing: Mapping[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _from_article(
    thing: Mapping[str, Any], named: Mapping[str, dict[str, Any]], found: _RankedValues
) -> None:
    for key, name in (("headline", "title"), ("datePublished", "date"), ("dateModified", "updated"),
                      ("articleSection", "section"), ("description", "summary")):  # fmt: skip
        for value in _listed(thing.get(key)):
            _put(found, name, 1, MetadataClaim(_text(value), "json-ld"))
    for author in _listed(thing.get("author")):
        person = named.get(str(author.get("@id")), author) if isinstance(author, dict) else author
        called = person.get("name") if isinstance(person, dict) else person
        kind = "organisation" if isinstance(person, dict) and "organization" in _types(person) else "person"
        _put(found, "author", 2, MetadataClaim(_text(called), f"json-ld {kind}"))
    for publisher in _listed(thing.get("publisher")):
        house = named.get(str(publisher.get("@id")), publisher) if isinstance(publisher, dict) else publisher
        _put(
            found,
            "publisher",
            1,
            MetadataClaim(_text(house.get("name") if isinstance(house, dict) else house), "json-ld"),
        )
    for place in _listed(thing.get("contentLocation")):
        _put(
            found,
            "place",
            1,
            MetadataClaim(_text(place.get("name") if isinstance(place, dict) else place), "json-ld"),
        )
    for words in _listed(thing.get("keywords")):
        for word in str(words).split(","):
            _put(found, "tag", 3, MetadataClaim(_text(word), "json-ld"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
