"""Differences between two records, field by field, in a form that people can read."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from msgspec import Struct

from generator.model.archive import ProvinceRef
from generator.model.content import Author, Media
from generator.model.values import LocalText, PartialDate, Text
from generator.model.views.lists import Group, Item
from generator.model.views.media import BodyView, Picture
from generator.model.views.page import Counted, Link
from generator.provinces.gazetteer import load_gazetteer

_EXCERPT = 60  # characters of context on each side of a difference in a long text
_LONG = 2 * _EXCERPT

# Elements of a list are identified by the first of these fields that they have.
_IDENTITIES = (
    "name",
    "path",
    "link",
    "url",
    "period",
    "year",
    "letter",
    "author",
    "lang",
    "key",
    "slug",
    "date",
)
# Fields that only repeat other fields.
_SILENT = {"position", "json_ld", "canonical", "root", "index_path"}


class Difference(Struct, frozen=True):
    """A difference between two records.

    `where` is the path of field names and element names. `old` is None if there was nothing before, `new` if
    there is nothing now.
    """

    where: tuple[str, ...]
    old: str | None
    new: str | None


def differences(old: object, new: object, where: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Yields the differences between two values of the same type."""
    if old == new and repr(old) == repr(new):  # equal authors may differ in `organisation`
        return
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from _of_lists(old, new, where)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), (*where, str(key)))
    elif (
        type(old) is type(new)
        and isinstance(old, Struct)
        and not isinstance(old, PartialDate | ProvinceRef | BodyView)
    ):
        yield from _of_records(old, new, where)
    else:
        yield Difference(where, *_excerpts(shown(old), shown(new)))


def _of_records(old: Any, new: Any, where: tuple[str, ...]) -> Iterator[Difference]:
    """Yields the differences of the fields."""
    if isinstance(old, Text) and old.lang == new.lang:
        yield Difference(where, *_excerpts(old.value, new.value))
        return
    for name in old.__struct_fields__:
        if name not in _SILENT:
            yield from differences(getattr(old, name), getattr(new, name), (*where, name))


def _of_lists(old: tuple[Any, ...], new: tuple[Any, ...], where: tuple[str, ...]) -> Iterator[Difference]:
    """Yields elements removed, added and changed; or the order, if only that changed."""
    before, after = _identified(old), _identified(new)
    found = False
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            each = [Difference(where, shown(before[name]), None)]
        elif name not in before:
            each = [Difference(where, None, shown(after[name]))]
        else:
            each = list(differences(before[name], after[name], (*where, name)))
        found = found or bool(each)
        yield from each
    if not found and list(before) != list(after):
        yield Difference(where, ", ".join(before), ", ".join(after))


def _identified(values: tuple[Any, ...]) -> dict[str, Any]:
    """The elements by identity, or by number if identities are missing or not unique."""
    names = [identity(value) for value in values]
    unique = len(set(names)) == len(names) and all(names)
    return dict(zip(names if unique else map(str, range(1, len(names) + 1)), values, strict=True))


def identity(value: object) -> str:
    """Identity of the value within its list; "" if it has none."""
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Link):
        return value.label if value.label and not value.own else value.path
    for name in _IDENTITIES:
        found = getattr(value, name, None)
        if found is not None and found != "":
            return identity(found)
    return "—" if hasattr(value, "period") else ""


def shown(value: object) -> str | None:
    """The value as text, or None if there is none."""
    if value is None or isinstance(value, str):
        return value
    for kind, written in _WRITTEN:
        if isinstance(value, kind):
            return written(value)
    return _record(value) if isinstance(value, Struct) else str(value)


def _record(value: Any) -> str:
    """The name of the record, or else all its fields."""
    if isinstance(getattr(value, "name", None), str):
        return str(value.name)
    parts = (shown(getattr(value, name)) for name in value.__struct_fields__ if name not in _SILENT)
    return ", ".join(part for part in parts if part)


def _list(value: Any) -> str | None:
    """The elements as text, or None if there are none."""
    return ", ".join(filter(None, map(shown, value))) or None


def _body(value: BodyView) -> str:
    """The HTML of a body, with paths in the place of links."""

    def path(placeholder: str) -> str:
        return value.links[int(placeholder)].path if placeholder.isdecimal() else ""

    return value.parts.filled(path)


_WRITTEN: tuple[tuple[type, Callable[[Any], str | None]], ...] = (
    (bool, lambda value: str(value).lower()),
    (PartialDate, attrgetter("iso")),
    (date, date.isoformat),
    (Text, attrgetter("value")),
    (BodyView, _body),
    (LocalText, lambda value: " / ".join(text.value for text in value.texts) or None),
    (Author, attrgetter("name")),
    (ProvinceRef, lambda value: load_gazetteer().places[value.slug].name),
    (Item, lambda value: f"{value.title} ({value.path})"),
    (Link, lambda value: f"{value.label} ({value.path})"),
    (Counted, lambda value: f"{value.link.label or value.link.path} ({value.count})"),
    (Group, lambda value: ", ".join(item.path for item in value.items)),
    (Picture, attrgetter("path")),
    (Media, lambda value: value.path or value.url or None),
    (tuple, _list),
)


def _excerpts(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Long texts, cut down to the difference and its context."""
    if old is None or new is None or max(len(old), len(new)) <= _LONG:
        return _cut(old), _cut(new)
    start = _common(old, new)
    rest = min(len(old), len(new)) - start
    end = _common(old[::-1][:rest], new[::-1][:rest])
    return _around(old, start, len(old) - end), _around(new, start, len(new) - end)


def _common(one: str, other: str) -> int:
    """Length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _around(text: str, start: int, end: int) -> str:
    """The text from `start` to `end` with some context."""
    first, last = max(0, start - _EXCERPT // 2), min(len(text), end + _EXCERPT // 2)
    cut = text[first:last]
    if len(cut) > 2 * _LONG:
        cut = f"{cut[:_LONG]} … {cut[-_LONG:]}"
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"


def _cut(text: str | None) -> str | None:
    """The beginning of a long text."""
    return text if text is None or len(text) <= 2 * _LONG else f"{text[: 2 * _LONG]}…"
