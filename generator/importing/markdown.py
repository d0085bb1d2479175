"""Text as Markdown that shows it as it is: only what Markdown would take for a mark is escaped."""

import re

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!<>|~:])")
_EMPHASIS = re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINK = re.compile(r"\[(?=[^\]]*\]\s?[(\[:{])|\[(?=\^)")
_LINE_START = re.compile(r"(#+|>|[-+*](?=\s|$)|={3,}$|[-*_]{3,}$|:(?=\s)|~{3,}|!{3}|\|)")
_ORDERED = re.compile(r"(\d+)([.)])(?=\s)")
_ABBREVIATION = re.compile(r"^\*\[")


def escaped(text: str) -> str:
    """One line of text as Markdown, wherever it stands but at the beginning of a line."""
    text = _BACKSLASH.sub(r"\\\\", text)
    for pattern in (_EMPHASIS, _TAG, _ENTITY, _LINK):
        text = pattern.sub(lambda found: "\\" + found[0] if found[0] != "&" else "&amp;", text)
    if text.count("`") > 1:
        text = text.replace("`", "\\`")
    return text.replace("{:", "\\{:")


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
