"""Tells how a date that cannot be read may have been meant."""

import re

from generator.text.dates import FIRST_YEAR, LAST_YEAR, parse_date

_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CENTURY = 70  # a smaller number is a year of this century


def date_fault(value: str) -> tuple[str, str]:
    """Returns the problem code of a value that is no date, and a likely date.

    The date is "" if none suggests itself.
    """
    if short := _SHORT_YEAR.fullmatch(value.strip()):
        century = "20" if int(short[3]) < _CENTURY else "19"
        meant = f"{short[1]}/{short[2]}/{century}{short[3]}"
        if parse_date(meant):
            return "date-year", meant
    years = {year for year in _YEAR.findall(value) if FIRST_YEAR <= int(year) <= LAST_YEAR}
    has_words = re.search(r"[^\W\d_]{2}", value) is not None
    return ("date-words", years.pop()) if has_words and len(years) == 1 else ("date", "")
