"""Readers of front matter values, from YAML nodes to typed values.

Each takes the node, the field's name and the file's reader. It returns None and adds a problem, with its
position, if the value is wrong.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from generator.model.content import (
    Alias,
    ArticleSource,
    Author,
    Comment,
    Correction,
    Media,
    Poll,
    Revision,
    Spelled,
    Withdrawal,
)
from generator.model.problem import Suppression
from generator.model.values import LocalText, PartialDate, Text
from generator.read.addresses import WEB_ADDRESS, is_network_path, resolve_path
from generator.read.names_on_a_line import authors_on_a_line, places_on_a_line, tags_on_a_line
from generator.read.yaml_reader import Reader, is_empty, only_item
from generator.schema.field_forms import GONE, KEPT, LONGEST_NAME, NO, PARTS, PATTERNS, YES, FieldForm
from generator.text.date_faults import date_fault
from generator.text.dates import parse_date
from generator.text.names import is_organisation
from generator.text.old_address import parse_old_address
from generator.text.slug import slugify
from generator.text.unicode import clean

_LANGUAGE = re.compile(PATTERNS[FieldForm.LANGUAGE])
_SHA256 = re.compile(PATTERNS[FieldForm.SHA256])


def text(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A text on one line; None if it is empty."""
    return prose(node, name, reader) and (reader.scalar(node, name) or None)


def prose(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A text of one or more lines; None if it is empty."""
    if isinstance(node, yaml.ScalarNode):
        return clean(node.value).strip() or None
    reader.no_text(node, name)
    return None


def date(node: yaml.Node, name: str, reader: Reader) -> PartialDate | None:
    """A date in any form that `text/dates.py` knows, day first."""
    value = reader.scalar(only_item(node), name)
    if not value:
        return None
    parsed = parse_date(value, reader.zone)
    if parsed is None:
        code, suggestion = date_fault(value)
        reader.wrong(node, code, field=name, value=value, suggestion=suggestion)
    return parsed


def names(node: yaml.Node, name: str, reader: Reader) -> tuple[str, ...] | None:
    """One text or a list of texts, without repeats."""
    found = [reader.scalar(item, name) for item in reader.sequence(node, name)]
    return tuple(dict.fromkeys(value for value in found if value)) or None


def tags(node: yaml.Node, name: str, reader: Reader) -> tuple[str, ...] | None:
    """A list of tags, or one text with commas."""
    lines = (
        (node.value,) if (single := isinstance(node, yaml.ScalarNode)) else names(node, name, reader) or ()
    )
    found = tuple(dict.fromkeys(tag for line in lines for tag in tags_on_a_line(line, single))) or None
    long = max(found or (), key=len, default="")
    return found if _is_short(long, node, name, reader) else None


def _is_short(value: str, node: yaml.Node, name: str, reader: Reader) -> bool:
    """Whether a name has an allowed length; adds a problem if it is too long."""
    if len(value) <= LONGEST_NAME:
        return True
    details = {"value": f"{value[:40]}…", "count": str(len(value)), "most": str(LONGEST_NAME)}
    reader.wrong(node, "name-long", field=name, **details)
    return False


def spelled(node: yaml.Node, name: str, reader: Reader) -> tuple[Spelled, ...] | None:
    """One text or a list of texts, with positions."""
    lines = [(reader.scalar(item, name) or "", reader.position(item)) for item in reader.sequence(node, name)]
    return tuple(Spelled(place, at) for line, at in lines for place in places_on_a_line(line)) or None


def old_addresses(node: yaml.Node, name: str, reader: Reader) -> tuple[Alias, ...] | None:
    """One old address or a list. Addresses of the same page count once."""
    found: dict[str, Alias] = {}
    for item in reader.sequence(node, name):
        value = reader.scalar(item, name)
        parts = parse_old_address(value) if value else None
        if value and parts is None:
            reader.wrong(item, "old-address", value=value)
        elif value and parts:
            alias = Alias(value, reader.position(item), *parts)
            found.setdefault(alias.name, alias)
    return tuple(found.values()) or None


def authors(node: yaml.Node, name: str, reader: Reader) -> tuple[Author, ...] | None:
    """A name, a list of names, or `organisation: NAME`.

    Names of departments are recognised as organisations.
    """
    found = [author for item in reader.sequence(node, name) for author in _authors(item, name, reader)]
    return tuple(dict.fromkeys(found)) or None


def _authors(node: yaml.Node, name: str, reader: Reader) -> Iterator[Author]:
    """Yields the authors of an item: of a mapping the one, of a text all that stand on its line."""
    if isinstance(node, yaml.MappingNode):
        parts = _parts(FieldForm.AUTHORS, node, name, reader) or {}
        key = "organisation" if "organisation" in parts else "name"
        named = [(parts.get(key), key == "organisation")]
    else:
        names_found = authors_on_a_line(text(node, name, reader) or "")
        named = [(each, is_organisation(each)) for each in names_found]
    for value, organisation in named:
        if value and _is_short(value, node, name, reader):
            yield Author(value, organisation)


def yes_or_no(node: yaml.Node, name: str, reader: Reader) -> bool | None:
    """A word for yes or no."""
    return reader.one_of_two(node, name, YES, NO, "yes-or-no")


def count(node: yaml.Node, name: str, reader: Reader) -> int | None:
    """A whole number, 0 or more. Dots and spaces between thousands are accepted."""
    if re.fullmatch("[0-9]+", value := re.sub(r"[.\s]", "", reader.scalar(node, name) or "")):
        return int(value)
    reader.wrong(node, "field-type", field=name, expected="number")
    return None


def slug(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A slug as it appears in the address: a-z, 0-9 and hyphens."""
    value = reader.scalar(node, name)
    if value and slugify(value) != value:
        reader.wrong(node, "slug", value=value, suggestion=slugify(value))
        return None
    return value or None


def language(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A language code of two letters."""
    return _matching(_LANGUAGE, "language", node, name, reader)


def sha256(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A SHA-256 in hexadecimal, in lower case."""
    return (_matching(_SHA256, "sha256", node, name, reader) or "").lower() or None


def revision(node: yaml.Node, name: str, reader: Reader) -> Revision | None:
    """The digest of a text, with or without a day."""
    if isinstance(node, yaml.ScalarNode):
        digest = sha256(node, name, reader)
        return Revision(digest) if digest else None
    parts = _parts(FieldForm.REVISION, node, name, reader) or {}
    return Revision(parts["sha256"], parts.get("date")) if parts.get("sha256") else None


def url(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """An address that begins with http:// or https://."""
    return _matching(WEB_ADDRESS, "url", node, name, reader)


def _matching(
    pattern: re.Pattern[str], expected: str, node: yaml.Node, name: str, reader: Reader
) -> str | None:
    """A text that matches the pattern, or None and a problem."""
    value = reader.scalar(node, name)
    if value and not pattern.fullmatch(value):
        reader.wrong(node, "field-type", field=name, expected=expected)
        return None
    return value or None


def local_text(node: yaml.Node, name: str, reader: Reader) -> LocalText | None:
    """A text in the file's language, or a mapping from language to text."""
    if not isinstance(node, yaml.MappingNode):
        value = text(node, name, reader)
        return LocalText((Text(value, reader.lang),)) if value else None
    texts = []
    for lang, (key, item) in reader.mapping(node, name).items():
        if not _LANGUAGE.fullmatch(lang):
            reader.wrong(key, "unknown-field", field=f"{name}.{lang}", suggestion="vi, en")
        elif value := text(item, name, reader):
            texts.append(Text(value, lang))
    return LocalText(tuple(texts)) or None


def origin(node: yaml.Node, name: str, reader: Reader) -> ArticleSource | None:
    """A name, a URL, or a mapping with name, url, captured, sha256 and gone."""
    if isinstance(node, yaml.ScalarNode):
        value = text(node, name, reader)
        if value and WEB_ADDRESS.fullmatch(value):
            return ArticleSource(url=value)
        return ArticleSource(name=value) if value else None
    parts = _parts(FieldForm.ORIGIN, node, name, reader) or {}
    return ArticleSource(
        name=parts.get("name") or "",
        url=parts.get("url") or "",
        captured=parts.get("captured"),
        sha256=parts.get("sha256") or "",
        gone=parts.get("gone"),
    )


def media(node: yaml.Node, name: str, reader: Reader) -> Media | None:
    """A path from the article's folder, or a mapping.

    The mapping has src or url, with alt, caption or title, credit, poster and captions.
    """
    if isinstance(node, yaml.ScalarNode):
        value = text(node, name, reader)
        return _media_at(value, node, name, reader) if value else None
    entries = _entries(FieldForm.MEDIA, node, name, reader)
    position = entries.pop("src", None) or entries.get("url")
    entries.pop("url", None)
    if position is None:
        if entries:
            reader.wrong(node, "media-without-file", field=name)
        return None
    where = text(position, name, reader)
    found = _media_at(where, node, name, reader) if where else None
    if found is None:
        return None
    parts = _read(FieldForm.MEDIA, entries, name, reader)
    return Media(
        found.path,
        found.url,
        found.position,
        parts.get("alt") or LocalText(),
        parts.get("caption") or parts.get("title") or LocalText(),
        parts.get("credit") or LocalText(),
        parts.get("poster") or "",
        parts.get("captions") or "",
    )


def file(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """Path, from the site's folder, of a file of the article."""
    found = text(node, name, reader)
    return _path_of(found, node, reader) if found else None


def _path_of(value: str, node: yaml.Node, reader: Reader) -> str | None:
    """The path of a file from the site's folder, or None and a problem."""
    path = None if is_network_path(value) else resolve_path(reader.path, value)
    if path is None:
        reader.wrong(node, "network-path" if is_network_path(value) else "path-escapes", value=value)
    return path


def _media_at(value: str, node: yaml.Node, name: str, reader: Reader) -> Media | None:
    """The media item at a path or URL, or None and a problem."""
    if WEB_ADDRESS.fullmatch(value):
        if name != "video":
            reader.wrong(node, "media-elsewhere", field=name, value=value)
            return None
        return Media("", value, reader.position(node))
    path = _path_of(value, node, reader)
    return Media(path, "", reader.position(node)) if path else None


def media_list(node: yaml.Node, name: str, reader: Reader) -> tuple[Media, ...] | None:
    """One media item or a list."""
    found = [media(item, name, reader) for item in reader.sequence(node, name)]
    return tuple(item for item in found if item) or None


def corrections(node: yaml.Node, name: str, reader: Reader) -> tuple[Correction, ...] | None:
    """A list of dates with texts."""
    found = (_parts(FieldForm.CORRECTIONS, item, name, reader) for item in reader.sequence(node, name))
    return tuple(Correction(p["date"], p["text"]) for p in found if p and all(p.values())) or None


def withdrawal(node: yaml.Node, name: str, reader: Reader) -> Withdrawal | None:
    """The parts of a withdrawal."""
    parts = _parts(FieldForm.WITHDRAWAL, node, name, reader)
    if not parts or None in parts.values() or not (parts["reason"] and parts["authority"]):
        return None
    title = parts.get("title") or LocalText()
    return Withdrawal(parts["date"], parts["reason"], parts["authority"], title, parts.get("text"))


def is_kept(node: yaml.Node, name: str, reader: Reader) -> bool | None:
    """A word for whether a text is kept."""
    return reader.one_of_two(node, name, KEPT, GONE, "gone-or-kept")


def comments(node: yaml.Node, name: str, reader: Reader) -> tuple[Comment, ...] | None:
    """A list of texts, each with author and date if they are known."""
    found = (_parts(FieldForm.COMMENTS, item, name, reader) for item in reader.sequence(node, name))
    whole = (parts for parts in found if parts and parts["text"])
    return tuple(Comment(p.get("author") or "", p.get("date"), p["text"]) for p in whole) or None


def poll(node: yaml.Node, name: str, reader: Reader) -> Poll | None:
    """A question, and the answers with their votes."""
    parts = _parts(FieldForm.POLL, node, name, reader)
    return Poll(parts["question"] or "", parts["answers"] or ()) if parts else None


def votes(node: yaml.Node, name: str, reader: Reader) -> tuple[tuple[str, int], ...] | None:
    """A mapping from answer to votes."""
    found = [(label, count(item, name, reader)) for label, (_, item) in reader.mapping(node, name).items()]
    return tuple((label, number) for label, number in found if number is not None)


def suppressions(node: yaml.Node, name: str, reader: Reader) -> tuple[Suppression, ...] | None:
    """Problem codes, each with the reason why it is not reported for this file."""
    found = []
    for code, (key, value) in reader.mapping(node, name).items():
        if is_empty(value):
            reader.wrong(key, "missing-part", field=f"{name}.{code}", part="reason")
        elif reason := text(value, f"{name}.{code}", reader):
            found.append(Suppression(code, reason, reader.path, reader.position(key), reader.path))
    return tuple(found) or None


# --- values of several parts ------------------------------------------------------------------------------


def _parts(form: FieldForm, node: yaml.Node, name: str, reader: Reader) -> dict[str, Any] | None:
    """The parts of a mapping by name, without empty ones.

    Returns None and a problem if a required part is missing. A part with a wrong value is None.
    """
    entries = _entries(form, node, name, reader)
    missing = [part.name for part in PARTS[form] if part.required and part.name not in entries]
    if missing and isinstance(node, yaml.MappingNode):
        reader.wrong(node, "missing-part", field=name, part=", ".join(missing))
    return None if missing else _read(form, entries, name, reader)


def _entries(form: FieldForm, node: yaml.Node, name: str, reader: Reader) -> dict[str, yaml.Node]:
    """The known, non-empty entries of a mapping. An unknown key is a problem."""
    known = [part.name for part in PARTS[form]]
    found: dict[str, yaml.Node] = {}
    for label, (key, value) in reader.mapping(node, name).items():
        if label not in known:
            reader.wrong(key, "unknown-field", field=f"{name}.{label}", suggestion=", ".join(known))
        elif not is_empty(value):
            found[label] = value
    return found


def _read(form: FieldForm, entries: Mapping[str, yaml.Node], name: str, reader: Reader) -> dict[str, Any]:
    """The values of the parts, by name."""
    return {
        part.name: READERS[part.form](entries[part.name], f"{name}.{part.name}", reader)
        for part in PARTS[form]
        if part.name in entries
    }


READERS: Mapping[FieldForm, Callable[[yaml.Node, str, Reader], Any]] = {
    FieldForm.TEXT: text,
    FieldForm.PROSE: prose,
    FieldForm.DATE: date,
    FieldForm.AUTHORS: authors,
    FieldForm.SPELLINGS: spelled,
    FieldForm.NAMES: names,
    FieldForm.TAGS: tags,
    FieldForm.SLUG: slug,
    FieldForm.YES_OR_NO: yes_or_no,
    FieldForm.COUNT: count,
    FieldForm.LANGUAGE: language,
    FieldForm.SHA256: sha256,
    FieldForm.REVISION: revision,
    FieldForm.URL: url,
    FieldForm.FILE: file,
    FieldForm.LOCAL_TEXT: local_text,
    FieldForm.ORIGIN: origin,
    FieldForm.MEDIA: media,
    FieldForm.MEDIA_LIST: media_list,
    FieldForm.CORRECTIONS: corrections,
    FieldForm.WITHDRAWAL: withdrawal,
    FieldForm.TEXT_FATE: is_kept,
    FieldForm.COMMENTS: comments,
    FieldForm.POLL: poll,
    FieldForm.ADDRESSES: old_addresses,
    FieldForm.VOTES: votes,
    FieldForm.SILENCES: suppressions,
}
