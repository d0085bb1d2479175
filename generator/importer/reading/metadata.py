"""What a page of HTML says of itself for machines: meta tags, JSON-LD, its canonical address."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.importer.reading.legacy import mended
from generator.importer.reading.page import Claim, Claims
from generator.text.unicode import one_line

_META: Mapping[str, tuple[str, int]] = {  # name or property -> field, and how much it is trusted
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
_ANY_WORK = {"creativework"}  # which a picture is too
_PAGE_ADDRESS = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?(?:[^/?#]+\.[a-z]{2,5}(?:[?#]|$)|[^/]*\?.)", re.I)
_MOST_JSON = 1_000_000  # characters
_DEEP_JSON = 40
_OBJECTS = 2000
_MOST_CLAIMS = 20  # of one field
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")

ScannedFile = dict[str, list[tuple[int, Claim]]]


def read_claims(tree: LexborHTMLParser, html: str) -> Claims:
    """The claims by field, the most trusted first; no value twice."""
    found: ScannedFile = {}
    _from_head(tree, found)
    for script in tree.css("script[type='application/ld+json']"):
        _from_json(script.text() or "", found)
    saved = _SAVED_FROM.search(html[:2000])
    if saved:
        _put(found, "url", 0, Claim(saved[1], "saved-from"))
    return Claims({name: _ranked(claims) for name, claims in found.items()})


def _ranked(claims: list[tuple[int, Claim]]) -> tuple[Claim, ...]:
    seen: dict[str, Claim] = {}
    for _, claim in sorted(claims, key=lambda ranked: ranked[0]):
        seen.setdefault(claim.value, claim)
    return tuple(seen.values())[:_MOST_CLAIMS]


def _put(found: ScannedFile, name: str, rank: int, claim: Claim) -> None:
    if claim.value:
        found.setdefault(name, []).append((rank, claim))


def _said(value: object) -> str:
    return one_line(mended(str(value)))[:2000] if isinstance(value, str | int | float) else ""


def _from_head(tree: LexborHTMLParser, found: ScannedFile) -> None:
    title = tree.css_first("title")
    if title is not None:
        _put(found, "title", 6, Claim(_said(title.text()), "title"))
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name in _META:
            key, rank = _META[name]
            _put(found, key, rank, Claim(_said(attributes.get("content") or ""), f"meta {name}"))
    for link in tree.css("link[rel='canonical']"):
        _put(found, "url", 1, Claim(_said(link.attributes.get("href") or ""), "canonical"))
    for base in tree.css("base[href]"):  # Joomla names the page there, others only its site or folder
        address = _said(base.attributes.get("href") or "")
        if _PAGE_ADDRESS.match(address):
            _put(found, "url", 3, Claim(address, "base"))


def _from_json(text: str, found: ScannedFile) -> None:
    """The claims of an article in JSON-LD; what is no JSON, or speaks of other things, says nothing."""
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
            _put(found, "type", 1, Claim("article" if kinds != _ANY_WORK else "", "json-ld"))
            _from_article(thing, named, found)
        elif "webpage" in _types(thing) and thing.get("datePublished"):
            _put(found, "date", 5, Claim(_said(thing["datePublished"]), "json-ld"))


def _is_deep(text: str) -> bool:
    depth = 0
    for bracket in re.finditer(r"[\[{]|[\]}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEP_JSON:
            return True
    return False


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD text; its depth is bounded before."""
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


def _from_article(thing: Mapping[str, Any], named: Mapping[str, dict[str, Any]], found: ScannedFile) -> None:
    for key, name in (("headline", "title"), ("datePublished", "date"), ("dateModified", "updated"),
                      ("articleSection", "section"), ("description", "summary")):  # fmt: skip
        for value in _listed(thing.get(key)):
            _put(found, name, 1, Claim(_said(value), "json-ld"))
    for author in _listed(thing.get("author")):
        person = named.get(str(author.get("@id")), author) if isinstance(author, dict) else author
        called = person.get("name") if isinstance(person, dict) else person
        kind = "organisation" if isinstance(person, dict) and "organization" in _types(person) else "person"
        _put(found, "author", 2, Claim(_said(called), f"json-ld {kind}"))
    for publisher in _listed(thing.get("publisher")):
        house = named.get(str(publisher.get("@id")), publisher) if isinstance(publisher, dict) else publisher
        _put(
            found,
            "publisher",
            1,
            Claim(_said(house.get("name") if isinstance(house, dict) else house), "json-ld"),
        )
    for place in _listed(thing.get("contentLocation")):
        _put(
            found,
            "place",
            1,
            Claim(_said(place.get("name") if isinstance(place, dict) else place), "json-ld"),
        )
    for words in _listed(thing.get("keywords")):
        for word in str(words).split(","):
            _put(found, "tag", 3, Claim(_said(word), "json-ld"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
