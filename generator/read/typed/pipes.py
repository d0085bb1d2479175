"""Tables of pipes as people draw them: without dashes, with too few of them, or with longer rows."""

import re
from collections.abc import Iterator
from itertools import groupby

# The row between a table's head and its body.
DELIMITER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_END = re.compile(r"(?<!\\)\|")


def whole_tables(lines: list[str]) -> list[str]:
    """Returns the lines with tables in which each cell has its column."""
    result: list[str] = []
    for is_gap, group in groupby(_closed_up(lines), lambda line: not line.strip()):
        block = list(group)
        result += block if is_gap else _whole(block)
    return result


def is_head(line: str, following: str) -> bool:
    """Whether a line is the head of a table."""
    return "|" in line and "|" in following and DELIMITER.match(following) is not None


def _closed_up(lines: list[str]) -> list[str]:
    """Takes out empty lines between rows, if one stands before the dashes."""
    result: list[str] = []
    at = 0
    while at < len(lines):
        result.append(lines[at])
        at += 1
        if "|" in result[-1] and DELIMITER.match(result[-1]) and _stands_apart(result):
            del result[-2]
            while at + 1 < len(lines) and not lines[at].strip() and _ROW.match(lines[at + 1]):
                result.append(lines[at + 1])
                at += 2
    return result


def _stands_apart(lines: list[str]) -> bool:
    """Whether an empty line parts the last line from a row with as many cells."""
    if len(lines) < 3 or lines[-2].strip() or not _ROW.match(lines[-3]):
        return False
    return len(_cells(lines[-3])) == len(_cells(lines[-1]))


def _whole(block: list[str]) -> list[str]:
    """Mends the table within lines that no empty line parts."""
    at = next((n for n in range(len(block) - 1) if is_head(block[n], block[n + 1])), None)
    if at is None:
        return list(_with_dashes(block))
    if block[at].startswith("    "):  # code
        return block
    end = next((n for n in range(at + 2, len(block)) if "|" not in block[n]), len(block))
    below = block[end:]  # a line without a pipe is no row
    rows = [_CODE.sub(_with_pipes, row) if "\\|" in row else row for row in block[at:end]]
    rows = [row.replace("\t", " ") for row in rows]  # pipes part the cells already
    return [*block[:at], *_even(rows), *([""] if below else []), *below]


def _with_pipes(code: re.Match[str]) -> str:
    """Code without the backslashes that GitHub wants before a pipe; Python-Markdown would show them."""
    return code[0].replace("\\|", "|")


def _with_dashes(block: list[str]) -> Iterator[str]:
    """Yields the lines, with dashes under the first of several rows with as many cells."""
    for cells, group in groupby(block, lambda line: len(_cells(line)) if _ROW.match(line) else 0):
        head, *rows = [line.replace("\t", " ") if cells > 1 else line for line in group]
        yield head
        if cells > 1 and rows:
            yield _row(head, ["---"] * cells)
        yield from rows


def _even(rows: list[str]) -> list[str]:
    """Widens the head and the dashes of a table to its longest row."""
    head, dashes = _cells(rows[0]), _cells(rows[1])
    width = max(len(head), *(_filled(row) for row in rows[2:])) if len(rows) > 2 else len(head)
    if len(head) == len(dashes) == width:
        return rows
    wanted = [*dashes[:width], *["---"] * (width - len(dashes))]
    return [_row(rows[0], [*head, *[""] * (width - len(head))]), _row(rows[1], wanted), *rows[2:]]


def _filled(row: str) -> int:
    """Returns the number of cells up to the last one with text."""
    cells = _cells(row)
    while cells and not cells[-1]:
        cells.pop()
    return len(cells)


def _cells(row: str) -> list[str]:
    """Returns the texts of a row. A pipe in code or behind a backslash ends no cell."""
    text = row.strip()
    hidden = _CODE.sub(lambda code: "`" * len(code[0]), text) if "`" in text else text
    ends = [end.start() for end in _END.finditer(hidden)]
    if text.startswith("|"):
        text, ends = text[1:], [end - 1 for end in ends[1:]]
    if not ends or ends[-1] < len(text) - 1:
        ends.append(len(text))
    starts = [0, *(end + 1 for end in ends)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=False)]


def _row(pattern: str, cells: list[str]) -> str:
    """Returns a row, set in like another one."""
    indent = pattern[: len(pattern) - len(pattern.lstrip(" "))]
    return f"{indent}| {' | '.join(cells)} |"
