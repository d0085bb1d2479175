"""The files of the data: the tables and their descriptions."""

import hashlib
from collections.abc import Iterator, Mapping

from msgspec import Struct, json

from generator.plan.context import PlanContext
from generator.plan.dataset.csv_form import csv_text
from generator.plan.dataset.table import Value, rows_of

CSV, LINES = "articles.csv", "articles.jsonl"


class DataFile(Struct, frozen=True):
    """A file of the data: its name, its text, the size and the SHA-256 of the text in UTF-8."""

    name: str
    text: str
    size: int
    sha256: str


def data_file(name: str, text: str) -> DataFile:
    """A file with this text."""
    content = text.encode()
    return DataFile(name, text, len(content), hashlib.sha256(content).hexdigest())


def tables_of(ctx: PlanContext) -> tuple[DataFile, DataFile]:
    """The table as CSV and as JSON lines."""
    lines: list[str] = []

    def noted() -> Iterator[Mapping[str, Value]]:
        for row in rows_of(ctx):
            lines.append(f"{json.encode(row).decode()}\n")
            yield row

    csv = "".join(csv_text(noted()))
    return data_file(CSV, csv), data_file(LINES, "".join(lines))
