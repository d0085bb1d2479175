"""Reads the front matter of any article in content/, also of one that nobody checked."""

from collections.abc import Mapping

import yaml
from yaml.constructor import SafeConstructor

from generator.read.yaml_reader import Reader, compose

_BOOL, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"


def values_of(header: str) -> Mapping[str, object] | None:
    """Returns the values of the YAML text by field. Dates and numbers stay as written.

    Returns None if the text is not a mapping, repeats values by `*`, or nests too deeply. `check` reports it.
    """
    root = compose(header, Reader("", ""))
    try:
        return None if root is None else _mapping(root)
    except RecursionError:
        return None


def names_of(value: object) -> list[str]:
    """Returns the names in a value of a field: one name, or a list of them."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item]


def _mapping(node: yaml.MappingNode) -> dict[str, object]:
    return {key.value: _value(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node.tag == _NULL:
        return None
    text: str = node.value
    return SafeConstructor.bool_values.get(text.lower(), text) if node.tag == _BOOL else text
