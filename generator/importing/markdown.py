"""Text as Markdown that shows it as it is: only what Markdown would take for a mark is escaped."""

import re
from html.entities import html5

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!<>|~:])")
_EMPHASIS = re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]{2,31});")
_LINK = re.compile(r"\[(?=[^\]]*\]\s?[(\[:{])|\[(?=\^)")
_LINE_START = re.compile(r"(#+|>|[-+*](?=\s|$)|={3,}$|[-*_]{3,}$|:(?=\s)|~{3,}|!{3}|\|)")
_ORDERED = re.compile(r"(\d+)([.)])(?=\s)")
_ABBREVIATION = re.compile(r"^\*\[")


def escaped(text: str) -> str:
    """One line of text as Markdown, wherever it stands but at the beginning of a line."""
    text = _BACKSLASH.sub(r"\\\\", text)
    for mark in (_EMPHASIS, _TAG, _LINK):
        text = mark.sub(lambda found: f"\\{found[0]}", text)
    text = _ENTITY.sub(_as_text, text)
    if text.count("`") > 1:
        text = text.replace("`", "\\`")
    return text.replace("{:", "\\{:")


def _as_text(entity: re.Match[str]) -> str:
    """A reference to a character as the text that it is; "KH&CN;" refers to none and stays."""
    known = entity[1].startswith("#") or f"{entity[1]};" in html5
    return f"&amp;{entity[0][1:]}" if known else entity[0]


def paragraph(text: str) -> str:
    """A paragraph of one line, whose first characters make no list, heading or quote."""
    line = escaped(_ABBREVIATION.sub(r"(*)[", text))
    ordered = _ORDERED.match(line)
    if ordered:
        return f"{ordered[1]}\\{ordered[2]}{line[ordered.end() :]}"
    return f"\\{line}" if _LINE_START.match(line) else line


def caption(text: str) -> str:
    """A caption whose picture is not there: a paragraph in italics."""
    return f"*{escaped(text).strip()}*"


def item(text: str, level: int) -> str:
    """An item of a list, at level 0 or below."""
    return f"{' ' * 4 * level}- {paragraph(text)}"
