"""Composes the text of several elements into one line with its inline marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.importer.reading.legacy import repair_text
from generator.importer.reading.page import Mark, PagePart
from generator.text.unicode import clean

_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Scope(NamedTuple):
    """Properties of the text inside an element, inherited from the elements around it."""

    path: tuple[int, ...] = ()
    part: PagePart = PagePart.OTHER
    level: int = -1  # of the list
    ordered: bool = False
    heading: int = 0
    quote: int = 0
    centred: bool = False
    capitals: bool = False
    strong: bool = False
    em: bool = False
    link: str = ""
    raised: str = ""
    article: bool = False


def compose_text(pieces: list[tuple[str, Scope]]) -> tuple[str, tuple[Mark, ...], float]:
    """Returns the text in NFC, its marks, and the linked share (0 to 1).

    White space becomes single spaces.
    """
    text = ""
    linked = 0
    opened: dict[str, tuple[int, str]] = {}
    marks: list[Mark] = []
    for raw, scope in pieces:
        piece = _SPACES.sub(" ", clean(repair_text(raw)))
        if scope.raised and piece.strip().isdigit():
            piece = piece.translate(_RAISED if scope.raised == "sup" else _LOWERED)
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
        return " ".join(joined.split()), (), linked / len(text)
    return whole, tuple(_trimmed(marks, whole)), linked / len(text) if text else 0.0


def _wanted(scope: Scope) -> Iterator[tuple[str, str]]:
    """Yields kind and target of the marks that hold in a scope."""
    if scope.link:
        yield "link", scope.link
    if scope.strong and not scope.heading:
        yield "strong", ""
    if scope.em:
        yield "em", ""


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
