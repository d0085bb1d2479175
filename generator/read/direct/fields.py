"""Reads front matter of plain lines without PyYAML, into the same nodes.

Places and values are those that PyYAML gives.

Covers: `key: value`, and below a key a list of values or one level of `key: value`. Values stand on one line,
plain or in quotes without escapes.

Falls back: returns None for anything else, such as a comment, an empty value, a deeper level, text over
several lines or a flow (`[a, b]`). The whole front matter is then read by PyYAML (`yaml_reader.py`).

Proof: `tests/unit/read/direct/test_fields.py`.
"""

import re

import yaml

_STRING, _LIST, _MAPPING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"
# A value in quotes; or one that begins with no sign of YAML. What ends it is looked for with `_ENDS`.
_VALUE = (
    r"(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'|(?P<plain>[^\W_](?:.*[^\s:])?|[(/“‘«](?:.*[^\s:])?))"
)
_FIELD = re.compile(rf"(?P<indent> *)(?P<key>[A-Za-z][A-Za-z0-9_-]*): +{_VALUE}")
_ITEM = re.compile(rf"(?P<indent> *)- +{_VALUE}")
_OPEN_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):")
_ENDS = (": ", " #")  # within a plain value: it ends there, or is no value
_OTHER = ("\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff")


class _NotPlainError(Exception):
    """The front matter has something that only PyYAML reads."""


def plain_fields(header: str) -> yaml.MappingNode | None:
    """The front matter as PyYAML composes it; None if it is not plain. `header` is clean text."""
    for each in _OTHER:
        if each in header:
            return None
    lines = header.split("\n")
    fields: list[tuple[yaml.Node, yaml.Node]] = []
    at = 0
    try:
        while at < len(lines):
            if not lines[at]:
                at += 1
            elif opened := _OPEN_FIELD.fullmatch(lines[at]):
                value, end = _block(lines, at + 1)
                fields.append((_scalar(opened[1], at, 0), value))
                at = end
            else:
                fields.append(_field(lines[at], at, ""))
                at += 1
    except _NotPlainError:
        return None
    return yaml.MappingNode(_MAPPING, fields, fields[0][0].start_mark) if fields else None


def _block(lines: list[str], start: int) -> tuple[yaml.Node, int]:
    """Returns the values below an open field, and the line after them."""
    first = lines[start] if start < len(lines) else ""
    indent = first[: len(first) - len(first.lstrip(" "))]
    if first.startswith("- ", len(indent)):
        end = _end(lines, start, f"{indent}- ")
        items = [_item(lines[at], at, indent) for at in range(start, end)]
        return yaml.SequenceNode(_LIST, items, _mark(start, len(indent))), end
    if not indent:
        raise _NotPlainError
    end = _end(lines, start, indent)
    fields = [_field(lines[at], at, indent) for at in range(start, end)]
    return yaml.MappingNode(_MAPPING, fields, _mark(start, len(indent))), end


def _end(lines: list[str], start: int, prefix: str) -> int:
    """Returns the first line from `start` on that does not begin with the prefix."""
    at = start
    while at < len(lines) and lines[at].startswith(prefix):
        at += 1
    return at


def _field(line: str, number: int, indent: str) -> tuple[yaml.Node, yaml.Node]:
    found = _FIELD.fullmatch(line)
    if found is None or found["indent"] != indent:
        raise _NotPlainError
    return _scalar(found["key"], number, len(indent)), _value(found, number)


def _item(line: str, number: int, indent: str) -> yaml.Node:
    found = _ITEM.fullmatch(line)
    if found is None or found["indent"] != indent:
        raise _NotPlainError
    return _value(found, number)


def _value(found: re.Match[str], line: int) -> yaml.Node:
    kind = found.lastgroup or ""
    text = found[kind]
    if kind == "plain" and (_ENDS[0] in text or _ENDS[1] in text):
        raise _NotPlainError
    return _scalar(text, line, found.start(kind) - (kind != "plain"))


def _scalar(text: str, line: int, column: int) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STRING, text, _mark(line, column))


def _mark(line: int, column: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, column, None, 0)
