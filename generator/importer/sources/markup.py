"""Builds an HTML page around a text from tables, feeds and exports."""

from html import escape


def page_around(title: str, body: str) -> bytes:
    """Returns a page with this title (text) and body (HTML)."""
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(title, quote=False)}</title></head>\n<body><article>\n{heading}{body}\n"
        "</article></body></html>\n"
    ).encode("utf-8", "replace")
