"""Checks for slips of typing: blanks before marks, none after them, and doubled blanks."""

import re
from collections.abc import Callable, Iterator, Sequence

from generator.check.prose import BlockKind, ProseBlock, blanked
from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.model.values import Position

_READ = ("title", "summary")  # values that are prose
# "./." is the usual end mark, dots in a row stand for what is to be filled in.
_BEFORE = re.compile(r"(?<=[^\W_]|[”»)%])(?<!\\\))[ ]+(?:[,;.!?](?=[\s”»]|$)(?!\s*[.…])|[,;](?=[^\W\d_]))")
_MAYBE_BEFORE = re.compile(r" [,;.!?]")  # in each of these
_WORD = r"[^\W\d_]"
_AFTER_COMMA = re.compile(rf"{_WORD}{{2}}[,;!?](?={_WORD}{{2}})")
_MAYBE_AFTER_STOP = re.compile(rf"\.{_WORD}")
_AFTER_STOP = re.compile(rf"(?<![\w.@/-])({_WORD}{{2,}})\.({_WORD}{{2,}})(?![\w@]*[.@/]\w)")
_ENTITY = re.compile(r"&#?\w{1,31};?$")
# Behind a stop: ends of addresses and of the names of files and programs.
_ENDINGS = frozenset(
    {"com", "net", "org", "vn", "gov", "edu", "info", "io", "js", "doc", "docx", "pdf", "xls", "xlsx", "jpg"}
    | {"png", "zip", "rar", "mp3", "mp4", "exe", "html", "php", "asp"}
)
_SHORT_TITLE = 4  # letters; "Ths.", "Tp." and "Gs." stand close to the name
_DOUBLE = re.compile(r"(?<=[^\s|])[ ]{2,}(?=[^\s|\\])")
_MARKER = re.compile(r"[ \t]*(?:[-*+•>#]+|\w{1,3}[.)]|:)[ \t]+")
_SHOWN = 24  # characters around a slip


def typing_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
    """Yields at most one problem of each kind, at its first place.

    It says how many places there are.
    """
    for code, slips in (("blank-before-mark", blanks_before), ("blank-after-mark", blanks_missing)):
        found = list(_places(source_text, blocks, slips))
        if found:
            position, shown = found[0]
            yield Problem.at(source_text.path, position, code, value=shown, count=str(len(found)))
    double = list(double_blanks(source_text, blocks))
    if double:
        position = source_text.position(double[0][0])
        yield Problem.at(source_text.path, position, "double-blank", count=str(len(double)))


def blanks_before(text: str) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of blanks before a mark, with the mark."""
    if _MAYBE_BEFORE.search(text):
        yield from (match.span() for match in _BEFORE.finditer(text))


def blanks_missing(text: str) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of marks that stand between two words without a blank."""
    for match in _AFTER_COMMA.finditer(text):
        is_entity = match[0][-1] == ";" and _ENTITY.search(text[: match.end()])
        if not is_entity and not match[0][:-1].isupper():  # capitals with commas are a list of codes
            yield match.end() - 1, match.end()
    for match in _AFTER_STOP.finditer(text) if _MAYBE_AFTER_STOP.search(text) else ():
        before, after = match[1], match[2]
        is_sentence = before[-1].islower() and after[0].isupper() and after[1].islower()
        is_title = before[0].isupper() and len(before) < _SHORT_TITLE
        if is_sentence and not is_title and after.lower() not in _ENDINGS:
            yield match.end(1), match.end(1) + 1


def double_blanks(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[tuple[int, int]]:
    """Yields (start, end) in the body of blanks in a row.

    Those at line ends and in tables are left out.
    """
    for block in blocks:
        if block.kind is not BlockKind.TABLE and "  " in block.text:
            at = block.offset
            for line in block.text.split("\n"):
                marker = _MARKER.match(line)
                for match in _DOUBLE.finditer(line, marker.end() if marker else 0):
                    start, end = at + match.start(), at + match.end()
                    if source_text.body[start:end].isspace():
                        yield start, end
                at += len(line) + 1


def _places(
    source_text: SourceText,
    blocks: Sequence[ProseBlock],
    slips: Callable[[str], Iterator[tuple[int, int]]],
) -> Iterator[tuple[Position, str]]:
    """Yields (position, text around it) of each slip in the values and in the body."""
    for scalar in source_text.scalars:
        for start, end in slips(blanked(scalar.value)) if scalar.name in _READ else ():
            yield scalar.position, _around(scalar.value, start, end)
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for start, end in slips(block.text):
            begin, stop = block.offset + start, block.offset + end
            if source_text.body[begin:stop] == block.text[start:end]:  # no markup was taken out here
                yield source_text.position(begin), _around(source_text.body, begin, stop)


def _around(text: str, start: int, end: int) -> str:
    """The words around a slip."""
    before = text[max(0, start - _SHOWN) : start].replace("\n", " ")
    after = text[end : end + _SHOWN].replace("\n", " ")
    first = before.split(" ")[-1] if " " in before.strip() else before.strip()
    last = after.split(" ")[1 if after.startswith(" ") else 0 : 2 if after.startswith(" ") else 1]
    gap = " " if after.startswith(" ") else ""
    return f"{first}{text[start:end]}{gap}{''.join(last)}"
