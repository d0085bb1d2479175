"""Reads a page saved as plain text into lines."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.importer.reading.legacy import Table, read_in, repair_text, table_of
from generator.importer.reading.page import CapturedPage, Cell, Line, LineForm
from generator.importer.reading.torn_lines import join_torn_lines
from generator.text.unicode import clean

_TAB = 8
_CELLS = re.compile(r"\s*\t\s*|\s*\|\s*| {4,}")
_LONGEST_CELL = 120  # characters


def read_plain_text(text: str) -> CapturedPage:
    """Returns the lines with text. Wrapped paragraphs are joined."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    table = table_of(text[:200_000])
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        unicode = _unicode(raw, table)
        shown = " ".join(unicode.split())
        if shown:
            lines.append(Line(number, shown, _indent(unicode), gap, rows=_row(unicode)))
        gap = not shown
    lines = list(_with_tables(lines))
    width = _wrapped_at(lines)
    return CapturedPage(tuple(join_torn_lines(_unwrap(lines, width) if width else lines)))


def _unicode(raw: str, table: Table) -> str:
    return clean(repair_text(read_in(raw, table)))


def _row(raw: str) -> tuple[tuple[Cell, ...], ...]:
    """Returns the cells of a line divided by tabs, bars or wide gaps; else ()."""
    cells = tuple(" ".join(cell.split()) for cell in _CELLS.split(raw.strip(" |")))
    if not (2 <= len(cells) <= 12 and all(0 < len(cell) <= _LONGEST_CELL for cell in cells)):
        return ()
    return (tuple(Cell(cell) for cell in cells),)


def _with_tables(lines: list[Line]) -> Iterator[Line]:
    """Joins rows of one table into one line. A table has at least two rows with equally many cells."""
    run: list[Line] = []
    for line in lines:
        if run and line.rows and len(line.rows[0]) == len(run[0].rows[0]):
            run.append(line)
            continue
        yield from _table(run)
        run = [line] if line.rows else []
        if not run:
            yield line
    yield from _table(run)


def _table(run: list[Line]) -> list[Line]:
    """Joins the rows into one line. Two rows of two cells must have numbers, because menus look alike."""
    if len(run) < 2 or (len(run) == 2 and len(run[0].rows[0]) == 2 and not _has_numbers(run)):
        return [replace(line, rows=()) for line in run]
    text = " ".join(line.text for line in run)
    return [replace(run[0], text=text, form=LineForm.TABLE, rows=tuple(line.rows[0] for line in run))]


def _has_numbers(run: list[Line]) -> bool:
    return any(
        cell.text.strip("%").replace(",", "").replace(".", "").isdigit()
        for line in run
        for cell in line.rows[0]
    )


def _indent(raw: str) -> int:
    expanded = raw.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())


def _wrapped_at(lines: list[Line]) -> int:
    """Returns the width at which the text was wrapped; 0 if it was not.

    Wrapped text has many lines near the longest that end inside a sentence.
    """
    longest = max((len(line.text) for line in lines), default=0)
    if not 50 <= longest <= 132:
        return 0
    full = [line for line in lines if len(line.text) >= 0.75 * longest and line.text[-1] not in ".:;!?…”)"]
    continued = [line for line in lines if not line.gap and line.text[0].islower()]
    return longest if len(full) >= 5 and len(continued) >= 3 else 0


def _unwrap(lines: list[Line], width: int) -> list[Line]:
    """Joins the lines of wrapped paragraphs."""
    joined: list[Line] = []
    last_length = 0
    for line in lines:
        starts_item = re.match(r"[-+•*] |\d+[.)] ", line.text) is not None
        plain = line.form is LineForm.PARAGRAPH and bool(joined) and joined[-1].form is LineForm.PARAGRAPH
        if plain and not line.gap and last_length >= 0.7 * width and not starts_item:
            joined[-1] = joined[-1].joined(line, " ")
        else:
            joined.append(line)
        last_length = len(line.text)
    return joined
