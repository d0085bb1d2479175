"""Escaping: text as HTML, faster than MarkupSafe does it and with the same result."""

from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """The value as HTML, to be joined to a page.

    `markupsafe.escape` makes a Markup of each text. That took a quarter of the time of a page.
    """
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


def safe(html: str) -> Markup:
    """Text that is HTML already. `Markup(html)` would first ask for its type."""
    return str.__new__(Markup, html)
