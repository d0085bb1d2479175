"""Splits a file into values and a body, and writes back what changed.

A file whose form was not changed keeps its bytes. A changed field changes its own lines, a changed line of
the body itself. Byte order mark, quotes, comments, order, line ends and the end of the file stay.
"""

import codecs
import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from generator.authoring.front_matter_text import with_field, without_field
from generator.edit.values import Value, trimmed, value_of, yaml_of
from generator.read.yaml_reader import Reader, compose
from generator.text.unicode import decode_utf8

_FENCE = YAMLHandler.FM_BOUNDARY
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LEAD = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_EMPTY_LINES = re.compile(r"(?:[ \t]*\n)++")
_COMPARED = 2000  # lines; of longer changed parts every line counts as changed


class FormDocument(Struct, frozen=True):
    """What a file says: values by field, body, and the lines on which they begin.

    Lines count from 1. `lines` are by field. The body has Unix line ends, and no empty lines around it.
    """

    values: Mapping[str, Value]
    body: str
    lines: Mapping[str, int]
    body_line: int


class _Parts(Struct, frozen=True):
    """A text, cut: front matter with both fences, empty lines, body, empty lines."""

    head: str
    lead: str
    body: str
    tail: str


def read_document(data: bytes) -> FormDocument | None:
    """Reads a file. None if it has no front matter that can be read."""
    text = _text(data)
    parts = _parts(text) if text is not None else None
    if parts is None:
        return None
    opening, closing = _fences(parts.head)
    reader = Reader("", "", first_line=parts.head.count("\n", 0, opening) + 1)
    root = compose(parts.head[opening:closing], reader)
    if root is None or len({str(key.value) for key, _ in root.value}) < len(root.value):
        return None
    return FormDocument(
        values={str(key.value): value_of(value) for key, value in root.value},
        body="\n".join(line.rstrip("\r\n") for line in _LINE.findall(parts.body)),
        lines={str(key.value): reader.position(key).line for key, _ in root.value},
        body_line=(parts.head + parts.lead).count("\n") + 1,
    )


def written(data: bytes, values: Mapping[str, Value], body: str | None) -> bytes | None:
    """Returns a file with these values of fields and this body; None means the body that it has.

    An empty value removes its field. Returns None if a field cannot be written without touching others.
    """
    text, before = _text(data), read_document(data)
    if text is None or before is None:
        return None
    for name, value in values.items():
        wanted = trimmed(value)
        if wanted == trimmed(before.values.get(name, "")):
            continue
        made = with_field(text, name, yaml_of(wanted)) if wanted else without_field(text, name)
        if made is None:
            return None
        text = made
    parts = _parts(text)
    if parts is None:
        return None
    if body is not None and (new := _as_typed(body)) != before.body:
        text = _with_body(parts, new)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    made_bytes = mark + text.encode()
    return made_bytes if _is_meant(before, read_document(made_bytes), values, body) else None


def _is_meant(
    before: FormDocument, after: FormDocument | None, values: Mapping[str, Value], body: str | None
) -> bool:
    """Whether the new file says what was meant, and nothing else changed."""
    if after is None:
        return False
    meant = {**before.values, **values}
    if any((trimmed(after.values.get(name, "")) or "") != (trimmed(v) or "") for name, v in meant.items()):
        return False
    if not after.values.keys() <= meant.keys():
        return False
    text = before.body if body is None else _as_typed(body)
    return unicodedata.normalize("NFC", after.body) == unicodedata.normalize("NFC", text)


def _as_typed(body: str) -> str:
    """A body of the form, with Unix line ends and no empty lines around it."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    beginning = _EMPTY_LINES.match(text)
    return text[beginning.end() if beginning else 0 :].rstrip()


def _with_body(parts: _Parts, body: str) -> str:
    """The file's text with this body."""
    newline = "\r\n" if "\r\n" in parts.head else "\n"
    old = _LINE.findall(parts.body)
    lines = list(_merged(old, body.split("\n") if body else [], newline))
    if lines and lines[-1].endswith(("\n", "\r")):
        lines[-1] = lines[-1].rstrip("\r\n")
    is_new = not parts.body
    lead = (parts.lead or newline) if is_new else parts.lead
    tail = (parts.tail or newline) if is_new and body else parts.tail
    return f"{parts.head}{lead}{''.join(lines)}{tail}"


def _merged(old: list[str], new: list[str], newline: str) -> Iterator[str]:
    """Yields the new lines. Those that were there keep their characters and line ends."""
    known = [line.rstrip("\r\n") for line in old]
    start = next((at for at, pair in enumerate(zip(known, new, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(known), len(new)) if start is None else start
    end = 0
    while end < min(len(known), len(new)) - start and known[-1 - end] == new[-1 - end]:
        end += 1
    yield from (_ended(line, newline) for line in old[:start])
    middle, changed = known[start : len(known) - end], new[start : len(new) - end]
    short = len(middle) + len(changed) <= _COMPARED
    blocks = difflib.SequenceMatcher(None, middle, changed, autojunk=False) if short else None
    done = 0
    for one, other, size in blocks.get_matching_blocks() if blocks else ():
        yield from (_new(line, newline) for line in changed[done:other])
        yield from (_ended(line, newline) for line in old[start + one : start + one + size])
        done = other + size
    yield from (_new(line, newline) for line in changed[done:])
    yield from (_ended(line, newline) for line in old[len(old) - end :])


def _new(line: str, newline: str) -> str:
    """A typed line. Old keyboards compose letters of parts; the archive has them in NFC."""
    return f"{unicodedata.normalize('NFC', line)}{newline}"


def _ended(line: str, newline: str) -> str:
    """A line with a line end: that of the last line of a file may be missing."""
    return line if line.endswith(("\n", "\r")) else f"{line}{newline}"


def _text(data: bytes) -> str | None:
    """The text of a file as it is. None if it is not UTF-8."""
    try:
        return decode_utf8(data)
    except UnicodeDecodeError:
        return None


def _parts(text: str) -> _Parts | None:
    """The parts of a text. None if it has no front matter between fences."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if closing is None:
        return None
    end = text.find("\n", closing.start())
    head_end = end + 1 if end >= 0 else len(text)
    lead = _LEAD.match(text, head_end)
    body_at = lead.end() if lead else head_end
    body_end = body_at + len(text[body_at:].rstrip())
    return _Parts(text[:head_end], text[head_end:body_at], text[body_at:body_end], text[body_end:])


def _fences(head: str) -> tuple[int, int]:
    """Begin and end of the YAML between the fences."""
    opening = _FENCE.match(head)
    begin = opening.end() if opening else 0
    closing = _FENCE.search(head, begin)
    return begin, closing.start() if closing else len(head)
