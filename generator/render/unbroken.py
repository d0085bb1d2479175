"""Names and dates that do not go on in the next line."""

import re
from functools import cache, lru_cache

from markupsafe import Markup, escape

from generator.provinces.gazetteer import load_gazetteer

_TOGETHER = '<span class="nowrap">{}</span>'
_MARKS = r"[,.;:!?)”]*"  # what follows without a blank, which would begin a line by itself
_DATE = re.compile(rf"\d\d?-\d\d?-\d{{4}}(?![\w/-]){_MARKS}")
_YEAR = re.compile(r"-\d{4}")  # in every such date; much faster to look for
_WITHIN = re.compile(r"[\w/.-]$")  # before a match that is part of something longer


@lru_cache(maxsize=16_384)
def unbroken(text: str) -> Markup:
    """The text, in which names of provinces and dates stay together."""
    return Markup(unbroken_dates(_names().sub(_unbroken_name, str(escape(text)))))


def with_unbroken_dates(text: str) -> Markup:
    """The text, in which each date stays on one line. Many lists show summaries, so names are left alone."""
    return Markup(unbroken_dates(str(escape(text))))


def unbroken_dates(html: str) -> str:
    """HTML, in which each date such as 24-7-2023 stays on one line."""
    return _DATE.sub(_unbroken_date, html) if _YEAR.search(html) else html


def _unbroken_name(found: re.Match[str]) -> str:
    """A class keeps syllables together. Unlike a no-break space it gives way where the line is too short."""
    return found[0] if _begins_within(found) else _TOGETHER.format(found[0])


def _unbroken_date(found: re.Match[str]) -> str:
    """Browsers break after a hyphen. What stands within a tag, such as an address, is left alone."""
    html, start = found.string, found.start()
    in_tag = html.rfind("<", 0, start) > html.rfind(">", 0, start)
    return found[0] if in_tag or _begins_within(found) else _TOGETHER.format(found[0])


def _begins_within(found: re.Match[str]) -> bool:
    return bool(_WITHIN.search(found.string, max(found.start() - 1, 0), found.start()))


@cache
def _names() -> re.Pattern[str]:
    """The names of provinces that have several syllables, in both languages.

    The alternatives come first, because Python looks for their first letters then, which is fast.
    """
    places = load_gazetteer().places.values()
    names = {name for place in places for name in (place.name, place.name_en) if " " in name}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w){_MARKS}")
