"""Safe fixes: they change how a file is written, and nothing that readers see.

Each step is kept only if the file still gives the same values and the same body. So a case that a step did
not foresee leaves the file unchanged.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.check.characters import TRAILING
from generator.check.prose import blocks
from generator.check.source_text import SourceText, read_source_text
from generator.check.spellings import respellings
from generator.check.typing import double_blanks
from generator.model.content import FrontMatter, Media, SourceFile
from generator.model.values import FILE_START
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.spelling import names_meant
from generator.read.files import FileReader, key_and_language, read_file
from generator.text.unicode import clean

_LINE_END = re.compile("(\r\n|\r|\n)")
_PRE = re.compile(r"(<pre.*?(?:</pre>|\Z))", re.DOTALL)
_SPACES = re.compile(r"\s+")
_BLOCK_TAG = re.compile(
    r"\s*(</?(?:blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6r]|li|ol|p|table|tbody|td|th|tr|ul)\b[^>]*>)\s*"
)
_POSITIONED = ("positions", "province", "silence")
_BOM = "\ufeff"


class FixKind(StrEnum):
    """A kind of fix.

    Of odd characters, of blanks at line ends and in a row, of the spelling of dates and provinces.
    """

    CHARACTERS = auto()
    BLANKS = auto()
    DOUBLE_BLANKS = auto()
    SPELLINGS = auto()


class Fixed(Struct, frozen=True):
    """A file with its fixes: its bytes, and the kinds of fix that changed it."""

    data: bytes
    kinds: tuple[FixKind, ...] = ()


def fixed(reader: FileReader, path: str, data: bytes) -> Fixed:
    """Returns a file with all safe fixes applied.

    Line endings and the byte order mark stay. A file that cannot be read is returned unchanged.
    """
    before = _reading(reader, path, data)
    if before is None:
        return Fixed(data)
    kinds = []
    for kind, step in _STEPS.items():
        fixed_data = _on_lines(data, partial(step, reader, path))
        if fixed_data != data and _reading(reader, path, fixed_data) == before:
            data = fixed_data
            kinds.append(kind)
    return Fixed(data, tuple(kinds))


def _on_lines(data: bytes, change: Callable[[str], str]) -> bytes:
    """Applies a change to the text.

    Each line keeps its line ending.

    If the number of lines changes, the data is returned unchanged.
    """
    text = data.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    pieces = _LINE_END.split(text.removeprefix(_BOM))
    lines = change("\n".join(pieces[::2])).split("\n")
    if len(lines) != len(pieces[::2]):
        return data
    pieces[::2] = lines
    return (mark + "".join(pieces)).encode("utf-8")


# --- the steps --------------------------------------------------------------------------------------------


def _clean_characters(_reader: FileReader, _path: str, text: str) -> str:
    """Step: cleans each line (see `text/unicode.py`)."""
    return "\n".join(map(clean, text.split("\n")))


def _trim_lines(_reader: FileReader, _path: str, text: str) -> str:
    """Step: removes trailing white space that has no meaning."""
    return TRAILING.sub("", text)


def _single_blanks(reader: FileReader, path: str, text: str) -> str:
    """Step: puts one blank in place of several in the prose of the body."""
    lang = key_and_language(path, reader.languages[0])[1]
    source_text = read_source_text(path, lang, text.encode("utf-8"))
    if source_text is None or not text.endswith(source_text.body):
        return text
    body, pieces, at = source_text.body, list[str](), 0
    for start, end in sorted(double_blanks(source_text, blocks(body))):
        pieces.append(body[at:start])
        at = end
    return text.removesuffix(body) + " ".join((*pieces, body[at:]))


def _respell(reader: FileReader, path: str, text: str) -> str:
    """Step: writes dates in ISO form and provinces by their name."""
    lang = key_and_language(path, reader.languages[0])[1]
    source_text = read_source_text(path, lang, text.encode("utf-8"))
    return _respelled(source_text, text) if source_text else text


def _respelled(source_text: SourceText, text: str) -> str:
    """The text with the usual spelling of each value."""
    lines = text.split("\n")
    found = [each for each in respellings(source_text, load_gazetteer()) if each.scalar.end]
    # From the last to the first, so that earlier positions stay valid.
    for each in sorted(found, key=lambda each: each.scalar.position, reverse=True):
        line, column = each.scalar.position
        end = each.scalar.end or column
        lines[line - 1] = lines[line - 1][: column - 1] + each.usual + lines[line - 1][end - 1 :]
    return "\n".join(lines)


_STEPS: Mapping[FixKind, Callable[[FileReader, str, str], str]] = {
    FixKind.CHARACTERS: _clean_characters,
    FixKind.BLANKS: _trim_lines,
    FixKind.DOUBLE_BLANKS: _single_blanks,
    FixKind.SPELLINGS: _respell,
}


# --- what the file says -----------------------------------------------------------------------------------


def _reading(reader: FileReader, path: str, data: bytes) -> tuple[object, ...] | None:
    """The values and the body of the file, without positions. None if it cannot be read without errors."""
    outcome = read_file(reader, path, data)
    source = outcome.value
    if source is None:
        return None
    problems = sorted((problem.code, problem.details) for problem in outcome.problems)
    return (_values(source.front_matter), _body(source), tuple(problems))


def _values(front_matter: FrontMatter) -> tuple[object, ...]:
    """All values of the front matter, without positions."""
    plain = (name for name in front_matter.__struct_fields__ if name not in _POSITIONED)
    return (
        *(_without_positions(getattr(front_matter, name)) for name in plain),
        _provinces(front_matter),
        tuple((each.code, each.reason) for each in front_matter.silence or ()),
    )


def _provinces(front_matter: FrontMatter) -> tuple[object, ...]:
    """The provinces by name, or as spelled if the name is unknown."""
    spellings = load_gazetteer().spellings
    return tuple(names_meant(spellings, each.value) or each.value for each in front_matter.province or ())


def _without_positions(value: object) -> object:
    """The value with all its positions set to the start of the file."""
    if isinstance(value, Media):
        return replace(value, position=FILE_START)
    if isinstance(value, tuple):
        return tuple(_without_positions(each) for each in value)
    return value


def _body(source: SourceFile) -> tuple[object, ...]:
    """The body as a browser shows it.

    Outside <pre>, white space collapses to one space, and is removed beside a block's tag.
    """
    html = source.body.parts.joined()
    pieces = _PRE.split(html)
    pieces[::2] = [_BLOCK_TAG.sub(r"\1", _SPACES.sub(" ", piece)) for piece in pieces[::2]]
    links = tuple(replace(link, position=FILE_START) for link in source.body.links)
    return ("".join(pieces), links, source.body.lead)
