"""Tables as people paste them: with tabs, as spreadsheets do, or right under their caption."""

import re
from itertools import groupby

from generator.read.typed.lists import SIGNS
from generator.read.typed.pipes import is_head, whole_tables

_NUMBER = re.compile(r"[-−+]?[\d.,  ]*\d(?:[ ]?%)?$")
_LIST_OR_CODE = re.compile(rf"[ \t]|(?:[-*+–—·o{SIGNS}]|\d{{1,9}}[.)])[ \t]")


def regular_tables(lines: list[str]) -> list[str]:
    """Returns the lines with tables as Python-Markdown reads them."""
    if any("|" in line for line in lines):
        lines = whole_tables(_apart(lines))
    return _piped(lines) if any("\t" in line for line in lines) else lines


def _apart(lines: list[str]) -> list[str]:
    """Puts an empty line between a table and the paragraph right above it."""
    result: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if is_head(line, following) and result and result[-1].strip() and line[:4].strip():
            result.append("")
        result.append(line)
    return result


def _piped(lines: list[str]) -> list[str]:
    """Writes rows that are parted by tabs as a table.

    At least two neighbours must have as many cells."""
    result: list[str] = []
    for cells, group in groupby(lines, _cells_in):
        block = list(group)
        rows = [_cells(line) for line in block] if cells > 1 else []
        if len(rows) > 1 and not all(row[0].endswith(":") for row in rows):
            result += [*([""] if result and result[-1] else []), *_table(rows), ""]
        elif len(rows) > 1:
            joined = [" ".join(filter(None, row)) for row in rows]
            result += [*(f"{line}  " for line in joined[:-1]), joined[-1]]
        else:
            result += block
    return result


def _cells_in(line: str) -> int:
    """Returns the number of cells of a row that is parted by tabs; 0 if the line is none."""
    return 0 if _LIST_OR_CODE.match(line) or "\t" not in line.strip() else line.rstrip("\r\n").count("\t") + 1


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("|", "\\|") for cell in line.split("\t")]


def _table(rows: list[list[str]]) -> list[str]:
    """Returns a table with the first row as its head. Columns of numbers are aligned at their end."""
    head, *body = rows
    ends = ["---:" if _are_numbers([row[at] for row in body]) else "---" for at in range(len(head))]
    return [f"| {' | '.join(row)} |" for row in (head, ends, *body)]


def _are_numbers(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_NUMBER.match, filled))
