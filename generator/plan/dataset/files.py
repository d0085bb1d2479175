"""The files of the data: the tables and their descriptions."""

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from msgspec import Struct, json

from generator.plan.context import PlanContext
from generator.plan.dataset.csv_form import csv_text
from generator.plan.dataset.table import Value, rows_of

CSV, LINES = "articles.csv", "articles.jsonl"


class DataFile(Struct, frozen=True):
    """A file of the data: its name, its text in UTF-8, the size and the SHA-256 of that."""

    name: str
    content: bytes
    size: int
    sha256: str


def data_file(name: str, content: bytes) -> DataFile:
    """A file with this content."""
    return DataFile(name, content, len(content), hashlib.sha256(content).hexdigest())


def tables_of(ctx: PlanContext) -> tuple[DataFile, DataFile]:
    """The table as CSV and as JSON lines."""
    csv, lines = BytesIO(), BytesIO()  # Vietnamese text takes twice as much as a string

    def noted() -> Iterator[Mapping[str, Value]]:
        for row in rows_of(ctx):
            lines.write(json.encode(row) + b"\n")
            yield row

    for piece in csv_text(noted()):
        csv.write(piece.encode())
    return data_file(CSV, csv.getvalue()), data_file(LINES, lines.getvalue())
