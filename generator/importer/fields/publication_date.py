"""The date of publication: which of the page's date lines says it, if any does.

What the page claims for machines (meta tags, JSON-LD, <time>) is weighed against the line that readers see:
if they agree the date is sure, if they do not there is none. No date is better than a wrong one.
"""

import re
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.dateline import DateLabel, DateLine, read_dateline
from generator.importer.lines.shape import is_label
from generator.importer.lines.title import Title
from generator.importer.reading.page import Claims, Line, PagePart
from generator.importer.text.regions import PageRegions
from generator.model.values import PartialDate
from generator.text.dates import parse_date

_NEWS = timedelta(days=45)  # what a news item tells of happened within this time before it
_OLD = timedelta(days=400)
_BEGINNING = 500  # letters of title and text that tell of the event
_ABOVE = 3  # lines above the title that may hold its labelled date
_TEXT_LINES = 1  # a date line may also stand below the lead
_NUMBER = re.compile(r"Số\s*:\s*\d+\s*/")  # of a decree, whose own date stands beside it
_DAY_MONTH = re.compile(r"(?<![\d/.,\-])(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?![\d/.\-]*\d)")
_DAY_WORDS = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")


SURE = 0.8  # a date less sure than that is left out


class PublicationDate(Struct, frozen=True):
    """The date of publication, how it was found, how sure that is, and the lines that were read for it.

    `date` is None where nothing is reliable; `candidate` is then what was found and not trusted, with the
    line or claim `said`. `weekday`: the line's weekday is not that of its date.
    """

    date: PartialDate | None = None
    how: str = ""
    certainty: float = 0.0
    candidate: PartialDate | None = None
    said: str = ""
    weekday: bool = False
    updated: PartialDate | None = None
    lines: frozenset[int] = frozenset()
    all: tuple[DateLine, ...] = ()


class _Seen(Struct, frozen=True):
    """The date line that readers see (None: no reliable one), how it was found, and all that were read."""

    line: DateLine | None = None
    how: str = ""
    certainty: float = 0.0
    updated: PartialDate | None = None
    lines: frozenset[int] = frozenset()
    all: tuple[DateLine, ...] = ()


def find_posted(
    frame: PageRegions, title: Title, claims: Claims, captured: PartialDate | None = None
) -> PublicationDate:
    """The date of publication; `captured`: the day on which the page was saved, if known."""
    seen = _seen(frame, title)
    claimed = _claimed(claims, captured)
    posted = _weighed(seen, claimed, _story(frame, title), captured)
    updated = seen.updated or _revised(seen, posted, claims)
    later = updated if updated and posted.date and updated.sort_key > posted.date.sort_key else None
    if later and posted.date and _day(later) == _day(posted.date):
        later = None
    return replace(posted, updated=later, lines=seen.lines, all=seen.all)


def _weighed(
    seen: _Seen, claimed: tuple[PartialDate, str] | None, story: str, captured: PartialDate | None
) -> PublicationDate:
    """The date that line and claim give together."""
    line = seen.line
    if line is None:
        return _by_claim(claimed, story)
    if line.weekday_agrees is False:
        return PublicationDate(candidate=line.date, said=line.text, weekday=True, how=seen.how, certainty=0.4)
    if claimed and _day(claimed[0]) == _day(line.date):
        date = line.date if line.date.time or not claimed[0].time else claimed[0]
        return PublicationDate(date, f"{seen.how}, {claimed[1]}", 0.99)
    if claimed and line.label is DateLabel.UPDATED and claimed[0].sort_key < line.date.sort_key:
        return PublicationDate(claimed[0], claimed[1], 0.9)
    certainty = seen.certainty
    if claimed and not _neighbours(claimed[0], line.date):
        certainty = min(certainty, 0.85 if line.label is DateLabel.POSTED else 0.5)
    today = captured is not None and _day(captured) == _day(line.date) and line.label is DateLabel.NONE
    if (today and _agreement(line.date, story) != "days") or _is_later(line.date, captured):
        certainty = 0.3
    if certainty < SURE:
        return PublicationDate(candidate=line.date, said=line.text, how=seen.how, certainty=certainty)
    return PublicationDate(line.date, seen.how, certainty)


def _by_claim(claimed: tuple[PartialDate, str] | None, story: str) -> PublicationDate:
    """The date that is only claimed; a text that begins with a day long before it was moved here."""
    if claimed is None:
        return PublicationDate()
    date, how = claimed
    if _tells_of_old(date, story):
        return PublicationDate(candidate=date, said=how, how=how, certainty=0.4)
    return PublicationDate(date, how, 0.88)


def _claimed(claims: Claims, captured: PartialDate | None) -> tuple[PartialDate, str] | None:
    """The date that the page claims for machines; None where claims differ, or name the day of capture.

    A month or a year counts only where it is the date of an article in JSON-LD: other claims of a year may
    be of the site.
    """
    dates = [
        (date, claim.how)
        for claim in claims.of("date")
        if (date := parse_date(claim.value)) and (date.day or claim.how == "json-ld")
    ]
    if not dates or len({_day(date) for date, _ in dates}) > 1:
        return None
    date, how = max(dates, key=lambda dated: bool(dated[0].time))
    return None if captured and date.sort_key[:3] >= captured.sort_key[:3] else (date, how)


def _revised(seen: _Seen, posted: PublicationDate, claims: Claims) -> PartialDate | None:
    """A later date of revision: of the line, where the date is claimed, else claimed itself."""
    if seen.line and seen.line.label is DateLabel.UPDATED and posted.date and posted.date != seen.line.date:
        return seen.line.date
    return None


def _neighbours(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days are next to each other, as one moment is in two time zones."""
    return abs((one.first_day - other.first_day).days) <= 1


def _is_later(date: PartialDate, captured: PartialDate | None) -> bool:
    return captured is not None and captured.day is not None and date.first_day > captured.first_day


def _tells_of_old(posted: PartialDate, story: str) -> bool:
    """Whether a text's beginning tells, with their years, only of days over a year before a date."""
    days = _full_days(story[:_BEGINNING])
    return bool(days) and max(days) < posted.first_day - _OLD


def _story(frame: PageRegions, title: Title) -> str:
    return " ".join([title.text, *(line.text for line in frame.text)])


def _seen(frame: PageRegions, title: Title) -> _Seen:
    """The date of publication as readers see it, by place and label.

    In order of trust: a labelled line around the title or after the text; a line between title and text;
    one in the title; one directly above the title, if the text does not speak against it. A date line
    further up is that of the site's header: today's.
    """
    in_document = any(_NUMBER.match(line.text) for line in (*frame.head, *frame.front, *frame.text[:3]))
    below = _read(frame.front) + _read(frame.text[:_TEXT_LINES])
    after = [
        found
        for found in _read(frame.signature)
        if found[1].label is DateLabel.POSTED or _is_marked(found[0])
    ]
    above = [
        found
        for found in _read(frame.head[-_ABOVE:])
        if found[1].label is not DateLabel.NONE or _is_marked(found[0])
    ]
    labelled = [found for found in (*below, *after, *above) if found[1].label is not DateLabel.NONE]
    labelled.sort(key=lambda found: found[1].label is DateLabel.UPDATED)
    plain = [f for f in below if f[1].label is DateLabel.NONE and not (f[1].place and in_document)]
    plain += [f for f in (*above, *after) if f[1].label is DateLabel.NONE]
    lines = frozenset(line.number for line, _ in (*below, *after, *above))
    every = tuple(found for _, found in (*below, *after, *labelled))
    posted = labelled[:1] if labelled and labelled[0][1].label is DateLabel.POSTED else []
    sure = posted or plain or labelled
    if sure or title.date:
        chosen = sure[0][1] if sure else title.date
        certainty, how = (0.95, "label") if posted else (0.92, "line") if plain else (0.88, "updated")
        if _contradicted(posted or plain, chosen) or _contradicted(plain, chosen):
            certainty = 0.4
        return _Seen(chosen, how if sure else "title", certainty, _updated(chosen, every), lines, every)
    return _from_above(frame, title, lines)


def _is_marked(line: Line) -> bool:
    """Whether the markup says of a line that it gives the article's date."""
    return line.part is PagePart.DATE


def _read(lines: tuple[Line, ...]) -> list[tuple[Line, DateLine]]:
    return [(line, found) for line in lines if (found := read_dateline(line.text))]


def _contradicted(plain: list[tuple[Line, DateLine]], chosen: DateLine | None) -> bool:
    """Whether lines without labels give several days and the chosen one is among them."""
    days = {_day(found.date) for _, found in plain}
    return chosen is not None and len(days) > 1


def _updated(chosen: DateLine | None, every: tuple[DateLine, ...]) -> PartialDate | None:
    """A later date of revision, if the page gives one beside that of publication."""
    if chosen is None or chosen.label is DateLabel.UPDATED:
        return None
    dates = [chosen.updated, *(found.date for found in every if found.label is DateLabel.UPDATED)]
    return next((d for d in dates if d and d.sort_key > chosen.date.sort_key), None)


def _from_above(frame: PageRegions, title: Title, lines: frozenset[int]) -> _Seen:
    """A date line directly above the title; doubtful unless the text tells of days shortly before it."""
    for line in reversed(frame.head):
        found = read_dateline(line.text)
        if found:
            agreement = _agreement(found.date, _story(frame, title))
            certainty = 0.85 if agreement == "days" else 0.5
            return (
                _Seen(found, "above the title", certainty, None, lines, (found,))
                if agreement
                else _Seen(lines=lines)
            )
        if not is_label(line.text):
            break
    return _Seen(lines=lines)


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


def _full_days(text: str) -> list[date]:
    """The days that a text names with their years."""
    told = []
    for found in (*_DAY_MONTH.finditer(text), *_DAY_WORDS.finditer(text)):
        if found[3]:
            try:
                told.append(date(int(found[3]), int(found[2]), int(found[1])))
            except ValueError:
                continue
    return told


def _day(value: PartialDate) -> tuple[int, int | None, int | None]:
    return value.year, value.month, value.day
