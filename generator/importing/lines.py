"""The lines of a page saved as plain text, and how they were set."""

import re
from dataclasses import dataclass

from generator.text.unicode import clean, one_line

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Where the first byte stands that is not UTF-8: line, and column in bytes, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text. `indent` in columns; `gap`: a blank line or a picture stood before it."""

    number: int
    text: str
    indent: int = 0
    gap: bool = False


def decode(data: bytes) -> str | Undecodable:
    """The page's text in NFC with Unix line ends; a byte order mark is dropped."""
    if data.startswith(_UTF16):
        return Undecodable(1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Undecodable(
            data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        )
    if "\0" in text:
        before = text[: text.index("\0")]
        return Undecodable(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return clean(text.replace("\u2028", "\n").replace("\u2029", "\n"))


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines that hold text; paragraphs that were broken to a page's width are joined again."""
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        shown = one_line(raw)
        if shown:
            lines.append(Line(number, shown, _indent(raw), gap))
        gap = not shown
    width = _wrapped_at(lines)
    return tuple(_unwrap(lines, width) if width else lines)


def _indent(raw: str) -> int:
    expanded = raw.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())


def _wrapped_at(lines: list[Line]) -> int:
    """The width at which the text was broken; 0 where it was not.

    Broken text has no line much longer than most, and many that nearly reach the width without ending.
    """
    longest = max((len(line.text) for line in lines), default=0)
    if not 50 <= longest <= 132:
        return 0
    full = [line for line in lines if len(line.text) >= 0.75 * longest and line.text[-1] not in ".:;!?…”)"]
    continued = [line for line in lines if not line.gap and line.text[0].islower()]
    return longest if len(full) >= 5 and len(continued) >= 3 else 0


def _unwrap(lines: list[Line], width: int) -> list[Line]:
    joined: list[Line] = []
    last_length = 0
    for line in lines:
        starts_item = re.match(r"[-+•*] |\d+[.)] ", line.text) is not None
        if joined and not line.gap and last_length >= 0.7 * width and not starts_item:
            before = joined[-1]
            joined[-1] = Line(before.number, f"{before.text} {line.text}", before.indent, before.gap)
        else:
            joined.append(line)
        last_length = len(line.text)
    return joined
