"""Finds the publication date among the datelines and the metadata of a page.

If dateline and metadata agree, the date is certain. If they disagree, there is none. An unknown date is
better than a wrong one.
"""

import re
from datetime import date, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.fields.moments import read_moment
from generator.importer.lines.dateline import DateLabel, DateLine, read_dateline
from generator.importer.lines.shape import is_label
from generator.importer.lines.title import Title
from generator.importer.reading.page import FramedPlaces, Line, PageMetadata, PagePart
from generator.importer.text.regions import PageRegions
from generator.model.values import PartialDate
from generator.text.dates import VIETNAM
from generator.text.unicode import fold

_NEWS = timedelta(days=45)  # an event in the news is at most so old
_OLD = timedelta(days=400)
_BEGINNING = 500  # characters of title and text searched for the date of the event
_ABOVE = 3  # lines above the title that may hold its labelled date
_TEXT_LINES = 1  # a dateline may also follow the lead
_MARKED_LINES = 4  # or be a bit further down, if label and markup say that it is one
_NUMBER = re.compile(r"Số\s*:\s*\d+\s*/")  # of a decree, which has its own date beside it
_DAY_MONTH = re.compile(r"(?<![\d/.,\-])(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?![\d/.\-]*\d)")
_DAY_WORDS = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?", re.IGNORECASE)
# Where a site says so of all pages, "Cập nhật" is when an article was published; these are not.
_REVISED = re.compile(r"\blan cuoi\b|\bupdated?\b|\bmodified\b|\bsua (?:doi|luc|ngay)\b")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")


SURE = 0.8  # minimum certainty of a date


class PublicationDate(Struct, frozen=True):
    """Publication date, how it was found, its certainty, and the lines read.

    `date` is None if no date is reliable. `candidate` is then the rejected date, and `said` its line or
    source. `weekday`: the weekday does not match the date. `all`: all datelines. `pages`: number of pages of
    the site that showed its place.
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
    pages: int = 0


class _VisibleDate(Struct, frozen=True):
    """Dateline visible to readers, or None; how it was found, and all datelines.

    `pages`: number of pages of the site that showed its place, 0 if it was found on this page alone.
    """

    line: DateLine | None = None
    how: str = ""
    certainty: float = 0.0
    updated: PartialDate | None = None
    lines: frozenset[int] = frozenset()
    all: tuple[DateLine, ...] = ()
    pages: int = 0


def find_publication_date(
    regions: PageRegions,
    title: Title,
    metadata: PageMetadata,
    captured: PartialDate | None = None,
    framed: FramedPlaces | None = None,
    zone: tzinfo = VIETNAM,
) -> PublicationDate:
    """Finds the publication date. `captured`: day of the capture if known.

    `framed`: what the frame of the site says of the page. `zone`: of the page.
    """
    visible = _visible_date(regions, title, framed or FramedPlaces())
    claimed = _claimed(metadata, captured, zone)
    published = _weighed(visible, claimed, _story(regions, title), captured)
    updated = visible.updated or _revised(visible, published, metadata)
    later = updated if updated and published.date and updated.sort_key > published.date.sort_key else None
    if later and published.date and _day(later) == _day(published.date):
        later = None
    return replace(published, updated=later, lines=visible.lines, all=visible.all, pages=visible.pages)


def _weighed(
    visible: _VisibleDate, claimed: tuple[PartialDate, str] | None, story: str, captured: PartialDate | None
) -> PublicationDate:
    """Returns the date from the dateline and the metadata."""
    line = visible.line
    if line is None:
        return _by_claim(claimed, story)
    if line.weekday_agrees is False:
        return PublicationDate(
            candidate=line.date, said=line.text, weekday=True, how=visible.how, certainty=0.4
        )
    if claimed and _day(claimed[0]) == _day(line.date):
        date = line.date if line.date.time or not claimed[0].time else claimed[0]
        return PublicationDate(date, f"{visible.how}, {claimed[1]}", 0.99)
    if claimed and line.label is DateLabel.UPDATED and claimed[0].sort_key < line.date.sort_key:
        return PublicationDate(claimed[0], claimed[1], 0.9)
    certainty = visible.certainty
    if claimed and not _neighbours(claimed[0], line.date):
        certainty = min(certainty, 0.85 if line.label is DateLabel.PUBLISHED else 0.5)
    today = captured is not None and _day(captured) == _day(line.date) and line.label is DateLabel.NONE
    if (today and _agreement(line.date, story) != "days") or _is_later(line.date, captured):
        certainty = 0.3
    if certainty < SURE:
        return PublicationDate(candidate=line.date, said=line.text, how=visible.how, certainty=certainty)
    return PublicationDate(line.date, visible.how, certainty)


def _by_claim(claimed: tuple[PartialDate, str] | None, story: str) -> PublicationDate:
    """Returns the date of the metadata alone.

    It is rejected if the text names only much older days: the page was moved.
    """
    if claimed is None:
        return PublicationDate()
    date, how = claimed
    if _is_about_older_days(date, story):
        return PublicationDate(candidate=date, said=how, how=how, certainty=0.4)
    return PublicationDate(date, how, 0.88)


def _claimed(
    metadata: PageMetadata, captured: PartialDate | None, zone: tzinfo
) -> tuple[PartialDate, str] | None:
    """Returns the date in the metadata and its source.

    It is None if dates differ, or are not before the day of capture. Month or year alone count only in
    JSON-LD, because elsewhere they may be of the site.
    """
    dates = [
        (date, claim.how)
        for claim in metadata.of("date")
        if (date := read_moment(claim.value, zone)) and (date.day or claim.how == "json-ld")
    ]
    if not dates or len({_day(date) for date, _ in dates}) > 1:
        return None
    date, how = max(dates, key=lambda dated: bool(dated[0].time))
    return None if captured and date.sort_key[:3] >= captured.sort_key[:3] else (date, how)


def _revised(visible: _VisibleDate, published: PublicationDate, metadata: PageMetadata) -> PartialDate | None:
    """Returns the date of an "updated" dateline beside a date from the metadata."""
    if (
        visible.line
        and visible.line.label is DateLabel.UPDATED
        and published.date
        and published.date != visible.line.date
    ):
        return visible.line.date
    return None


def _neighbours(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days are adjacent, as one instant in two time zones."""
    return abs((one.first_day - other.first_day).days) <= 1


def _is_later(date: PartialDate, captured: PartialDate | None) -> bool:
    return captured is not None and captured.day is not None and date.first_day > captured.first_day


def _is_about_older_days(published: PartialDate, story: str) -> bool:
    """Whether the text begins only with days over a year before the date."""
    days = _days_in(story[:_BEGINNING])
    return bool(days) and max(days) < published.first_day - _OLD


def _story(regions: PageRegions, title: Title) -> str:
    return " ".join([title.text, *(line.text for line in regions.text)])


def _visible_date(regions: PageRegions, title: Title, framed: FramedPlaces) -> _VisibleDate:
    """Finds the visible publication date, first in the place where other pages have theirs."""
    alone = _visible_alone(regions, title)
    taught = _in_frame(regions, framed)
    if taught is None or (alone.line is not None and alone.line.label is DateLabel.PUBLISHED):
        return alone
    line, found = taught
    same = alone.line is not None and _day(alone.line.date) == _day(found.date)
    how, certainty = f"frame, {alone.how}", max(alone.certainty, 0.95)
    if not same:
        how, certainty = "frame", 0.5 if _is_contradicted(found.date, _story(regions, title)) else 0.9
    every = (found, *(other for other in alone.all if other != found))
    return _VisibleDate(
        found, how, certainty, _updated(found, every), alone.lines | {line.number}, every, framed.dated
    )


def _is_contradicted(published: PartialDate, story: str) -> bool:
    """Whether the text names days of other years only, or none shortly before the date."""
    return bool(_days_in(story)) and _agreement(published, story) != "days"


def _in_frame(regions: PageRegions, framed: FramedPlaces) -> tuple[Line, DateLine] | None:
    """Returns the line in a place of dates of the site, and its dateline."""
    around = (*regions.head, *regions.front, *regions.text, *regions.signature, *regions.foot)
    line = next((line for line in around if line.number == framed.date), None)
    found = read_dateline(line.text) if line is not None else None
    return (line, found) if line is not None and found is not None else None


def _visible_alone(regions: PageRegions, title: Title) -> _VisibleDate:
    """Finds the visible publication date by position and label.

    In this order: labelled line around the title or after the text; line between title and text; date in the
    title; line directly above the title, unless the text contradicts it. A line further up is the date of
    today in the header of the site.
    """
    in_document = any(_NUMBER.match(line.text) for line in (*regions.head, *regions.front, *regions.text[:3]))
    below = _read(regions.front) + _read(regions.text[:_TEXT_LINES])
    below += [
        found
        for found in _read(regions.text[_TEXT_LINES:_MARKED_LINES])
        if _is_marked(found[0]) and found[1].label is DateLabel.PUBLISHED
    ]
    after = [
        found
        for found in _read(regions.signature)
        if found[1].label is DateLabel.PUBLISHED or _is_marked(found[0])
    ]
    above = [
        found
        for found in _read(regions.head[-_ABOVE:])
        if found[1].label is not DateLabel.NONE or _is_marked(found[0])
    ]
    labelled = [found for found in (*below, *after, *above) if found[1].label is not DateLabel.NONE]
    labelled.sort(key=lambda found: found[1].label is DateLabel.UPDATED)
    plain = [f for f in below if f[1].label is DateLabel.NONE and not (f[1].place and in_document)]
    plain += [f for f in (*above, *after) if f[1].label is DateLabel.NONE]
    lines = frozenset(line.number for line, _ in (*below, *after, *above))
    every = tuple(found for _, found in (*below, *after, *labelled))
    published = labelled[:1] if labelled and labelled[0][1].label is DateLabel.PUBLISHED else []
    sure = published or plain or labelled
    if sure or title.date:
        chosen = sure[0][1] if sure else title.date
        certainty, how = (0.95, "label") if published else (0.92, "line") if plain else (0.88, "updated")
        if how == "updated" and sure and _REVISED.search(fold(chosen.text if chosen else "")):
            certainty = 0.5
        if _contradicted(published or plain, chosen) or _contradicted(plain, chosen):
            certainty = 0.4
        return _VisibleDate(
            chosen, how if sure else "title", certainty, _updated(chosen, every), lines, every
        )
    return _from_above(regions, title, lines)


def _is_marked(line: Line) -> bool:
    """Whether the markup declares the line as date, or as a fact about the article."""
    return line.part is PagePart.DATE or (line.part is PagePart.AUTHOR and line.term > 0)


def _read(lines: tuple[Line, ...]) -> list[tuple[Line, DateLine]]:
    return [(line, found) for line in lines if (found := read_dateline(line.text))]


def _contradicted(plain: list[tuple[Line, DateLine]], chosen: DateLine | None) -> bool:
    """Whether datelines without label have several days."""
    days = {_day(found.date) for _, found in plain}
    return chosen is not None and len(days) > 1


def _updated(chosen: DateLine | None, every: tuple[DateLine, ...]) -> PartialDate | None:
    """Returns a later revision date beside the publication date; None if none."""
    if chosen is None or chosen.label is DateLabel.UPDATED:
        return None
    dates = [chosen.updated, *(found.date for found in every if found.label is DateLabel.UPDATED)]
    return next((d for d in dates if d and d.sort_key > chosen.date.sort_key), None)


def _from_above(regions: PageRegions, title: Title, lines: frozenset[int]) -> _VisibleDate:
    """Finds a dateline directly above the title.

    It is doubtful unless the text names days shortly before it.
    """
    for line in reversed(regions.head):
        found = read_dateline(line.text)
        if found:
            agreement = _agreement(found.date, _story(regions, title))
            certainty = 0.85 if agreement == "days" else 0.5
            return (
                _VisibleDate(found, "above the title", certainty, None, lines, (found,))
                if agreement
                else _VisibleDate(lines=lines)
            )
        if not is_label(line.text):
            break
    return _VisibleDate(lines=lines)


def _agreement(published: PartialDate, text: str) -> str:
    """Returns how the text supports a date: "days", "year" or "".

    "days": it names days shortly before. "year": it names the year.
    """
    day = published.first_day
    years = [int(year) for year in _YEAR.findall(text)]
    if years and max(years) < published.year - 1:
        return ""
    if any(timedelta(0) <= day - other <= _NEWS for other in _days_in(text, published.year)):
        return "days"
    return "year" if years and max(years) in (published.year, published.year + 1) else ""


def _days_in(text: str, default_year: int | None = None) -> list[date]:
    """Returns the days named in a text. Days without year get the default year, if given."""
    days = []
    for found in (*_DAY_MONTH.finditer(text), *_DAY_WORDS.finditer(text)):
        year = int(found[3]) if found[3] else default_year
        if year is None:
            continue
        try:
            days.append(date(year, int(found[2]), int(found[1])))
        except ValueError:
            continue  # 45/60 is not a day
    return days


def _day(value: PartialDate) -> tuple[int, int | None, int | None]:
    return value.year, value.month, value.day
