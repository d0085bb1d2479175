"""Checks for unclosed quotes and brackets, and for missing or misplaced end marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.check.prose import BlockKind, ProseBlock
from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.model.values import Position

_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTING = re.compile(r"[“”«»()\[\]]")
# A bracket after a short number or letter belongs to an enumeration: "a)", "12)"; after a colon to a smile.
_BEFORE_CLOSING = re.compile(r"(?:^|[\s(;,])\w{1,4}$|(?:^|\s)[:;=]-?\)*$")
_BEFORE = 40  # characters before a bracket that are looked at
_STRAIGHT = re.compile(r'(?<!\\)"')
_INCHES = re.compile(r'\d\s?"')

_SENTENCE = 8  # words; shorter blocks are names, captions or headings
_ENDED = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"”»’')\]*_]*$")
_MARKUP_END = re.compile(r"[\s*_\])>|]+$")
_WHOLE_END = re.compile(r"\./\.")
_TWO_MARKS = (",,", ";;", ",.", ".,", "..")
_DOUBLED = re.compile(
    r"(?<![,;.])(?:,,|;;|,\.(?!\d)|\.,(?<!v\.,))(?![,;.])|(?<![./\w]\.)(?<![./])\.\.(?![./])"
)


def sentence_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
    """Yields the problems of quotes and end marks in title, summary and body."""
    for scalar in source_text.scalars:
        if scalar.name in ("title", "summary"):
            for offset, char in _unbalanced(scalar.value):
                # A value in quotes begins one column after its position.
                column = (
                    scalar.position.column + offset + (1 if _is_quoted(source_text, scalar.position) else 0)
                )
                position = Position(scalar.position.line, column) if scalar.end else scalar.position
                yield Problem.at(source_text.path, position, "quote-unbalanced", value=char)
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE:
            for offset, char in _unbalanced(block.text):
                if not _goes_on(char, blocks[number + 1 : number + 2]):
                    yield source_text.problem(block.offset + offset, "quote-unbalanced", value=char)
        has_two = any(marks in block.text for marks in _TWO_MARKS)
        for match in _DOUBLED.finditer(block.text) if has_two else ():
            if match[0][0] != "." or not _is_abbreviation(block.text, match.start()):
                yield source_text.problem(block.offset + match.start(), "mark-doubled", value=match[0])
    yield from _end_problems(source_text, blocks)


def _unbalanced(text: str) -> Iterator[tuple[int, str]]:
    """Yields (offset, character) of quotes and brackets without a partner."""
    opened: list[tuple[int, str]] = []
    counts = Counter[str]()  # of what is opened
    for match in _QUOTING.finditer(text):
        char, start = match[0], match.start()
        if char in _PAIRS:
            opened.append((start, char))
            counts[char] += 1
        elif counts[_OPENERS[char]]:
            while opened[-1][1] != _OPENERS[char]:
                counts[opened[-1][1]] -= 1
                yield opened.pop()
            opened.pop()
            counts[_OPENERS[char]] -= 1
        elif char != ")" or not _BEFORE_CLOSING.search(text[max(0, start - _BEFORE) : start]):
            yield start, char
    yield from opened
    straight = [match.start() for match in _STRAIGHT.finditer(text)] if '"' in text else []
    if len(straight) % 2 and not _INCHES.search(text):
        yield straight[-1], '"'


def _goes_on(char: str, following: Sequence[ProseBlock]) -> bool:
    """Whether the quote is continued by the next paragraph, which begins with the same character."""
    return char in "“«" and any(block.text.lstrip().startswith(char) for block in following)


def _is_quoted(source_text: SourceText, position: Position) -> bool:
    """Whether a value of the front matter is written in quotes."""
    line = source_text.text.split("\n")[position.line - 1]
    return line[position.column - 1 : position.column] in ("'", '"')


def _is_abbreviation(text: str, at: int) -> bool:
    """Whether the full stop ends an abbreviation: "v.v.,", "TP.,", "ThS.,"."""
    return bool(re.search(r"(?:\bv\.v|\b[A-ZĐ]\w{0,3}|\b\w)$", text[:at]))


def _end_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
    """Yields a problem if an end mark is missing, or stands before the end."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    for number, block in enumerate(paragraphs):
        end = _WHOLE_END.search(block.text)
        if end:
            rest = [block.text[end.end() :], *(later.text for later in paragraphs[number + 1 :])]
            if any(len(text.split()) >= _SENTENCE for text in rest):
                yield source_text.problem(block.offset + end.start(), "end-mark-inside")
            return
    last = _last_sentence(blocks)
    if last:
        text = _MARKUP_END.sub("", last.text)
        if not _ENDED.search(text):
            yield source_text.problem(last.offset + len(text), "end-mark-missing")


def _last_sentence(blocks: Sequence[ProseBlock]) -> ProseBlock | None:
    """The last block that is a paragraph of sentences.

    A name may follow it. None if there is no such paragraph.
    """
    for block in reversed(blocks[-2:]):
        if len(block.text.split()) >= _SENTENCE:
            return block if block.kind is BlockKind.PARAGRAPH else None
    return None
