"""Reads tables of plain Markdown whose rows all begin and end with a pipe.

Falls back: raises `NotPlainError` if a row has more or fewer cells than the first.
Proof: `tests/unit/read/direct/test_direct.py`.
"""

import re

from generator.model.content import TABLE, TABLE_END, placeholder
from generator.read.direct.inline import LineReader, NotPlainError

_START, _END = f"{placeholder(TABLE)}<table>", f"</table>{placeholder(TABLE_END)}"
_DELIMITERS = re.compile(r"\|(?: *:?-+:? *\|){2,}")


def table_html(block: str, lines: LineReader) -> str:
    """The HTML of a table. Raises NotPlainError."""
    head, delimiters, *rows = block.split("\n") if block.count("\n") > 1 else ("", "")
    if not _DELIMITERS.fullmatch(delimiters):
        raise NotPlainError
    openings = [_alignment(cell.strip(" ")) for cell in delimiters[1:-1].split("|")]
    body = "\n".join([_row("td", row, openings, lines) for row in rows])
    header = _row("th", head, openings, lines)
    return f"{_START}\n<thead>\n{header}\n</thead>\n<tbody>\n{body}\n</tbody>\n{_END}"


def _alignment(delimiter: str) -> str:
    if not delimiter.endswith(":"):
        return ""  # the sanitiser takes the alignment to the left out, which is the default
    return f' class="align-{"center" if delimiter.startswith(":") else "right"}"'


def _row(tag: str, row: str, attributes: list[str], lines: LineReader) -> str:
    cells = row[1:-1].split("|")
    if len(cells) != len(attributes) or row[0] != "|" or row[-1] != "|":
        raise NotPlainError
    pairs = zip(attributes, cells, strict=True)
    html = [f"<{tag}{attribute}>{lines.html(cell.strip(' '))}</{tag}>" for attribute, cell in pairs]
    return "<tr>\n" + "\n".join(html) + "\n</tr>"
