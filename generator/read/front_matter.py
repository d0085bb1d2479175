"""Splits off the front matter of a file and reads it by the schema."""

import re
from difflib import get_close_matches
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct
from msgspec.structs import replace

from generator import fast_paths
from generator.model.content import FrontMatter
from generator.model.values import FILE_START, Position
from generator.read.direct.fields import plain_fields
from generator.read.field_readers import READERS
from generator.read.yaml_reader import Reader, compose, is_empty
from generator.read.yaml_signs import note_cut_values, note_marks
from generator.schema.field_forms import NO, UNKNOWN_WORDS, YES
from generator.schema.front_matter import BY_NAME, HIDING, OTHER_NAMES, WITHOUT_ACCENTS
from generator.text.unicode import fold, one_line

_HANDLER = YAMLHandler()
_DASHES = re.compile("[-–—―_=*+]{1,10}")  # a fence that a word processor changed, or a wrong one
_IN_FIELDS = re.compile(r"[\w ]{1,40}:|[ \t]+\S|[-#]|$")  # a line of fields
# Front matter with some lines before it.
_LATE = re.compile(r"(?<=\n)---[ ]*\n(?:title|date|author|province):")
_OFTEN_FLAGS = {"publish", "expires", "comments", "cover", "images", "video"}  # in other generators
_BOUNDARY = YAMLHandler.FM_BOUNDARY
_OWN = frozenset(FrontMatter.__struct_fields__)


class SplitFile(Struct, frozen=True):
    """The two parts of a file, and the lines on which they begin."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split(text: str, reader: Reader) -> SplitFile | None:
    """Splits a file into YAML and Markdown. Returns None and a problem if the fences are missing."""
    before = len(text) - len(text.lstrip("\n \t"))
    if before and _HANDLER.detect(text[before:]):
        found = split(text[before:], reader)
        skipped = text.count("\n", 0, before)
        return found and replace(
            found, yaml_line=found.yaml_line + skipped, body_line=found.body_line + skipped
        )
    if not _HANDLER.detect(text):
        first = text.split("\n", 1)[0].strip()
        late = _LATE.search(text)
        if first == "+++":
            reader.problem(FILE_START, "front-matter-toml")
        elif _field_called(first.partition(":")[0]) and ":" in first:
            reader.problem(FILE_START, "front-matter-start")
        elif _DASHES.fullmatch(first):
            reader.problem(FILE_START, "front-matter-dashes", value=first)
        elif late:
            line = text.count("\n", 0, late.start()) + 1
            reader.problem(FILE_START, "front-matter-late", line=str(line))
        else:
            reader.problem(FILE_START, "no-front-matter")
        return None
    try:
        header, body = _HANDLER.split(text)
    except ValueError:
        number, dashes = _closed_otherwise(text)
        if dashes:
            reader.problem(Position(number, 1), "front-matter-end", value=dashes)
        else:
            reader.problem(FILE_START, "front-matter-open")
        return None
    opening = _BOUNDARY.match(text)
    closing = _BOUNDARY.search(text, opening.end()) if opening else None
    header_at = opening.end() if opening else 0
    body_at = closing.end() if closing else 0
    return SplitFile(header, text.count("\n", 0, header_at) + 1, body, text.count("\n", 0, body_at) + 1)


def _closed_otherwise(text: str) -> tuple[int, str]:
    """The number and the text of the line that was meant to close the fields; "" if there is none."""
    for number, line in enumerate(text.split("\n")[1:], 2):
        if _DASHES.fullmatch(line.strip()):
            return number, line.strip()
        if not _IN_FIELDS.match(line):
            break
    return 0, ""


def read_front_matter(header: str, reader: Reader) -> FrontMatter | None:
    """Reads the fields of the YAML text. Returns None if it is not a mapping."""
    root = plain_fields(header) if fast_paths.are_used() else None
    if root is None:
        root = compose(header, reader)
        if root is None or note_marks(header, reader):
            return None
        note_cut_values(header, root, reader)
    positions: dict[str, Position] = {}
    unknown: list[str] = []
    found: dict[str, Any] = {}
    meant: list[str] = []  # fields that are there under another name
    for name, (key, value) in reader.mapping(root, "front matter").items():
        field = BY_NAME.get(name)
        if field is None:
            meant.append(_unknown_field(key, name, value, reader))
            continue
        positions[name] = reader.position(key)
        if is_empty(value):
            continue
        if field.may_be_unknown and _says_unknown(value):
            unknown.append(name)
            continue
        if name in _OFTEN_FLAGS and (flag := _flag(value)):
            hides = name == "publish" and flag in NO
            reader.wrong(key if hides else value, "field-of-draft" if hides else "field-flag", field=name)
            found[name] = None
            continue
        found[name] = READERS[field.form](value, name, reader)
        if field.most and found[name] and len(found[name]) > field.most:
            _too_many(value, name, len(found[name]), field.most, reader)
    faulty = (*(name for name, value in found.items() if value is None), *filter(None, meant))
    own = {name: value for name, value in found.items() if name in _OWN}
    more = {name: value for name, value in found.items() if name not in _OWN}
    return FrontMatter(positions=positions, unknown=tuple(unknown), faulty=faulty, more=more, **own)


def _says_unknown(node: yaml.Node) -> bool:
    """Whether the value is the word for unknown."""
    return isinstance(node, yaml.ScalarNode) and one_line(node.value).casefold() in UNKNOWN_WORDS


def _too_many(node: yaml.Node, name: str, count: int, most: int, reader: Reader) -> None:
    """Adds the problem of a field with more values than allowed.

    It stands at the first excess value of a list, else at the value of the field.
    """
    at = node.value[most] if isinstance(node, yaml.SequenceNode) and len(node.value) > most else node
    reader.wrong(at, "too-many", field=name, count=str(count), most=str(most))


def _unknown_field(key: yaml.Node, name: str, value: yaml.Node, reader: Reader) -> str:
    """Adds the problem of an unknown field, with suggestions. Returns the field that is meant, or ""."""
    plain = one_line(name).casefold()
    if plain in HIDING:
        if isinstance(value, yaml.ScalarNode) and one_line(value.value).casefold() in HIDING[plain]:
            reader.wrong(key, "field-of-draft", field=name)
        else:
            reader.wrong(key, "unknown-field", field=name, suggestion=", ".join(BY_NAME))
        return ""
    close = _field_called(plain) or next(iter(get_close_matches(plain, BY_NAME, n=1, cutoff=0.6)), "")
    if close:
        reader.wrong(key, "misspelled-field", field=name, suggestion=close)
    else:
        reader.wrong(key, "unknown-field", field=name, suggestion=", ".join(BY_NAME))
    return close


def _field_called(name: str) -> str:
    """The field that people or other generators call by this name, or ""."""
    plain = one_line(name).casefold()
    return plain if plain in BY_NAME else OTHER_NAMES.get(plain) or WITHOUT_ACCENTS.get(fold(plain), "")


def _flag(node: yaml.Node) -> str:
    """The value if it says yes or no, else ""."""
    value = one_line(node.value).casefold() if isinstance(node, yaml.ScalarNode) else ""
    return value if value in (*YES, *NO) else ""
