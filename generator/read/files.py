"""Reads single Markdown files of content/, so that one bad file never hides another."""

import hashlib
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.model.content import Body, SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START, Position
from generator.read.body import render_body
from generator.read.front_matter import read_front_matter, split
from generator.read.scan import CONTENT, MAX_BYTES
from generator.read.yaml_reader import Reader
from generator.text.unicode import clean, decode_utf8, position_of

# The first bytes of files that people rename to .md.
_OTHER_KINDS = (
    (b"PK\x03\x04", "Word (.docx)"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"%PDF", "PDF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileReader(Struct, frozen=True):
    """Settings on which reading depends.

    The default language comes first. `extensions` are those of Markdown. `time_zone` is its IANA name.
    """

    site: Path
    languages: tuple[str, ...]
    extensions: tuple[str, ...]
    time_zone: str = "Asia/Ho_Chi_Minh"


def file_reader(site: Path, settings: Settings) -> FileReader:
    """Returns the reader of a site's files."""
    return FileReader(site, settings.languages, settings.markdown_extensions, settings.time_zone)


def section_of(path: str) -> str:
    """The first folder under content/; "" for a file in content/ itself."""
    parts = path.split("/", 2)
    return parts[1] if len(parts) > 2 else ""


def key_and_language(path: str, default: str) -> tuple[str, str]:
    """("tin-tuc/2014/x", "en") for content/tin-tuc/2014/x.en.md.

    Without a suffix it is the default language.
    """
    inner = path.removeprefix(f"{CONTENT}/").removesuffix(".md")
    stem, dot, suffix = inner.rpartition(".")
    if dot and "/" not in suffix and len(suffix) == 2 and suffix.isalpha() and suffix.islower():
        return stem, suffix
    return inner, default


def digest_of(data: bytes) -> str:
    """SHA-256 of these bytes."""
    return hashlib.sha256(data).hexdigest()


def read_file(reader: FileReader, path: str, data: bytes) -> Outcome[SourceFile | None]:
    """Reads a file from its bytes. The value is None if it is empty or cannot be read."""
    _key, lang = key_and_language(path, reader.languages[0])
    if lang not in reader.languages:
        return Outcome(None, (Problem.at(path, FILE_START, "unknown-language", value=lang),))
    if len(data) > MAX_BYTES:
        size = f"{len(data) / MAX_BYTES:.1f}"
        return Outcome(None, (Problem.at(path, FILE_START, "too-large", size=size),))
    kind = _other_kind(data)
    if kind:
        return Outcome(None, (Problem.at(path, FILE_START, "not-markdown", value=kind),))
    decoded = _decode(path, data)
    if not isinstance(decoded, str):
        return Outcome(None, (decoded,))
    if not decoded.strip():
        # Some editors leave an empty file for an article that is not translated yet.
        translated = lang != reader.languages[0]
        return Outcome(None, () if translated else (Problem.at(path, FILE_START, "empty-file"),))
    return _parse(reader, path, lang, decoded)


def _parse(site: FileReader, path: str, lang: str, text: str) -> Outcome[SourceFile | None]:
    """Reads front matter and body of the text."""
    reader = Reader(path, lang, ZoneInfo(site.time_zone))
    parts = split(text, reader)
    if parts is None:
        return Outcome(None, tuple(reader.problems))
    reader.first_line = parts.yaml_line
    front_matter = read_front_matter(parts.yaml, reader)
    body, body_problems = _body(parts.body, path, parts.body_line, site.extensions)
    problems = (*reader.problems, *body_problems)
    if front_matter is None:
        return Outcome(None, problems)
    key, _ = key_and_language(path, site.languages[0])
    file = SourceFile(path, key, section_of(path), lang, front_matter, parts.body, body)
    return Outcome(file, problems)


def _body(source: str, path: str, line: int, extensions: tuple[str, ...]) -> tuple[Body, tuple[Problem, ...]]:
    """Renders the body; an empty body and a problem if it is nested too deeply."""
    try:
        return render_body(source, path, line, extensions)
    except RecursionError:
        # Python-Markdown recurses for each level of quotes and lists.
        return Body(), (Problem.at(path, Position(line, 1), "too-deep"),)


def _other_kind(data: bytes) -> str:
    """The kind of a file that only its name makes a Markdown file. "" if it is none."""
    first = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for sign, kind in _OTHER_KINDS if first.startswith(sign.lower())), "")


def _decode(path: str, data: bytes) -> str | Problem:
    """The text in NFC with Unix line endings.

    Returns a problem at the first byte that is not UTF-8.
    """
    if data.startswith(_UTF16):
        return Problem.at(path, FILE_START, "not-utf8")
    try:
        return clean(decode_utf8(data))
    except UnicodeDecodeError as error:
        return Problem.at(path, position_of(error), "not-utf8")
