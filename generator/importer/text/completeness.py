"""Whether every sentence of the article was kept, in order: measured against the source by other means.

Nothing of the extractor is used here: the source's tags are read off by one pattern, its text is cut at the
borders of blocks and at ends of sentences, and of each piece only the letters count. The stretch of the
source in which most of what was kept stands is the article; a sentence in it, or right beside it, that is
neither kept nor plainly the site's, is lost.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, is_noise, marker_of
from generator.importer.reading.legacy import in_order, mended, read_in, table_of

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
_SIGNS = str.maketrans("", "", "\1\2\3\4")  # what stands below for a link's and an aside's two ends
_LETTERS = re.compile(r"[\W_]+")
_MEDIUM = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\s+\"([^\"]*)\")?\)")
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_INITIALS = re.compile(r"\(?[A-ZĐ][A-ZĐ0-9&.\- ]{1,14}\)?\s*[-–—:]+\s*")
_BOXES = (Marker.RELATED, Marker.BLOCK, Marker.COMMENTS)
_LEAST = 15  # letters; shorter pieces stand in any page by chance
_SENTENCE_WORDS = 7
_LINKED = 0.5
_SHOWN = 5  # lost sentences that are named


class Completeness(Struct, frozen=True):
    """How much of the article's letters were kept (0 to 1), what was lost, whether in order."""

    share: float
    lost: tuple[str, ...] = ()
    in_order: bool = True


class _Piece(Struct, frozen=True):
    """A sentence of the source, or part of one; `key`: its letters; `at`: where they were kept, -1 if not.

    `aside`: it stands in an element that HTML calls so.
    """

    text: str
    key: str
    linked: float
    aside: bool = False
    at: int = -1


def measure(source: str, marked_up: bool, markdown: str, told: Iterable[str]) -> Completeness:
    """What of the source's article stands in the Markdown; `told`: title and names, kept elsewhere."""
    body = _key(_plain(markdown))
    elsewhere = [_key(text) for text in told if text]
    pieces = _found(_pieces(source, marked_up), body)
    start, end = _stretch(pieces)
    if start == end:
        return Completeness(0.0, in_order=False)
    first, last = _widened(pieces, start, end, elsewhere)
    stretch = pieces[first:last]
    listed = _listed(stretch)
    lost = [piece for i, piece in enumerate(stretch) if i not in listed and _is_lost(piece, elsewhere)]
    kept = sum(len(piece.key) for piece in stretch if piece.at >= 0)
    share = kept / (kept + sum(len(piece.key) for piece in lost))
    return Completeness(
        share,
        tuple(piece.text for piece in lost[:_SHOWN]),
        _ordered([piece for piece in stretch if piece.key not in elsewhere]),
    )


def _pieces(source: str, marked_up: bool) -> list[_Piece]:
    source = source.translate(_SIGNS)
    text = _without_tags(source) if marked_up else source
    table = table_of(text[:200_000])
    pieces = []
    open_link = False
    asides = 0
    for raw in _END.split(text):
        if not raw:
            continue
        linked, open_link = _linked(raw, open_link)
        asides = max(0, asides + raw.count("\3") - raw.count("\4"))
        shown = " ".join(mended(read_in(raw.translate(_SIGNS), table)).split())
        key = _key(shown)
        if key:
            pieces.append(_Piece(shown, key, linked, asides > 0))
    return pieces


def _without_tags(html: str) -> str:
    """The text with a line break for each border of a block; links begin with U+0001 and end with U+0002,
    asides with U+0003 and U+0004."""
    body = re.search(r"(?i)<body\b", html)
    text = " ".join(_shown(html[body.start() :] if body else html))
    text = _ANY.sub(_sign, " ".join(text.split()))
    return unescape(text)


def _shown(html: str) -> Iterator[str]:
    """The parts of the source outside of elements that are not the article's.

    An end that is missing is looked for once only, or a page of open elements would cost its length squared.
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
    """The share of a piece that lies in links, and whether a link goes on after it."""
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
    composed = unicodedata.normalize("NFKC", in_order(text))
    return _LETTERS.sub("", composed).casefold()


def _found(pieces: Iterable[_Piece], body: str) -> list[_Piece]:
    """The pieces with their places in the body; of what stands there twice, that after the piece before."""
    placed = []
    after = 0
    for piece in pieces:
        at = _place(piece, body, after)
        placed.append(replace(piece, at=at))
        after = at if at >= 0 else after
    return placed


def _place(piece: _Piece, body: str, after: int) -> int:
    """Where the piece stands; the initials of a paper before a lead may be missing there. -1 for nowhere."""
    if len(piece.key) < _LEAST:
        return -1
    keys = [piece.key]
    if initials := _INITIALS.match(piece.text):
        keys.append(_key(piece.text[initials.end() :]))
    half = len(piece.key) // 2
    if piece.key[:half] * 2 == piece.key:  # it stood twice in a row
        keys.append(piece.key[:half])
    places = (body.find(key, start) for key in keys if key for start in (after, 0))
    return next((place for place in places if place >= 0), -1)


def _stretch(pieces: list[_Piece]) -> tuple[int, int]:
    """The stretch in which what was kept most outweighs what was not (start and one past the end)."""
    best = total = 0
    start = begin = end = 0
    for i, piece in enumerate(pieces):
        if len(piece.key) < _LEAST:
            continue
        if total <= 0:
            total, start = 0, i
        total += len(piece.key) if piece.at >= 0 else -_weight(piece)
        if total > best:
            best, begin, end = total, start, i + 1
    return begin, end


def _weight(piece: _Piece) -> int:
    """How much a piece that was not kept speaks against its place being the article's: links not at all."""
    return 0 if piece.linked >= _LINKED else len(piece.key) // (1 if _is_running(piece) else 4)


def _widened(pieces: list[_Piece], start: int, end: int, elsewhere: list[str]) -> tuple[int, int]:
    """The stretch and the running text right beside it, as far as one sentence follows the other.

    An aside amid the article is its own; beside it, it is the site's.
    """
    while start > 0 and _follows(pieces[start - 1]) and pieces[start - 1].key not in elsewhere:
        start -= 1
    while following := _following(pieces, end, elsewhere):
        end = following
    return start, end


def _following(pieces: list[_Piece], end: int, elsewhere: list[str]) -> int:
    """One past the next sentence; a few letters, such as a picture's credit, may stand before it. 0: none."""
    for i, piece in enumerate(pieces[end : end + 2], start=end):
        if _follows(piece):
            return i + 1
        short = len(piece.key) < _LEAST and piece.key not in elsewhere
        if not short or is_noise(piece.text) or marker_of(piece.text):
            return 0
    return 0


def _follows(piece: _Piece) -> bool:
    return _is_running(piece) and not piece.aside


def _is_running(piece: _Piece) -> bool:
    whole = piece.text.rstrip('"”’)').endswith((".", "!", "?", "…", ";", ":"))
    site = is_noise(piece.text) or marker_of(piece.text)
    return whole and len(piece.text.split()) >= _SENTENCE_WORDS and piece.linked < _LINKED and not site


def _is_lost(piece: _Piece, elsewhere: list[str]) -> bool:
    if piece.at >= 0 or len(piece.key) < _LEAST or piece.linked >= _LINKED or len(piece.text.split()) < 4:
        return False
    if is_noise(piece.text) or marker_of(piece.text):
        return False
    return not any(
        piece.key in text or (text in piece.key and len(text) * 2 > len(piece.key)) for text in elsewhere
    )


def _listed(stretch: list[_Piece]) -> set[int]:
    """The pieces of a box amid the text: from a heading such as "Tin khác" to the next running sentence."""
    found: set[int] = set()
    inside = False
    for i, piece in enumerate(stretch):
        inside = (inside or marker_of(piece.text) in _BOXES) and not _is_running(piece)
        if inside:
            found.add(i)
    return found


def _ordered(stretch: list[_Piece]) -> bool:
    """Whether the body has the pieces in the order of the source, one printing of each at least."""
    kept = _without_parts([piece for piece in stretch if piece.at >= 0])
    tails: list[int] = []  # the last place of the best rising row of each length
    chosen: list[int] = []
    for piece in kept:
        length = bisect_right(tails, piece.at)
        tails[length : length + 1] = [piece.at]
        chosen.append(length)
    in_row: set[str] = set()
    wanted = len(tails) - 1
    limit = float("inf")
    for piece, length in zip(reversed(kept), reversed(chosen), strict=True):
        if length == wanted and piece.at <= limit:
            in_row.add(piece.key)
            wanted, limit = wanted - 1, piece.at
    return all(piece.key in in_row for piece in kept)


def _without_parts(kept: list[_Piece]) -> list[_Piece]:
    """The pieces without those found only inside a longer one: a name that a sentence says too."""
    inside: set[int] = set()
    end = 0
    for i in sorted(range(len(kept)), key=lambda i: (kept[i].at, -len(kept[i].key))):
        if kept[i].at + len(kept[i].key) <= end:
            inside.add(i)
        end = max(end, kept[i].at + len(kept[i].key))
    return [piece for i, piece in enumerate(kept) if i not in inside]
