"""The lines of a page saved as plain text, and how they were set."""

import re
from dataclasses import dataclass, replace

from generator.text.unicode import clean, one_line

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAB = 8
_MOST_TORN = 2000  # characters
_ITEM = re.compile(r"[-+•*–] ?|\d+[.)/] |[a-zđ][.)] ")
# Words after which no sentence, title or caption ends; a consonant alone is half a word.
_OPEN = re.compile(
    r"\s(?:ở|của|và|là|tại|các|những|với|cho|trong|về|đến|từ|do|bởi|được|sẽ|để|the|of|and|in|to)$"
)
_LABELLED = re.compile(r"^[^:]{1,25}:|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_HALF_WORD = re.compile(r"(?:^|\s)[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX]$")


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Where the first byte stands that is not UTF-8: line, and column in bytes, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text. `indent` in columns; `gap`, `picture`: a blank line, a picture's trace before it."""

    number: int
    text: str
    indent: int = 0
    gap: bool = False
    picture: bool = False


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
    return tuple(_rejoin(_unwrap(lines, width) if width else lines))


def _rejoin(lines: list[Line]) -> list[Line]:
    """The lines, those put together again that were torn apart amid a sentence (at links, at bold words)."""
    joined: list[Line] = []
    for line in lines:
        torn = bool(joined) and not line.gap and _torn(joined[-1].text, line.text)
        if torn:
            before = joined[-1]
            glue = "" if _HALF_WORD.search(before.text) or line.text[0] in ",.;:!?)…”" else " "
            joined[-1] = replace(before, text=before.text + glue + line.text)
        else:
            joined.append(line)
    return joined


def _torn(before: str, after: str) -> bool:
    if _ITEM.match(after) or _ITEM.match(before) or len(before) > _MOST_TORN or before[-1] in ".:;!?…|":
        return False
    if after[0] in ",.;:!?)…”":
        return len(after) > 1 or after == "."
    if _LABELLED.search(after):
        return False
    return (after[0].islower() and (len(after.split()) > 1 or after[-1] in ".,;")) or bool(
        _OPEN.search(before)
    )


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
