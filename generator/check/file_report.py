"""The inspection of one file: its own problems, and what the checks that compare files need to know of it.

It depends on the file and the way of reading alone, so that it can be kept.
"""

import hashlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.check.characters import character_problems
from generator.check.encodings import encoding_problems
from generator.check.headings import heading_problems
from generator.check.minhash import sketch, words_of
from generator.check.prose import BlockKind, ProseBlock, blocks
from generator.check.sentences import sentence_problems
from generator.check.source_text import SourceText, read_manuscript
from generator.check.spellings import spelling_problems
from generator.check.terms import beginnings_in, terms_in
from generator.model.content import BodyLink, BodyParts
from generator.model.problem import Problem
from generator.model.values import Position
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.front_matter import UNKNOWN
from generator.text.unicode import clean

# Whose values' places the comparing checks report.
_KEPT = frozenset({"title", "date", "updated", "publish", "expires", "author", "province", "withdrawn.date"})
_KEPT |= {"author.name", "author.organisation", "corrections.date", "source.captured"}
_KEPT |= {"translated_from", "translated_from.sha256"}


class Value(Struct, frozen=True):
    """A value of the front matter by its dotted name, and where it stands."""

    name: str
    value: str
    position: Position


class FileReport(Struct, frozen=True):
    """What one file told: `problems` of its own; `odd_lines` as typed, by number, where cleaning changed
    them; `words` and `text` the number of words and the digest of all; `sketch` as in `sketches.py`; `terms`
    (number, place, paragraph) of an original and `beginnings` of a translation's words where there are both;
    `paragraphs` the places where they begin."""

    problems: tuple[Problem, ...] = ()
    odd_lines: tuple[tuple[int, str], ...] = ()
    values: tuple[Value, ...] = ()
    words: int = 0
    text: str = ""
    sketch: bytes = b""
    terms: tuple[tuple[int, Position, int], ...] = ()
    beginnings: frozenset[str] = frozenset()
    paragraphs: tuple[Position, ...] = ()

    def position_of(self, name: str) -> Position:
        """Where the first value of this name stands; the file's beginning where there is none."""
        return next((value.position for value in self.values if value.name == name), Position(1, 1))


def inspect(
    path: str, lang: str, data: bytes, body: BodyParts, links: Sequence[BodyLink], paired: bool
) -> FileReport:
    """What can be told of a file by its bytes and its rendered body; `paired` if it has a translation, or is
    one."""
    source_text = read_manuscript(path, lang, data)
    if source_text is None:
        return FileReport()
    found = blocks(source_text.body)
    odd = _odd_lines(source_text)
    misread = list(encoding_problems(source_text))
    cleaned = [*spelling_problems(source_text, load_gazetteer()), *heading_problems(source_text)]
    # Letters that were misread are full of signs that look like quotes.
    cleaned += sentence_problems(source_text, found) if not misread else ()
    cleaned += _pictures(source_text, links)
    raw = [*character_problems(source_text), *misread]
    words = words_of(body)
    return FileReport(
        problems=(*raw, *(as_typed(problem, odd) for problem in cleaned)),
        odd_lines=tuple(odd.items()),
        values=tuple(Value(s.name, s.value, s.position) for s in source_text.scalars if s.name in _KEPT),
        words=len(words),
        text=hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest(),
        sketch=sketch(words),
        terms=tuple(_terms(source_text, found)) if paired and lang == "vi" else (),
        beginnings=_beginnings(source_text) if paired and lang == "en" else frozenset(),
        paragraphs=tuple(_position(source_text, block.offset) for block in found) if paired else (),
    )


def as_typed(problem: Problem, odd_lines: dict[int, str]) -> Problem:
    """The problem with its column as an editor's window counts it, where cleaning moved the text."""
    line = odd_lines.get(problem.line)
    if line is None or problem.column == 1:
        return problem
    column = next((n for n in range(len(line)) if len(clean(line[: n + 1])) >= problem.column), len(line))
    return Problem(problem.path, problem.line, column + 1, problem.code, problem.details)


def _odd_lines(source_text: SourceText) -> dict[int, str]:
    if source_text.raw == source_text.text:
        return {}
    pairs = zip(source_text.raw.split("\n"), source_text.text.split("\n"), strict=True)
    return {number: raw for number, (raw, text) in enumerate(pairs, 1) if raw != text}


def _pictures(source_text: SourceText, links: Sequence[BodyLink]) -> Iterator[Problem]:
    """Pictures of the body that say nothing to those who cannot see them."""
    for link in links:
        if link.image and not link.alt.strip():
            yield source_text.problem_at(link.position, "alt-missing", value=link.target.rsplit("/", 1)[-1])


def _terms(source_text: SourceText, found: Sequence[ProseBlock]) -> Iterator[tuple[int, Position, int]]:
    met: set[int] = set()
    for at, block in enumerate(found):
        for number, offset in terms_in(block.text) if block.kind is not BlockKind.TABLE else ():
            if number not in met:
                met.add(number)
                yield number, _position(source_text, block.offset + offset), at


def _beginnings(source_text: SourceText) -> frozenset[str]:
    own = " ".join(scalar.value for scalar in source_text.scalars if scalar.value != UNKNOWN)
    return beginnings_in(f"{own} {source_text.body}")


def _position(source_text: SourceText, offset: int) -> Position:
    problem = source_text.problem(offset, "")
    return Position(problem.line, problem.column)
