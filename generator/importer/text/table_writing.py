"""Writes tables: as Markdown, or as HTML if a cell covers several columns or rows."""

from collections.abc import Callable, Sequence
from html import escape

from generator.importer.reading.page import Cell, Mark, PagePicture
from generator.importer.text.markdown import marked, nested

Rows = Sequence[Sequence[Cell]]
ShowPicture = Callable[[PagePicture], tuple[str, str]]  # alternative text and target
_TAGS = {"strong": "strong", "em": "em", "sup": "sup", "sub": "sub", "del": "del", "link": "a"}


def write_table(rows: Rows, show: ShowPicture) -> str:
    """Returns the Markdown of a table. `show`: returns alternative text and target of a picture."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row):
        return _html(rows, show)
    width = max(len(row) for row in rows)
    lines = [_line([_in_markdown(cell, show) for cell in row], width) for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _line(cells: list[str], width: int) -> str:
    cells = cells + [""] * (width - len(cells))
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"


def _in_markdown(cell: Cell, show: ShowPicture) -> str:
    shown = [f"![{_bracketed(alt)}]({target})" for alt, target in map(show, cell.pictures)]
    text = marked(cell.text, cell.marks).replace("|", "&#124;").replace("\n", "<br>")
    return "<br>".join([*shown, text] if text else shown)


def _bracketed(alt: str) -> str:
    return escape(alt).replace("[", "&#91;").replace("]", "&#93;").replace("|", "&#124;")


# --- as HTML ----------------------------------------------------------------------------------------------


def _html(rows: Rows, show: ShowPicture) -> str:
    """Returns a table as HTML. A head of cells that all are headings stands in `thead`."""
    head = 0
    while head < len(rows) and rows[head] and all(cell.heading for cell in rows[head]):
        head += 1
    parts = [f"<thead>\n{_rows(rows[:head], show)}</thead>\n"] if head else []
    parts += [f"<tbody>\n{_rows(rows[head:], show)}</tbody>\n"] if head < len(rows) else []
    return f"<table>\n{''.join(parts)}</table>"


def _rows(rows: Rows, show: ShowPicture) -> str:
    return "".join(f"<tr>{''.join(_cell(cell, show) for cell in row)}</tr>\n" for row in rows)


def _cell(cell: Cell, show: ShowPicture) -> str:
    tag = "th" if cell.heading else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if count > 1
    )
    shown = [f'<img src="{escape(target)}" alt="{escape(alt)}">' for alt, target in map(show, cell.pictures)]
    text = _tagged(cell.text, 0, len(cell.text), nested(cell.marks)).replace("\n", "<br>")
    return f"<{tag}{spans}>{'<br>'.join([*shown, text] if text else shown)}</{tag}>"


def _tagged(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """Returns the text from start to end as HTML with nested marks."""
    pieces = []
    while marks:
        mark = marks.pop(0)
        inside = [other for other in marks if other.end <= mark.end]
        marks = [other for other in marks if other.start >= mark.end]
        if mark.kind == "note":  # Markdown, and so a reference to a note, is not read in a table of HTML
            pieces.append(f"{escape(text[start : mark.start], quote=False)}<sup>[{mark.target}]</sup>")
            start = mark.end
            continue
        tag = _TAGS[mark.kind]
        target = f' href="{escape(mark.target)}"' if mark.kind == "link" else ""
        inner = _tagged(text, mark.start, mark.end, inside)
        pieces += [escape(text[start : mark.start], quote=False), f"<{tag}{target}>{inner}</{tag}>"]
        start = mark.end
    return "".join([*pieces, escape(text[start:end], quote=False)])
