"""Computes the numbers of paragraphs that Word shows without storing them: 1., a), Điều 3.

A number that Markdown can hold stays a list. Any other becomes text of its paragraph.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from msgspec import Struct

from generator.importer.reading.list_labels import number_label

FIRST, LAST = "\ue000", "\ue001"  # stand around the number of an item until the list is HTML
_MARKED = re.compile(f"<li>{FIRST}(\\d+){LAST}")
_LEFT = re.compile(f"{FIRST}(\\d+){LAST}")
_PLACE = re.compile(r"%([1-9])")
_MOST = 100_000  # the largest number
_DEEPEST = 20  # styles that are based on one another


class _Level(Struct, frozen=True):
    """Level of a list: format, text with places as "%1", first number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    legal: bool = False
    gap: str = " "


class _List(Struct, frozen=True):
    """List of Word: its levels, the definition whose counters it shares, and levels that start anew."""

    definition: str
    levels: Mapping[int, _Level]
    overrides: Mapping[int, int] = {}


@dataclass
class _Counters:
    """Counters of the levels of each definition, and the lists used so far."""

    numbers: dict[str, dict[int, int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def number_paragraphs(
    document: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> None:
    """Writes the numbers of the paragraphs into the document."""
    if numbering is None:
        return
    lists, counters = _lists(numbering), _Counters()
    of_styles = _of_styles(styles) if styles is not None else {}
    for paragraph in document.iter("{*}p"):
        place = _place(paragraph, of_styles)
        if place and (found := lists.get(place[0])) and (level := found.levels.get(place[1])):
            number = _next(place[0], place[1], found, counters)
            _write(paragraph, place[1], level, number, found, counters.numbers[found.definition])


def with_numbers(html: str) -> str:
    """Replaces the marks of numbers by attributes of the items, or by text elsewhere."""
    return _LEFT.sub(r"\1. ", _MARKED.sub(r'<li value="\1">', html))


def _write(
    paragraph: etree._Element, at: int, level: _Level, number: int, found: _List, numbers: Mapping[int, int]
) -> None:
    if level.format == "bullet":
        return
    if level.format == "decimal" and level.text == f"%{at + 1}.":
        _insert(paragraph, f"{FIRST}{number}{LAST}", formatted=False)
        return
    label = _PLACE.sub(lambda place: _shown(int(place[1]) - 1, level, found, numbers), level.text).strip()
    _remove_number(paragraph)
    if label and level.format != "none":
        _insert(paragraph, label + level.gap, formatted=True)


def _shown(at: int, level: _Level, found: _List, numbers: Mapping[int, int]) -> str:
    own = found.levels.get(at, _Level())
    return number_label(numbers.get(at, own.start), "decimal" if level.legal else own.format)


def _next(key: str, at: int, found: _List, counters: _Counters) -> int:
    """Counts one paragraph further; returns its number."""
    numbers = counters.numbers.setdefault(found.definition, {})
    if key not in counters.used:
        counters.used.add(key)
        for level, start in found.overrides.items():
            numbers[level] = start - 1
    numbers[at] = min(numbers.get(at, found.levels[at].start - 1) + 1, _MOST)
    for deeper in [level for level in numbers if level > at]:
        if found.levels.get(deeper, _Level()).restarts:
            del numbers[deeper]
    return numbers[at]


# --- what the document says -------------------------------------------------------------------------------


def _lists(numbering: etree._Element) -> dict[str, _List]:
    definitions = {
        _value(definition, "abstractNumId"): _levels(definition)
        for definition in numbering.iterfind("{*}abstractNum")
    }
    found: dict[str, _List] = {}
    for each in numbering.iterfind("{*}num"):
        definition = _value(each.find("{*}abstractNumId"))
        levels = dict(definitions.get(definition, {}))
        overrides: dict[int, int] = {}
        for override in each.iterfind("{*}lvlOverride"):
            at = _number(_value(override, "ilvl"))
            start = override.find("{*}startOverride")
            if start is not None:
                overrides[at] = _number(_value(start))
            if (level := override.find("{*}lvl")) is not None:
                levels[at] = _level(level)
        found[_value(each, "numId")] = _List(definition, levels, overrides)
    return found


def _levels(definition: etree._Element) -> dict[int, _Level]:
    return {_number(_value(level, "ilvl")): _level(level) for level in definition.iterfind("{*}lvl")}


def _level(level: etree._Element) -> _Level:
    gap = {"nothing": "", "space": " "}.get(_value(level.find("{*}suff")), " ")
    return _Level(
        _value(level.find("{*}numFmt")) or "decimal",
        _value(level.find("{*}lvlText")),
        _number(_value(level.find("{*}start")), 1),
        _value(level.find("{*}lvlRestart")) != "0",
        level.find("{*}isLgl") is not None,
        gap,
    )


def _of_styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """Returns list and level of the styles that number their paragraphs."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind("{*}style"):
        name = _value(style, "styleId")
        based[name] = _value(style.find("{*}basedOn"))
        place = _stated(style.find("{*}pPr"))
        if place:
            own[name] = place
    found: dict[str, tuple[str, int]] = {}
    for name in based:
        ancestor = name
        for _ in range(_DEEPEST):
            if ancestor in own or not ancestor:
                break
            ancestor = based.get(ancestor, "")
        if ancestor in own:
            found[name] = own[ancestor]
    return found


def _place(paragraph: etree._Element, of_styles: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    """Returns list and level of a paragraph; None if it has no number."""
    properties = paragraph.find("{*}pPr")
    if properties is None or properties.find("{*}rPr/{*}del") is not None:
        return None
    stated = _stated(properties)
    place = stated or of_styles.get(_value(properties.find("{*}pStyle")))
    return None if place is None or place[0] == "0" else place


def _stated(properties: etree._Element | None) -> tuple[str, int] | None:
    number = properties.find("{*}numPr") if properties is not None else None
    if number is None or number.find("{*}numId") is None:
        return None
    return _value(number.find("{*}numId")), _number(_value(number.find("{*}ilvl")))


def _remove_number(paragraph: etree._Element) -> None:
    """Removes the list from a paragraph; a list of its style is overridden by none."""
    properties = paragraph.find("{*}pPr")
    number = properties.find("{*}numPr") if properties is not None else None
    if properties is not None and number is not None:
        properties.remove(number)
    style = properties.find("{*}pStyle") if properties is not None else None
    if properties is not None and style is not None and not _value(style).lower().startswith("heading"):
        properties.remove(style)


def _insert(paragraph: etree._Element, text: str, *, formatted: bool) -> None:
    """Inserts a run before the text of a paragraph.

    `formatted`: the run has the format of the first one.
    """
    namespace = etree.QName(paragraph).namespace
    run = etree.Element(f"{{{namespace}}}r")
    first = paragraph.find("{*}r/{*}rPr")
    if formatted and first is not None:
        run.append(deepcopy(first))
    inner = etree.SubElement(run, f"{{{namespace}}}t")
    inner.text = text
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    has_properties = len(paragraph) > 0 and etree.QName(paragraph[0]).localname == "pPr"
    paragraph.insert(1 if has_properties else 0, run)


def _value(element: etree._Element | None, name: str = "val") -> str:
    """Returns an attribute, whatever its namespace; "" if there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""


def _number(text: str, other: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else other
