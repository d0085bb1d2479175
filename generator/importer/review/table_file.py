"""The review table as a file that is changed cell by cell. All other cells stay as they are."""

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.atomic_file import put_file
from generator.importer.review.applying import MOST_BYTES, valid_cell
from generator.importer.review.table import EDITABLE, LIST_MARK, harmless, plain

_TEXT_FIELDS = frozenset({"title", "body"})  # an article is a draft while these are open


class ChangedError(Exception):
    """Raised if another program has changed the table."""


class TableFile:
    """Rows of a review table. Raises ValueError if the file is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read()

    def _read(self) -> None:
        data = self.path.read_bytes()
        self._stamp = self._state()
        text = data.decode("utf-8-sig")
        head = text.partition("\n")[0]
        self._delimiter = max(",;\t", key=head.count)
        csv.field_size_limit(MOST_BYTES)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter))
        self.columns = rows[0] if rows else []
        if not {"path", "state", "review"} <= set(self.columns):
            raise ValueError(self.path.name)
        width = len(self.columns)
        self._cells = [(row + [""] * width)[:width] for row in rows[1:] if any(row)]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of written articles by their numbers; empty mappings for others."""
        rows = [dict(zip(self.columns, map(plain, cells), strict=True)) for cells in self._cells]
        return [row if row["path"] and row["state"] else {} for row in rows]

    def reload(self) -> None:
        """Reads the table again, if another program has changed it."""
        if self._state() != self._stamp:
            self._read()

    def change(self, numbers: Sequence[int], values: Mapping[str, str], accepted: Sequence[str]) -> str:
        """Sets cells of some rows, and takes fields out of `review`. Returns the name of an invalid field.

        Raises ChangedError if the file is not as it was read.
        """
        if self._state() != self._stamp:
            raise ChangedError
        for name, value in values.items():
            if name not in EDITABLE or name not in self.columns or not valid_cell(name, value):
                return name
        for number in numbers:
            row = self.rows[number]
            if row:
                self._change_row(number, row, values, accepted)
        self._write()
        return ""

    def _change_row(
        self, number: int, row: Mapping[str, str], values: Mapping[str, str], accepted: Sequence[str]
    ) -> None:
        before = [name.strip() for name in row["review"].replace(",", ";").split(";") if name.strip()]
        closed = {*accepted, *values}
        review = [name for name in before if name not in closed]
        changed = {**values, "review": LIST_MARK.join(review)}
        if _TEXT_FIELDS & set(before) and not _TEXT_FIELDS & set(review):
            changed.setdefault("draft", "")
        for name, value in changed.items():
            if name in self.columns:
                self._cells[number][self.columns.index(name)] = harmless(value)

    def _write(self) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self._delimiter, lineterminator="\r\n")
        writer.writerows([self.columns, *self._cells])
        data = codecs.BOM_UTF8 + text.getvalue().encode()
        put_file(self.path, lambda stream: stream.write(data), self.path.stat().st_mode)
        self._stamp = self._state()

    def _state(self) -> tuple[int, int]:
        stat = self.path.stat()
        return stat.st_mtime_ns, stat.st_size
