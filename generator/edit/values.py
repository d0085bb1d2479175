"""Values of the front matter as JSON for the form, and back as YAML."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeGuard

import yaml

from generator.read.yaml_reader import is_empty

# A scalar as typed, a list, or a mapping.
_NOTHING = ("~", "null")
Value = str | list["Value"] | dict[str, "Value"]


def value_of(node: yaml.Node) -> Value:
    """The value of a node. Scalars are texts, as they were typed."""
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value_of(value) for key, value in node.value}
    return "" if is_empty(node) else str(node.value)


def is_value(found: object, depth: int = 0) -> TypeGuard[Value]:
    """Whether a value of a request can be a value of the front matter."""
    if depth > 4:
        return False
    if isinstance(found, Mapping):
        return all(isinstance(name, str) and is_value(each, depth + 1) for name, each in found.items())
    if isinstance(found, list):
        return all(is_value(each, depth + 1) for each in found)
    return isinstance(found, str)


def trimmed(value: Value) -> Value:
    """The value without empty parts. A list of one text is that text.

    What the front matter reads as no value is none here.
    """
    if isinstance(value, str):
        return "" if (text := value.strip()) in _NOTHING else text
    if isinstance(value, Mapping):
        return {name: each for name, part in value.items() if (each := trimmed(part))}
    items = [each for part in value if (each := trimmed(part))]
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def yaml_of(value: Value) -> str:
    """The YAML after the colon of a field.

    Lists of mappings take a line for each part, everything else stands on one line.
    """
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "".join(f"\n{_item(item)}" for item in value)
    return _flow(value) if not isinstance(value, str) else _scalar(value, "{}", ())


def _item(item: Value) -> str:
    """An item of a list, in lines."""
    if not isinstance(item, Mapping):
        return f"  - {_flow(item)}"
    lines = [f"{name}: {_flow(value) if not isinstance(value, str) else _scalar(value, '{}', ())}"
             for name, value in item.items()]  # fmt: skip
    return "  - " + "\n    ".join(lines)


def _flow(value: Value) -> str:
    """A value on one line, within brackets."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name}: {_flow(each)}' for name, each in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value, "[{}]", (0,))


def _scalar(value: str, frame: str, path: Sequence[int]) -> str:
    """A text, in quotes only if it would mean something else without them."""
    return value if _means(value, frame, path) else json.dumps(value, ensure_ascii=False)


def _means(value: str, frame: str, path: Sequence[int]) -> bool:
    """Whether YAML reads the plain text in this frame as this text."""
    try:
        node = yaml.compose(f"a: {frame.format(value)} # b" if "\n" not in value else "", yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return False
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return False
    found = node.value[0][1]
    for at in path:
        if not isinstance(found, yaml.SequenceNode) or len(found.value) != 1:
            return False
        found = found.value[at]
    plain = isinstance(found, yaml.ScalarNode) and found.style is None
    return plain and found.value == value and found.tag != "tag:yaml.org,2002:null"
