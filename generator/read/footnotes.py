"""Finds footnotes that lack their partner: marks without a note, notes without a mark, two of one name."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.model.problem import Problem
from generator.model.values import Position

_MARK = re.compile(r"(^[ ]{0,3})?\[\^([^\[\]\n]+)\](:)?", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_BACKLINK = re.compile(
    r"(?:&nbsp;|\s)*<a class=\"footnote-backref\" href=\"#(fnref\d*-[^\"]*)\"[^>]*>[^<]*</a>"
)


def footnote_problems(source: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """Returns a problem for each mark or note without partner, at its place."""
    text = _CODE.sub(lambda code: "\n" * code[0].count("\n") + " " * (len(code[0])), source)
    marks: dict[str, Position] = {}
    notes: dict[str, Position] = {}
    twice = []
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in _MARK.finditer(text):
        line = bisect_right(starts, found.start(2)) - 1
        position = Position(first_line + line, found.start(2) - 1 - starts[line])
        if found[1] is None or not found[3]:
            marks.setdefault(found[2], position)
        elif found[2] in notes:
            twice.append((found[2], position))
        else:
            notes[found[2]] = position
    lone = _lone(marks, notes)
    return tuple(
        Problem.at(path, position, code, value=name)
        for code, name, position in (*lone, *(("footnote-twice", name, position) for name, position in twice))
    )


def _lone(marks: dict[str, Position], notes: dict[str, Position]) -> Iterator[tuple[str, str, Position]]:
    for name, position in marks.items():
        if name not in notes:
            yield "footnote-missing", name, position
    for name, position in notes.items():
        if name not in marks:
            yield "footnote-unused", name, position


def without_vain_backlinks(html: str) -> str:
    """Takes out links that lead from a note to a missing mark."""
    return _BACKLINK.sub(lambda link: link[0] if f'id="{link[1]}"' in html else "", html)
