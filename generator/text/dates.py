"""Parses dates as Vietnamese editors and sites write them: day first, and never guessed.

Forms: ISO 8601; numbers (08/01/2014, 08-01-2014, 08.01.2014); words (ngày 08 tháng 01 năm 2014, Tháng Hai 8,
2018, 8 January 2014); a month (01/2014, tháng Giêng 2014) or a year alone. A label ("Ngày đăng:"), a weekday,
a time of day and Vietnam's time zone may surround them.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from generator.model.values import PartialDate
from generator.text.unicode import fold, one_line

FIRST_YEAR = 1945  # no Vietnamese department of today is older
LAST_YEAR = 2100
VIETNAM = timezone(timedelta(hours=7))

_VIETNAMESE_MONTHS = {
    "muoi mot": 11, "muoi hai": 12, "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "chap": 12,
}  # fmt: skip
_ENGLISH_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "chu nhat": 6, "cn": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

_VI_MONTH = "|".join(_VIETNAMESE_MONTHS)
_EN_MONTH = "|".join(_ENGLISH_MONTHS)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?P<month>\d{1,2})"
_THANG = r"(?:thang|thg\.?)"  # telephones shorten it
_ANY_VI_MONTH = rf"(?P<month>\d{{1,2}}|{_VI_MONTH})"

# The whole of a date, in folded text. No form in numbers has the month before the day.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY} ?(?P<sep>[/.\-]) ?{_MONTH} ?(?P=sep) ?{_YEAR}",
        rf"{_YEAR}(?P<sep>[/.\-]){_MONTH}(?P=sep){_DAY}",
        rf"(?:mong |mung )?{_DAY} {_THANG} {_ANY_VI_MONTH}(?: nam |, ?nam |, ?| ?[/\-] ?| ){_YEAR}",
        rf"{_THANG} {_ANY_VI_MONTH} {_DAY}(?: nam |, ?| ){_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?(?: of | |-)(?P<month>{_EN_MONTH})\.?(?:, ?| |-){_YEAR}",
        rf"(?P<month>{_EN_MONTH})\.? {_DAY}(?:st|nd|rd|th)?(?:, ?| ){_YEAR}",
        rf"{_THANG} {_ANY_VI_MONTH}(?: nam |, ?nam |, ?| ?[/\-] ?| ){_YEAR}",
        rf"(?P<month>{_EN_MONTH})\.?(?:, ?| ){_YEAR}",
        rf"{_MONTH}[/.\-]{_YEAR}",
        rf"{_YEAR}[/\-]{_MONTH}",
        rf"(?:nam )?{_YEAR}",
    )
)

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[Tt ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?: ?(?P<zone>[Zz]|[+-]\d{1,2}(?::?\d{2})?))?)?"
)
_LABEL = re.compile(
    r"(?:(?:ngay|thoi gian|gio|luc)(?: gio)? (?:dang|viet|gui|tao|cap nhat|xuat ban|phat hanh)(?: bai| tin)?"
    r"|(?:dang|cap nhat|xuat ban|gui|viet)(?: bai| tin)?(?: luc| ngay| vao| vao luc| lan cuoi| moi nhat)?"
    r"|lan cap nhat cuoi|(?:last )?updated?(?: on)?|posted(?: on)?|published(?: on)?|date|thoi gian|on"
    r"|luc|ngay)(?![a-z])[\s:,;|\-–]*"
)
_PLACE = re.compile(r"[^\W\d][^\d,:;|/]{1,40}, ?(?=ngay )")
_ZONE = re.compile(r"\(?\b(?:gmt|utc) ?\+ ?0?7(?::?00)?\b\)?|\(?\bict\b\)?")
_WEEKDAY = re.compile(
    r"\b(?:thu ?(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|(?<!&)cn)|t([2-7])"
    r"|(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?)\b"
)
_CLOCK = re.compile(
    r"(?:\b(?:vao )?luc ?:? ?|\bat )?(?<![\d:/.\-])(?P<hour>\d{1,2}) ?(?:[:hg]|gio) ?"
    r"(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?phut)?(?: ?(?P<half>am|pm|sa|ch)\b)?(?![\d:])"
)
_DASHES = re.compile(r"(?<=\d)[‐‑‒–—−](?=\d)")  # a word processor makes them of hyphens
_QUOTED = re.compile(r"[“”\"'‘’«»](.*)[“”\"'‘’«»]")
_EDGES = " ,;:|()[]-–—"


def parse_date(text: str, zone: tzinfo = VIETNAM) -> PartialDate | None:
    """The date in this text, in the local time of a time zone.

    None if the text is not a valid date.

    The day always comes before the month. Years are 1945 to 2100. Midnight means that the time is not known,
    because the old sites print it so.
    """
    line = _DASHES.sub("-", one_line(text)).replace("⁄", "/").replace("∕", "/")
    if quoted := _QUOTED.fullmatch(line):
        line = quoted[1]
    line = line.removesuffix(".").strip()
    if iso := _ISO.fullmatch(line):
        return _from_iso(iso, zone)
    rest = _ZONE.sub(" ", fold(line))
    clocks = list(_CLOCK.finditer(rest))
    if len(clocks) > 1 or rest.startswith("-"):
        return None
    time = _time(clocks[0]) if clocks else ""
    if time is None:
        return None
    core = _core(_CLOCK.sub(" ", rest))
    found = next((match for form in _FORMS if (match := form.fullmatch(core))), None)
    return _dated(found, time) if found else None


def weekday_agrees(text: str, day: PartialDate) -> bool | None:
    """Whether the weekday in a date line fits the date. None if there is nothing to compare."""
    printed = _WEEKDAY.search(fold(one_line(text)))
    if printed is None or day.month is None or day.day is None:
        return None
    name = next(group for group in printed.groups() if group)
    return _WEEKDAYS[name] == day.first_day.weekday()


def _core(text: str) -> str:
    """The date itself, without label, place, weekday and surrounding punctuation."""
    core = " ".join(_WEEKDAY.sub(" ", text, count=1).split()).strip(_EDGES)
    core = _PLACE.sub("", core, count=1) if _PLACE.match(core) else core
    for _ in range(2):  # "Đăng lúc: 10:47, ngày 08/02/2018" has two labels
        label = _LABEL.match(core)
        core = core[label.end() :].strip(_EDGES) if label else core
    return core


def _time(clock: re.Match[str]) -> str | None:
    """HH:MM or HH:MM:SS as printed; "" for midnight; None for an impossible time."""
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    afternoon, morning = clock["half"] in ("pm", "ch"), clock["half"] in ("am", "sa")
    if morning and hour > 12:
        return None
    if afternoon and hour < 12:
        hour += 12
    elif morning and hour == 12:
        hour = 0
    if hour == minute == second == 0:
        return ""
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if clock["second"] else "")


def _dated(found: re.Match[str], time: str) -> PartialDate | None:
    """The date of a matched form, or None."""
    parts = found.groupdict()
    month = _month(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    if time and day is None:
        return None
    return _checked(int(parts["year"]), month, day, time)


def _month(name: str) -> int:
    """Number of a month."""
    return int(name) if name.isdigit() else (_VIETNAMESE_MONTHS | _ENGLISH_MONTHS)[name]


def _checked(year: int, month: int | None, day: int | None, time: str) -> PartialDate | None:
    """The date, or None if it does not exist or is out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day, time or None)


def _from_iso(iso: re.Match[str], zone: tzinfo) -> PartialDate | None:
    """The date of an ISO 8601 text in a time zone, or None."""
    stamp = f"{iso['year']}-{iso['month']}-{iso['day']}"
    try:
        clock = iso["clock"] or ""
        moment = datetime.fromisoformat(f"{stamp}T{'0' * (clock.find(':') == 1)}{clock}" if clock else stamp)
    except ValueError:
        return None
    if iso["zone"]:
        offset = _offset(iso["zone"])
        if offset is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return None
        moment = moment.replace(tzinfo=offset).astimezone(zone)
    if not iso["clock"] or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return _checked(moment.year, moment.month, moment.day, "")
    clock = moment.strftime("%H:%M:%S" if iso["clock"].count(":") == 2 else "%H:%M")
    return _checked(moment.year, moment.month, moment.day, clock)


def _offset(zone: str) -> timezone | None:
    """The offset of an ISO time. None if it is larger than that of any time zone."""
    if zone in "Zz":
        return UTC
    digits = zone[1:].replace(":", "")
    hours, rest = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    minutes = int(hours) * 60 + int(rest)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
