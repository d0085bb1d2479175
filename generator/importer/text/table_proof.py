"""Checks that the cells of tables stand where they stand in the source.

Shares no code with the extraction: rows and cells are found by their tags with one pattern.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

_TAG = re.compile(r"(?is)<(/?)(table|tr|td|th|script|style)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_SPAN = re.compile(r"(?i)\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,4})")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_MOST_SPAN = 60
_MOST_PLACES = 40_000

Key = Callable[[str], str]
Grid = dict[tuple[int, int], str]


class _Cell(Struct, frozen=True):
    """Cell: its text, and how many columns and rows it covers."""

    text: str
    colspan: int = 1
    rowspan: int = 1


def shifted_table(source: str, markdown: str, key: Key) -> str:
    """Returns the first words of a table whose cells moved; "" if none did.

    `source`: HTML of the page. `key`: makes the form in which two texts are compared.
    """
    written = [*_in_markdown(markdown), *_in_html(markdown)]
    if not written:
        return ""
    originals = [_compared(rows, key) for rows in _in_html(source)]
    words = [sorted(grid.values()) for grid in originals]
    laid_out = "<pre" in source.lower()
    for rows in written:
        grid = _compared(rows, key)
        there = sorted(grid.values())
        same = [other for other, all_words in zip(originals, words, strict=True) if all_words == there]
        unseen = not same and laid_out  # its columns are spaces between words
        if grid not in same and not unseen:
            return next((cell.text.strip() for row in rows for cell in row if key(cell.text)), "")
    return ""


def _compared(rows: list[list[_Cell]], key: Key) -> Grid:
    """Returns the compared text at each place. Rows and columns without text are left out."""
    places: Grid = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            text = key(cell.text)
            for below in range(y, min(y + cell.rowspan, len(rows))):
                for beside in range(x, x + cell.colspan):
                    places.setdefault((below, beside), text)
            x += cell.colspan
        if len(places) > _MOST_PLACES:
            return {}
    rows_kept = sorted({y for (y, _), text in places.items() if text})
    return {(rows_kept.index(y), x): text for (y, x), text in places.items() if text}


def _in_markdown(markdown: str) -> Iterator[list[list[_Cell]]]:
    """Yields the tables with bars."""
    rows: list[list[_Cell]] = []
    for line in (*markdown.split("\n"), ""):
        inside = line.lstrip("> ")
        if _ROW.fullmatch(inside):
            if not _RULE.fullmatch(inside):
                rows.append([_Cell(cell) for cell in inside[1:-1].split("|")])
        elif rows:
            yield rows
            rows = []


def _in_html(html: str) -> Iterator[list[list[_Cell]]]:
    """Yields the tables in HTML, the inner ones of nested tables too."""
    open_: list[list[list[_Cell]]] = []
    cell: list[tuple[int, str]] = []  # where the text of the open cell of each open table begins
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        ends = tag[1] or name != "table"
        if ends and open_ and len(cell) == len(open_):
            start, attributes = cell.pop()
            _row(open_).append(_cell(html[start : tag.start()], attributes))
        if name == "table":
            if tag[1] and open_:
                yield open_.pop()
                del cell[len(open_) :]
            elif not tag[1]:
                cell += [(tag.end(), "")] * (len(open_) - len(cell))
                open_.append([])
        elif name == "tr" and open_ and not tag[1]:
            open_[-1].append([])
        elif name in ("td", "th") and open_ and not tag[1]:
            cell.append((tag.end(), tag[3]))
    yield from open_


def _row(open_: list[list[list[_Cell]]]) -> list[_Cell]:
    if not open_[-1]:
        open_[-1].append([])
    return open_[-1][-1]


def _cell(text: str, attributes: str) -> _Cell:
    spans = {found[1].lower(): min(int(found[2]), _MOST_SPAN) for found in _SPAN.finditer(attributes)}
    below = spans.get("rowspan", 1)
    return _Cell(text, spans.get("colspan", 1) or 1, below or _MOST_SPAN)
