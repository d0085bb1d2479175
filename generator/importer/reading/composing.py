"""Composes the text of several elements into one line with its inline marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from generator.importer.reading.legacy import repair_text
from generator.importer.reading.page import Line, LineForm, Mark, PagePart
from generator.text.unicode import clean

_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
LONGEST_RAISED = 25  # letters; longer text is raised only to be small
# Letters that Unicode has raised or lowered; text with others becomes a mark.
_RAISED = dict(zip("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋", strict=True))


class Scope(NamedTuple):
    """Properties of the text inside an element, inherited from the elements around it."""

    path: tuple[int, ...] = ()
    places: tuple[int, ...] = ()  # of the elements of the path, by their names
    part: PagePart = PagePart.OTHER
    level: int = -1  # of the list
    ordered: bool = False
    labels: str = ""  # format of the numbers of the list if they are letters or roman
    heading: int = 0
    quote: int = 0
    centred: bool = False
    capitals: bool = False
    strong: bool = False
    em: bool = False
    link: str = ""
    raised: str = ""  # sup or sub
    struck: bool = False
    note: str = ""  # label of a footnote
    form: LineForm = LineForm.PARAGRAPH  # TERM or DEFINITION inside a list of definitions
    article: bool = False


def compose_text(pieces: list[tuple[str, Scope]]) -> tuple[str, tuple[Mark, ...], float]:
    """Returns the text in NFC, its marks, and the linked share (0 to 1).

    White space becomes single spaces.
    """
    text = ""
    linked = 0
    opened: dict[str, tuple[int, str]] = {}
    marks: list[Mark] = []
    for raw, outer in pieces:
        piece, scope = _raised(_SPACES.sub(" ", clean(repair_text(raw))), outer)
        if text.endswith(" ") or not text:
            piece = piece.lstrip(" ")
        if not piece:
            continue
        _close(opened, scope, text, marks)
        _open(opened, scope, len(text))
        text += piece
        linked += len(piece) if scope.link else 0
    _close(opened, Scope(), text, marks)
    whole = text.rstrip()
    joined = clean(whole)
    if joined != whole:  # a letter and its combining mark were in two elements
        moved = [Mark(_length(whole[: m.start]), _length(whole[: m.end]), m.kind, m.target) for m in marks]
        text = " ".join(joined.split())
        return text, tuple(_trimmed(moved, text)), linked / len(whole)
    return whole, tuple(_trimmed(marks, whole)), linked / len(text) if text else 0.0


def _raised(piece: str, scope: Scope) -> tuple[str, Scope]:
    """Writes raised or lowered text with letters of Unicode if there are such."""
    letters = _LOWERED if scope.raised == "sub" else _RAISED
    inside = piece.strip()
    if not scope.raised or not all(letter in letters for letter in inside):
        return piece, scope
    return "".join(letters.get(letter, letter) for letter in piece), scope._replace(raised="")


def _length(text: str) -> int:
    """Returns the number of letters in NFC."""
    return len(clean(text))


def _wanted(scope: Scope) -> Iterator[tuple[str, str]]:
    """Yields kind and target of the marks that hold in a scope."""
    if scope.note:
        yield "note", scope.note
        return
    if scope.link:
        yield "link", scope.link
    if scope.strong and not scope.heading:
        yield "strong", ""
    if scope.em:
        yield "em", ""
    if scope.struck:
        yield "del", ""
    if scope.raised:
        yield scope.raised, ""


def _open(opened: dict[str, tuple[int, str]], scope: Scope, at: int) -> None:
    """Opens the marks of a scope that are not open yet."""
    for kind, target in _wanted(scope):
        opened.setdefault(kind, (at, target))


def _close(opened: dict[str, tuple[int, str]], scope: Scope, text: str, marks: list[Mark]) -> None:
    """Closes the open marks that do not hold in the scope."""
    wanted = dict(_wanted(scope))
    for kind in [kind for kind, (_, target) in opened.items() if wanted.get(kind) != target]:
        start, target = opened.pop(kind)
        marks.append(Mark(start, len(text), kind, target))  # type: ignore[arg-type]


def _trimmed(marks: list[Mark], text: str) -> Iterator[Mark]:
    """Yields the marks without white space at their ends, by start, longer ones first."""
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        inside = text[mark.start : mark.end]
        start = mark.start + len(inside) - len(inside.lstrip())
        end = min(mark.end, len(text)) - (len(inside) - len(inside.rstrip()))
        if end > start:
            yield Mark(start, end, mark.kind, mark.target)


def joined_lines(lines: list[Line]) -> tuple[str, tuple[Mark, ...]]:
    """Returns several lines as one text with line breaks, and its marks. Items keep their bullets."""
    text = ""
    marks: list[Mark] = []
    for line in lines:
        if text:
            text += "\n"
        if line.form is LineForm.ITEM:
            text += f"{line.order}. " if line.order else "- "
        at = len(text)
        marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in line.marks]
        text += line.text
    return text, tuple(marks)


def common_part(scopes: list[Scope]) -> PagePart:
    """Returns the part of most scopes; OTHER if there is none."""
    named = [scope.part for scope in scopes if scope.part is not PagePart.OTHER]
    return max(named, key=named.count) if len(named) * 2 > len(scopes) else PagePart.OTHER


def shared_path(paths: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Returns the path that all paths begin with."""
    first = paths[0]
    for path in paths[1:]:
        same = 0
        while same < min(len(first), len(path)) and first[same] == path[same]:
            same += 1
        first = first[:same]
    return first
