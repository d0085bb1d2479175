"""Text that stood in several elements, put together into one line with the marks over it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.importer.reading.legacy import mended
from generator.importer.reading.page import Mark, PagePart
from generator.text.unicode import clean

_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Scope(NamedTuple):
    """What holds inside an element: inherited, and changed by the elements on the way down."""

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


def composed(pieces: list[tuple[str, Scope]]) -> tuple[str, tuple[Mark, ...], float]:
    """The text of the pieces in NFC with single spaces, the marks over it, and the share that is linked."""
    text = ""
    linked = 0
    opened: dict[str, tuple[int, str]] = {}
    marks: list[Mark] = []
    for raw, scope in pieces:
        piece = _SPACES.sub(" ", clean(mended(raw)))
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
    if joined != whole:  # a letter and its mark stood in two pieces
        return " ".join(joined.split()), (), linked / len(text)
    return whole, tuple(_trimmed(marks, whole)), linked / len(text) if text else 0.0


def _wanted(scope: Scope) -> Iterator[tuple[str, str]]:
    if scope.link:
        yield "link", scope.link
    if scope.strong and not scope.heading:
        yield "strong", ""
    if scope.em:
        yield "em", ""


def _open(opened: dict[str, tuple[int, str]], scope: Scope, at: int) -> None:
    for kind, target in _wanted(scope):
        opened.setdefault(kind, (at, target))


def _close(opened: dict[str, tuple[int, str]], scope: Scope, text: str, marks: list[Mark]) -> None:
    wanted = dict(_wanted(scope))
    for kind in [kind for kind, (_, target) in opened.items() if wanted.get(kind) != target]:
        start, target = opened.pop(kind)
        marks.append(Mark(start, len(text), kind, target))  # type: ignore[arg-type]


def _trimmed(marks: list[Mark], text: str) -> Iterator[Mark]:
    """The marks without white space at their ends, in the order of their places, the longer first."""
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        inside = text[mark.start : mark.end]
        start = mark.start + len(inside) - len(inside.lstrip())
        end = min(mark.end, len(text)) - (len(inside) - len(inside.rstrip()))
        if end > start:
            yield Mark(start, end, mark.kind, mark.target)
