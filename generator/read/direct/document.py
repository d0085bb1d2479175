"""Reads a text of plain blocks: paragraphs, headings, quotes, definitions, lists and tables.

Falls back: returns None if a block is of another kind or nested, or has a mark that `inline.py` does not
read.
Proof: `tests/unit/read/direct/test_direct.py`.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from generator.read.direct.inline import LineReader, NotPlainError, line_reader
from generator.read.direct.lists import BULLET, NUMBER, ReadList, more_items, read_list
from generator.read.direct.tables import table_html
from generator.read.typed.source import as_meant
from generator.text.slug import slugify

# Only other constructs need these: code, HTML, escapes, notes, references, abbreviations, nesting.
_OTHER = ("\\", "`", "<", "\t", "\r", "\n ", "\xa0", "\x02", "\x03", "\x1f", "[^", "]:", "*[")
# A line that begins like this begins no other kind of block.
_LINE = r"(?:[^\s\d#=+*_>:\[|~-]|\*{1,2}[^\s*_\[]|\[[^\]\n]|\d(?!\d*(?:\.(?: |$)|\)))).*+"
_PROSE = re.compile(rf"(?:{_LINE}\n?+)++", re.MULTILINE)
_DEFINITION = re.compile(rf"({_LINE})\n:[ ]{{1,3}}({_LINE})", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) ?([^#\s](?:[^#\n]*[^#\s])?)")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class _Document:
    """The HTML of the blocks so far.

    `before` is the kind of the last block, `list` its items if it is a list.
    """

    lines: LineReader
    html: list[str] = field(default_factory=list)
    before: str = ""
    list: ReadList | None = None
    level: int = 1  # of the heading before; 1 is that of the page
    ids: dict[str, int] = field(default_factory=dict)  # of headings, and how often each was repeated

    def add(self, kind: str, html: str) -> None:
        """Adds a block."""
        self.html.append(html)
        self.before = kind


def direct_html(source: str, *, typed: bool) -> str | None:
    """The sanitised HTML of a clean text, or None if it is not plain.

    The levels of headings and the placeholders of tables are set. If `typed` is set, the text is read as its
    author meant it.
    """
    if _has_other(source):
        return None
    text = _as_meant(source) if typed else source
    if text is not source and _has_other(text):
        return None
    try:
        document = _Document(line_reader(text, typed=typed))
        for block in text.split("\n\n"):
            if stripped := block.strip("\n"):
                _add(document, stripped)
    except NotPlainError:
        return None
    return "\n".join(document.html)


def level_below(before: int, written: int) -> int:
    """The level of a heading. The page's title is the h1, and no level below it is skipped."""
    return max(2, min(written, before + 1))


def _has_other(text: str) -> bool:
    for each in _OTHER:  # noqa: SIM110 (a generator costs as much as the search)
        if each in text:
            return True
    return False


def _as_meant(source: str) -> str:
    lines = source.split("\n")
    meant = as_meant(lines)
    return source if meant is lines else "\n".join(meant)


def _add(document: _Document, block: str) -> None:
    """Adds the HTML of a block. Raises NotPlainError."""
    if block[-1] == " ":
        raise NotPlainError
    first = block[0]
    if first == "#":
        _add_heading(document, block)
    elif first == ">":
        _add_quote(document, block)
    elif first == "|":
        document.add("table", table_html(block, document.lines))
    elif _PROSE.fullmatch(block):
        document.add("p", f"<p>{document.lines.html(block)}</p>")
    elif "\n:" in block:
        _add_definition(document, block)
    else:
        _add_list(document, block)


def _add_heading(document: _Document, block: str) -> None:
    heading = _HEADING.fullmatch(block)
    if heading is None:
        raise NotPlainError
    html = document.lines.html(heading[2])
    name = unescape(_TAG.sub("", html))
    slug = slugify(" ".join(name.split()))
    repeats = document.ids[slug] = document.ids.get(slug, -1) + 1
    anchor = f"{slug}_{repeats}" if repeats else slug  # a slug itself has no "_"
    document.level = level = level_below(document.level, len(heading[1]))
    document.add("heading", f'<h{level} id="{anchor}">{html}</h{level}>')


def _add_quote(document: _Document, block: str) -> None:
    """Adds a quote, or one more paragraph to the quote before it."""
    if not block.startswith("> ") or "\n" in block or not _PROSE.fullmatch(block, 2):
        raise NotPlainError
    paragraph = f"<p>{document.lines.html(block[2:])}</p>\n</blockquote>"
    if document.before == "quote":
        document.html[-1] = f"{document.html[-1].removesuffix('</blockquote>')}{paragraph}"
    else:
        document.add("quote", f"<blockquote>\n{paragraph}")


def _add_definition(document: _Document, block: str) -> None:
    """Adds a term with its definition, to the list before it if that has definitions."""
    found = _DEFINITION.fullmatch(block)
    if found is None or found[1].endswith(" "):
        raise NotPlainError
    term, meaning = map(document.lines.html, found.groups())
    entry = f"<dt>{term}</dt>\n<dd>{meaning}</dd>\n</dl>"
    if document.before == "definitions":
        document.html[-1] = f"{document.html[-1].removesuffix('</dl>')}{entry}"
    else:
        document.add("definitions", f"<dl>\n{entry}")


def _add_list(document: _Document, block: str) -> None:
    """Adds a list, or more items to the list before it."""
    marker, kind = (NUMBER, "ol") if block[0].isdigit() else (BULLET, "ul")
    items = read_list(block, marker, document.lines)
    if document.before == kind and document.list:
        document.list = more_items(document.list, items)
        document.html[-1] = document.list.html()
    else:
        document.list = items
        document.add(kind, items.html())
