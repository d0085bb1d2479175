"""Reads tables from databases: CSV and JSON lines, with a mapping of columns in TOML.

Without a mapping, columns are recognised by their names (columns.py).

[fields]                        # front matter field, "body" or "address" = column
title = "TieuDe"
date = "NgayDang"
body = "NoiDung"
address = "https://so.example/tin.aspx?id={ID}"     # a template has columns in braces

[constants]                     # values for every row
province = "Nam Định"

[values.section]                # replacements of column values
"3" = "tin-tuc"

encoding = "utf-8"  delimiter = ";"  format = "html"     # or "text"; all three are optional
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.columns import columns_by_field
from generator.importer.sources.items import (
    MEGABYTE,
    Item,
    LeftAside,
    SavedFile,
    SourceItem,
    import_problem,
    too_large,
)
from generator.importer.sources.kinds import suffix_of
from generator.importer.sources.markup import page_around
from generator.model.problem import Problem
from generator.read.toml_reader import TomlError, read_toml
from generator.schema.front_matter import BY_NAME
from generator.text.unicode import one_line

_JSON_BYTES = 64 * MEGABYTE  # of a JSON file, which is read at once
_EXTRA = frozenset({"body", "address", "language", "section"})
_KNOWN = frozenset({"fields", "constants", "values", "encoding", "delimiter", "format"})
_HTML = re.compile(
    r"<(?:p|div|br|h\d|ul|ol|table|img|span|a|b|strong|em|i)\b[^>]*>|&(?:nbsp|[a-z]{2,8}|#\d+);", re.I
)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # JSON may escape one by itself; no UTF-8 holds it
_SECONDS = re.compile(r"(?:/Date\()?(\d{9,10}|\d{12,13})(?:[+-]\d{4})?(?:\)/)?")
_SHOWN = 200  # characters of columns or values in a problem
_TEMPLATE = re.compile(r"\{([^{}]+)\}")

Row = Mapping[str, str]


class TableMapping(Struct, frozen=True):
    """Meaning of the columns of a table."""

    fields: Mapping[str, str]
    constants: Mapping[str, object] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    encoding: str = ""
    delimiter: str = ""
    format: str = ""


def mapping_of(saved: SavedFile) -> Path | None:
    """Returns the TOML file of a table; None if there is none.

    It has the same name, or is `mapping.toml` in the folder.
    """
    for candidate in (saved.file.with_name(saved.file.name + ".toml"), saved.file.with_suffix(".toml"),
                   saved.file.with_name("mapping.toml")):  # fmt: skip
        if candidate.is_file():
            return candidate
    return None


def read_table(saved: SavedFile) -> Iterator[Item]:
    """Yields the rows of a table, each as a page."""
    mapped = _mapped(saved)
    if isinstance(mapped, Problem):
        yield mapped
        return
    number, explained = 0, False
    try:
        for number, row in enumerate(_rows(saved, mapped), start=1):
            if isinstance(row, Problem):
                yield row
                continue
            if not explained:
                mapped, explained = _explained(mapped, row), True
                missing = _missing(row, mapped)
                if missing:
                    yield _unexplained(saved, missing, row)
                    return
            yield from _captured(row, mapped, saved, number)
    except UnicodeError:
        yield import_problem(saved.shown, "import-table-encoding")
    except csv.Error as error:
        yield import_problem(saved.shown, "import-table-damaged", line=number + 2, reason=str(error))


# --- the mapping ------------------------------------------------------------------------------------------


def _mapped(saved: SavedFile) -> TableMapping | Problem:
    """Reads the mapping. Without one, columns are named as fields."""
    path = mapping_of(saved)
    if path is None:
        return TableMapping({})
    shown = path.as_posix()
    try:
        data = read_toml(path.read_text("utf-8-sig"))
    except (TomlError, UnicodeError) as error:
        return import_problem(shown, "import-mapping-unreadable", reason=str(error))
    wrong = [key for key in data if key not in _KNOWN]
    wrong += [
        f"{t}.{n}" for t in ("fields", "constants", "values") for n in _table(data, t) if not _is_field(n)
    ]
    if wrong:
        return import_problem(shown, "import-mapping-field", value=", ".join(wrong))
    fields = {name: str(column) for name, column in _table(data, "fields").items()}
    if "body" not in fields:
        return import_problem(shown, "import-mapping-body")
    values = {
        name: {str(key): str(value) for key, value in table.items()}
        for name, table in _table(data, "values").items()
        if isinstance(table, dict)
    }
    options = (str(data.get(name, "")) for name in ("encoding", "delimiter", "format"))
    return TableMapping(fields, _table(data, "constants"), values, *options)


def _table(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name, {})
    return found if isinstance(found, dict) else {name: found}


def _is_field(name: str) -> bool:
    return name in BY_NAME or name in _EXTRA


def _explained(mapped: TableMapping, row: Row) -> TableMapping:
    """Returns the mapping; without one the columns explain themselves by their names."""
    return mapped if mapped.fields else replace(mapped, fields=columns_by_field(row))


def _unexplained(saved: SavedFile, missing: Sequence[str], row: Row) -> Problem | LeftAside:
    """Returns the problem of a table that nobody has explained.

    One that was found in a folder is left aside.
    """
    columns = ", ".join(row)[:_SHOWN]
    if saved.named or mapping_of(saved) is not None:
        return import_problem(saved.shown, "import-mapping-column", value=", ".join(missing), columns=columns)
    note = import_problem(saved.shown, "import-table-unexplained", columns=columns)
    return LeftAside(saved.shown, suffix_of(saved), note)


def _missing(row: Row, mapped: TableMapping) -> list[str]:
    """Returns the columns in the mapping that the table lacks."""
    if not mapped.fields:
        return ["body"]
    columns = [c for value in mapped.fields.values() for c in (_TEMPLATE.findall(value) or [value])]
    return [column for column in columns if column not in row]


# --- the rows ---------------------------------------------------------------------------------------------


def _rows(saved: SavedFile, mapped: TableMapping) -> Iterator[Row | Problem]:
    suffix = saved.file.suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(saved)
    elif suffix == ".json":
        yield from _json_list(saved)
    else:
        yield from _csv_rows(saved, mapped)


def _csv_rows(saved: SavedFile, mapped: TableMapping) -> Iterator[Row | Problem]:
    """Yields the rows; one with more cells than columns is a problem.

    Raises UnicodeError for undecodable bytes, csv.Error for oversized fields.
    """
    csv.field_size_limit(MOST_BYTES)
    with saved.file.open(encoding=mapped.encoding or _encoding(saved.file), newline="") as file:
        head = file.readline(MOST_BYTES)
        if head.lower().startswith("sep="):
            delimiter = head.strip()[4:5]
        else:
            delimiter = mapped.delimiter or max(";\t,|", key=head.count)
            file.seek(0)
        reader = csv.DictReader(file, delimiter=delimiter or ",", strict=False)
        for row in reader:
            if None in row:
                yield import_problem(saved.shown, "import-table-cells", line=reader.line_num)
            else:
                yield {one_line(str(name)): str(value or "") for name, value in row.items()}


def _encoding(file: Path) -> str:
    with file.open("rb") as stream:
        start = stream.read(2)
    return "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _json_lines(saved: SavedFile) -> Iterator[Row | Problem]:
    with saved.file.open("rb") as file:
        number = 0
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            if len(line) > MOST_BYTES:
                yield too_large(saved.shown, len(line))
                return
            if line.strip():
                yield _json_row(line, saved.shown, number)


def _json_row(line: bytes, path: str, number: int) -> Row | Problem:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return import_problem(path, "import-json-damaged", line=number)
    return (
        _as_row(data) if isinstance(data, dict) else import_problem(path, "import-json-damaged", line=number)
    )


def _json_list(saved: SavedFile) -> Iterator[Row | Problem]:
    if saved.size > _JSON_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    try:
        data = json.loads(saved.file.read_bytes())
    except (ValueError, RecursionError):
        yield import_problem(saved.shown, "import-json-damaged")
        return
    for row in _listed(data):
        yield _as_row(row) if isinstance(row, dict) else import_problem(saved.shown, "import-json-damaged")


def _listed(data: Any) -> list[Any]:
    """Returns the rows of a JSON file: a list, or the list in an object that has texts.

    A JSON Feed lists its authors beside its items.
    """
    if isinstance(data, dict):
        lists = [
            value
            for value in data.values()
            if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        texts = [rows for rows in lists if columns_by_field(rows[0])] if len(lists) > 1 else lists
        return texts[0] if len(texts) == 1 else [data]
    return data if isinstance(data, list) else [data]


def _as_row(data: Mapping[str, Any]) -> Row:
    """Returns the values as texts. Lists are joined with commas."""
    return {str(name): _as_text(value) for name, value in data.items()}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_as_text(item) for item in value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) else str(value)
    return _HALF_CHARACTER.sub("\ufffd", text)


# --- the pages --------------------------------------------------------------------------------------------


def _captured(row: Row, mapped: TableMapping, saved: SavedFile, number: int) -> Iterator[Item]:
    path, unmapped = f"{saved.shown}!{number}", list[Problem]()
    known: dict[str, object] = {name: _constant(name, value) for name, value in mapped.constants.items()}
    for name, column in mapped.fields.items():
        value = _value(row, column).strip()
        replaced = mapped.values.get(name, {})
        if value and replaced and value not in replaced:
            unmapped.append(import_problem(path, "import-value-unmapped", field=name, value=value[:_SHOWN]))
        value = replaced.get(value, value)
        if value:
            known[name] = _constant(name, value)
    if known.get("title"):
        known["title"] = one_line(unescape(unescape(str(known["title"]))))
    if unmapped:
        known["review"] = [dict(problem.details)["field"] for problem in unmapped]
    body, address = str(known.pop("body", "")), str(known.pop("address", ""))
    if len(body) > MOST_BYTES:
        yield too_large(path, len(body))
        return
    data, media_type = _page(str(known.get("title", "")), body, mapped.format)
    problems, stated = tuple(unmapped), media_type == "text/html"
    capture = Capture(path, data, media_type, "utf-8", address, known=known, problems=problems, stated=stated)
    yield SourceItem(capture, saved)


def _constant(name: str, value: object) -> object:
    """Returns a value in the form of its field: tags as a list, moments of a database as dates."""
    if name == "tags" and isinstance(value, str):
        return [tag for part in re.split("[,;]", value) if (tag := part.strip())]
    if name in ("date", "updated") and isinstance(value, str):
        return _moment(value)
    return value


def _moment(text: str) -> str:
    """Returns a date; seconds or milliseconds since 1970 become one."""
    found = _SECONDS.fullmatch(text)
    if not found:
        return text
    seconds = int(found[1]) // (1000 if len(found[1]) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _value(row: Row, column: str) -> str:
    """Returns the value of a column or template. It is "" if a column of the template is empty."""
    names = _TEMPLATE.findall(column)
    if not names or column in row:
        return row.get(column, "")
    if not all(row.get(name, "").strip() for name in names):
        return ""
    return _TEMPLATE.sub(lambda found: row.get(found[1], "").strip(), column)


def _page(title: str, body: str, stated: str) -> tuple[bytes, str]:
    if stated == "html" or (stated != "text" and _HTML.search(body)):
        return page_around(title, body), "text/html"
    return f"{title}\n\n{body}\n".lstrip().encode("utf-8", "replace"), "text/plain"
