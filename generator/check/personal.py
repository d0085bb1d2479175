"""Checks for personal data: identity numbers, mobile telephones, places by GPS.

Landlines and short numbers are those of offices. Standing pages, which name contacts, are not read. Tables
of figures, code, addresses and numbers of documents are no personal data.
"""

import re
from collections.abc import Iterator, Sequence

from generator.check.prose import BlockKind, ProseBlock
from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.read.files import section_of

_READ = ("title", "summary")
_ALONE, _END = r"(?<![\w/.,+%-])", r"(?![\w/%]|[.,-]\d)"
_GAP = r"[ .\-]?"
_IDENTITY = re.compile(rf"{_ALONE}0\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_END}")
# Nine digits, and twelve with another beginning, only where the text itself calls them so.
_CALLED = re.compile(
    r"(?:CCCD|CMND|CMTND|căn cước|chứng minh nhân dân|chứng minh thư|định danh cá nhân|hộ chiếu|ID card"
    r"|identity (?:card|number)|passport)[^.;\n\d]{0,30}?\b([A-Z]?\d(?:[ .]?\d){6,11})" + _END,
    re.IGNORECASE,
)
_TELEPHONE = re.compile(rf"{_ALONE}(?:0|(?:\+|00)84{_GAP}(?:\(0\))?)[35789]\d(?:{_GAP}\d){{7}}{_END}")
_ABROAD = re.compile(rf"(?<!\w)\+84{_GAP}[35789]\d(?:{_GAP}\d){{7}}{_END}")
_DEGREES = re.compile(
    r"(?<![\w.])-?(?:[0-8]?\d)\.\d{4,9}°?[ ]?[NB]?[ ]*[,;/ ][ ]*-?(?:1?\d{1,2})\.\d{4,9}(?![\w.]*\d)"
    r"|(?<!\d)\d{1,3}\s?°\s?\d{1,2}\s?['’′]\s?\d{1,2}(?:[.,]\d+)?\s?(?:[\"”″]|['’′]{2})"
    r"(?:\s?[NBEĐS]?[\s,;và/]{1,5}\d{1,3}\s?°\s?\d{1,2}\s?['’′]\s?\d{1,2}(?:[.,]\d+)?\s?(?:[\"”″]|['’′]{2}))?"
)
# More than two numbers in a row are no place.
_SERIES = re.compile(r"\d[\s,;]*-?$")
_SERIES_GOES_ON = re.compile(r"\s*[,;]\s*-?\d")
# One of these, or "°", is in each of the above.
_MANY_DIGITS, _DECIMALS = re.compile(r"\d(?:[ .\-]?\d){6}"), re.compile(r"\.\d{4}")
_NEAR = 12  # characters
_KEPT_DIGITS = 3  # of what is shown, so that reports do not repeat it


def personal_problems(source_text: SourceText, blocks: Sequence[ProseBlock]) -> Iterator[Problem]:
    """Yields a problem for each piece of personal data in title, summary and text."""
    if not section_of(source_text.path):
        return
    for scalar in source_text.scalars:
        if scalar.name in _READ:
            for code, _, text in personal_data(scalar.value):
                yield Problem.at(source_text.path, scalar.position, code, value=masked(text))
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            for code, at, text in personal_data(block.text):
                yield source_text.problem(block.offset + at, code, value=masked(text))


def personal_data(text: str) -> Iterator[tuple[str, int, str]]:
    """Yields (code, offset, text) of the personal data in a text, in their order."""
    if not (_MANY_DIGITS.search(text) or _DECIMALS.search(text) or "°" in text):
        return
    found = {(match.start(1), match[1]): "identity-number" for match in _CALLED.finditer(text)}
    found |= {(match.start(), match[0]): "identity-number" for match in _IDENTITY.finditer(text)}
    for pattern in (_TELEPHONE, _ABROAD):
        found |= {(match.start(), match[0]): "telephone" for match in pattern.finditer(text)}
    found |= {
        (match.start(), match[0]): "gps-place"
        for match in _DEGREES.finditer(text)
        if not _SERIES.search(text[max(0, match.start() - _NEAR) : match.start()])
        and not _SERIES_GOES_ON.match(text, match.end())
    }
    ends = -1
    for (at, piece), code in sorted(found.items()):
        if at >= ends:
            yield code, at, piece
            ends = at + len(piece)


def masked(text: str) -> str:
    """The beginning of the data, with a sign for each further letter and digit."""
    kept = 0
    shown = []
    for char in text:
        kept += char.isalnum()
        shown.append("•" if char.isalnum() and kept > _KEPT_DIGITS else char)
    return "".join(shown)
