"""Writes text as Markdown, escaping only characters that Markdown would interpret."""

import re
from collections.abc import Sequence
from html.entities import html5

from msgspec.structs import replace

from generator.importer.reading.page import Mark

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!<>|~:])")
_EMPHASIS = re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]{2,31});")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\s?[(\[:{])|\[(?=\^)")
_LINE_START = re.compile(r"(#+|>|[-+*](?=\s|$)|={3,}$|[-*_]{3,}$|:(?=\s)|~{3,}|!{3}|\|)")
_ORDERED = re.compile(r"(\d+)([.)])(?=\s)")
_BRACKET = re.compile(r"(?<!\\)[\[\]](?!\()")
_ABBREVIATION = re.compile(r"^\*\[")


def escaped(text: str) -> str:
    """Escapes a line of text, except for its beginning."""
    text = _BACKSLASH.sub(r"\\\\", text)
    for mark in (_EMPHASIS, _LINK):
        text = mark.sub(lambda found: f"\\{found[0]}", text)
    text = _TAG.sub("&lt;", _ENTITY.sub(_as_text, text))
    return text.replace("`", "\\`").replace("{:", "\\{:")


def _as_text(entity: re.Match[str]) -> str:
    """Escapes a character reference; "KH&CN;" is none and stays."""
    known = entity[1].startswith("#") or f"{entity[1]};" in html5
    return f"&amp;{entity[0][1:]}" if known else entity[0]


def paragraph(text: str, marks: Sequence[Mark] = ()) -> str:
    """Returns a paragraph of one line that begins no list, heading or quotation."""
    if _ABBREVIATION.match(text):
        text, marks = _ABBREVIATION.sub("(*)[", text), ()
    line = marked(text, marks)
    if marks and marks[0].start == 0:
        return line
    ordered = _ORDERED.match(line)
    if ordered:
        return f"{ordered[1]}\\{ordered[2]}{line[ordered.end() :]}"
    return f"\\{line}" if _LINE_START.match(line) else line


def marked(text: str, marks: Sequence[Mark]) -> str:
    """Returns text with its marks. Link targets must be valid in Markdown."""
    return _marked(text, 0, len(text), nested(marks)) if marks else escaped(text)


def nested(marks: Sequence[Mark]) -> list[Mark]:
    """Returns the marks by start, none of which overlaps another in part.

    Emphasis that overlaps another mark is cut in two, because links and raised letters must stay whole.
    """
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.kind in ("strong", "em"), mark.start, -mark.end)):
        kept += _cut(mark, kept)
    return sorted(kept, key=lambda mark: (mark.start, -mark.end))


def _cut(mark: Mark, others: list[Mark]) -> list[Mark]:
    """Returns the parts of a mark, each inside or outside of the others."""
    for other in others:
        if other.start < mark.start < other.end < mark.end:
            border = other.end
        elif mark.start < other.start < mark.end < other.end:
            border = other.start
        else:
            continue
        parts = (replace(mark, end=border), replace(mark, start=border))
        return [piece for part in parts for piece in _cut(part, others)]
    return [mark]


def _marked(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """Returns the text from start to end with nested marks."""
    pieces = []
    while marks:
        mark = marks.pop(0)
        inside = [other for other in marks if other.start >= mark.start and other.end <= mark.end]
        marks = [other for other in marks if other.start >= mark.end]
        pieces.append(escaped(text[start : mark.start]))
        pieces.append(_wrapped(_marked(text, mark.start, mark.end, inside), mark, text))
        start = mark.end
    return "".join([*pieces, escaped(text[start:end])])


def _wrapped(inner: str, mark: Mark, text: str) -> str:
    if mark.kind == "link":
        return f"[{_BRACKET.sub(_escape, inner)}]({mark.target})"
    if mark.kind == "note":
        return f"[^{mark.target}]"
    if mark.kind in ("sup", "sub", "del"):
        return f"<{mark.kind}>{inner}</{mark.kind}>"
    sign = "**" if mark.kind == "strong" else "*"
    before, after = text[max(mark.start - 1, 0) : mark.start], text[mark.end : mark.end + 1]
    # Inside a word or beside another asterisk, Markdown may read it otherwise.
    if before.isalnum() or after.isalnum() or "*" in (before, after, inner[:1], inner[-1:]):
        return inner
    return f"{sign}{inner}{sign}"


def _escape(bracket: re.Match[str]) -> str:
    return f"\\{bracket[0]}"


def target(address: str) -> str:
    """Returns a URL as a link target, percent-encoding characters that would end it."""
    return re.sub(r"[\s()<>\"\\*_`\[\]]", lambda found: f"%{ord(found[0]):02X}", address.strip())


def caption(text: str) -> str:
    """Returns a caption without picture as a paragraph in italics."""
    return f"*{escaped(text).strip()}*"


def picture(number: int, alt: str, words: str) -> str:
    """Returns a picture on its own line, with its caption as title."""
    title = f' "{_quoted(words)}"' if words else ""
    return f"![{_quoted(alt)}](media:{number}{title})"


def _quoted(text: str) -> str:
    """Escapes text between quotes or brackets."""
    plain = " ".join(text.split()).replace("\\", "/").replace("&", "&amp;").replace("<", "&lt;")
    plain = plain.replace('"', "&quot;").replace("[", "&#91;").replace("]", "&#93;").replace("`", "&#96;")
    return plain.replace("*", "&#42;").replace("_", "&#95;")


def heading(text: str, level: int, marks: Sequence[Mark] = ()) -> str:
    """Returns a heading of a level from 1 to 6."""
    written = marked(text, marks)
    if written.endswith("#"):  # a sign at the end of a heading would close it
        written = f"{written[:-1]}\\#"
    return f"{'#' * level} {written}"


def item(text: str, level: int, order: int = 0, marks: Sequence[Mark] = ()) -> str:
    """Returns a list item. `level`: from 0. `order`: number in an ordered list, else 0."""
    return f"{' ' * 4 * level}{f'{order}.' if order else '-'} {paragraph(text, marks)}"


def footnote(label: str, paragraphs: Sequence[str]) -> str:
    """Returns a footnote of several paragraphs."""
    return f"[^{label}]: " + "\n\n    ".join(paragraphs)


def definition(text: str, marks: Sequence[Mark] = ()) -> str:
    """Returns the definition of the term on the line before."""
    return f":   {paragraph(text, marks)}"


def quoted(markdown: str, depth: int) -> str:
    """Prefixes the lines of blocks with quotation marks."""
    return "\n".join(f"{'> ' * depth}{line}".rstrip() for line in markdown.split("\n")) if depth else markdown
