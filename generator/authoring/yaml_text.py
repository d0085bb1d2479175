"""Front matter as text, in the way an editor would have typed it."""

from collections.abc import Mapping

import yaml


def header(fields: Mapping[str, object]) -> str:
    """These fields as lines of YAML, each ended; an empty text leaves its field to be filled in."""
    return "".join(field(name, value) for name, value in fields.items())


def field(name: str, value: object) -> str:
    """A field as lines of YAML."""
    if value == "":
        return f"{name}:\n"
    if isinstance(value, list):
        return f"{name}: {_flow(value)}\n"
    return yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10**6)


def _flow(value: list[object]) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**6).strip()
