"""JSON in copies, which strangers may have written: a value of its type, or None."""

from typing import TypeVar

from msgspec import DecodeError, json

V = TypeVar("V")


def decoded(content: bytes | None, kind: type[V]) -> V | None:
    """The value of this type that the bytes are in JSON.

    None if they are another value, no JSON, nested too deeply, or missing.
    """
    try:
        return json.decode(content, type=kind) if content else None
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
