"""Filters: dates, numbers and sizes in the form of a language (CLDR, through Babel)."""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache
from html import unescape

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from generator.model.values import PartialDate

# CLDR's own Vietnamese patterns lack the word "năm", which running text needs.
_PATTERNS = {
    "vi": {"day": "d 'tháng' M 'năm' y", "month": "'tháng' M 'năm' y", "time": "{time}, {day}"},
    "en": {"day": "d MMMM y", "month": "MMMM y", "time": "{day}, {time}"},
}
_TAG = re.compile(r"<[^>]*>")
_HEAD, _START = 2000, 40  # characters
_NAMES = {"vi": "Tiếng Việt", "en": "English"}


# Babel parses the name of a language at each call.
_locale = cache(Locale.parse)


@lru_cache(maxsize=16384)
def written_date(when: PartialDate | date, lang: str) -> str:
    """The date in words, with the parts that are known: "8 tháng 1 năm 2014", "January 2014", "2014"."""
    patterns, locale = _PATTERNS[lang], _locale(lang)
    if isinstance(when, date):
        return format_date(when, patterns["day"], locale)
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return format_date(when.first_day, patterns["month"], locale)
    day = format_date(when.first_day, patterns["day"], locale)
    if when.time is None:
        return day
    clock = format_time(time.fromisoformat(when.time), "HH:mm", locale=locale)
    return patterns["time"].format(time=clock, day=day)


def repeats(html: str, text: str) -> bool:
    """Whether sanitised HTML contains, near its beginning, the beginning of a text."""
    head, start = str(html)[:_HEAD], text[:_START]
    words = start.split()[:-1]  # the last one may be cut
    # Removing the tags is slow, and mostly one of the words is missing anyway.
    if any(word not in head for word in words if word.isalnum()):
        return False
    return start in " ".join(unescape(_TAG.sub("", head)).split())


def iso_date(when: PartialDate | date | datetime) -> str:
    """The date for a `datetime` attribute."""
    return when.iso if isinstance(when, PartialDate) else when.isoformat()


@lru_cache(maxsize=4096)
def written_number(number: int, lang: str) -> str:
    """A number with the digit grouping of the language: "1.234", "1,234"."""
    return format_decimal(number, locale=_locale(lang))


def written_size(size: int, lang: str) -> str:
    """A size in bytes, in KB or MB: "48 KB", "1,2 MB"."""
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)), locale=_locale(lang))} KB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=_locale(lang))} MB"


def language_name(lang: str) -> str:
    """The name of a language in that language."""
    return _NAMES[lang]
