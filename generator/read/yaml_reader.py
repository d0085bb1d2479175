"""YAML nodes with positions. Values are read as typed, without YAML's type guessing (no Norway problem)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

import yaml

from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.yaml_errors import fault_in, position_of, quoted
from generator.text.dates import VIETNAM
from generator.text.unicode import one_line

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without libyaml: slower, same nodes
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

__all__ = ["Loader", "Reader", "compose"]

_SHORT = 2000  # characters; a shorter text cannot nest too deeply
_DEEPEST = 100


@dataclass
class Reader:
    """Reads values from the nodes of one file, and collects problems.

    `zone` is that of dates. `first_line` is the line in the file of the first line of `typed`, the YAML.
    """

    path: str
    lang: str
    zone: tzinfo = VIETNAM
    first_line: int = 1
    typed: str = ""
    problems: list[Problem] = field(default_factory=list)

    def position(self, node: yaml.Node) -> Position:
        """Position of a node in the file."""
        return Position(node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def problem(self, position: Position, code: str, **details: str) -> None:
        """Adds a problem at a position."""
        self.problems.append(Problem.at(self.path, position, code, **details))

    def wrong(self, node: yaml.Node, code: str, **details: str) -> None:
        """Adds a problem at a node."""
        self.problem(self.position(node), code, **details)

    def scalar(self, node: yaml.Node, name: str) -> str | None:
        """The text of a scalar as typed, on one line. Anything else gives None and a problem."""
        if isinstance(node, yaml.ScalarNode):
            return one_line(node.value)
        self.wrong(node, "field-type", field=name, expected="text")
        return None

    def no_text(self, node: yaml.Node, name: str) -> None:
        """Adds the problem of a list or mapping where a text belongs. In brackets it may be meant as one."""
        start, end = node.start_mark, node.end_mark
        lines = self.typed.split("\n")
        is_on_a_line = end and start.line == end.line < len(lines)
        if is_on_a_line and lines[start.line][start.column : start.column + 1] in ("[", "{"):
            value = lines[start.line][start.column : end.column]
            self.wrong(node, "yaml-value", suggestion=quoted(value))
        else:
            self.wrong(node, "field-type", field=name, expected="text")

    def one_of_two(
        self, node: yaml.Node, name: str, yes: Sequence[str], no: Sequence[str], expected: str
    ) -> bool | None:
        """Whether a word is one of `yes`, and not of `no`. Any other gives None and a problem."""
        if (value := (self.scalar(node, name) or "").casefold()) in (*yes, *no):
            return value in yes
        self.wrong(node, "field-type", field=name, expected=expected)
        return None

    def mapping(self, node: yaml.Node, name: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The entries of a mapping: key -> (key node, value node). A repeated key is a problem."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "field-type", field=name, expected="mapping")
            return {}
        entries: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            label = self.scalar(key, name)
            if label is None:
                continue
            if label in entries:
                first = self.position(entries[label][0]).line
                self.wrong(key, "duplicate-key", field=label, first=str(first))
                continue
            entries[label] = (key, value)
        return entries

    def sequence(self, node: yaml.Node, name: str) -> list[yaml.Node]:
        """The items of a list. A single value counts as a list of one, an empty one as none."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if is_empty(node):
            return []
        if isinstance(node, yaml.ScalarNode | yaml.MappingNode):
            return [node]
        self.wrong(node, "field-type", field=name, expected="list")
        return []


def only_item(node: yaml.Node) -> yaml.Node:
    """The item of a list of one, as in [08/01/2014]; any other node itself."""
    is_one = isinstance(node, yaml.SequenceNode) and len(node.value) == 1
    return node.value[0] if is_one else node


def is_empty(node: yaml.Node) -> bool:
    """Whether the node has no value: `key:` or `key: ~`."""
    return isinstance(node, yaml.ScalarNode) and node.value.strip() in ("", "~", "null")


def compose(text: str, reader: Reader) -> yaml.MappingNode | None:
    """The YAML text as a mapping node. Returns None and a problem if it is not one."""
    reader.typed = text
    try:
        if ("*" in text or len(text) > _SHORT) and _is_hostile(text, reader):
            return None
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        fault = fault_in(text, error)
        position = Position(fault.line + reader.first_line, fault.column + 1)
        reader.problem(position, fault.code, **dict(fault.details))
        return None
    except (yaml.reader.ReaderError, RecursionError):
        reader.problem(Position(reader.first_line, 1), "yaml-syntax", reason="unreadable")
        return None
    if node is None or is_empty(node):
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(node, yaml.MappingNode):
        reader.wrong(node, "yaml-not-fields")
        return None
    return node


def _is_hostile(text: str, reader: Reader) -> bool:
    """Whether the text has aliases or nests too deep; adds a problem if so.

    Aliases can grow without limit. libyaml does not survive deep nesting.
    """
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        code = "yaml-alias" if isinstance(event, yaml.AliasEvent) else "too-deep" if depth > _DEEPEST else ""
        if code:
            line, column = position_of(event.start_mark)
            reader.problem(Position(line + reader.first_line, column + 1), code)
            return True
    return False
