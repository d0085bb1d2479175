"""Unwraps pages that were saved from a web archive such as the Wayback Machine.

Their addresses, links and pictures then are those of the old site. The day of capture is that of the archive.
"""

import re

from msgspec.structs import replace

from generator.importer.addresses import original_address
from generator.importer.capture import Capture

_WRAPPED = re.compile(
    rb"(?:(?:https?:)?//[\w.-]+(?::\d+)?)?/(?:web|wayback|all)/(\d{14})(?:[a-z]{2,3}_)?/(?=https?:/)"
)
_MARKS = (b"web.archive.org", b"wm-ipp", b"wombat", b"WAYBACK TOOLBAR", b"/wayback/")
_SAVED_FROM = re.compile(
    rb"saved from url=\(\d+\)\s*(?:https?://[\w.-]+/(?:web|wayback|all)/(\d{14}))|__wm\.\w+\([^)]*?[\"'](\d{14})[\"']"
)


def without_archive(capture: Capture) -> Capture:
    """Returns the capture with its original addresses; others are returned as they are."""
    data, (original, moment) = capture.data, original_address(capture.address)
    if not moment and not (any(mark in data for mark in _MARKS) and _WRAPPED.search(data)):
        return capture
    stated = _SAVED_FROM.search(data)
    found = moment or (next(filter(None, stated.groups()), b"").decode() if stated else "")
    if not found and (first := _WRAPPED.search(data)):
        found = first[1].decode()
    captured = _instant(found) or capture.captured
    return replace(capture, data=_WRAPPED.sub(b"", data), address=original, captured=captured)


def _instant(digits: str) -> str:
    """Returns an instant in ISO: "20140110030405" is in Greenwich time."""
    if not re.fullmatch(r"\d{14}", digits):
        return ""
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"
