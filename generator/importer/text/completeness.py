"""Checks that the body has every sentence of the source in order.

The check shares no code with the extraction. It strips tags with one pattern, splits the text into sentences,
and compares only letters, digits, and the signs that make another value of a number: 10⁶ is not 106, 1.25 is
not 125. The stretch of the source with most matched sentences is the article. An
unmatched sentence in or right beside it is lost, unless it is boilerplate.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, is_noise, marker_of
from generator.importer.reading.legacy import order_marks, read_in, repair_text, table_of
from generator.importer.text.order import is_in_order
from generator.importer.text.table_proof import shifted_table

_LEFT_OUT = re.compile(
    r"(?i)<(?:(!--)|(script|style|noscript|template|select|textarea|svg|title|option|button|iframe|object|video"
    r"|audio|canvas|annotation(?:-xml)?)\b"
    r"|(span)\b[^<>]*\shidden(?=[\s/>=])"  # a few words, as a second name; more that is hidden would be lost
    r"|([a-z]+)\b[^<>]*\s(?:data-nosnippet\b|class\s*=\s*[\"']?[^\"'<>]{0,200}\b(?:on-paper|print-only|visible-print)\b))"
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|o:p|q|s|small|span|strike|strong|sub|sup|time|tt"
    "|u|var|wbr"
)
_ANY = re.compile(rf"(?is)<(/?)({_INLINE}|[a-z!?][\w:-]*)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_IS_INLINE = re.compile(rf"(?:{_INLINE})", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[^\W\d_a-z]|\"|“)|\n+")
# Control characters for begin and end of links, asides and numbers of notes.
_SIGNS = re.compile("[\1-\6]+")
_LINK_SIGN = re.compile("([\1\2])")
_NOTE_NUMBER = re.compile("\5([^\6]*)\6")
_LETTERS = re.compile(r"[\W_]+")
_MEDIUM = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\s+\"([^\"]*)\")?\)")
_BODY_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh](?: (?:col|row)span=\"\d+\")*|br|em|strong|a(?: href=\"[^\"]*\")?|del"
    r"|img[^<>]*)>"
)
_RAISED_TAG = re.compile(r"(?i)<(su[pb])\b|<(?:span|font)\b[^<>]*vertical-align\s*:\s*(sup|sub)")
_EMPTY_RAISED = re.compile(r"(?i)<(su[pb])\b[^<>]*>\s*</\1>|</(su[pb])>\s*<\2\b[^<>]*>")
_LONG_RAISED = re.compile(r"(?is)<(su[pb])\b[^<>]*>((?:(?!</?\1\b).){25,4000}?)</\1\s*>")
_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ]+")
_LOWERED = re.compile("[₀-₉₊₋]+")
_POINT = re.compile(r"(?<=\d)[.,/](?=\d)")
_UP, _DOWN, _DOT, _MINUS = "\ua71b", "\ua71c", "\ua71d", "\ua71f"  # letters that stand for signs of a value
_SCRIPTS = re.compile(f"[⁰¹²³⁴-⁹⁺⁻ⁿ₀-₉₊₋{_UP}{_DOWN}]")
_ETH = str.maketrans("ðɖ", "đđ")  # which of them is meant depends on the words around
_UNSAID = re.compile(f"[{_UP}{_DOWN}]+")
_NEGATIVE = re.compile(f"(?<=[{_UP}{_DOWN}])\\s*[-−–⁻₋]")
# Links to footnotes and back, with their numbers, which need not stay the same.
_NOTE_LINK = re.compile(
    r"(?is)(?:<sup\b[^<>]*>\s*)?<a\b[^<>]*\bhref\s*=\s*[\"']?[^\"'<>\s]*#[^<>]*>(?:<[^<>]{0,300}>|\s){0,8}"
    r"(?:[\[(]|&#91;)?(\d{1,4}|[ivx]{1,5}|[a-z]|[*†‡↑↩^]{0,4})(?:[\])]|&#93;)?\s*"
    r"(?:<(?!/?a\b)[^<>]{0,300}>|\s){0,8}</a\s*>(?:\s*</sup\s*>)?"
)
_CONDITION = re.compile(r"<!\[[^<>]{0,200}\]>")  # of Word, around what older browsers show
_NOTE_MARK = re.compile(r"\[\^\w{1,12}\](?::\s)?|<sup>\[\w{1,12}\]</sup>")
_NUMBER_OF_ITEM = re.compile(r"(?i)(^|<(?:br|li|p)\b[^<>]*>)\s*\d{1,3}\.\s")
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_INITIALS = re.compile(r"\(?[A-ZĐ][A-ZĐ0-9&.\- ]{1,14}\)?\s*[-–—:]+\s*")
_BOXES = (Marker.RELATED, Marker.BLOCK, Marker.COMMENTS)
_SMALL_PRINT = 25  # letters; longer text is raised only to be small
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


class _Sentence(Struct, frozen=True):
    """Sentence of the source, or a part of one.

    `key`: its letters and digits. `linked`: share in links. `aside`: it is in an `aside` element. `at`:
    offset in the body, -1 if missing. `others`: keys with the numbers of notes.
    """

    text: str
    key: str
    linked: float
    aside: bool = False
    at: int = -1
    others: tuple[str, ...] = ()


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
    tables = marked_up and ("|" in markdown or "<table" in markdown)
    moved = _moved_cell(source, markdown) if tables else ""
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


def _sentences(source: str, marked_up: bool) -> list[_Sentence]:
    """Splits the source into sentences."""
    source = _SIGNS.sub("", source)
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
        forms = ("", rf"{_UP}\1", r"\1") if "\5" in raw else ("",)
        texts = [
            " ".join(repair_text(read_in(_SIGNS.sub("", _NOTE_NUMBER.sub(form, raw)), table)).split())
            for form in forms
        ]
        keys = tuple(dict.fromkeys(map(_key, texts)))
        if keys[0]:
            shown = _UNSAID.sub("", texts[0])
            sentences.append(_Sentence(shown, keys[0], linked, asides > 0, others=keys[1:]))
    return sentences


def _without_tags(html: str) -> str:
    """Returns the text with line breaks at block borders.

    Links begin with U+0001 and end with U+0002, asides with U+0003 and U+0004.
    """
    body = re.search(r"(?i)<body\b", html)
    shown = _CONDITION.sub("", " ".join(_shown(html[body.start() :] if body else html)))
    text = _NOTE_LINK.sub(lambda link: f"\5{link[1]}\6", shown)
    text = _ANY.sub(_sign, _without_small_print(" ".join(text.split())))
    return unescape(text)


def _shown(html: str) -> Iterator[str]:
    """Yields the parts of the source outside of skipped elements.

    Each missing end tag is searched once, otherwise the time would grow with the square of the length.
    """
    missing: set[str] = set()
    start = 0
    opened = _LEFT_OUT.search(html)
    while opened:
        end = "-->" if opened[1] else rf"</{opened[2] or opened[3] or opened[4]}\b".lower()
        found = None if end in missing else re.compile(end, re.IGNORECASE)
        closed = found.search(html, opened.end()) if found else None
        if closed:
            yield html[start : opened.start()]
            start = html.find(">", closed.end() - 1) + 1 or len(html)
        else:
            missing.add(end)
        opened = _LEFT_OUT.search(html, max(start, opened.end()))
    yield html[start:]


def _without_small_print(html: str) -> str:
    """Removes the tags of raised text that is empty, divided or only small."""
    return _LONG_RAISED.sub(_unraised, _EMPTY_RAISED.sub("", html))


def _unraised(found: re.Match[str]) -> str:
    shown = re.sub(r"<[^<>]*>", "", found[2]).strip()
    return found[2] if len(shown) > _SMALL_PRINT else found[0]


def _sign(tag: re.Match[str]) -> str:
    if tag[2].lower() == "a":
        return "\2" if tag[1] else "\1"
    if tag[2].lower() == "aside":
        return "\n\4" if tag[1] else "\n\3"
    if not tag[1] and (raised := _RAISED_TAG.match(tag[0])):
        return _UP if (raised[1] or raised[2]).lower() == "sup" else _DOWN
    return "" if _IS_INLINE.fullmatch(tag[2]) else "\n"


def _linked(raw: str, inside: bool) -> tuple[float, bool]:
    """Returns the linked share, and whether a link is open at the end."""
    linked = length = 0
    for part in _LINK_SIGN.split(raw):
        if part in ("\1", "\2"):
            inside = part == "\1"
        else:
            letters = len("".join(part.split()))
            length += letters
            linked += letters * inside
    return (linked / length if length else 0.0), inside


def _plain(markdown: str) -> str:
    text = _MEDIUM.sub(lambda found: f" {found[1] or ''} ", _NOTE_MARK.sub(" ", markdown))
    text = _BODY_TAG.sub(" ", _TARGET.sub("]", text))
    return unescape(_ANY.sub(_sign, text) if "<" in text else text)


@lru_cache(maxsize=16384)  # what a site says around its texts is on each page
def _key(text: str) -> str:
    """Returns the letters and digits of a text, and letters for signs of a value."""
    if _SCRIPTS.search(text):
        text = _LOWERED.sub(rf"{_DOWN}\g<0>", _RAISED.sub(rf"{_UP}\g<0>", text))
        text = _NEGATIVE.sub(_MINUS, text)
    text = unicodedata.normalize("NFKC", order_marks(text))
    return _LETTERS.sub("", _POINT.sub(_DOT, text)).casefold().translate(_ETH)


def _moved_cell(source: str, markdown: str) -> str:
    """Returns the first words of a table whose cells stand elsewhere than in the source; "" if none do."""
    table = table_of(source[:200_000])

    def key(cell: str) -> str:
        bare = _NOTE_MARK.sub("", _NOTE_LINK.sub("", cell.strip()))
        numbered = _NUMBER_OF_ITEM.sub(r"\1", _TARGET.sub("]", _MEDIUM.sub(" ", bare)))
        text = _SIGNS.sub("", _ANY.sub(_sign, _without_small_print(numbered)))
        return _key(repair_text(read_in(unescape(text), table)))

    return shifted_table(" ".join(_shown(source)), markdown, key)


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
    keys = [sentence.key, *sentence.others]
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
