"""Checks that the body has every sentence of the source in order.

The check shares no code with the extraction. It strips tags with one pattern, splits the text into sentences,
and compares only letters and digits. The stretch of the source with most matched sentences is the article. An
unmatched sentence in or right beside it is lost, unless it is boilerplate.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, is_noise, marker_of
from generator.importer.reading.legacy import order_marks, read_in, repair_text, table_of

_LEFT_OUT = re.compile(
    r"(?i)<(?:(!--)|(script|style|noscript|template|select|textarea|svg|title|option|button|iframe|object)\b"
    r"|([a-z]+)\b[^<>]*\sdata-nosnippet\b)"
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|o:p|q|s|small|span|strike|strong|sub|sup|time|tt"
    "|u|var|wbr"
)
_ANY = re.compile(rf"(?is)<(/?)({_INLINE}|[a-z!?][\w:-]*)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_IS_INLINE = re.compile(rf"(?:{_INLINE})", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[^\W\d_a-z]|\"|“)|\n+")
_SIGNS = str.maketrans("", "", "\1\2\3\4")  # control characters for begin and end of links and asides
_LETTERS = re.compile(r"[\W_]+")
_MEDIUM = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\s+\"([^\"]*)\")?\)")
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_INITIALS = re.compile(r"\(?[A-ZĐ][A-ZĐ0-9&.\- ]{1,14}\)?\s*[-–—:]+\s*")
_BOXES = (Marker.RELATED, Marker.BLOCK, Marker.COMMENTS)
_LEAST = 15  # letters; shorter sentences match by chance
_SENTENCE_WORDS = 7
_LINKED = 0.5
_SHOWN = 5  # lost sentences that are reported


class Completeness(Struct, frozen=True):
    """Share of letters found in the body (0 to 1), lost sentences, and correct order."""

    share: float
    lost: tuple[str, ...] = ()
    in_order: bool = True


class _Sentence(Struct, frozen=True):
    """Sentence of the source, or a part of one.

    `key`: its letters and digits. `linked`: share in links. `aside`: it is in an `aside` element. `at`:
    offset in the body, -1 if missing.
    """

    text: str
    key: str
    linked: float
    aside: bool = False
    at: int = -1


def measure_completeness(
    source: str, marked_up: bool, markdown: str, other_fields: Iterable[str]
) -> Completeness:
    """Compares the source with the Markdown.

    `other_fields`: texts of other fields, like title and names.
    """
    body = _key(_plain(markdown))
    elsewhere = [_key(text) for text in other_fields if text]
    sentences = _located(_sentences(source, marked_up), body)
    start, end = _stretch(sentences)
    if start == end:
        return Completeness(0.0, in_order=False)
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
        _ordered([sentence for sentence in stretch if sentence.key not in elsewhere]),
    )


def _sentences(source: str, marked_up: bool) -> list[_Sentence]:
    """Splits the source into sentences."""
    source = source.translate(_SIGNS)
    text = _without_tags(source) if marked_up else source
    table = table_of(text[:200_000])
    sentences = []
    open_link = False
    asides = 0
    for raw in _END.split(text):
        if not raw:
            continue
        linked, open_link = _linked(raw, open_link)
        asides = max(0, asides + raw.count("\3") - raw.count("\4"))
        shown = " ".join(repair_text(read_in(raw.translate(_SIGNS), table)).split())
        key = _key(shown)
        if key:
            sentences.append(_Sentence(shown, key, linked, asides > 0))
    return sentences


def _without_tags(html: str) -> str:
    """Returns the text with line breaks at block borders.

    Links begin with U+0001 and end with U+0002, asides with U+0003 and U+0004.
    """
    body = re.search(r"(?i)<body\b", html)
    text = " ".join(_shown(html[body.start() :] if body else html))
    text = _ANY.sub(_sign, " ".join(text.split()))
    return unescape(text)


def _shown(html: str) -> Iterator[str]:
    """Yields the parts of the source outside of skipped elements.

    Each missing end tag is searched once, otherwise the time would grow with the square of the length.
    """
    missing: set[str] = set()
    start = 0
    opened = _LEFT_OUT.search(html)
    while opened:
        end = "-->" if opened[1] else rf"</{opened[2] or opened[3]}\b".lower()
        found = None if end in missing else re.compile(end, re.IGNORECASE)
        closed = found.search(html, opened.end()) if found else None
        if closed:
            yield html[start : opened.start()]
            start = html.find(">", closed.end() - 1) + 1 or len(html)
        else:
            missing.add(end)
        opened = _LEFT_OUT.search(html, max(start, opened.end()))
    yield html[start:]


def _sign(tag: re.Match[str]) -> str:
    if tag[2].lower() == "a":
        return "\2" if tag[1] else "\1"
    if tag[2].lower() == "aside":
        return "\n\4" if tag[1] else "\n\3"
    return "" if _IS_INLINE.fullmatch(tag[2]) else "\n"


def _linked(raw: str, inside: bool) -> tuple[float, bool]:
    """Returns the linked share, and whether a link is open at the end."""
    linked = length = 0
    for char in raw:
        if char == "\1":
            inside = True
        elif char == "\2":
            inside = False
        elif not char.isspace():
            length += 1
            linked += inside
    return (linked / length if length else 0.0), inside


def _plain(markdown: str) -> str:
    text = _MEDIUM.sub(lambda found: f" {found[1] or ''} ", markdown)
    return unescape(_TARGET.sub("]", text))


def _key(text: str) -> str:
    compose_text = unicodedata.normalize("NFKC", order_marks(text))
    return _LETTERS.sub("", compose_text).casefold()


def _located(sentences: Iterable[_Sentence], body: str) -> list[_Sentence]:
    """Returns the sentences with their offsets in the body.

    If a text occurs twice, the search starts behind the previous sentence.
    """
    placed = []
    after = 0
    for sentence in sentences:
        at = _position(sentence, body, after)
        placed.append(replace(sentence, at=at))
        after = at if at >= 0 else after
    return placed


def _position(sentence: _Sentence, body: str, after: int) -> int:
    """Returns the offset of a sentence in the body, -1 if missing.

    Initials of the agency before a lead may be missing.
    """
    if len(sentence.key) < _LEAST:
        return -1
    keys = [sentence.key]
    if initials := _INITIALS.match(sentence.text):
        keys.append(_key(sentence.text[initials.end() :]))
    half = len(sentence.key) // 2
    if sentence.key[:half] * 2 == sentence.key:  # it is repeated
        keys.append(sentence.key[:half])
    places = (body.find(key, start) for key in keys if key for start in (after, 0))
    return next((place for place in places if place >= 0), -1)


def _stretch(sentences: list[_Sentence]) -> tuple[int, int]:
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


def _weight(sentence: _Sentence) -> int:
    """Penalty of an unmatched sentence; 0 for links."""
    return 0 if sentence.linked >= _LINKED else len(sentence.key) // (1 if _is_running(sentence) else 4)


def _widened(sentences: list[_Sentence], start: int, end: int, elsewhere: list[str]) -> tuple[int, int]:
    """Extends the stretch by adjacent running text.

    An aside inside the article belongs to it. An aside next to it belongs to the site.
    """
    while start > 0 and _follows(sentences[start - 1]) and sentences[start - 1].key not in elsewhere:
        start -= 1
    while following := _following(sentences, end, elsewhere):
        end = following
    return start, end


def _following(sentences: list[_Sentence], end: int, elsewhere: list[str]) -> int:
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


def _follows(sentence: _Sentence) -> bool:
    return _is_running(sentence) and not sentence.aside


def _is_running(sentence: _Sentence) -> bool:
    whole = sentence.text.rstrip('"”’)').endswith((".", "!", "?", "…", ";", ":"))
    site = is_noise(sentence.text) or marker_of(sentence.text)
    return whole and len(sentence.text.split()) >= _SENTENCE_WORDS and sentence.linked < _LINKED and not site


def _is_lost(sentence: _Sentence, elsewhere: list[str]) -> bool:
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


def _listed(stretch: list[_Sentence]) -> set[int]:
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


def _ordered(stretch: list[_Sentence]) -> bool:
    """Whether the body has the sentences in the order of the source.

    If a text occurs several times, one occurrence suffices.
    """
    matched = _without_parts([sentence for sentence in stretch if sentence.at >= 0])
    tails: list[int] = []  # smallest last offset of an increasing sequence, by length
    chosen: list[int] = []
    for sentence in matched:
        length = bisect_right(tails, sentence.at)
        tails[length : length + 1] = [sentence.at]
        chosen.append(length)
    in_row: set[str] = set()
    wanted = len(tails) - 1
    limit = float("inf")
    for sentence, length in zip(reversed(matched), reversed(chosen), strict=True):
        if length == wanted and sentence.at <= limit:
            in_row.add(sentence.key)
            wanted, limit = wanted - 1, sentence.at
    return all(sentence.key in in_row for sentence in matched)


def _without_parts(matched: list[_Sentence]) -> list[_Sentence]:
    """Removes sentences found only inside a longer one."""
    inside: set[int] = set()
    end = 0
    for i in sorted(range(len(matched)), key=lambda i: (matched[i].at, -len(matched[i].key))):
        if matched[i].at + len(matched[i].key) <= end:
            inside.add(i)
        end = max(end, matched[i].at + len(matched[i].key))
    return [sentence for i, sentence in enumerate(matched) if i not in inside]
