"""Sets one field of a file's front matter and leaves every other byte alone."""

import re
from typing import NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

_FENCE = YAMLHandler.FM_BOUNDARY


def with_field(text: str, name: str, value: str) -> str | None:
    """Returns the text of a file with this YAML as a field's value.

    A field that is not there is added at the end. None if the front matter is not a YAML mapping.
    """
    place = _place_of(text, name)
    if place is None:
        return None
    inside, header, span = place
    begin, end = (inside[0] + at for at in span)
    if begin == end == inside[1]:
        newline = "\r\n" if "\r\n" in text[: inside[1]] else "\n"
        return f"{text[:begin]}{_indent(header)}{name}: {value}{newline}{text[end:]}"
    space = " " if text[begin - 1] == ":" else ""
    return f"{text[:begin]}{space}{value}{text[end:]}"


def without_field(text: str, name: str) -> str | None:
    """Returns the text of a file without the lines of a field.

    None if the front matter is not a YAML mapping in lines.
    """
    place = _place_of(text, name)
    if place is None:
        return None
    inside, header, span = place
    if span == (len(header), len(header)):
        return text
    key = re.search(rf"^[ ]*[\"']?{re.escape(name)}[\"']?[ ]*:", header[: span[0]], re.MULTILINE)
    if key is None:
        return None
    end = header.find("\n", span[1])
    rest = header[end + 1 :] if end >= 0 else ""
    return f"{text[: inside[0]]}{header[: key.start()]}{rest}{text[inside[1] :]}"


def current_value(text: str, name: str) -> str | None:
    """The field's value as it is written. None if the file does not have it."""
    place = _place_of(text, name)
    if place is None:
        return None
    _, header, span = place
    return header[slice(*span)] if span[0] < len(header) else None


def end_of(node: yaml.Node) -> int:
    """The end of a node. That of a block lies on a later line, so that of its last value is used."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


class _FieldPlace(NamedTuple):
    """Where a field is: the span of the YAML in the text, the YAML, the span of the value in it."""

    inside: tuple[int, int]
    header: str
    value: tuple[int, int]


def _place_of(text: str, name: str) -> _FieldPlace | None:
    """The place of a field. None if the front matter is not a YAML mapping."""
    inside = _header_span(text)
    if inside is None:
        return None
    header = text[slice(*inside)]
    value = _value_span(header, name)
    return _FieldPlace(inside, header, value) if value else None


def _header_span(text: str) -> tuple[int, int] | None:
    """Offsets of the YAML between the fences. None if the fences are missing."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None


def _value_span(header: str, name: str) -> tuple[int, int] | None:
    """Start and end of the field's value in the front matter.

    Without the field both are the end of the front matter. Returns None if it is not a YAML mapping.
    """
    try:
        root = yaml.compose(header, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if root is None:
        return len(header), len(header)
    if not isinstance(root, yaml.MappingNode):
        return None
    value = next((value for key, value in root.value if key.value == name), None)
    if value is None:
        return len(header), len(header)
    begin = value.start_mark.index
    # The end of a block scalar is the beginning of the next field.
    return begin, begin + len(header[begin : end_of(value)].rstrip())


def _indent(header: str) -> str:
    """White space before the first field."""
    first = re.search(r"^([ ]*)[^\s#]", header, re.MULTILINE)
    return first[1] if first else ""
