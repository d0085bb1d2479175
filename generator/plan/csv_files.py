"""Small tables as files in CSV, for spreadsheets and programs."""

import csv
from collections.abc import Iterable
from io import StringIO

from generator.model.views.data import DataFileView
from generator.model.views.output_page import Page
from generator.plan.dataset.csv_form import BOM, guarded

CSV_TEMPLATE = "data_file.txt"


def csv_page(path: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> Page:
    """A table as a file. No cell of it is a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(str(value)) for value in row] for row in rows)
    return _page(path, BOM + out.getvalue())


def same_file(page: Page, path: str) -> Page:
    """A table that was made by `csv_page`, at another path."""
    assert isinstance(page.view, DataFileView)
    return page if page.path == path else _page(path, page.view.content)


def _page(path: str, content: str) -> Page:
    return Page(path, CSV_TEMPLATE, DataFileView(path=path, content=content))
