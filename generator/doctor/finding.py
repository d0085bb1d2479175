"""The result of an examination."""

from msgspec import Struct

from generator.schema.field_forms import Both


class Finding(Struct, frozen=True):
    """Result of one examination.

    `state` is "ok", "warning" or "error". The remedy is empty if nothing is wrong.
    """

    topic: str
    state: str
    found: Both
    remedy: Both = ("", "")


def same_text(text: str) -> Both:
    """The same text in both languages."""
    return text, text
