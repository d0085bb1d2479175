"""Builds an HTML page around a text from tables, feeds and exports."""

import re
from html import escape, unescape

from generator.text.unicode import one_line

_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?s)<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE)
_TITLE_WORDS = 12  # of the text, for a record without title


def plain(text: str) -> str:
    """Returns a title or excerpt without tags and entities. WordPress escapes some twice."""
    shown = _TAG.sub(" ", without_marks(text)) if "<" in text else text
    return one_line(unescape(unescape(shown)))


def without_marks(text: str) -> str:
    """Returns a title without the tags that mark its words."""
    return _INLINE.sub("", text)


def begin_of(text: str) -> str:
    """Returns the first words of a text, as the title of a record without one."""
    return " ".join(plain(text).split()[:_TITLE_WORDS])


def page_around(title: str, body: str) -> bytes:
    """Returns a page with this title (text) and body (HTML)."""
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(title, quote=False)}</title></head>\n<body><article>\n{heading}{body}\n"
        "</article></body></html>\n"
    ).encode("utf-8", "replace")
