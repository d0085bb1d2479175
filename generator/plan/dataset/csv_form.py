"""The table as CSV, for spreadsheets: with a byte order mark, and with no cell that is a formula."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from generator.plan.dataset.table import FIELDS, SEPARATOR, Value

BOM = "\ufeff"  # without it, Excel takes UTF-8 for another encoding
# A spreadsheet takes a cell that begins so for a formula, and may ask another host for it.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
GUARD = "'"


def csv_text(rows: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """The lines of the file, in pieces."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in FIELDS])
    yield BOM
    for row in rows:
        writer.writerow([cell(row[field.name]) for field in FIELDS])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def cell(value: Value) -> str:
    """A value as a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value if isinstance(value, str) else SEPARATOR.join(value))


def guarded(text: str) -> str:
    """A text as a cell. One that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"{GUARD}{text}" if text[:1] in _FORMULA else text
