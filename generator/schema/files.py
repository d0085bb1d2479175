"""The files made from the schema: names and contents."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from generator.atomic_file import put_file
from generator.schema.json_schema import Schema, article_schema, front_matter_schema, settings_schema
from generator.schema.reference_page import reference

FOLDER = ".khotin"  # in a site's folder, where editors and their programs find the files


def schema_files() -> Mapping[str, str]:
    """(name, text) of each file."""
    return {
        "front-matter.schema.json": _json(front_matter_schema()),
        "article.schema.json": _json(article_schema()),
        "site.schema.json": _json(settings_schema()),
        "reference.vi.md": reference("vi"),
        "reference.en.md": reference("en"),
    }


def write_schema_files(folder: Path) -> tuple[Path, ...]:
    """Writes the files into a folder. Returns the changed ones."""
    changed = []
    for name, text in schema_files().items():
        file, data = folder / name, text.encode()
        if not file.is_file() or file.read_bytes() != data:
            put_file(file, partial(_write, data))
            changed.append(file)
    return tuple(changed)


def _write(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _json(schema: Schema) -> str:
    """A JSON Schema as text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
