"""Finds the origin of a page: publisher, URL and day of capture."""

import hashlib
import re

from generator.importer.capture import Capture
from generator.importer.fields.byline import Byline
from generator.importer.lines.boilerplate import is_masthead
from generator.importer.reading.page import CapturedPage
from generator.importer.text.regions import PageRegions
from generator.provinces.gazetteer import load_gazetteer
from generator.text.dates import parse_date
from generator.text.names import is_organisation
from generator.text.unicode import fold, old_tone_placement

_ADDRESS = re.compile(
    r"(?:(?:url|link|permalink|source|nguon|dia chi (?:trang|bai viet)|this page location is)\s*:\s*)?(https?://\S+)"
)
_CAPTURED = re.compile(
    r"(?:captured|saved|retrieved|ngày lưu|lưu ngày|đã lưu)(?: on)?\s*:?\s*(.+)", re.IGNORECASE
)
_WEB = re.compile(r"https?://[^\s<>\"]{4,}", re.IGNORECASE)
_PROPER = (("khoa học và công nghệ", "Khoa học và Công nghệ"), ("việt nam", "Việt Nam"), ("ubnd", "UBND"))
_DESIGNATION = re.compile(r"\b(tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


def origin_of(capture: Capture, page: CapturedPage) -> dict[str, str]:
    """Returns the fields of `source`: URL and capture date if known, and SHA-256."""
    source: dict[str, str] = {}
    for line in (*page.lines[:3], *page.lines[-3:]) if not page.marked_up else ():
        address = _ADDRESS.fullmatch(fold(line.text))
        captured = _CAPTURED.fullmatch(line.text)
        when = parse_date(captured[1]) if captured else None
        if address and "url" not in source:
            source["url"] = line.text[address.start(1) :]
        if when:
            source["captured"] = when.iso
    address_ = address_of(capture, page)
    day = parse_date(capture.captured) if capture.captured else None
    if address_:
        source["url"] = address_
    if day:
        source["captured"] = day.iso
    return source | {"sha256": hashlib.sha256(capture.data).hexdigest()}


def address_of(capture: Capture, page: CapturedPage) -> str:
    """Returns the URL of the capture, else of the metadata; "" if unknown."""
    claimed = (claim.value for claim in page.metadata.of("url"))
    return next((url for url in (capture.address, *claimed) if _WEB.match(url)), "")


def publisher_of(regions: PageRegions, byline: Byline, page: CapturedPage) -> str:
    """Returns the original publisher; "" if unknown.

    In this order: the source that the page names, its masthead, its metadata.
    """
    if byline.publisher:
        return byline.publisher
    names = [line.text for line in regions.foot if is_masthead(line.text) and line.text.isupper()]
    if len(set(names)) == 1:
        return _in_sentence_case(names[0])
    claimed = [claim.value for claim in page.metadata.of("publisher") if is_organisation(claim.value)]
    return claimed[0] if claimed and not names else ""


def _in_sentence_case(name: str) -> str:
    """Returns a masthead in sentence case, with names from the gazetteer."""
    text = old_tone_placement(name).lower()
    for lower, proper in _PROPER:
        text = text.replace(lower, proper)
    for place in sorted(load_gazetteer().places.values(), key=lambda place: -len(place.name)):
        text = re.sub(rf"\b{re.escape(place.name.lower())}\b", place.name, text)
    return text[:1].upper() + text[1:]
