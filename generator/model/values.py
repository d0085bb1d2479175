"""Basic values of all records: texts in languages, partial dates, positions in files."""

from datetime import date
from typing import NamedTuple

from msgspec import Struct


class Position(NamedTuple):
    """A position in a file: line and column, both counted from 1."""

    line: int
    column: int


FILE_START = Position(1, 1)  # the position of problems that concern a whole file


class Text(Struct, frozen=True, array_like=True, gc=False):
    """A text and its language."""

    value: str
    lang: str


class LocalText(Struct, frozen=True, array_like=True, gc=False):
    """One text in one or more languages, in the order in which they were given."""

    texts: tuple[Text, ...] = ()

    def get(self, lang: str) -> str | None:
        """The text in exactly this language, or None."""
        for text in self.texts:
            if text.lang == lang:
                return text.value
        return None

    def best(self, lang: str) -> Text:
        """The text in this language, else the first one; an empty text if there is none."""
        for text in self.texts:
            if text.lang == lang:
                return text
        return self.texts[0] if self.texts else Text("", lang)

    def __bool__(self) -> bool:
        return bool(self.texts)


class PartialDate(Struct, frozen=True, array_like=True, order=True, gc=False):
    """A date known to the year, the month or the day.

    `time` is HH:MM or HH:MM:SS in local time. Only a date with a day has one.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: str | None = None

    @property
    def iso(self) -> str:
        """ISO 8601 without time zone: 2014, 2014-01, 2014-01-08 or 2014-01-08T18:11."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"{text}T{self.time}" if self.time else text

    @property
    def first_day(self) -> date:
        """The earliest day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Key for sorting. Unknown parts sort first."""
        return (self.year, self.month or 0, self.day or 0, self.time or "")
