"""Writes the numbers of lists as pages and Word show them: a, IV, 03."""

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(lower|upper)-(alpha|latin|roman)", re.IGNORECASE)


def number_label(number: int, form: str) -> str:
    """Returns a number in a format, which has its name in Word."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = (chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1))[:10]
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def format_of(type_: str, style: str) -> str:
    """Returns the format of a list in HTML; "" for plain numbers."""
    if named := _STYLE.search(style):
        return f"{named[1].lower()}{'Roman' if named[2].lower() == 'roman' else 'Letter'}"
    return _TYPES.get(type_.strip(), "")
