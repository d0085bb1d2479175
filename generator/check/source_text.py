"""The text of one Markdown file as typed, with the position of each part."""

from collections.abc import Iterator

import yaml
from msgspec import Struct

from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.front_matter import split
from generator.read.positions import position_at
from generator.read.yaml_reader import Reader, compose
from generator.text.unicode import clean, decode_utf8


class Scalar(Struct, frozen=True):
    """A value of the front matter.

    `name` is dotted ("corrections.date"). `end` is the column after the value. It is None if the value spans
    several lines.
    """

    name: str
    value: str
    position: Position
    end: int | None


class SourceText(Struct, frozen=True):
    r"""A Markdown file, split into its parts.

    `raw` is the text as typed, except that lines end with "\n". `text` is the cleaned text with the same
    lines; positions refer to it. `body` is the Markdown, which starts on line `body_line`.
    """

    path: str
    lang: str
    raw: str
    text: str
    scalars: tuple[Scalar, ...]
    body: str
    body_line: int

    def problem(self, offset: int, code: str, **details: str) -> Problem:
        """Returns a problem at an offset of the body."""
        return Problem.at(self.path, self.position(offset), code, **details)

    def position(self, offset: int) -> Position:
        """Position in the file of an offset of the body."""
        return position_at(self.body, offset, self.body_line)


def read_source_text(path: str, lang: str, data: bytes) -> SourceText | None:
    """Splits a file into its parts.

    Returns None if that is impossible, which reading has reported.
    """
    try:
        raw = decode_utf8(data).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    text = clean(raw)
    reader = Reader(path, lang)
    parts = split(text, reader)
    if parts is None:
        return None
    reader.first_line = parts.yaml_line
    root = compose(parts.yaml, reader)
    if root is None:
        return None
    scalars = tuple(_scalars(root, "", reader))
    return SourceText(path, lang, raw, text, scalars, parts.body, parts.body_line)


def _scalars(node: yaml.Node, name: str, reader: Reader) -> Iterator[Scalar]:
    """Yields all scalars below a node, with dotted names."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            label = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            yield from _scalars(value, f"{name}.{label}" if name else label, reader)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, name, reader)
    elif isinstance(node, yaml.ScalarNode):
        same_line = node.end_mark.line == node.start_mark.line
        end = node.end_mark.column + 1 if same_line else None
        yield Scalar(name, clean(node.value).strip(), reader.position(node), end)
