"""Readers of front matter values: from a YAML node to a typed value, or None and a problem.

Each takes the node, the field's name and the reader of the file; each leaves the reader's problems with the
place of what is wrong.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from generator.model import (
    Alias,
    Author,
    Comment,
    Correction,
    LocalText,
    Media,
    Origin,
    PartialDate,
    Poll,
    Spelled,
    Text,
    Withdrawal,
)
from generator.read.nodes import Reader, is_empty
from generator.schema import Form
from generator.text.dates import parse_date
from generator.text.names import is_organisation
from generator.text.old_address import parse_old_address
from generator.text.slug import slugify
from generator.text.unicode import clean, one_line

_LANGUAGE = re.compile(r"[a-z]{2}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
# The host is held to what urlsplit can take apart.
WEB_ADDRESS = re.compile(r"https?://[\w.\-]+(?::\d+)?(?:[/?#][^\s<>\"]*)?")
_TRUE, _FALSE = {"true", "yes", "on", "có"}, {"false", "no", "off", "không"}


def text(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A text on one line; nothing where it is empty."""
    return reader.scalar(node, name) or None


def date(node: yaml.Node, name: str, reader: Reader) -> PartialDate | None:
    """A date in any form that `text.dates` knows, always day first."""
    value = reader.scalar(node, name)
    if not value:
        return None
    parsed = parse_date(value)
    if parsed is None:
        reader.wrong(node, "date", field=name, value=value)
    return parsed


def names(node: yaml.Node, name: str, reader: Reader) -> tuple[str, ...] | None:
    """One text or a list of texts."""
    found = [reader.scalar(item, name) for item in reader.sequence(node, name)]
    return tuple(dict.fromkeys(value for value in found if value)) or None


def tags(node: yaml.Node, name: str, reader: Reader) -> tuple[str, ...] | None:
    """A list of tags, or one text with commas."""
    if isinstance(node, yaml.ScalarNode):
        return tuple(dict.fromkeys(t for part in node.value.split(",") if (t := one_line(part)))) or None
    return names(node, name, reader)


def spelled(node: yaml.Node, name: str, reader: Reader) -> tuple[Spelled, ...] | None:
    """One text or a list of texts, each with its place."""
    items = [(reader.scalar(item, name), item) for item in reader.sequence(node, name)]
    return tuple(Spelled(value, reader.place(item)) for value, item in items if value) or None


def old_addresses(node: yaml.Node, name: str, reader: Reader) -> tuple[Alias, ...] | None:
    """One old address or a list of them; what means the same page counts once."""
    found: dict[str, Alias] = {}
    for item in reader.sequence(node, name):
        value = reader.scalar(item, name)
        parts = parse_old_address(value) if value else None
        if value and parts is None:
            reader.wrong(item, "old-address", value=value)
        elif value and parts:
            alias = Alias(value, reader.place(item), *parts)
            found.setdefault(alias.name, alias)
    return tuple(found.values()) or None


def authors(node: yaml.Node, name: str, reader: Reader) -> tuple[Author, ...] | None:
    """A name, a list of names, or `organisation: NAME`; names of departments are known as organisations."""
    found = [_author(item, name, reader) for item in reader.sequence(node, name)]
    return tuple(dict.fromkeys(author for author in found if author)) or None


def _author(node: yaml.Node, name: str, reader: Reader) -> Author | None:
    if isinstance(node, yaml.MappingNode):
        entries = _entries(node, name, reader, ("organisation", "name"))
        key = "organisation" if "organisation" in entries else "name"
        value = text(entries[key], name, reader) if key in entries else None
        return Author(value, key == "organisation") if value else None
    value = text(node, name, reader)
    return Author(value, is_organisation(value)) if value else None


def yes_or_no(node: yaml.Node, name: str, reader: Reader) -> bool | None:
    value = (reader.scalar(node, name) or "").casefold()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    reader.wrong(node, "field-type", field=name, expected="yes-or-no")
    return None


def count(node: yaml.Node, name: str, reader: Reader) -> int | None:
    """A whole number, not negative; dots and spaces between thousands are accepted."""
    value = re.sub(r"[.\s]", "", reader.scalar(node, name) or "")
    if value.isascii() and value.isdigit():
        return int(value)
    reader.wrong(node, "field-type", field=name, expected="number")
    return None


def slug(node: yaml.Node, name: str, reader: Reader) -> str | None:
    """A slug as it will stand in the address: a-z, 0-9 and hyphens."""
    value = reader.scalar(node, name)
    if value and slugify(value) != value:
        reader.wrong(node, "slug", value=value, suggestion=slugify(value))
        return None
    return value or None


def language(node: yaml.Node, name: str, reader: Reader) -> str | None:
    return _matching(_LANGUAGE, "language", node, name, reader)


def sha256(node: yaml.Node, name: str, reader: Reader) -> str | None:
    found = _matching(_SHA256, "sha256", node, name, reader)
    return found.lower() if found else None


def url(node: yaml.Node, name: str, reader: Reader) -> str | None:
    return _matching(WEB_ADDRESS, "url", node, name, reader)


def _matching(
    pattern: re.Pattern[str], expected: str, node: yaml.Node, name: str, reader: Reader
) -> str | None:
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


def origin(node: yaml.Node, name: str, reader: Reader) -> Origin | None:
    """A name, or name, url, captured (a date) and sha256."""
    if isinstance(node, yaml.ScalarNode):
        value = text(node, name, reader)
        if value and WEB_ADDRESS.fullmatch(value):
            return Origin(url=value)
        return Origin(name=value) if value else None
    entries = _entries(node, name, reader, ("name", "url", "captured", "sha256"))
    found = {
        key: parse(entries[key], f"{name}.{key}", reader)
        for key, parse in (("name", text), ("url", url), ("sha256", sha256))
        if key in entries
    }
    captured = date(entries["captured"], f"{name}.captured", reader) if "captured" in entries else None
    return Origin(found.get("name") or "", found.get("url") or "", captured, found.get("sha256") or "")


def media(node: yaml.Node, name: str, reader: Reader) -> Media | None:
    """A file's path from the article's folder, or src or url with alt, caption (or title), credit, poster."""
    if isinstance(node, yaml.ScalarNode):
        value = text(node, name, reader)
        return _media_at(value, node, name, reader) if value else None
    keys = ("src", "url", "alt", "caption", "title", "credit", "poster")
    entries = _entries(node, name, reader, keys)
    if "src" not in entries and "url" not in entries:
        if entries:
            reader.wrong(node, "media-without-file", field=name)
        return None
    where = text(entries.get("src") or entries["url"], name, reader)
    found = _media_at(where, node, name, reader) if where else None
    if found is None:
        return None
    words = {
        key: local_text(entries[key], f"{name}.{key}", reader) or LocalText()
        for key in ("alt", "caption", "title", "credit")
        if key in entries
    }
    return Media(
        found.path,
        found.url,
        found.place,
        words.get("alt", LocalText()),
        words.get("caption") or words.get("title", LocalText()),
        words.get("credit", LocalText()),
        (_poster(entries["poster"], f"{name}.poster", reader) or "") if "poster" in entries else "",
    )


def _poster(node: yaml.Node, name: str, reader: Reader) -> str | None:
    found = text(node, name, reader)
    path = resolve_path(reader.path, found) if found else None
    if found and path is None:
        reader.wrong(node, "path-escapes", value=found)
    return path


def _media_at(value: str, node: yaml.Node, name: str, reader: Reader) -> Media | None:
    if WEB_ADDRESS.fullmatch(value):
        if name != "video":
            reader.wrong(node, "media-elsewhere", field=name, value=value)
            return None
        return Media("", value, reader.place(node))
    path = resolve_path(reader.path, value)
    if path is None:
        reader.wrong(node, "path-escapes", value=value)
        return None
    return Media(path, "", reader.place(node))


def resolve_path(source: str, target: str) -> str | None:
    """The path from the site's folder of what `target` names in the file `source`; None outside content/.

    A leading slash means content/ itself.
    """
    target = target.replace("\\", "/")
    if target.startswith("/"):
        path = posixpath.normpath("content" + target)
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return path if path.startswith("content/") else None


def media_list(node: yaml.Node, name: str, reader: Reader) -> tuple[Media, ...] | None:
    found = [media(item, name, reader) for item in reader.sequence(node, name)]
    return tuple(item for item in found if item) or None


def corrections(node: yaml.Node, name: str, reader: Reader) -> tuple[Correction, ...] | None:
    """A list of date and text."""
    found = []
    for item in reader.sequence(node, name):
        entries = _required(item, name, reader, ("date", "text"))
        if entries:
            when = date(entries["date"], f"{name}.date", reader)
            words = local_text(entries["text"], f"{name}.text", reader)
            if when and words:
                found.append(Correction(when, words))
    return tuple(found) or None


def withdrawal(node: yaml.Node, name: str, reader: Reader) -> Withdrawal | None:
    """Date, reason and authority."""
    entries = _required(node, name, reader, ("date", "reason", "authority"))
    if not entries:
        return None
    when = date(entries["date"], f"{name}.date", reader)
    reason = local_text(entries["reason"], f"{name}.reason", reader)
    authority = local_text(entries["authority"], f"{name}.authority", reader)
    return Withdrawal(when, reason, authority) if when and reason and authority else None


def comments(node: yaml.Node, name: str, reader: Reader) -> tuple[Comment, ...] | None:
    """A list of text, with author and date where they are known."""
    found = []
    for item in reader.sequence(node, name):
        entries = _entries(item, name, reader, ("author", "date", "text"))
        words = entries.get("text")
        if not isinstance(words, yaml.ScalarNode):
            reader.wrong(item, "missing-part", field=name, part="text")
            continue
        author = text(entries["author"], name, reader) if "author" in entries else None
        when = date(entries["date"], f"{name}.date", reader) if "date" in entries else None
        found.append(Comment(author or "", when, clean(words.value).strip()))
    return tuple(found) or None


def poll(node: yaml.Node, name: str, reader: Reader) -> Poll | None:
    """A question, and the answers as a mapping from answer to votes."""
    entries = _required(node, name, reader, ("question", "answers"))
    if not entries:
        return None
    question = text(entries["question"], f"{name}.question", reader)
    answers = [
        (label, count(votes, f"{name}.answers", reader))
        for label, (_, votes) in reader.mapping(entries["answers"], f"{name}.answers").items()
    ]
    return Poll(question or "", tuple((label, votes) for label, votes in answers if votes is not None))


def _entries(node: yaml.Node, name: str, reader: Reader, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
    """The known entries of a mapping that say something; an unknown key is a problem."""
    found: dict[str, yaml.Node] = {}
    for label, (key, value) in reader.mapping(node, name).items():
        if label not in keys:
            reader.wrong(key, "unknown-field", field=f"{name}.{label}", suggestion=", ".join(keys))
        elif not is_empty(value):
            found[label] = value
    return found


def _required(
    node: yaml.Node, name: str, reader: Reader, keys: tuple[str, ...]
) -> dict[str, yaml.Node] | None:
    """The entries of a mapping of which none may be missing; None and a problem where one is."""
    found = _entries(node, name, reader, keys)
    missing = [key for key in keys if key not in found]
    if missing and isinstance(node, yaml.MappingNode):
        reader.wrong(node, "missing-part", field=name, part=", ".join(missing))
    return None if missing else found


READERS: Mapping[Form, Callable[[yaml.Node, str, Reader], Any]] = {
    Form.TEXT: text,
    Form.DATE: date,
    Form.AUTHORS: authors,
    Form.SPELLINGS: spelled,
    Form.NAMES: names,
    Form.TAGS: tags,
    Form.SLUG: slug,
    Form.YES_OR_NO: yes_or_no,
    Form.COUNT: count,
    Form.LANGUAGE: language,
    Form.SHA256: sha256,
    Form.LOCAL_TEXT: local_text,
    Form.ORIGIN: origin,
    Form.MEDIA: media,
    Form.MEDIA_LIST: media_list,
    Form.CORRECTIONS: corrections,
    Form.WITHDRAWAL: withdrawal,
    Form.COMMENTS: comments,
    Form.POLL: poll,
    Form.ADDRESSES: old_addresses,
}
