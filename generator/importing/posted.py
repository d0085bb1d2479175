"""The date of publication: which of the page's date lines says it, if any does."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from generator.importing.dateline import DateLine, Label, read_dateline
from generator.importing.frame import Frame
from generator.importing.lines import Line
from generator.importing.shape import is_label
from generator.importing.title import Title
from generator.model import PartialDate

_NEWS = timedelta(days=45)  # what a news item tells of happened within this time before it
_ABOVE = 3  # lines above the title that may hold its labelled date
_TEXT_LINES = 1  # a date line may also stand below the lead
_NUMBER = re.compile(r"Số\s*:\s*\d+\s*/")  # of a decree, whose own date stands beside it
_DAY_MONTH = re.compile(r"(?<![\d/.,\-])(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?![\d/.\-]*\d)")
_DAY_WORDS = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Posted:
    """The date line that was chosen (None: no reliable one), whether to doubt it, and all that were read."""

    line: DateLine | None = None
    doubtful: bool = False
    updated: PartialDate | None = None
    lines: frozenset[int] = frozenset()
    all: tuple[DateLine, ...] = ()


def find_posted(frame: Frame, title: Title) -> Posted:
    """The date of publication, by place and label.

    In order of trust: a labelled line around the title or after the text; a line between title and text;
    one in the title; one directly above the title, if the text does not speak against it. A date line
    further up is that of the site's header: today's.
    """
    in_document = any(_NUMBER.match(line.text) for line in (*frame.head, *frame.front, *frame.text[:3]))
    below = _read(frame.front) + _read(frame.text[:_TEXT_LINES])
    after = [found for found in _read(frame.signature) if found[1].label is Label.POSTED]
    above = [found for found in _read(frame.head[-_ABOVE:]) if found[1].label is not Label.NONE]
    labelled = [found for found in (*below, *after, *above) if found[1].label is not Label.NONE]
    labelled.sort(key=lambda found: found[1].label is Label.UPDATED)
    plain = [f for f in below if f[1].label is Label.NONE and not (f[1].place and in_document)]
    lines = frozenset(line.number for line, _ in (*below, *after))
    every = tuple(found for _, found in (*below, *after, *labelled))
    sure = labelled[:1] if labelled and labelled[0][1].label is Label.POSTED else (plain or labelled)[:1]
    if sure or title.date:
        chosen = sure[0][1] if sure else title.date
        return Posted(chosen, _contradicted(plain, chosen), _updated(chosen, every), lines, every)
    return _from_above(frame, title, lines)


def _read(lines: tuple[Line, ...]) -> list[tuple[Line, DateLine]]:
    return [(line, found) for line in lines if (found := read_dateline(line.text))]


def _contradicted(plain: list[tuple[Line, DateLine]], chosen: DateLine | None) -> bool:
    """Whether lines without labels give several days and the chosen one is among them."""
    days = {_day(found.date) for _, found in plain}
    return chosen is not None and chosen.label is Label.NONE and len(days) > 1


def _updated(chosen: DateLine | None, every: tuple[DateLine, ...]) -> PartialDate | None:
    """A later date of revision, if the page gives one beside that of publication."""
    if chosen is None or chosen.label is Label.UPDATED:
        return None
    dates = [chosen.updated, *(found.date for found in every if found.label is Label.UPDATED)]
    return next((d for d in dates if d and d.sort_key > chosen.date.sort_key), None)


def _from_above(frame: Frame, title: Title, lines: frozenset[int]) -> Posted:
    """A date line directly above the title; doubtful unless the text tells of days shortly before it."""
    for line in reversed(frame.head):
        found = read_dateline(line.text)
        if found:
            agreement = _agreement(found.date, " ".join([title.text, *(line.text for line in frame.text)]))
            return (
                Posted(found, agreement == "year", None, lines, (found,))
                if agreement
                else Posted(lines=lines)
            )
        if not is_label(line.text):
            break
    return Posted(lines=lines)


def _agreement(posted: PartialDate, text: str) -> str:
    """How the text supports a date: "days" (it tells of days just before), "year", or "" (not at all)."""
    day = posted.first_day
    years = [int(year) for year in _YEAR.findall(text)]
    if years and max(years) < posted.year - 1:
        return ""
    if any(timedelta(0) <= day - told <= _NEWS for told in _days_told(text, posted.year)):
        return "days"
    return "year" if years and max(years) in (posted.year, posted.year + 1) else ""


def _days_told(text: str, year: int) -> list[date]:
    """The days that a text names, those without a year in the given one."""
    told = []
    for found in (*_DAY_MONTH.finditer(text), *_DAY_WORDS.finditer(text)):
        try:
            told.append(date(int(found[3] or year), int(found[2]), int(found[1])))
        except ValueError:
            continue  # 45/60 is no day
    return told


def _day(value: PartialDate) -> tuple[int, int | None, int | None]:
    return value.year, value.month, value.day
