"""Reads dates as machines write them, in Vietnam's local time.

A page keeps the day that its own readers saw. Besides the forms of `parse_date`: RFC 2822, seconds or
milliseconds since 1970, dates of .NET, ISO 8601 without hyphens.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from generator.model.values import PartialDate
from generator.text.dates import VIETNAM, parse_date

_OFFSET = re.compile(
    r"\d:\d\d(?:\.\d+)? ?(?P<sign>[+-])(?!00:?00$)(?P<hours>[01]\d):?(?P<minutes>[0-5]\d)$"
)  # other than none
_LETTERS = re.compile(r"[ăđĩũơưạ-ỹ]", re.IGNORECASE)  # of Vietnamese alone
_SHARE = 50  # characters of Vietnamese with one of them
_HOST = re.compile(r"https?://[^/?#]+\.vn(?:[:/?#]|$)", re.IGNORECASE)
_SINCE_1970 = re.compile(r"(?:/Date\()?(?P<number>\d{9,10}|\d{12,13})(?:[+-]\d{4})?(?:\)/)?(?:\.0+)?")
_MILLISECONDS = 11  # digits; fewer are seconds
_FIRST, _LAST = 1990, 2100  # years of the web
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_NAMED_ZONE = re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?) ?(?:UTC|GMT)")
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4}) (?P<clock>\d{2}:\d{2}:\d{2})"
    r" (?:GMT|UTC)?(?P<zone>[+-]\d{4})(?: \([^()]*\))?"
)


def read_moment(text: str, zone: tzinfo = VIETNAM) -> PartialDate | None:
    """Returns the date that a machine wrote, in a time zone; None if it is none."""
    line = " ".join(text.split())
    return parse_date(line, zone) or _numbered(line, zone) or _in_words(line, zone)


def zone_of_page(moments: Iterable[str], text: str, address: str) -> tzinfo:
    """Returns the zone of a page: the offset that its moments have.

    If they have none, it is Vietnam's if the text is Vietnamese, or the host.
    """
    for moment in moments:
        if offset := _OFFSET.search(moment):
            minutes = 60 * int(offset["hours"]) + int(offset["minutes"])
            return timezone(timedelta(minutes=-minutes if offset["sign"] == "-" else minutes))
    vietnamese = len(_LETTERS.findall(text)) * _SHARE > len(text)
    return VIETNAM if vietnamese or _HOST.match(address) else UTC


def _numbered(text: str, zone: tzinfo) -> PartialDate | None:
    if named := _NAMED_ZONE.fullmatch(text):
        return parse_date(f"{named['moment']}Z", zone)
    if since := _SINCE_1970.fullmatch(text):
        seconds = int(since["number"]) / (1000 if len(since["number"]) > _MILLISECONDS else 1)
        return _local(datetime.fromtimestamp(seconds, UTC), zone)
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, offset = compact.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{offset or ''}" if hour else ""
        return parse_date(f"{year}-{month}-{day}{clock}", zone)
    return None


def _in_words(text: str, zone: tzinfo) -> PartialDate | None:
    if script := _SCRIPT.fullmatch(text):
        text = "{day} {month} {year} {clock} {zone}".format(**script.groupdict())
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _local(moment, zone)


def _local(moment: datetime, zone: tzinfo) -> PartialDate | None:
    """Returns a moment in a time zone; one without zone as it stands."""
    if not _FIRST <= moment.year <= _LAST:
        return None
    local = moment.astimezone(zone) if moment.tzinfo else moment
    return parse_date(local.replace(tzinfo=None).isoformat(timespec="seconds"))
