"""Cleans the fields that a container states: entities, tags, control characters, spaces."""

import re
from collections.abc import Mapping

from generator.importer.reading.legacy import repair_text
from generator.text.unicode import one_line

_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|s|del|span|font|small|big|sup|sub|br|p|div|a|h[1-6])\b[^<>]{0,500}>", re.I
)


def readable(known: Mapping[str, object]) -> dict[str, object]:
    """Returns the fields as people read them. Values other than texts and lists stay as they are."""
    return {name: _readable(value) for name, value in known.items()}


def _readable(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return [_readable(each) for each in value]
    return value


def _text(value: str) -> str:
    """Returns a text on one line. Exports of exports have entities of entities."""
    for _ in range(3):
        repaired = repair_text(value)
        if repaired == value:
            break
        value = repaired
    return one_line(_TAG.sub(" ", value) if "<" in value else value)
