"""Sentences: quotes and brackets that nobody closes, and texts without, or beyond, their end mark."""

import re
from collections.abc import Iterator, Sequence

from generator.check.prose import BlockKind, ProseBlock
from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.model.values import Position

_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_QUOTING = re.compile(r"[“”«»()\[\]]")
# A bracket after a short number or letter is that of an enumeration: "a)", "12)".
_ENUMERATED = re.compile(r"(?:^|[\s(;,])\w{1,4}$")
_STRAIGHT = re.compile(r'(?<!\\)"')
_INCHES = re.compile(r'\d\s?"')

_SENTENCE = 8  # words; shorter blocks are names, captions, headings
_ENDED = re.compile(r"(?:[.!?…:;]|\./\.)[\s\"”»’')\]*_]*$")
_MARKUP_END = re.compile(r"[\s*_\])>|]+$")
_WHOLE_END = re.compile(r"\./\.")
_DOUBLED = re.compile(
    r"(?<![,;.])(?:,,|;;|,\.(?!\d)|\.,(?<!v\.,))(?![,;.])|(?<![./\w]\.)(?<![./])\.\.(?![./])"
)


def sentence_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
    """What is wrong with the quotes and end marks of the title, the summary and the body."""
    for scalar in source_text.scalars:
        if scalar.name in ("title", "summary"):
            for offset, char in _unbalanced(scalar.value):
                # A value in quotes, or over several lines, begins where its own first sign stands.
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
        for match in _DOUBLED.finditer(block.text):
            if match[0][0] != "." or not _is_abbreviation(block.text, match.start()):
                yield source_text.problem(block.offset + match.start(), "mark-doubled", value=match[0])
    yield from _end_problems(source_text, blocks)


def _unbalanced(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sign) of what is opened and not closed, or closed and not opened."""
    opened: list[tuple[int, str]] = []
    for match in _QUOTING.finditer(text):
        char = match[0]
        if char in _PAIRS:
            opened.append((match.start(), char))
        elif opened and opened[-1][1] == _OPENERS[char]:
            opened.pop()
        elif any(opener == _OPENERS[char] for _, opener in opened):
            while opened[-1][1] != _OPENERS[char]:
                yield opened.pop()
            opened.pop()
        elif char != ")" or not _ENUMERATED.search(text[: match.start()]):
            yield match.start(), char
    yield from opened
    straight = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(straight) % 2 and not _INCHES.search(text):
        yield straight[-1], '"'


def _goes_on(char: str, following: Sequence[ProseBlock]) -> bool:
    """Whether it is a quotation of several paragraphs, each of which begins with the sign."""
    return char in "“«" and any(block.text.lstrip().startswith(char) for block in following)


def _is_quoted(source_text: SourceText, position: Position) -> bool:
    line = source_text.text.split("\n")[position.line - 1]
    return line[position.column - 1 : position.column] in ("'", '"')


def _is_abbreviation(text: str, at: int) -> bool:
    """Whether the sign ends an abbreviation: "v.v.,", "TP.,", "ThS.,"."""
    return bool(re.search(r"(?:\bv\.v|\b[A-ZĐ]\w{0,3}|\b\w)$", text[:at]))


def _end_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
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
    """The last block, or the one before a name at the end, if it is a paragraph of sentences."""
    for block in reversed(blocks[-2:]):
        if len(block.text.split()) >= _SENTENCE:
            return block if block.kind is BlockKind.PARAGRAPH else None
    return None
