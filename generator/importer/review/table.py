"""Writes the review table: one row for each capture, as CSV.

A byte order mark tells Excel that it is UTF-8. Dates begin with their weekday, otherwise spreadsheets would
convert them and swap day and month. The column `state` shows later whether an article has changed.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from generator.importer.article import UNKNOWN
from generator.importer.results import Result
from generator.importer.review.site_questions import SiteQuestion
from generator.importer.review.values import values_of
from generator.model.values import PartialDate
from generator.problems.messages import message
from generator.read.scan import CONTENT, scan
from generator.text.dates import parse_date

# Columns that may be filled in. `review`: fields still open. `draft`: yes or empty.
EDITABLE = (
    "title",
    "date",
    "author",
    "province",
    "publisher",
    "tags",
    "summary",
    "section",
    "review",
    "draft",
)
COLUMNS = ("path", "status", *EDITABLE, "sure", "remarks", "missing", "address", "file", "site", "state")
QUESTION = "question"  # status of a row that asks for a whole site
LIST_MARK = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "'")
_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "chủ nhật"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_STATE_DIGITS = 16


def write_table(
    file: TextIO, results: Iterable[Result], site: Path, lang: str, questions: Sequence[SiteQuestion] = ()
) -> None:
    """Writes the table, questions for sites first.

    Vietnamese tables use semicolons, as Excel expects.
    """
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=delimiter_of(lang), lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in questions:
        asked = {"status": QUESTION, "review": question.field, "site": question.site}
        row = asked | {question.field: UNKNOWN, "remarks": message(question.problem, lang)}
        writer.writerow([harmless(row.get(column, "")) for column in COLUMNS])
    for result in results:
        if not (result.path or result.problems):
            continue  # a picture or another file of a page
        row = _row(result, site, lang)
        writer.writerow([harmless(row.get(column, "")) for column in COLUMNS])


def delimiter_of(lang: str) -> str:
    """Returns the delimiter of a language."""
    return ";" if lang == "vi" else ","


def state_of(path: Path) -> str:
    """Returns a hash of the file.

    It begins with a letter, so that spreadsheets do not read it as a number.
    """
    return "x" + hashlib.sha256(path.read_bytes()).hexdigest()[:_STATE_DIGITS]


def shown_date(value: str, lang: str) -> str:
    """Returns a date with its weekday; other values are returned as they are."""
    day = parse_date(value)
    if day is None or day.day is None:
        return f"~{value}" if value.isdigit() else value
    return f"{_WEEKDAYS[lang][day.first_day.weekday()]} {_iso(day)}"


def harmless(value: str) -> str:
    """Returns a cell that no spreadsheet reads as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def plain(value: str) -> str:
    """Reverses `harmless`."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value


def cell(name: str, value: object, lang: str) -> str:
    """Returns a value of the front matter as a cell."""
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list | tuple):
        return LIST_MARK.join(cell(name, item, lang) for item in value)
    if isinstance(value, Mapping):
        return LIST_MARK.join(str(item) for item in value.values())
    return shown_date(str(value), lang) if name == "date" else str(value)


def _iso(day: PartialDate) -> str:
    return day.iso.replace("T", " ")


def _row(result: Result, site: Path, lang: str) -> dict[str, str]:
    written = site / result.path if result.path and result.status in ("sure", "asked", "review") else None
    fields = {name: cell(name, result.fields.get(name), lang) for name in EDITABLE}
    if result.path:
        fields["section"] = result.path.split("/")[1]
    return fields | {
        "path": result.path,
        "status": result.status,
        "sure": _certainties(result),
        "remarks": " ".join(message(problem, lang) for problem in result.problems),
        "missing": LIST_MARK.join(result.missing),
        "address": result.address,
        "file": result.file,
        "site": result.site,
        "state": state_of(written) if written and written.is_file() else "",
    }


def _certainties(result: Result) -> str:
    """Returns how each field was found, with certainty: "date label 90%"."""
    found = (f"{name} {evidence.how} {evidence.certainty:.0%}" for name, evidence in result.evidence.items())
    return LIST_MARK.join(found)


def counts(results: Sequence[Result]) -> dict[str, int]:
    """Returns the number of results by status."""
    statuses = ("sure", "asked", "review", "known", "same", "skipped", "refused")
    return {
        status: sum(result.number for result in results if result.status == status) for status in statuses
    }


def open_articles(site: Path) -> Iterator[Result]:
    """Yields the articles to review: drafts, and articles with `review`."""
    for file in scan(site):
        if file.problem or not (file.path.startswith(f"{CONTENT}/") and file.path.endswith(".md")):
            continue
        fields = _front_matter(site / file.actual)
        if fields.get("review") or fields.get("draft"):
            source = fields.get("source")
            address = str(source.get("url", "")) if isinstance(source, dict) else ""
            yield Result(file.actual, "review", file.actual, address, fields=fields)


def _front_matter(path: Path) -> Mapping[str, object]:
    """Returns the front matter; empty if unreadable, which `check` reports."""
    parts = path.read_text("utf-8", errors="replace").split("\n---", 1)
    if len(parts) < 2 or not parts[0].lstrip("\ufeff").startswith("---"):
        return {}
    return values_of(parts[0].lstrip("\ufeff").removeprefix("---")) or {}
