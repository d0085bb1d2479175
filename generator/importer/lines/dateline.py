"""Reads datelines: lines that only state the publication date.

Besides one or two dates, a dateline has only labels, weekday, counters, share links and a name. Dates in
sentences (events, decrees, licences) are never read.
"""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from generator.importer.lines.boilerplate import is_noise
from generator.importer.lines.shape import is_label, is_person
from generator.model.values import PartialDate
from generator.text.dates import parse_date, weekday_agrees
from generator.text.names import is_organisation
from generator.text.unicode import fold


class DateLabel(StrEnum):
    """Meaning of the label before a date."""

    PUBLISHED = "posted"
    UPDATED = "updated"
    NONE = "none"


class DateLine(Struct, frozen=True):
    """Dateline with its date and label.

    `updated`: later date of revision. `name`: name beside the date, "" if none; `login`: it is a login name.
    `place`: a place stands before the date. `weekday_agrees`: None without a weekday.
    """

    date: PartialDate
    label: DateLabel
    text: str
    updated: PartialDate | None = None
    name: str = ""
    login: bool = False
    place: bool = False
    weekday_agrees: bool | None = None


_MAX = 200
_MAX_STATED = 120  # characters
_LABEL_WORDS = 3
_YEAR = re.compile(r"\d{4}")
_MONTHS = "gieng|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap"
_ENGLISH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WEEKDAY = (
    r"(?:\b(?:thu ?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|(?<!&)cn|t[2-7]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b)"
)
_CLOCK = r"(?:(?:luc )?\d{1,2} ?(?:[:hg]|gio) ?\d{2}(?::\d{2})?(?: phut)?(?: ?(?:am|pm|sa|ch)\b)?)"
_DATE = (
    r"(?:\(?(?:ngay )?(?<![\d/.\-])\d{1,2} ?([/.\-]) ?\d{1,2} ?\1 ?\d{4}(?![\d/])\)?"
    r"|\d{4}[-/]\d{2}[-/]\d{2}(?:t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?"
    rf"|(?:ngay )?\d{{1,2}} thang (?:\d{{1,2}}|{_MONTHS})(?:,? nam|,|/)? ?\d{{4}}"
    rf"|thang (?:\d{{1,2}}|{_MONTHS}) \d{{1,2}},? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{_ENGLISH})[a-z]*\.?,?[ -]\d{{4}}"
    rf"|(?:{_ENGLISH})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|(?<=[a-z], )\d{1,2} \d{1,2} (?:19|20)\d{2}(?= \d{1,2}:\d{2}|$))"
)
_SPACED = re.compile(r"\b(\d{1,2}) (\d{1,2}) (\d{4})\b")
_SEPARATOR = r"[\s,;|\-–—•·/]*"
_ZONE = r"(?:[(\[]?\b(?:gmt|utc) ?\+ ?0?7(?::?00)?\b[)\]]?)"
_STAMP = re.compile(
    rf"(?:{_WEEKDAY}{_SEPARATOR})?(?:{_CLOCK}{_SEPARATOR})?(?:{_WEEKDAY}{_SEPARATOR})?{_DATE}"
    rf"(?:{_SEPARATOR}{_CLOCK})?(?:\s*{_ZONE})?"
)
_ANY_STAMP = re.compile(rf"-?\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:[ t]+{_CLOCK})?|{_STAMP.pattern}")
_PUBLISHED = (
    r"(?:(?:ngay|thoi gian|luc)(?: gio)? (?:dang|viet|gui|tao|xuat ban|phat hanh|dua)(?: (?:bai|tin))?"
    r"|(?:duoc )?(?:dang|xuat ban|viet|gui|tao)(?: (?:bai|tin))?(?: (?:luc|ngay|vao|vao luc|vao ngay))?"
    r"|post(?:ed)?(?: (?:on|date|at))?|publish(?:ed)?(?: (?:on|date))?|created(?: on)?|article date|date"
    r"|ngay|luc|on)"
)
_UPDATED = (
    r"(?:(?:lan )?(?:ngay |duoc )?(?:cap nhat|sua doi|chinh sua)"
    r"(?: (?:luc|ngay|vao|cuoi|lan cuoi|moi nhat|cuoi cung))*|(?:last )?(?:updated?|modified)(?: on)?)"
)
_LABEL = re.compile(rf"\b(?:({_UPDATED})|({_PUBLISHED}))\b[\s:,;|\-–]*$")
_NOT_PUBLISHED = re.compile(
    r"\b(?:hom nay|bay gio|today|now|ban hanh|hieu luc|het han|het hieu luc|ky ngay|ngay ky|ngay cap|cap ngay"
    r"|ngay sinh|ngay nhan|ngay nop|ngay hop|han nop|han cuoi|deadline|khai mac|be mac|dien ra|to chuc"
    r"|thoi gian(?! (?:dang|gui|xuat|cap|tao))|so ?:|copyright|in ngay|ngay in|truy cap|printed)(?!\w)"
)
_COUNTERS = re.compile(
    r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap)\s*:?\s*[\d.,]+"
    r"|[\d.,]+ (?:luot (?:xem|doc)|views?|hits|lan xem|binh luan|phan hoi|comments?)"
    r"|(?:da )?(?:xem|doc)\s*:?\s*[\d.,]+(?: lan)?"
    r"|(?:number of )?(?:views?|hits|comments?|binh luan|phan hoi)\s*[:(]?\s*[\d.,]+\)?"
    r"|\b(?:luot xem|binh luan|phan hoi)\b|(?<!\S)\d[\d.,]*(?!\S)"
)
_BY = re.compile(
    r"(?:nguoi (?:dang|viet|gui|dua tin)(?: bai(?: viet)?| tin)?|post name|tac gia"
    r"|(?:duoc )?(?:dang|viet|gui) boi|(?:posted|written|submitted|created) by"
    r"|author|boi|by)\b\s*:?\s*"
)
_PREPOSITION = re.compile(r"\s+(?:vào|lúc|ngày|on|at)$", re.IGNORECASE)
_LOGIN = re.compile(r"[a-z0-9_.@-]+|admin\w*|(?:super )?user|host|quan ?tri(?: vien| he thong)?|.+@.+")


@lru_cache(maxsize=16384)
def same_length_fold(text: str) -> str:
    """Returns the folded text with the same length, so that offsets are the same."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join((fold(char) or char)[0] for char in text)


def is_login(name: str) -> bool:
    """Whether a name is a login name of a portal account."""
    bare = name.strip()
    generic = re.fullmatch(r"(?i)admin\w*|super ?user|host|quản ?trị( viên| hệ thống)?|.+@.+", bare)
    return bool(generic) or (bare.islower() and _LOGIN.fullmatch(fold(bare)) is not None)


@lru_cache(maxsize=16384)
def read_dateline(text: str) -> DateLine | None:
    """Returns the dateline; None for another line or an invalid date."""
    if len(text) > _MAX or not _YEAR.search(text):
        return None
    folded = same_length_fold(text)
    if _NOT_PUBLISHED.search(folded):
        return None
    stamps = list(_STAMP.finditer(folded))
    if not 1 <= len(stamps) <= 3:
        return None
    name, place = _name(_rest(text, folded, stamps), text)
    return _dateline(text, folded, stamps, name, place) if name is not None else None


def _dateline(text: str, folded: str, stamps: list[re.Match[str]], name: str, place: bool) -> DateLine | None:
    """Returns the dateline with these dates. `name` is a place if `place` is set."""
    labels = [_label_before(folded, stamp.start()) for stamp in stamps]
    printed = [text[stamp.start() : stamp.end()] for stamp in stamps]
    dates = [parse_date(_bare(stamp)) for stamp in printed]
    chosen, updated = _chosen(list(zip(labels, dates, strict=True)))
    date = dates[chosen] if chosen is not None else None
    if chosen is None or date is None:
        return None
    return DateLine(
        date=date,
        label=labels[chosen],
        text=text,
        updated=updated if updated != date else None,
        name="" if place else name,
        login=bool(name) and is_login(name),
        place=place,
        weekday_agrees=weekday_agrees(printed[chosen], date),
    )


def states_date(text: str) -> bool:
    """Whether a short line holds a date, beside whatever else sites show there."""
    short = len(text) <= _MAX_STATED and _YEAR.search(text) is not None
    return short and _ANY_STAMP.search(same_length_fold(text)) is not None


def has_only_dates(text: str) -> bool:
    """Whether a line has only dates, each behind a label in any language: "Aktualizacja: 02.02.2025"."""
    stamps = list(_ANY_STAMP.finditer(same_length_fold(text))) if len(text) <= _MAX else []
    starts = [0, *(stamp.end() for stamp in stamps)]
    stops = [*(stamp.start() for stamp in stamps), len(text)]
    rest = [text[start:stop].strip(" ,;|()-–—•") for start, stop in zip(starts, stops, strict=True)]
    labels = (not part or (part[-1] in ":：" and len(part.split()) <= _LABEL_WORDS) for part in rest)
    return bool(stamps) and all(labels)


def is_stamped(text: str) -> bool:
    """Whether a line is a dateline, even with an invalid date (-0001-11-30)."""
    if len(text) > _MAX or not _YEAR.search(text):
        return False
    if read_dateline(text):
        return True
    stamps = list(_ANY_STAMP.finditer(same_length_fold(text)))
    if len(stamps) != 1:
        return False
    return _only_label(text[: stamps[0].start()] + " " + text[stamps[0].end() :])


def _only_label(rest: str) -> bool:
    rest = rest.strip(" ,;:|()-–—•")
    return (
        not rest or is_noise(rest) or is_label(rest) or bool(_LABEL.fullmatch(f"{same_length_fold(rest)} "))
    )


def _bare(stamp: str) -> str:
    """Returns the date without brackets and zone, with signs between its numbers."""
    bare = re.sub(r"[()\[\]]|(?i:\b(?:gmt|utc) ?\+ ?0?7(?::?00)?\b)", " ", stamp).strip()
    return _SPACED.sub(r"\1/\2/\3", bare)


def _label_before(folded: str, start: int) -> DateLabel:
    found = _LABEL.search(folded[:start])
    if not found:
        return DateLabel.NONE
    return DateLabel.UPDATED if found[1] else DateLabel.PUBLISHED


def _chosen(found: list[tuple[DateLabel, PartialDate | None]]) -> tuple[int | None, PartialDate | None]:
    """Returns the index of the publication date (None if unclear) and the revision date."""
    order = [
        i
        for label in (DateLabel.PUBLISHED, DateLabel.NONE, DateLabel.UPDATED)
        for i, f in enumerate(found)
        if f[0] == label
    ]
    published = order[0] if order and found[order[0]][1] else None
    updated = next((date for label, date in found if label == DateLabel.UPDATED), None)
    unlike = {date for label, date in found if label != DateLabel.UPDATED}
    return (published if len(unlike) <= 1 else None), updated


def _rest(text: str, folded: str, stamps: list[re.Match[str]]) -> str:
    """Returns the line without dates, their labels and counters."""
    pieces, end = [], 0
    for stamp in stamps:
        before = folded[end : stamp.start()]
        label = _LABEL.search(before)
        pieces.append(text[end : end + (label.start() if label else len(before))])
        end = stamp.end()
    rest = " | ".join([*pieces, text[end:]])
    without = list(_COUNTERS.finditer(same_length_fold(rest)))
    for counter in reversed(without):
        rest = rest[: counter.start()] + " " + rest[counter.end() :]
    return rest


def _name(rest: str, text: str) -> tuple[str | None, bool]:
    """Returns the name beside the date, and whether it is a place.

    The name is None if the line has other text.
    """
    parts = [part.strip(" ,;:.-–—•·()[]/«»<>\"'") for part in re.split(r"\||\s[-–—•·]\s|\s{3,}|;", rest)]
    names = [part for part in parts if part and not is_noise(part) and not is_label(part)]
    if not names:
        return "", False
    if len(names) > 1 or len(names[0]) > 60:
        return None, False
    by = _BY.match(same_length_fold(names[0]))
    name = _PREPOSITION.sub("", names[0][by.end() :].strip() if by else names[0])
    if not name or is_label(name):
        return "", False
    if re.match(rf"\W*{re.escape(name)},\s*ngày", text, re.IGNORECASE):
        return name, True
    if not by and is_person(name) and re.match(rf"\W*{re.escape(name)}\s*[:：]\s*\d", text):
        return "", False  # a label in another language, in capitals as a name is
    organisation = is_organisation(name) and name[0].isupper()
    known = by or is_person(name) or is_login(name) or organisation
    return (name, False) if known else (None, False)
