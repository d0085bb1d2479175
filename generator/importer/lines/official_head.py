"""Reads the head of an official document: agency, number, place and date, kind and subject.

By the rules for official documents they stand in this order, agency and motto side by side.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.importer.lines.shape import is_paragraph
from generator.importer.reading.page import Line
from generator.model.values import PartialDate
from generator.text.dates import parse_date
from generator.text.unicode import fold

_WITHIN = 30  # lines of the head
_SUBJECT = 400  # characters
_MOST_SUBJECT_LINES = 5
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\W*tu do\W*hanh phuc")
_MOTTO_ONLY = re.compile(r"\W*(?:cong hoa xa hoi chu nghia viet nam|doc lap\W*tu do\W*hanh phuc|\W)*\W*")
_NUMBER = re.compile(r"so\s*:\s*[\d.…_ ]*\s*/[\w\s./&-]{2,40}")
_DATED = re.compile(
    r"(?P<place>[^\d,:;]{2,60}?),? ngay\s*(?P<day>\d{0,2})[\s.…_]*thang\s*(?P<month>\d{0,2})[\s.…_]*nam\s*"
    r"(?P<year>\d{4})"
)
_KINDS = (
    r"nghi quyet|quyet dinh|nghi dinh|thong tu lien tich|thong tu|chi thi|luat|phap lenh|lenh|quy che"
    r"|quy dinh|thong cao|thong bao|huong dan|chuong trinh|ke hoach|phuong an|de an|du an|bao cao|bien ban"
    r"|to trinh|hop dong|cong dien|cong van|ban ghi nho|ban thoa thuan|giay moi|giay uy quyen|ket luan"
    r"|dieu le|noi quy|thu moi|cong bo|loi keu goi|de cuong"
)
_KIND = re.compile(rf"(?P<kind>{_KINDS})\b\s*(?P<rest>.*)")
_REGARDING = re.compile(r"v ?/ ?v\b\s*:?\s*|ve viec\b", re.IGNORECASE)
_BEGINS_TEXT = re.compile(
    r"(?:can cu|kinh gui|theo |xet |thuc hien |dieu \d|chuong |phan |muc |i+\.|\d+\.|[a-z]\)|chu tich"
    r"|giam doc|bo truong|uy ban|hoi dong|chinh phu|noi nhan|thu tuong|so |ban )"
)


class OfficialHead(Struct, frozen=True):
    """Head of an official document.

    `title`: kind and subject. `title_lines`, `head_lines`: numbers of the lines with the title, and of all
    lines before the text. `date`, `dated`: date of the document, and the number of its line.
    """

    title: str
    title_lines: tuple[int, ...]
    head_lines: tuple[int, ...]
    date: PartialDate | None = None
    dated: int = 0


def read_official_head(lines: Sequence[Line]) -> OfficialHead | None:
    """Reads the head; None if the page does not begin as an official document."""
    first = list(lines[:_WITHIN])
    folded = [fold(line.text) for line in first]
    if not any(_MOTTO.search(text) for text in folded) or not any(_NUMBER.search(text) for text in folded):
        return None
    at = next((i for i, line in enumerate(first) if _kind_of(line.text)), -1)
    subject = next((i for i, text in enumerate(folded) if _REGARDING.match(text)), -1)
    if at < 0 and subject < 0:
        return None
    title, used = _entitled(first, at) if at >= 0 else _regarding(first, subject)
    last = max(used)
    dated = next((i for i, text in enumerate(folded[: last + 3]) if _DATED.search(text)), -1)
    head = range(max(last, dated) + 1)
    return OfficialHead(
        title,
        tuple(first[i].number for i in used),
        tuple(first[i].number for i in head),
        _date(folded[dated]) if dated >= 0 else None,
        first[dated].number if dated >= 0 else 0,
    )


def is_motto(text: str) -> bool:
    """Whether a line has only the motto of the state, or a rule."""
    return _MOTTO_ONLY.fullmatch(fold(text)) is not None


def _kind_of(text: str) -> tuple[str, str] | None:
    """Returns kind and rest of a line that begins with a kind in capitals."""
    found = _KIND.fullmatch(fold(text))
    if found is None:
        return None
    words = text.split()
    count = len(found["kind"].split())
    kind, rest = " ".join(words[:count]), " ".join(words[count:])
    return (kind, rest) if kind.isupper() and len(rest) <= _SUBJECT else None


def _entitled(lines: list[Line], at: int) -> tuple[str, list[int]]:
    """Returns the title of kind and subject, and the indexes of its lines."""
    kind, subject = _kind_of(lines[at].text) or (lines[at].text, "")
    used = [at]
    for i in range(at + 1, min(at + 1 + _MOST_SUBJECT_LINES, len(lines))):
        line = lines[i]
        goes_on = not subject or line.soft or line.text[0].islower()
        if (
            not goes_on
            or _BEGINS_TEXT.match(fold(line.text))
            or is_paragraph(line.text)
            or not _has_words(line)
        ):
            break
        subject = f"{subject} {line.text}".strip()
        used.append(i)
    return _joined(kind, subject), used


def _joined(kind: str, subject: str) -> str:
    if not subject:
        return kind
    if subject.isupper():
        return f"{kind} {subject}"
    said = f"{subject[0].lower()}{subject[1:]}" if fold(subject).startswith("ve ") else subject
    return f"{kind.capitalize()} {said}"


def _regarding(lines: list[Line], at: int) -> tuple[str, list[int]]:
    """Returns the subject of a letter, which has no kind ("V/v …")."""
    subject = lines[at].text[_length(lines[at].text) :].strip()
    used = [at]
    for i in range(at + 1, min(at + 3, len(lines))):
        if not (lines[i].soft and lines[i].text[0].islower()):
            break
        subject += f" {lines[i].text}"
        used.append(i)
    return f"Về việc {subject}", used


def _length(text: str) -> int:
    found = re.match(r"(?i)v ?/ ?v\b\s*:?|về việc\b", text)
    return found.end() if found else 0


def _has_words(line: Line) -> bool:
    return any(letter.isalpha() for letter in line.text)


def _date(text: str) -> PartialDate | None:
    """Returns the date of a folded line; the month or year alone if the day is left open."""
    found = _DATED.search(text)
    if found is None:
        return None
    stated = [part for part in (found["day"], found["month"]) if part]
    if found["day"] and not found["month"]:
        stated = []
    return parse_date("/".join([*stated, found["year"]]))
