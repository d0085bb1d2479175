"""Reads data tables, and distinguishes them from layout tables."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_MOST_CELLS = 4000
_LONG_CELL = 500  # characters; a longer one is running text
_SPAN = 20


def read_grid(table: LexborNode) -> tuple[tuple[str, ...], ...] | None:
    """Returns the rows of a data table, or None for a layout table.

    The rows are padded to equal length. A data table has two columns and two rows or more, short cells, and
    no nested table or picture.
    """
    if table.css_first("table table, img, form, h1, h2, h3, iframe") is not None:
        return None
    nested = table.css("table")
    if any(inner.mem_id != table.mem_id for inner in nested):
        return None
    cells = table.css("td, th")
    if not 4 <= len(cells) <= _MOST_CELLS:
        return None
    rows = [row for row in (tuple(_cells(row)) for row in table.css("tr")) if any(row)]
    width = max((len(row) for row in rows), default=0)
    full = [row for row in rows if sum(bool(cell) for cell in row) >= 2]
    if width < 2 or len(full) < 2 or len(full) * 2 < len(rows):
        return None
    if any(len(cell) > _LONG_CELL for row in rows for cell in row):
        return None
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def _cells(row: LexborNode) -> Iterator[str]:
    """Yields the text of each cell of a row. A cell with colspan adds empty cells."""
    for cell in row.iter():
        if cell.tag not in ("td", "th"):
            continue
        yield " ".join(_text(cell).split())
        span = cell.attributes.get("colspan") or "1"
        yield from ("",) * (min(int(span), _SPAN) - 1 if span.isdigit() and len(span) < 4 else 0)


def _text(cell: LexborNode) -> str:
    """Returns the text of a cell with spaces between its lines and paragraphs."""
    pieces = []
    for node in cell.traverse(include_text=True):
        if node.tag == "-text":
            pieces.append(node.text_content or "")
        elif node.tag in ("br", "p", "div", "li"):
            pieces.append(" ")
    return "".join(pieces)
