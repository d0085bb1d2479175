"""A page around a text that had none, for what lies in tables, feeds and exports."""

from html import escape


def page_around(title: str, body: str) -> bytes:
    """A page of HTML with this title (text) and body (HTML)."""
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(title, quote=False)}</title></head>\n<body><article>\n{heading}{body}\n"
        "</article></body></html>\n"
    ).encode("utf-8", "replace")
