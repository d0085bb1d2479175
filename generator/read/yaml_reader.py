"""YAML nodes with positions. Values are read as typed, without YAML's type guessing (no Norway problem)."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.model.problem import Problem
from generator.model.values import Position
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

    `first_line` is the line in the file of the YAML text's first line.
    """

    path: str
    lang: str
    first_line: int = 1
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


def is_empty(node: yaml.Node) -> bool:
    """Whether the node has no value: `key:` or `key: ~`."""
    return isinstance(node, yaml.ScalarNode) and node.value.strip() in ("", "~", "null")


def compose(text: str, reader: Reader) -> yaml.MappingNode | None:
    """The YAML text as a mapping node. Returns None and a problem if it is not one."""
    try:
        if ("*" in text or len(text) > _SHORT) and _is_hostile(text, reader):
            return None
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        _syntax_problem(text, error, reader)
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
            line, column = _position_of(event.start_mark)
            reader.problem(Position(line + reader.first_line, column + 1), code)
            return True
    return False


def _position_of(mark: Any) -> tuple[int, int]:
    """Line and column from 0. libyaml does not always give them."""
    return (mark.line, mark.column) if mark else (0, 0)


def _syntax_problem(text: str, error: yaml.MarkedYAMLError, reader: Reader) -> None:
    """Adds the problem of text that is not YAML."""
    line, column = _position_of(error.problem_mark or error.context_mark)
    details: dict[str, str] = {}
    lines = text.split("\n")
    source = lines[line] if line < len(lines) else ""
    if "\t" in source[: column + 1]:
        code = "yaml-tab"
    elif "mapping values are not allowed" in (error.problem or ""):
        code = "yaml-colon"
    elif error.context == "while scanning a quoted scalar" and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
        code = "yaml-quote"
    else:
        code, details = "yaml-syntax", {"reason": error.problem or error.context or ""}
    reader.problem(Position(line + reader.first_line, column + 1), code, **details)
