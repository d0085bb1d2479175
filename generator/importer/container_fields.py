"""Adds the fields that a container states to the article of its page.

Containers are tables, exports, feeds and front matter.

A value that the front matter of an article may not have is left out, and its field is named under `review`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from msgspec.structs import replace

from generator.importer.article import Evidence, ImportedArticle, MediaReference
from generator.importer.capture import Capture
from generator.importer.sources.items import import_problem
from generator.model.problem import Problem
from generator.permalinks import WORDS, reserved
from generator.provinces.gazetteer import load_gazetteer
from generator.read.field_readers import READERS
from generator.read.yaml_reader import Reader, compose
from generator.schema.field_forms import FieldForm
from generator.schema.front_matter import BY_NAME
from generator.text.dates import parse_date
from generator.text.unicode import one_line

_HOW = "container"
# Fields that become front matter as they are stated.
_PASSED = (
    "slug", "publish", "expires", "original", "translated_from", "video", "corrections", "withdrawn",
    "comments", "poll", "views",
)  # fmt: skip
_LISTS = {"images": "image", "attachments": "attachment"}
_SHOWN = 80  # characters of a wrong value


def with_container_fields(
    article: ImportedArticle, capture: Capture, province: str
) -> tuple[ImportedArticle, tuple[Problem, ...]]:
    """Returns the article with all stated fields, and the problems of wrong values.

    `province`: the one given for all pages, which comes first.
    """
    known = capture.known
    problems: list[Problem] = []
    article, wrong = _with_texts(article, known), []
    if known.get("province") and not province:
        places = _names(known["province"])
        if all(load_gazetteer().resolve(place, None) for place in places):
            article = _stated(
                article, "province", province=", ".join(places) if len(places) == 1 else places[0]
            )
            article = replace(
                article, extra={**article.extra, "province": places} if len(places) > 1 else article.extra
            )
        else:
            wrong.append(("province", known["province"]))
    for name in _PASSED:
        if known.get(name) in (None, "", [], {}):
            continue
        value = _plain(known[name])
        if BY_NAME[name].form is FieldForm.COUNT and isinstance(value, str) and value.isdecimal():
            value = int(value)
        if _is_valid(name, value) and not (name == "slug" and _is_reserved(str(value))):
            article = replace(article, extra={**article.extra, name: value})
        else:
            wrong.append((name, known[name]))
    article = replace(article, media=(*article.media, *_media(known)))
    for name, value in wrong:
        shown = one_line(str(value))[:_SHOWN]
        problems.append(import_problem(capture.path, "import-field-value", field=name, value=shown))
    review = (*article.review, *_review(known), *(name for name, _ in wrong))
    article = replace(article, review=tuple(dict.fromkeys(review)))
    if known.get("draft") or {"title", "body"} & set(article.review):
        article = replace(article, draft=True)
    return article, tuple(problems)


def _is_reserved(slug: str) -> bool:
    """Whether a page of the archive itself has the slug in one of the languages."""
    return any(slug in reserved(language) for language in WORDS)


def _with_texts(article: ImportedArticle, known: Mapping[str, Any]) -> ImportedArticle:
    updated = parse_date(str(known["updated"])) if known.get("updated") else None
    if updated:
        article = replace(article, updated=updated)
    for name in ("publisher", "translator"):
        if known.get(name):
            article = _stated(article, name, **{name: one_line(str(known[name]))})
    aliases = [alias for alias in _names(known.get("aliases")) if _is_valid("aliases", [alias])]
    return replace(article, aliases=(*article.aliases, *aliases))


def _stated(article: ImportedArticle, field: str, **values: Any) -> ImportedArticle:
    """Returns the article with a stated value, which needs no review."""
    review = tuple(name for name in article.review if name != field)
    evidence = {**article.evidence, field: Evidence(_HOW, 1.0)}
    return replace(article, review=review, evidence=evidence, **values)


def _review(known: Mapping[str, Any]) -> list[str]:
    return _names(known.get("review"))


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list | tuple) else [value]
    return [one_line(str(item)) for item in items if item not in (None, "")]


def _media(known: Mapping[str, Any]) -> Iterator[MediaReference]:
    """Yields the cover, pictures and attachments that the container names."""
    for each in _entries(known.get("cover")):
        yield MediaReference(each["src"], "image", each.get("alt", ""), each.get("caption", ""), role="cover")
    for name, kind in _LISTS.items():
        for each in _entries(known.get(name)):
            words = each.get("caption") or each.get("title") or ""
            yield MediaReference(
                each["src"], "image" if kind == "image" else "attachment", each.get("alt", ""), words
            )


def _entries(value: object) -> Iterator[dict[str, str]]:
    """Yields media as mappings with `src`: a path, a mapping, or a list of them."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str) and item.strip():
            yield {"src": item.strip()}
        elif isinstance(item, Mapping):
            words = {
                str(key): one_line(str(text)) for key, text in item.items() if isinstance(text, str | int)
            }
            source = next(
                (words[key] for key in ("src", "image", "url", "path", "file") if words.get(key)), ""
            )
            if source:
                yield {**words, "src": source}


def _plain(value: object) -> object:
    """Returns a value of texts, numbers, lists and mappings alone."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, bool | int) else str(value)


def _is_valid(name: str, value: object) -> bool:
    """Whether an article may have this value, as a build would read it."""
    reader = Reader("", "")
    node = compose(yaml.safe_dump({name: value}, allow_unicode=True, width=10**6), reader)
    if node is None or BY_NAME[name].form is FieldForm.SILENCES:
        return False
    return READERS[BY_NAME[name].form](node.value[0][1], name, reader) is not None and not reader.problems
