"""Checks that the body has every sentence of the source in order.

The check shares no code with the extraction: the sentences are found by one pattern for tags. The stretch of
the source with most matched sentences is the article. An unmatched sentence in or right beside it is lost,
unless it is boilerplate. In the text that a container states, every sentence must be found, as often as it is
said there.
"""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, is_noise, is_picture_trace, marker_of
from generator.importer.text.order import is_in_order
from generator.importer.text.regions import ADDRESS
from generator.importer.text.sentences import Sentence, moved_cell, plain_text, sentences_of, text_key

_INITIALS = re.compile(r"\(?[A-ZĐ][A-ZĐ0-9&.\- ]{1,14}\)?\s*[-–—:]+\s*")
_BOXES = (Marker.RELATED, Marker.BLOCK, Marker.COMMENTS)
_LEAST = 15  # letters; shorter sentences match by chance
_SENTENCE_WORDS = 7
_LINKED = 0.5
_SHOWN = 5  # lost sentences that are reported


class Completeness(Struct, frozen=True):
    """Share of letters found in the body (0 to 1), lost sentences, and correct order.

    `moved`: words of a table whose cells stand elsewhere than in the source. `left_out`: letters of other
    paragraphs that stand on the page as those of the text do; `first_left_out`: the first of them.
    """

    share: float
    lost: tuple[str, ...] = ()
    in_order: bool = True
    moved: str = ""
    left_out: int = 0
    first_left_out: str = ""


def measure_completeness(
    source: str, marked_up: bool, markdown: str, other_fields: Iterable[str], whole: bool = False
) -> Completeness:
    """Compares the source with the Markdown.

    `other_fields`: texts of other fields, like title and names. `whole`: the source has nothing but the text.
    """
    body = text_key(plain_text(markdown))
    elsewhere = [text_key(text) for text in other_fields if text]
    sentences = _located(sentences_of(source, marked_up), body, least=1 if whole else _LEAST)
    if whole:
        return _of_whole(_counted(sentences, body), elsewhere, moved=_moved_in(source, marked_up, markdown))
    start, end = _stretch(sentences)
    moved = _moved_in(source, marked_up, markdown)
    if start == end:
        return Completeness(0.0, in_order=False, moved=moved)
    first, last = _widened(sentences, start, end, elsewhere)
    stretch = sentences[first:last]
    listed = _listed(stretch)
    lost = [
        sentence for i, sentence in enumerate(stretch) if i not in listed and _is_lost(sentence, elsewhere)
    ]
    matched = sum(len(sentence.key) for sentence in stretch if sentence.at >= 0)
    share = matched / (matched + sum(len(sentence.key) for sentence in lost))
    return Completeness(
        share,
        tuple(sentence.text for sentence in lost[:_SHOWN]),
        is_in_order([(each.at, each.key) for each in stretch if each.at >= 0 and each.key not in elsewhere]),
        moved,
    )


def _of_whole(sentences: list[Sentence], elsewhere: list[str], moved: str) -> Completeness:
    """Compares a source that has nothing but the text."""
    lost = [each for each in sentences if each.at < 0 and not _is_said(each, elsewhere)]
    matched = sum(len(each.key) for each in sentences if each.at >= 0)
    missing = sum(len(each.key) for each in lost)
    return Completeness(
        matched / (matched + missing) if lost else 1.0,
        tuple(each.text for each in lost[:_SHOWN]),
        is_in_order([(each.at, each.key) for each in sentences if each.at >= 0 and len(each.key) >= _LEAST]),
        moved,
    )


def _is_said(sentence: Sentence, elsewhere: list[str]) -> bool:
    """Whether a sentence is in another field, or names a picture or film."""
    named = is_picture_trace(sentence.text) or ADDRESS.fullmatch(sentence.text)
    return bool(named) or any(sentence.key in text for text in elsewhere)


def _moved_in(source: str, marked_up: bool, markdown: str) -> str:
    tables = marked_up and ("|" in markdown or "<table" in markdown)
    return moved_cell(source, markdown) if tables else ""


def _located(sentences: Iterable[Sentence], body: str, least: int = _LEAST) -> list[Sentence]:
    """Returns the sentences with their offsets in the body.

    If a text occurs twice, the search starts behind the previous sentence.
    """
    placed = []
    after = 0
    for sentence in sentences:
        at = _position(sentence, body, after, least)
        placed.append(replace(sentence, at=at))
        after = at if at >= 0 else after
    return placed


def _counted(sentences: list[Sentence], body: str) -> list[Sentence]:
    """Returns the sentences. One that the body says less often than the source is unmatched."""
    placed = []
    said: Counter[str] = Counter()
    for sentence in sentences:
        said[sentence.key] += 1
        less = said[sentence.key] > 1 and body.count(sentence.key) < said[sentence.key]
        placed.append(replace(sentence, at=-1) if less else sentence)
    return placed


def _position(sentence: Sentence, body: str, after: int, least: int) -> int:
    """Returns the offset of a sentence in the body, -1 if missing.

    Initials of the agency before a lead may be missing.
    """
    if len(sentence.key) < least:
        return -1
    keys = [sentence.key, *sentence.others]
    if initials := _INITIALS.match(sentence.text):
        keys.append(text_key(sentence.text[initials.end() :]))
    half = len(sentence.key) // 2
    if sentence.key[:half] * 2 == sentence.key:  # it is repeated
        keys.append(sentence.key[:half])
    places = (body.find(key, start) for key in keys if key for start in (after, 0))
    return next((place for place in places if place >= 0), -1)


def _stretch(sentences: list[Sentence]) -> tuple[int, int]:
    """Returns start and end of the stretch with the best balance of matches."""
    best = total = 0
    start = begin = end = 0
    for i, sentence in enumerate(sentences):
        if len(sentence.key) < _LEAST:
            continue
        if total <= 0:
            total, start = 0, i
        total += len(sentence.key) if sentence.at >= 0 else -_weight(sentence)
        if total > best:
            best, begin, end = total, start, i + 1
    return begin, end


def _weight(sentence: Sentence) -> int:
    """Penalty of an unmatched sentence; 0 for links."""
    return 0 if sentence.linked >= _LINKED else len(sentence.key) // (1 if _is_running(sentence) else 4)


def _widened(sentences: list[Sentence], start: int, end: int, elsewhere: list[str]) -> tuple[int, int]:
    """Extends the stretch by adjacent running text.

    An aside inside the article belongs to it. An aside next to it belongs to the site.
    """
    while start > 0 and _follows(sentences[start - 1]) and sentences[start - 1].key not in elsewhere:
        start -= 1
    while following := _following(sentences, end, elsewhere):
        end = following
    return start, end


def _following(sentences: list[Sentence], end: int, elsewhere: list[str]) -> int:
    """Returns the end of the next sentence, or 0 if none follows.

    A few letters, like a picture credit, may precede it.
    """
    for i, sentence in enumerate(sentences[end : end + 2], start=end):
        if _follows(sentence):
            return i + 1
        short = len(sentence.key) < _LEAST and sentence.key not in elsewhere
        if not short or is_noise(sentence.text) or marker_of(sentence.text):
            return 0
    return 0


def _follows(sentence: Sentence) -> bool:
    return _is_running(sentence) and not sentence.aside


def _is_running(sentence: Sentence) -> bool:
    whole = sentence.text.rstrip('"”’)').endswith((".", "!", "?", "…", ";", ":"))
    site = is_noise(sentence.text) or marker_of(sentence.text)
    return whole and len(sentence.text.split()) >= _SENTENCE_WORDS and sentence.linked < _LINKED and not site


def _is_lost(sentence: Sentence, elsewhere: list[str]) -> bool:
    if (
        sentence.at >= 0
        or len(sentence.key) < _LEAST
        or sentence.linked >= _LINKED
        or len(sentence.text.split()) < 4
    ):
        return False
    if is_noise(sentence.text) or marker_of(sentence.text):
        return False
    return not any(
        sentence.key in text or (text in sentence.key and len(text) * 2 > len(sentence.key))
        for text in elsewhere
    )


def _listed(stretch: list[Sentence]) -> set[int]:
    """Returns the sentences of boxes in the text.

    A box begins at a heading as "Tin khác" and ends at the next running sentence.
    """
    found: set[int] = set()
    inside = False
    for i, sentence in enumerate(stretch):
        inside = (inside or marker_of(sentence.text) in _BOXES) and not _is_running(sentence)
        if inside:
            found.add(i)
    return found
