"""Applies a review table to the front matter.

All other lines stay unchanged. A row is applied completely or refused. If the article has changed since the
table was written, a row that would change it again is refused.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from msgspec import Struct

from generator.atomic_file import put_file
from generator.authoring.content_files import known_file, new_file, replace_file
from generator.importer.article import UNKNOWN
from generator.importer.review.site_questions import FIELDS
from generator.importer.review.table import EDITABLE, LIST_MARK, QUESTION, cell, plain, state_of
from generator.importer.review.values import names_of, values_of
from generator.importer.sources.items import import_problem
from generator.model.problem import Problem
from generator.model.values import PartialDate
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.field_forms import FieldForm
from generator.schema.front_matter import BY_NAME
from generator.text.dates import parse_date, weekday_agrees
from generator.text.unicode import one_line

MOST_BYTES = 64 * 1024 * 1024
_KEY = re.compile(r"^([A-Za-z_]\w*)\s*:", re.MULTILINE)
_YES, _NO = {"yes", "true", "x", "1", "có"}, {"", "no", "false", "0", "không"}
_LISTS = frozenset({"author", "province", "tags", "review"})
_LINK = re.compile(r"(\]\()(?![a-z][a-z0-9+.-]*:|/|#|<)([^)\s]+)")
_SOURCE = re.compile(r"^(\s*(?:- )?(?:src|poster|captions):\s*)(?![/'\"])(\S+)", re.MULTILINE)


class AppliedRow(Struct, frozen=True):
    """Result of a row: new path of the article, changed fields, or the problem."""

    path: str
    changed: tuple[str, ...] = ()
    problem: Problem | None = None


class _Edit(Struct, frozen=True):
    """Fields to change (None removes a field), and the new section or ""."""

    fields: Mapping[str, object] = {}
    section: str = ""


def apply_table(
    data: bytes, name: str, site: Path, sections: Sequence[str], dry: bool = False
) -> list[AppliedRow]:
    """Applies all rows. `name`: name of the table for problems."""
    rows = _rows(data, name)
    if isinstance(rows, Problem):
        return [AppliedRow(name, problem=rows)]
    answers = _answers(rows)
    return [
        _applied(_answered(row, answers), f"{name}", number, site, sections, dry)
        for number, row in enumerate(rows, start=2)
        if row.get("path") and row.get("state")
    ]


def is_unfilled(data: bytes, site: Path, sections: Sequence[str]) -> bool:
    """Whether bytes are a review table in which nothing waits to be applied."""
    rows = _rows(data, "")
    if isinstance(rows, Problem) or not data.startswith(codecs.BOM_UTF8):
        return False
    answers = _answers(rows)
    own = (_answered(row, answers) for row in rows if row.get("path") and row.get("state"))
    return not any(_waits(row, site, sections) for row in own)


def _waits(row: Mapping[str, str], site: Path, sections: Sequence[str]) -> bool:
    file = _file(site, row["path"])
    if file is None:
        return True  # what it would have changed cannot be told
    header = _Header.of(file.read_text("utf-8", errors="replace"))
    if header is None:
        return True
    edit = _edit(row, header.values, row["path"], sections, state_of(file) == row["state"])
    return isinstance(edit, str) or bool(edit.fields or edit.section)


# --- the table --------------------------------------------------------------------------------------------


def _rows(data: bytes, name: str) -> list[dict[str, str]] | Problem:
    """Reads the rows as any spreadsheet writes them.

    Separators are commas, semicolons or tabs; encodings UTF-8 or UTF-16.
    """
    if len(data) > MOST_BYTES:
        return import_problem(name, "import-table-columns", value="path, state")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return import_problem(name, "import-table-encoding")
    head, _, rest = text.partition("\n")
    marked = head.strip().lower().startswith("sep=") and len(head.strip()) == 5
    delimiter = head.strip()[4] if marked else max(",;\t", key=head.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = list(csv.DictReader(io.StringIO(rest if marked else text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        return import_problem(name, "import-table-damaged", reason=str(error))
    columns = rows[0].keys() if rows else {"path", "state"}
    missing = [column for column in ("path", "state") if column not in columns]
    if missing:
        return import_problem(name, "import-table-columns", value=", ".join(missing))
    return [{str(k): plain(one_line(v)) for k, v in row.items() if k and isinstance(v, str)} for row in rows]


def _answers(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """Returns the answers to questions about sites, by site and field.

    "unknown" answers that the field stays as it is.
    """
    asked = [row for row in rows if row.get("status") == QUESTION]
    answers = {(row.get("site", ""), name): row.get(name, "") for row in asked for name in FIELDS}
    return {each: value for each, value in answers.items() if value not in ("", UNKNOWN)}


def _answered(row: Mapping[str, str], answers: Mapping[tuple[str, str], str]) -> Mapping[str, str]:
    """Returns a row with the answers for its site in the fields that are unknown."""
    site = row.get("site", "")
    filled = {
        name: answers[site, name] for name in FIELDS if row.get(name) == UNKNOWN and (site, name) in answers
    }
    return {**row, **filled}


# --- one row ----------------------------------------------------------------------------------------------


def _applied(
    row: Mapping[str, str], table: str, number: int, site: Path, sections: Sequence[str], dry: bool
) -> AppliedRow:
    path = row["path"]
    file = _file(site, path)
    if file is None:
        return AppliedRow(path, problem=import_problem(table, "import-table-path", line=number, value=path))
    try:
        header = _Header.of(file.read_text("utf-8"))
    except UnicodeDecodeError:
        header = None
    if header is None:
        problem = import_problem(table, "import-table-unreadable", line=number, value=path)
        return AppliedRow(path, problem=problem)
    fresh = state_of(file) == row["state"]
    edit = _edit(row, header.values, path, sections, fresh)
    if isinstance(edit, str):
        return AppliedRow(path, problem=_wrong(table, number, edit, row))
    if not edit.fields and not edit.section:
        return AppliedRow(path)
    if not fresh:
        return AppliedRow(path, problem=import_problem(table, "import-table-stale", line=number, value=path))
    return _write(
        file, path, header, edit, site, dry, AppliedRow(table, problem=import_problem(table, "", line=number))
    )


def _file(site: Path, path: str) -> Path | None:
    """Returns the file of the article; None if missing or outside content/."""
    return known_file(site, path) if path.endswith(".md") else None


def _wrong(table: str, number: int, field_name: str, row: Mapping[str, str]) -> Problem:
    code = "import-table-swapped" if field_name == "date-swapped" else "import-table-value"
    name = field_name.partition("-")[0]
    return import_problem(table, code, line=number, field=name, value=row.get(name, ""))


def _edit(
    row: Mapping[str, str], now: Mapping[str, Any], path: str, sections: Sequence[str], fresh: bool
) -> _Edit | str:
    """Returns the changes of a row, or the name of an invalid field.

    `fresh`: the article is unchanged since the table was written.
    """
    fields: dict[str, object] = {}
    for name in EDITABLE:
        if name in ("section", "review") or name not in row or _unchanged(name, row[name], now.get(name)):
            continue
        value = _value(name, row[name], now.get(name))
        if isinstance(value, _InvalidCell):
            return value.name
        fields[name] = value
    review = _review(row, now, fields, fresh)
    if review is None:
        return "review"
    if review != names_of(now.get("review")):
        fields["review"] = list(review) or None
    section = row.get("section", "")
    if section and section not in sections:
        return "section"
    return _Edit(fields, section if section and section != path.split("/")[1] else "")


def _unchanged(name: str, text: str, now: object) -> bool:
    return any(text == one_line(cell(name, now, lang)) for lang in ("vi", "en"))


def valid_cell(name: str, text: str) -> bool:
    """Whether a cell may be applied to an article of any date."""
    if "\0" in text or any(map(_is_surrogate, text)):
        return False
    return name in ("section", "review") or not isinstance(_value(name, text, None), _InvalidCell)


def _is_surrogate(character: str) -> bool:
    """Whether a character is half of a pair, which UTF-8 cannot hold."""
    return "\ud800" <= character <= "\udfff"


class _InvalidCell(Struct, frozen=True):
    name: str


def _value(name: str, text: str, now: object) -> object:
    """Returns the value of a cell; None removes the field."""
    if name == "draft":
        return _yes_or_no(text)
    if not text:
        return (
            UNKNOWN
            if BY_NAME[name].may_be_unknown
            else _InvalidCell(name)
            if BY_NAME[name].required
            else None
        )
    if text == UNKNOWN:
        return text if BY_NAME[name].may_be_unknown else _InvalidCell(name)
    if BY_NAME[name].form is FieldForm.DATE:
        return _date(text, now)
    items = [item for part in text.split(";") if (item := one_line(part))]
    if name == "province":
        places = [load_gazetteer().resolve(item, None) for item in items]
        if None in places:
            return _InvalidCell(name)
    if name not in _LISTS:
        return text
    return items[0] if len(items) == 1 and name != "tags" else items


def _yes_or_no(text: str) -> object:
    lower = text.lower()
    return True if lower in _YES else None if lower in _NO else _InvalidCell("draft")


def _date(text: str, now: object) -> object:
    """Returns the date of a cell.

    It is invalid if its weekday contradicts it, or if day and month of the article are swapped.
    """
    day, before = parse_date(text.removeprefix("~")), parse_date(str(now))
    if day is None or weekday_agrees(text, day) is False:
        return _InvalidCell("date")
    if before and day != before and _exchanged(day, before):
        return _InvalidCell("date-swapped")
    if day.day and day.month and not day.time:
        return day.first_day
    return day.iso.replace("T", " ")


def _exchanged(day: PartialDate, before: PartialDate) -> bool:
    return (day.year, day.month, day.day) == (before.year, before.day, before.month)


def _review(
    row: Mapping[str, str], now: Mapping[str, Any], fields: Mapping[str, object], fresh: bool
) -> list[str] | None:
    """Returns the fields still open: the cell, without fields that the row fills."""
    before = names_of(now.get("review"))
    said = row.get("review", LIST_MARK.join(before))
    names = [name for part in re.split(r"[;,]", said) if (name := part.strip())]
    if any(name not in BY_NAME and name not in before for name in names):
        return None
    if not fresh:  # fields reviewed since then stay reviewed
        names = [name for name in names if name in before]
    values = {**now, **fields}
    open_still = [name for name in names if name not in fields or values.get(name) == UNKNOWN]
    unknown = [name for name, value in values.items() if value == UNKNOWN]
    return list(dict.fromkeys((*open_still, *unknown)))


# --- the file ---------------------------------------------------------------------------------------------


class _Header(Struct, frozen=True):
    """Front matter of a file: its text, its values, and the rest of the file."""

    text: str
    values: Mapping[str, Any]
    rest: str

    @staticmethod
    def of(text: str) -> "_Header | None":
        """Parses a file; None if it has no valid front matter."""
        found = re.match(r"\ufeff?---[ \t]*\r?\n(.*?\n)(---[ \t]*(?:\r?\n.*|))\Z", text, re.DOTALL)
        if not found:
            return None
        values = values_of(found[1])
        return None if values is None else _Header(found[1], values, found[2])

    def edited(self, fields: Mapping[str, object]) -> str:
        """Returns the file with changed fields. All other lines stay unchanged."""
        text = self.text
        for name, value in fields.items():
            line = "" if value is None else yaml.safe_dump({name: value}, allow_unicode=True, width=10**6)
            start, end = _span(text, name)
            text = text[:start] + line + text[end:]
        return f"---\n{text}{self.rest}"


def _span(text: str, name: str) -> tuple[int, int]:
    """Returns start and end of a top-level field; twice the end if it is missing."""
    keys = [*_KEY.finditer(text)]
    for number, found in enumerate(keys):
        if found[1] == name:
            return found.start(), keys[number + 1].start() if number + 1 < len(keys) else len(text)
    return len(text), len(text)


def _write(
    file: Path, path: str, header: _Header, edit: _Edit, site: Path, dry: bool, at: AppliedRow
) -> AppliedRow:
    text = header.edited(edit.fields)
    target = path
    if edit.section:
        parts = path.split("/")
        target = "/".join((parts[0], edit.section, *parts[2:]))
        text = _relinked(text, path)
    changed = (*edit.fields, *(["section"] if edit.section else []))
    line = at.problem.line if at.problem else 1
    if target == path:
        if not dry:
            replace_file(file, text.encode())
        return AppliedRow(target, changed)
    redirects = new_file(site, target)
    if redirects is None:
        return AppliedRow(
            path, problem=import_problem(at.path, "import-write-refused", line=line, target=target)
        )
    if redirects.exists():
        return AppliedRow(
            path, problem=import_problem(at.path, "import-table-taken", line=line, value=target)
        )
    if not dry:
        put_file(redirects, lambda stream: stream.write(text.encode()))
        (site / path).unlink()
    return AppliedRow(target, changed)


def _relinked(text: str, path: str) -> str:
    """Returns the text with relative paths rewritten from content/."""
    folder = PurePosixPath(path).parent

    def rooted(found: re.Match[str]) -> str:
        """Returns a match with its path from content/."""
        parts: list[str] = []
        for part in (folder / found[2]).parts:
            if part == ".." and parts:
                parts.pop()
            elif part != ".":
                parts.append(part)
        return f"{found[1]}/{'/'.join(parts[1:])}"

    return _SOURCE.sub(rooted, _LINK.sub(rooted, text))
