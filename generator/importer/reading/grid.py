"""Reads data tables, and distinguishes them from layout tables.

A cell may cover several columns and rows. The place of each cell in the grid is computed as browsers do.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from selectolax.lexbor import LexborNode

from generator.text.unicode import fold

_MOST_CELLS = 4000
_MOST_PLACES = 40_000
_LONG_CELL = 500  # characters; a longer one is running text
_LONG_IN_DATA = 2000  # the same in a table with borders or headings
_SPAN = 60
_PROSE = 0.5  # share of the cells of a bordered table that may be running text
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\W*tu do\W*hanh phuc")
_LAYOUT = "table table, form, h1, h2, iframe, video, object, embed"


class GridCell(Struct, frozen=True):
    """Cell of a data table, and the columns and rows that it covers."""

    node: LexborNode
    colspan: int = 1
    rowspan: int = 1

    @property
    def heading(self) -> bool:
        """Whether the cell is a heading."""
        return bool(self.node.tag == "th")


Grid = tuple[tuple[GridCell, ...], ...]


def read_grid(table: LexborNode) -> Grid | None:
    """Returns the rows of a data table, or None for a layout table.

    A data table has two columns and two rows or more, few pictures, and no nested table. Its cells are short,
    unless it has borders or headings.
    """
    if table.css_first(_LAYOUT) is not None or len(table.css("table")) > 1:
        return None
    if _MOTTO.search(fold((table.text() or "")[:2000])):  # agency and motto of an official document
        return None
    if len(table.css("td, th")) > _MOST_CELLS:
        return None
    rows = [tuple(_cells(row)) for row in table.css("tr")]
    places = _places(rows)
    if places is None or not _is_data(table, places):
        return None
    filled = {y for (y, _), cell in places.items() if _has_content(cell)}
    grid = tuple(_clipped(row, y, places, filled) for y, row in enumerate(rows) if y in filled)
    return _without_empty_end(grid)


def caption_of(table: LexborNode) -> LexborNode | None:
    """Returns the caption of a table."""
    first = table.first_child
    while first is not None and first.tag != "caption":
        first = first.next
    return first


def _cells(row: LexborNode) -> Iterator[GridCell]:
    for cell in row.iter():
        if cell.tag in ("td", "th"):
            yield GridCell(cell, _span(cell, "colspan"), _span(cell, "rowspan", zero=_SPAN))


def _span(cell: LexborNode, name: str, zero: int = 1) -> int:
    """Returns the number of columns or rows; `zero` for "0", which means all that follow."""
    value = (cell.attributes.get(name) or "1").strip()
    if not (value.isascii() and value.isdigit() and len(value) < 5):
        return 1
    return min(int(value), _SPAN) or zero


def _places(rows: list[tuple[GridCell, ...]]) -> dict[tuple[int, int], GridCell] | None:
    """Returns the cell at each place of the grid; None if it is too large."""
    places: dict[tuple[int, int], GridCell] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            for below in range(y, min(y + cell.rowspan, len(rows))):
                for beside in range(x, x + cell.colspan):
                    places.setdefault((below, beside), cell)
            x += cell.colspan
        if len(places) > _MOST_PLACES:
            return None
    return places


def _is_data(table: LexborNode, places: dict[tuple[int, int], GridCell]) -> bool:
    """Whether the places hold data: several columns and rows, and no running text."""
    kept = {at: cell for at, cell in places.items() if _has_content(cell)}
    by_row: dict[int, set[int]] = {}
    for (y, _), cell in kept.items():
        by_row.setdefault(y, set()).add(id(cell))
    columns = {x for _, x in kept}
    full = [row for row in by_row.values() if len(row) >= 2]
    if len(columns) < 2 or len(by_row) < 2 or len(full) < 2 or len(full) * 2 < len(by_row):
        return False
    cells = list({id(cell): cell.node for cell in kept.values()}.values())
    texts = [len(_text(node)) for node in cells]
    declared = _is_declared(table)
    if max(texts) > (_LONG_IN_DATA if declared else _LONG_CELL):
        return False
    if sum(length > _LONG_CELL for length in texts) > _PROSE * len(texts):
        return False
    pictures = sum(node.css_first("img") is not None for node in cells)
    alone = sum(node.css_first("img") is not None and not _text(node) for node in cells)
    return not pictures or (declared and pictures * 3 <= len(cells) and alone * 4 <= len(cells))


def _is_declared(table: LexborNode) -> bool:
    """Whether the markup says that a table holds data: by headings or borders."""
    attributes = table.attributes
    border = (attributes.get("border") or "0").strip()
    classes = (attributes.get("class") or "").lower()
    return (
        table.css_first("th") is not None
        or border not in ("", "0")
        or "msotable" in classes
        or "table-bordered" in classes
    )


def _clipped(
    row: tuple[GridCell, ...], y: int, places: dict[tuple[int, int], GridCell], filled: set[int]
) -> tuple[GridCell, ...]:
    """Returns a row whose cells cover only rows that remain."""
    last = max(filled)
    return tuple(
        GridCell(
            cell.node,
            cell.colspan,
            sum(below in filled for below in range(y, min(y + cell.rowspan, last + 1))),
        )
        for cell in row
    )


def _without_empty_end(grid: Grid) -> Grid:
    """Returns the grid without columns at the end that are empty in all rows; merged cells keep theirs."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in grid for cell in row):
        return grid
    widths = [max((x + 1 for x, cell in enumerate(row) if _has_content(cell)), default=0) for row in grid]
    return tuple(row[: max(widths)] for row in grid)


def _has_content(cell: GridCell) -> bool:
    return bool(_text(cell.node)) or cell.node.css_first("img") is not None


def _text(node: LexborNode) -> str:
    return " ".join((node.text() or "").split())
