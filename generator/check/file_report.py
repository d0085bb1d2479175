"""The report of one file: its own problems, and the facts that other checks compare.

It depends only on the file and a few settings, so it can be cached.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.check.bylines import byline_problems
from generator.check.characters import character_problems
from generator.check.encodings import encoding_problems
from generator.check.headings import heading_problems
from generator.check.leftovers import leftover_problems
from generator.check.minhash import signature, words_of
from generator.check.personal import personal_problems
from generator.check.prose import BlockKind, ProseBlock, blocks
from generator.check.sentences import sentence_problems
from generator.check.shown_marks import shown_mark_problems
from generator.check.source_text import SourceText, read_source_text
from generator.check.spellings import spelling_problems
from generator.check.terms import beginnings_in, terms_in
from generator.check.typing import typing_problems
from generator.model.content import BodyLink, BodyParts
from generator.model.fingerprints import fingerprint
from generator.model.problem import Problem
from generator.model.values import FILE_START, Position
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.field_forms import UNKNOWN
from generator.text.unicode import clean

# The checks that compare files report the positions of these values.
_KEPT = frozenset(
    {
        "series",
        "series.vi",
        "series.en",
        "title",
        "date",
        "updated",
        "publish",
        "expires",
        "author",
        "province",
        "withdrawn.date",
    }
)
_KEPT |= {"author.name", "author.organisation", "corrections.date", "source.captured"}
_KEPT |= {"translated_from", "translated_from.sha256"}


class Value(Struct, frozen=True):
    """A value of the front matter: its dotted name and its position."""

    name: str
    value: str
    position: Position


class FileReport(Struct, frozen=True):
    """Results for one file.

    `problems`: its own problems. `odd_lines`: the lines that cleaning changes, as typed, by number. `values`:
    the front matter that other checks use. `words`: the number of words. `text`: hash of all words.
    `signature`: MinHash signature (see `minhash.py`).

    If the article has a translation: `terms` of the original as (number, position, paragraph), `beginnings`
    of the translation's words, and `paragraphs`, the positions where paragraphs begin.
    """

    problems: tuple[Problem, ...] = ()
    odd_lines: tuple[tuple[int, str], ...] = ()
    values: tuple[Value, ...] = ()
    words: int = 0
    text: str = ""
    signature: bytes = b""
    terms: tuple[tuple[int, Position, int], ...] = ()
    beginnings: frozenset[str] = frozenset()
    paragraphs: tuple[Position, ...] = ()

    def position_of(self, name: str) -> Position:
        """Position of the first value of this name; the start of the file if there is none."""
        return next((value.position for value in self.values if value.name == name), FILE_START)


def file_report(
    path: str, lang: str, data: bytes, body: BodyParts, links: Sequence[BodyLink], paired: bool
) -> FileReport:
    """Returns the report of a file from its bytes and its rendered body.

    `paired`: the file has a translation or is one. A file that cannot be parsed gets an empty report, because
    reading has reported it.
    """
    source_text = read_source_text(path, lang, data)
    if source_text is None:
        return FileReport()
    found = blocks(source_text.body)
    odd = _odd_lines(source_text)
    misread = list(encoding_problems(source_text))
    cleaned = [*spelling_problems(source_text, load_gazetteer()), *heading_problems(source_text)]
    cleaned += leftover_problems(source_text)
    cleaned += byline_problems(source_text)
    cleaned += shown_mark_problems(source_text, body)
    # Wrongly decoded letters are full of characters that look like quotes.
    cleaned += sentence_problems(source_text, found) if not misread else ()
    cleaned += typing_problems(source_text, found) if not misread else ()
    cleaned += personal_problems(source_text, found)
    cleaned += _pictures(source_text, links)
    raw = [*character_problems(source_text), *misread]
    words = words_of(body)
    return FileReport(
        problems=(*raw, *(as_typed(problem, odd) for problem in cleaned)),
        odd_lines=tuple(odd.items()),
        values=tuple(Value(s.name, s.value, s.position) for s in source_text.scalars if s.name in _KEPT),
        words=len(words),
        text=fingerprint(words),
        signature=signature(words),
        terms=tuple(_terms(source_text, found)) if paired and lang == "vi" else (),
        beginnings=_beginnings(source_text) if paired and lang == "en" else frozenset(),
        paragraphs=tuple(source_text.position(block.offset) for block in found) if paired else (),
    )


def as_typed(problem: Problem, odd_lines: dict[int, str]) -> Problem:
    """The problem with its column counted in the line as typed.

    `odd_lines` are the lines that cleaning changed, by number.
    """
    line = odd_lines.get(problem.line)
    if line is None or problem.column == 1:
        return problem
    column = next((n for n in range(len(line)) if len(clean(line[: n + 1])) >= problem.column), len(line))
    return replace(problem, column=column + 1)


def _odd_lines(source_text: SourceText) -> dict[int, str]:
    """The lines that cleaning changed, as typed, by number."""
    if source_text.raw == source_text.text:
        return {}
    pairs = zip(source_text.raw.split("\n"), source_text.text.split("\n"), strict=True)
    return {number: raw for number, (raw, text) in enumerate(pairs, 1) if raw != text}


def _pictures(source_text: SourceText, links: Sequence[BodyLink]) -> Iterator[Problem]:
    """Yields a problem for each picture in the body without alternative text."""
    for link in links:
        if link.image and not link.alt.strip():
            name = link.target.rpartition("/")[2]
            yield Problem.at(source_text.path, link.position, "alt-missing", value=name)


def _terms(source_text: SourceText, found: Sequence[ProseBlock]) -> Iterator[tuple[int, Position, int]]:
    """Yields (number, position, paragraph) of each glossary term, at its first use."""
    met: set[int] = set()
    for at, block in enumerate(found):
        for number, offset in terms_in(block.text) if block.kind is not BlockKind.TABLE else ():
            if number not in met:
                met.add(number)
                yield number, source_text.position(block.offset + offset), at


def _beginnings(source_text: SourceText) -> frozenset[str]:
    """First letters of all words in the values and the body."""
    own = " ".join(scalar.value for scalar in source_text.scalars if scalar.value != UNKNOWN)
    return beginnings_in(f"{own} {source_text.body}")
