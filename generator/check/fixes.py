"""Mending: what can be set right in a file without changing what readers see, from text to text.

Each step is kept only if the file reads as before: the same values, the same body. So whatever a step did not
foresee leaves the file as it was.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from generator.check.characters import TRAILING
from generator.check.source_text import SourceText, read_manuscript
from generator.check.spellings import respellings
from generator.model.content import FrontMatter, Media, SourceFile
from generator.model.values import Position
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.spelling import names_meant
from generator.read.files import FileReader, key_and_language, read_file
from generator.text.unicode import clean

_LINE_END = re.compile("(\r\n|\r|\n)")
_PRE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)
_SPACES = re.compile(r"\s+")
_BLOCK_TAG = re.compile(
    r"\s*(</?(?:blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6r]|li|ol|p|table|tbody|td|th|tr|ul)\b[^>]*>)\s*"
)
_PLACED = ("positions", "province", "silence")
_BOM = "\ufeff"


def mended(reader: FileReader, path: str, data: bytes) -> bytes:
    """The file with all that is safe to mend mended; its line ends and its byte order mark stay. A file that
    cannot be read stays as it is."""
    before = _reading(reader, path, data)
    if before is None:
        return data
    for step in _STEPS:
        mended_data = _on_lines(data, partial(step, reader, path))
        if mended_data != data and _reading(reader, path, mended_data) == before:
            data = mended_data
    return data


def _on_lines(data: bytes, change: Callable[[str], str]) -> bytes:
    """The data with its text changed line for line, each line ending as it did."""
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
    return "\n".join(map(clean, text.split("\n")))


def _trim_lines(_reader: FileReader, _path: str, text: str) -> str:
    return TRAILING.sub("", text)


def _respell(reader: FileReader, path: str, text: str) -> str:
    """Dates in ISO form, provinces by their name."""
    lang = key_and_language(path, reader.languages[0])[1]
    source_text = read_manuscript(path, lang, text.encode("utf-8"))
    return _respelled(source_text, text) if source_text else text


def _respelled(source_text: SourceText, text: str) -> str:
    lines = text.split("\n")
    found = [each for each in respellings(source_text, load_gazetteer()) if each.scalar.end]
    # From the last to the first, so that the places of the others stay right.
    for each in sorted(found, key=lambda each: each.scalar.position, reverse=True):
        line, column = each.scalar.position
        end = each.scalar.end or column
        lines[line - 1] = lines[line - 1][: column - 1] + each.usual + lines[line - 1][end - 1 :]
    return "\n".join(lines)


_STEPS: Sequence[Callable[[FileReader, str, str], str]] = (_clean_characters, _trim_lines, _respell)


# --- what the file says -----------------------------------------------------------------------------------


def _reading(reader: FileReader, path: str, data: bytes) -> tuple[object, ...] | None:
    """All that the file says, without where it says it; None where it cannot be read without error."""
    outcome = read_file(reader, path, data)
    source = outcome.value
    if source is None:
        return None
    problems = sorted((problem.code, problem.details) for problem in outcome.problems)
    return (_values(source.front_matter), _body(source), tuple(problems))


def _values(front_matter: FrontMatter) -> tuple[object, ...]:
    plain = (name for name in front_matter.__struct_fields__ if name not in _PLACED)
    return (
        *(_without_places(getattr(front_matter, name)) for name in plain),
        _provinces(front_matter),
        tuple((silence.code, silence.reason) for silence in front_matter.silence or ()),
    )


def _provinces(front_matter: FrontMatter) -> tuple[object, ...]:
    spellings = load_gazetteer().spellings
    return tuple(names_meant(spellings, each.value) or each.value for each in front_matter.province or ())


def _without_places(value: object) -> object:
    if isinstance(value, Media):
        return replace(value, position=Position(1, 1))
    if isinstance(value, tuple):
        return tuple(_without_places(each) for each in value)
    return value


def _body(source: SourceFile) -> tuple[object, ...]:
    """The body as a browser shows it: outside code any white space is a space, at a block's edge none."""
    html = source.body.parts.joined()
    pieces = _PRE.split(html)
    pieces[::2] = [_BLOCK_TAG.sub(r"\1", _SPACES.sub(" ", piece)) for piece in pieces[::2]]
    links = tuple(replace(link, position=Position(1, 1)) for link in source.body.links)
    return ("".join(pieces), links, source.body.lead)
