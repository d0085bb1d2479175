"""Where the page came from: who published it first, its address, the day of its capture."""

import hashlib
import re

from generator.importing.byline import Byline
from generator.importing.frame import Frame
from generator.importing.furniture import is_masthead
from generator.importing.lines import Line
from generator.provinces.gazetteer import load_gazetteer
from generator.text.dates import parse_date
from generator.text.unicode import fold, old_tone_placement

_ADDRESS = re.compile(
    r"(?:(?:url|link|permalink|source|nguon|dia chi (?:trang|bai viet)|this page location is)\s*:\s*)?(https?://\S+)"
)
_CAPTURED = re.compile(
    r"(?:captured|saved|retrieved|ngày lưu|lưu ngày|đã lưu)(?: on)?\s*:?\s*(.+)", re.IGNORECASE
)
_PROPER = (("khoa học và công nghệ", "Khoa học và Công nghệ"), ("việt nam", "Việt Nam"), ("ubnd", "UBND"))
_DESIGNATION = re.compile(r"\b(tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


def origin_of(lines: tuple[Line, ...], data: bytes) -> dict[str, str]:
    """The fields of `source`: address and capture date where the page says them, SHA-256 always."""
    source: dict[str, str] = {}
    for line in (*lines[:3], *lines[-3:]):
        address = _ADDRESS.fullmatch(fold(line.text))
        captured = _CAPTURED.fullmatch(line.text)
        when = parse_date(captured[1]) if captured else None
        if address and "url" not in source:
            source["url"] = line.text[address.start(1) :]
        if when:
            source["captured"] = when.iso
    return source | {"sha256": hashlib.sha256(data).hexdigest()}


def publisher_of(frame: Frame, byline: Byline) -> str:
    """Who published it first: whom the page names as its source, else the masthead at its foot."""
    if byline.publisher:
        return byline.publisher
    names = [line.text for line in frame.foot if is_masthead(line.text) and line.text.isupper()]
    return _in_sentence_case(names[0]) if len(set(names)) == 1 else ""


def _in_sentence_case(name: str) -> str:
    """A masthead in capitals as a sentence would write it; the province's name from the gazetteer."""
    text = old_tone_placement(name).lower()
    for lower, proper in _PROPER:
        text = text.replace(lower, proper)
    for place in sorted(load_gazetteer().places.values(), key=lambda place: -len(place.name)):
        text = re.sub(rf"\b{re.escape(place.name.lower())}\b", place.name, text)
    return text[:1].upper() + text[1:]
