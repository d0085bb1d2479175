"""Reads dates as machines write them, in Vietnam's local time.

Besides the forms of `parse_date`: RFC 2822, seconds or milliseconds since 1970, dates of .NET, ISO 8601
without hyphens.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from generator.model.values import PartialDate
from generator.text.dates import parse_date

_VIETNAM = timezone(timedelta(hours=7))
_SINCE_1970 = re.compile(r"(?:/Date\()?(?P<number>\d{9,10}|\d{12,13})(?:[+-]\d{4})?(?:\)/)?(?:\.0+)?")
_MILLISECONDS = 11  # digits; fewer are seconds
_FIRST, _LAST = 1990, 2100  # years of the web
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_NAMED_ZONE = re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?) ?(?:UTC|GMT)")
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4}) (?P<clock>\d{2}:\d{2}:\d{2})"
    r" (?:GMT|UTC)?(?P<zone>[+-]\d{4})(?: \([^()]*\))?"
)


def read_moment(text: str) -> PartialDate | None:
    """Returns the date that a machine wrote; None if it is none."""
    line = " ".join(text.split())
    return parse_date(line) or _numbered(line) or _in_words(line)


def _numbered(text: str) -> PartialDate | None:
    if named := _NAMED_ZONE.fullmatch(text):
        return parse_date(f"{named['moment']}Z")
    if since := _SINCE_1970.fullmatch(text):
        seconds = int(since["number"]) / (1000 if len(since["number"]) > _MILLISECONDS else 1)
        return _local(datetime.fromtimestamp(seconds, UTC))
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        return parse_date(f"{year}-{month}-{day}{clock}")
    return None


def _in_words(text: str) -> PartialDate | None:
    if script := _SCRIPT.fullmatch(text):
        text = "{day} {month} {year} {clock} {zone}".format(**script.groupdict())
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _local(moment)


def _local(moment: datetime) -> PartialDate | None:
    """Returns a moment in Vietnam's time; one without zone as it stands."""
    if not _FIRST <= moment.year <= _LAST:
        return None
    local = moment.astimezone(_VIETNAM) if moment.tzinfo else moment
    return parse_date(local.replace(tzinfo=None).isoformat(timespec="seconds"))
