"""Filters: dates, numbers and sizes in the form of a language (CLDR, through Babel)."""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache
from html import unescape
from urllib.parse import urlsplit

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from markupsafe import Markup

from generator.model.values import PartialDate
from generator.render.scripts import minified

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
    patterns, locale = _PATTERNS.get(lang, _PATTERNS["en"]), _locale(lang)
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


def short_date(when: PartialDate, lang: str) -> str:
    """The date where there is little room: "27-12-1975", "27 Dec 1975", or the year alone."""
    if when.month is None:
        return str(when.year)
    parts = ("d", "M", "y") if lang == "vi" else ("d", "MMM", "y")
    pattern = ("-" if lang == "vi" else " ").join(parts if when.day else parts[1:])
    return format_date(when.first_day, pattern, _locale(lang))


@lru_cache(maxsize=16_384)
def day_and_month(when: PartialDate, lang: str) -> str:
    """The date under a heading that has its year, on one line: "27 tháng 12", "27 December", "tháng 12"."""
    if when.month is None:
        return written_date(when, lang)
    pattern = "'tháng' M" if lang == "vi" else "MMMM"
    pattern = f"d {pattern}" if when.day else pattern
    return format_date(when.first_day, pattern, _locale(lang)).replace(" ", "\N{NO-BREAK SPACE}")


def month_of(when: PartialDate, lang: str) -> str:
    """The month of a date in words; the year if that is unknown."""
    return written_date(PartialDate(when.year, when.month), lang)


def repeats(html: str, text: str) -> bool:
    """Whether sanitised HTML contains, near its beginning, the beginning of a text."""
    head, start = str(html)[:_HEAD], text[:_START]
    if _stands_as_it_is(head, start):
        return True
    words = start.split()[:-1]  # the last one may be cut
    # Removing the tags is slow, and mostly one of the words is missing anyway.
    if any(word not in head for word in words if word.isalnum()):
        return False
    return start in " ".join(unescape(_TAG.sub("", head)).split())


def _stands_as_it_is(head: str, start: str) -> bool:
    """Whether a text surely stands in HTML outside of any tag; False if that is not certain."""
    at = head.find(start.replace("&", "&amp;")) if start == " ".join(start.split()) else -1
    if at < 0 or "<" in start or ">" in start:
        return False
    before = head[:at]
    in_tag = '"' in before or before.rfind("<") > before.rfind(">")
    return not in_tag and before.rfind("&") <= before.rfind(";")  # nor within "&amp;"


def iso_date(when: PartialDate | date | datetime) -> str:
    """The date for a `datetime` attribute."""
    return when.iso if isinstance(when, PartialDate) else when.isoformat()


@lru_cache(maxsize=4096)
def written_number(number: int, lang: str) -> str:
    """A number with the digit grouping of the language: "1.234", "1,234"."""
    return format_decimal(number, locale=_locale(lang))


@lru_cache(maxsize=1024)
def written_percent(number: float, lang: str) -> str:
    """Hundredths with one decimal: "12.5", "12,5"; below a twentieth of one "< 0.1"."""
    if 0 < number < 0.05:
        return f"< {format_decimal(0.1, locale=_locale(lang))}"
    return format_decimal(number, format="0.0", locale=_locale(lang))


def written_size(size: int, lang: str) -> str:
    """A size in bytes, in KB or MB: "48 KB", "1,2 MB"."""
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)), locale=_locale(lang))} KB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=_locale(lang))} MB"


def written_length(seconds: int) -> str:
    """The length of a film: "0:08", "1:02:05"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def host(url: str) -> str:
    """The host of a URL."""
    return urlsplit(url).netloc


def language_name(lang: str) -> str:
    """The name of a language in that language."""
    name = _NAMES.get(lang) or _locale(lang).get_display_name() or lang
    return f"{name[0].upper()}{name[1:]}"


def compact(script: str) -> Markup:
    """A script as it is published: see `generator/render/scripts.py`."""
    return Markup(minified(script))
