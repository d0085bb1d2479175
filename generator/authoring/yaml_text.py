"""Writes front matter as YAML in an editor's usual style."""

from collections.abc import Mapping

import yaml


def header(fields: Mapping[str, object]) -> str:
    """The fields as lines of YAML. A field with an empty text is left to be filled in."""
    return "".join(field(name, value) for name, value in fields.items())


def field(name: str, value: object) -> str:
    """One field as lines of YAML."""
    if value == "":
        return f"{name}:\n"
    if isinstance(value, list):
        return f"{name}: {_flow(value)}\n"
    return yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10**6)


def _flow(value: list[object]) -> str:
    """A list on one line."""
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**6).strip()
