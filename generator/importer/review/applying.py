"""Applying a reviewed table: what people filled in goes into the front matter, and nothing else is touched.

Each row is taken whole or refused whole. A row whose article has changed since the table went out, and that
would change it again, is refused: the newer word is the article's.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from msgspec import Struct

from generator.content_files import known_file, new_file, put_file, replace_file
from generator.importer.article import UNKNOWN
from generator.importer.review.table import EDITABLE, LIST_MARK, cell, plain, state_of
from generator.importer.sources.items import refused
from generator.model.problem import Problem
from generator.model.values import PartialDate
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.front_matter import BY_NAME, FieldForm
from generator.text.dates import parse_date, weekday_agrees
from generator.text.unicode import one_line

MOST_BYTES = 64 * 1024 * 1024
_KEY = re.compile(r"^([A-Za-z_]\w*)\s*:", re.MULTILINE)
_YES, _NO = {"yes", "true", "x", "1", "có"}, {"", "no", "false", "0", "không"}
_LISTS = frozenset({"author", "province", "tags", "review"})
_LINK = re.compile(r"(\]\()(?![a-z][a-z0-9+.-]*:|/|#|<)([^)\s]+)")
_SOURCE = re.compile(r"^(\s*(?:- )?(?:src|poster):\s*)(?![/'\"])(\S+)", re.MULTILINE)


class Applied(Struct, frozen=True):
    """What became of a row: the article's path as it is now, the fields that changed, or the problem."""

    path: str
    changed: tuple[str, ...] = ()
    problem: Problem | None = None


class _Edit(Struct, frozen=True):
    """The fields of one article that a row changes (None: the field goes), and the section it moves to."""

    fields: Mapping[str, object] = {}
    section: str = ""


def apply_table(
    data: bytes, name: str, site: Path, sections: Sequence[str], dry: bool = False
) -> list[Applied]:
    """Applies every row that can be; `name` is the table's, for problems."""
    rows = _rows(data, name)
    if isinstance(rows, Problem):
        return [Applied(name, problem=rows)]
    return [
        _applied(row, f"{name}", number, site, sections, dry)
        for number, row in enumerate(rows, start=2)
        if row.get("path") and row.get("state")
    ]


# --- the table --------------------------------------------------------------------------------------------


def _rows(data: bytes, name: str) -> list[dict[str, str]] | Problem:
    """The rows of a table as any spreadsheet writes it: commas, semicolons or tabs, UTF-8 or UTF-16."""
    if len(data) > MOST_BYTES:
        return refused(name, "import-table-columns", value="path, state")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return refused(name, "import-table-encoding")
    head, _, rest = text.partition("\n")
    marked = head.strip().lower().startswith("sep=") and len(head.strip()) == 5
    delimiter = head.strip()[4] if marked else max(",;\t", key=head.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = list(csv.DictReader(io.StringIO(rest if marked else text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        return refused(name, "import-table-damaged", reason=str(error))
    columns = rows[0].keys() if rows else {"path", "state"}
    missing = [column for column in ("path", "state") if column not in columns]
    if missing:
        return refused(name, "import-table-columns", value=", ".join(missing))
    return [{str(k): plain(one_line(v)) for k, v in row.items() if k and isinstance(v, str)} for row in rows]


# --- one row ----------------------------------------------------------------------------------------------


def _applied(
    row: Mapping[str, str], table: str, number: int, site: Path, sections: Sequence[str], dry: bool
) -> Applied:
    path = row["path"]
    file = _file(site, path)
    if file is None:
        return Applied(path, problem=refused(table, "import-table-path", line=number, value=path))
    text = file.read_text("utf-8")
    header = _Header.of(text)
    if header is None:
        return Applied(path, problem=refused(table, "import-table-path", line=number, value=path))
    fresh = state_of(file) == row["state"]
    edit = _edit(row, header.values, path, sections, fresh)
    if isinstance(edit, str):
        return Applied(path, problem=_wrong(table, number, edit, row))
    if not edit.fields and not edit.section:
        return Applied(path)
    if not fresh:
        return Applied(path, problem=refused(table, "import-table-stale", line=number, value=path))
    return _write(
        file, path, header, edit, site, dry, Applied(table, problem=refused(table, "", line=number))
    )


def _file(site: Path, path: str) -> Path | None:
    """The article's file; None for a path that leads to none, or out of content/."""
    return known_file(site, path) if path.endswith(".md") else None


def _wrong(table: str, number: int, field_name: str, row: Mapping[str, str]) -> Problem:
    code = "import-table-swapped" if field_name == "date-swapped" else "import-table-value"
    name = field_name.partition("-")[0]
    return refused(table, code, line=number, field=name, value=row.get(name, ""))


def _edit(
    row: Mapping[str, str], now: Mapping[str, Any], path: str, sections: Sequence[str], fresh: bool
) -> _Edit | str:
    """What the row changes; the name of a field whose value cannot be one. `fresh`: the article is as it was
    when the table went out."""
    fields: dict[str, object] = {}
    for name in EDITABLE:
        if name in ("section", "review") or name not in row or _unchanged(name, row[name], now.get(name)):
            continue
        value = _value(name, row[name], now.get(name))
        if isinstance(value, _Fault):
            return value.name
        fields[name] = value
    review = _review(row, now, fields, fresh)
    if review is None:
        return "review"
    if list(review) != list(now.get("review") or []):
        fields["review"] = list(review) or None
    section = row.get("section", "")
    if section and section not in sections:
        return "section"
    return _Edit(fields, section if section and section != path.split("/")[1] else "")


def _unchanged(name: str, text: str, now: object) -> bool:
    return any(text == one_line(cell(name, now, lang)) for lang in ("vi", "en"))


class _Fault(Struct, frozen=True):
    name: str


def _value(name: str, text: str, now: object) -> object:
    """The value that a cell says: None where it is empty."""
    if name == "draft":
        return _yes_or_no(text)
    if not text:
        return UNKNOWN if BY_NAME[name].may_be_unknown else _Fault(name) if BY_NAME[name].required else None
    if text == UNKNOWN:
        return text if BY_NAME[name].may_be_unknown else _Fault(name)
    if BY_NAME[name].form is FieldForm.DATE:
        return _date(text, now)
    items = [item for part in text.split(";") if (item := one_line(part))]
    if name == "province":
        places = [load_gazetteer().resolve(item, None) for item in items]
        if None in places:
            return _Fault(name)
    if name not in _LISTS:
        return text
    return items[0] if len(items) == 1 and name != "tags" else items


def _yes_or_no(text: str) -> object:
    lower = text.lower()
    return True if lower in _YES else None if lower in _NO else _Fault("draft")


def _date(text: str, now: object) -> object:
    """The date; not one whose weekday contradicts it, nor the article's own with day and month exchanged."""
    day, before = parse_date(text.removeprefix("~")), parse_date(str(now))
    if day is None or weekday_agrees(text, day) is False:
        return _Fault("date")
    if before and day != before and _exchanged(day, before):
        return _Fault("date-swapped")
    if day.day and day.month and not day.time:
        return day.first_day
    return day.iso.replace("T", " ")


def _exchanged(day: PartialDate, before: PartialDate) -> bool:
    return (day.year, day.month, day.day) == (before.year, before.day, before.month)


def _review(
    row: Mapping[str, str], now: Mapping[str, Any], fields: Mapping[str, object], fresh: bool
) -> list[str] | None:
    """What is still open: what the cell says, without the fields that the row fills."""
    said = row.get("review", LIST_MARK.join(now.get("review") or []))
    names = [name for part in re.split(r"[;,]", said) if (name := part.strip())]
    if any(name not in BY_NAME for name in names):
        return None
    if not fresh:  # what somebody has settled since stays settled
        names = [name for name in names if name in (now.get("review") or [])]
    values = {**now, **fields}
    open_still = [name for name in names if name not in fields or values.get(name) == UNKNOWN]
    unknown = [name for name, value in values.items() if value == UNKNOWN]
    return list(dict.fromkeys((*open_still, *unknown)))


# --- the file ---------------------------------------------------------------------------------------------


class _Header(Struct, frozen=True):
    """The front matter of a file: its text, what it says, and what follows it."""

    text: str
    values: Mapping[str, Any]
    rest: str

    @staticmethod
    def of(text: str) -> "_Header | None":
        found = re.match(r"\ufeff?---[ \t]*\r?\n(.*?\n)(---[ \t]*(?:\r?\n.*|))\Z", text, re.DOTALL)
        if not found:
            return None
        try:
            values = yaml.safe_load(found[1])
        except yaml.YAMLError:
            return None
        return _Header(found[1], values, found[2]) if isinstance(values, dict) else None

    def edited(self, fields: Mapping[str, object]) -> str:
        """The file's text with these fields changed; all other lines stay as they are."""
        text = self.text
        for name, value in fields.items():
            line = "" if value is None else yaml.safe_dump({name: value}, allow_unicode=True, width=10**6)
            start, end = _span(text, name)
            text = text[:start] + line + text[end:]
        return f"---\n{text}{self.rest}"


def _span(text: str, name: str) -> tuple[int, int]:
    """Where a top-level field stands with all that is indented below it; the end where it does not stand."""
    keys = [*_KEY.finditer(text)]
    for number, found in enumerate(keys):
        if found[1] == name:
            return found.start(), keys[number + 1].start() if number + 1 < len(keys) else len(text)
    return len(text), len(text)


def _write(
    file: Path, path: str, header: _Header, edit: _Edit, site: Path, dry: bool, at: Applied
) -> Applied:
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
        return Applied(target, changed)
    moved = new_file(site, target)
    if moved is None:
        return Applied(path, problem=refused(at.path, "import-write-refused", line=line, target=target))
    if moved.exists():
        return Applied(path, problem=refused(at.path, "import-table-taken", line=line, value=target))
    if not dry:
        put_file(moved, lambda stream: stream.write(text.encode()))
        (site / path).unlink()
    return Applied(target, changed)


def _relinked(text: str, path: str) -> str:
    """The text with the names of files beside it as paths from content/, as it will lie elsewhere."""
    folder = PurePosixPath(path).parent

    def rooted(found: re.Match[str]) -> str:
        parts: list[str] = []
        for part in (folder / found[2]).parts:
            if part == ".." and parts:
                parts.pop()
            elif part != ".":
                parts.append(part)
        return f"{found[1]}/{'/'.join(parts[1:])}"

    return _SOURCE.sub(rooted, _LINK.sub(rooted, text))


def changes(applied: Sequence[Applied]) -> Iterator[Applied]:
    """The rows that changed something."""
    return (each for each in applied if each.changed)
