"""Sketches a page: the place, text and shape of each line, as hashes.

The walk divides the text as reading/document.py does, without composing lines.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importer.addresses import is_file
from generator.importer.frame.place import place_within, shared_place, text_hash
from generator.importer.frame.record import PageSketch, Shape
from generator.importer.lines.title import key
from generator.importer.reading.elements import BLOCKS, SKIPPED
from generator.importer.reading.markup import emphasis_of, is_hidden, is_icon, part_of
from generator.importer.reading.page import PageMetadata, PagePart
from generator.text.dates import parse_date
from generator.text.unicode import one_line

MOST_LINES = 1500
PROSE = 80  # characters
_LONG = 250  # characters; a longer line is a paragraph whatever its end
_STOPS = frozenset(".!?…:;")
_CLOSING = "\"'”’)] "
LINKED = 0.85  # share of characters
_CLAIMS = ("title", "date", "updated", "summary")
_SEPARATOR = re.compile(r"\s*(?:\||::|»|›|–|—|•|>)\s*|\s-\s|\s-|-\s")
_DATE = re.compile(
    r"\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?\d{4}|\d{4}-\d\d-\d\d|\b\d\d? \d\d? (?:19|20)\d\d\b"
    r"|\d{1,2} (?:tháng|Tháng|THÁNG) \d{1,2}(?:,? (?:năm )?\d{4}|/\d{4})"
    r"|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_TIME = re.compile(r"\d{1,2} ?[:hg] ?\d\d|T\d\d")
_MOST_STAMPED = 120  # characters
_WORDS = range(3, 46)
_MOST_TITLE = 300
_NAME_WORDS = range(2, 6)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BESIDE_DATE = 6  # words of a title that ends with its date


@dataclass(slots=True)
class _Scope:
    """Properties inside an element. `places`: those of the elements around, outermost first.

    `site`: numbers of the elements around that the markup names as part of the site.
    """

    places: tuple[int, ...] = ()
    heading: int = 0
    strong: bool = False
    link: str | None = None
    named: bool = False
    site: tuple[int, ...] = ()


@dataclass(slots=True)
class _SiteElements:
    """Elements that the markup gives to the site, and their running text.

    `lines`: elements of each line. `held`: characters of running text in each element. `total`: in the page.
    """

    elements: int = 0
    lines: list[tuple[int, ...]] = field(default_factory=list)
    held: Counter[int] = field(default_factory=Counter)
    total: int = 0

    def add(self, elements: tuple[int, ...], prose: int) -> None:
        self.lines.append(elements)
        self.total += prose
        for element in elements if prose else ():
            self.held[element] += prose

    def is_of_site(self, line: int) -> bool:
        """Whether a line is part of the site. More than half of the running text is of the article."""
        return any(2 * self.held[element] <= self.total for element in self.lines[line])


@dataclass(slots=True)
class _Sketch:
    """Lines so far, and the pieces of the line that is being read."""

    claims: Mapping[str, int]
    places: "array[int]" = field(default_factory=lambda: array("Q"))
    texts: "array[int]" = field(default_factory=lambda: array("Q"))
    targets: "array[int]" = field(default_factory=lambda: array("Q"))
    shapes: "array[int]" = field(default_factory=lambda: array("H"))
    said: "array[int]" = field(default_factory=lambda: array("B"))
    days: "array[int]" = field(default_factory=lambda: array("I"))
    pieces: list[tuple[str, _Scope]] = field(default_factory=list)
    site: _SiteElements = field(default_factory=_SiteElements)


def sketch_page(tree: LexborHTMLParser, metadata: PageMetadata, site: str, page_key: int) -> PageSketch:
    """Returns the sketch of a page."""
    parts = title_parts(metadata)
    claims = [
        (claim_name(name, claim.value), text_hash(claim.value))
        for name in _CLAIMS
        for claim in metadata.of(name)
    ]
    claims += [("part", text_hash(part)) for part in parts]
    claims += [("numbered", numbered(claim.value)) for claim in metadata.of("title")]
    state = _Sketch({key(part): number for number, part in reversed(list(enumerate(parts[:250], start=1)))})
    if tree.body is not None:
        _walk(tree.body, state)
        _flush(state)
    for line in range(len(state.shapes)):
        if state.site.is_of_site(line):
            state.shapes[line] |= Shape.SITE
    return PageSketch(
        site,
        page_key,
        state.places.tobytes(),
        state.texts.tobytes(),
        state.targets.tobytes(),
        state.shapes.tobytes(),
        state.said.tobytes(),
        state.days.tobytes(),
        tuple(claims),
    )


def claim_name(field_name: str, value: str) -> str:
    """Returns the name under which a value of the metadata is counted. A day may be that of many articles."""
    return "day" if field_name in ("date", "updated") and not _TIME.search(value) else field_name


def numbered(title: str) -> int:
    """Returns a hash of a title whatever its numbers: editors name pages "New Page 10"."""
    return text_hash(_DIGITS.sub("0", title))


def title_parts(metadata: PageMetadata) -> list[str]:
    """Returns the titles of the metadata, and the parts between their separators."""
    whole = [one_line(claim.value) for claim in metadata.of("title")]
    parts = [part for title in whole for part, _, _ in parts_of(title)]
    return list(dict.fromkeys((*whole, *parts)))


def parts_of(title: str) -> list[tuple[str, int, int]]:
    """Returns the parts of a title between separators, each with its start and end."""
    ends = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(title)]
    return [(title[a:b], a, b) for a, b in zip(starts, stops, strict=True) if title[a:b].strip()]


def _walk(root: LexborNode, state: _Sketch) -> None:
    """Visits every node below the root in order. A stack holds the scopes of open elements."""
    stack: list[tuple[LexborNode, _Scope]] = []
    node: LexborNode | None = root
    scope = _Scope()
    while node is not None and len(state.places) < MOST_LINES:
        inner = _enter(node, scope, state)
        child = node.first_child if inner is not None else None
        if child is not None and inner is not None:
            stack.append((node, scope))
            node, scope = child, inner
            continue
        if inner is not None and node.tag in BLOCKS:
            _flush(state)
        while node.next is None or node is root:
            if not stack:
                return
            node, scope = stack.pop()
            if node.tag in BLOCKS:
                _flush(state)
            if not stack:
                return
        node = node.next


def _enter(node: LexborNode, scope: _Scope, state: _Sketch) -> _Scope | None:
    """Returns the scope inside the node; None if its content is skipped."""
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
        if text and (state.pieces or not text.isspace()):
            state.pieces.append((text, scope))
        return None
    if tag in SKIPPED or tag.startswith("-"):
        return None
    attributes = node.attributes
    if attributes and is_hidden(attributes):
        return None
    if tag in ("br", "hr", "img"):
        if tag == "img":
            _picture(attributes, scope, state)
        else:
            _flush(state)
        return None
    if tag in BLOCKS:
        _flush(state)
    elif not attributes and tag not in ("b", "strong"):
        return scope
    return _inner(tag, attributes, scope, state)


def _inner(tag: str, attributes: Mapping[str, str | None], scope: _Scope, state: _Sketch) -> _Scope:
    """Returns the scope inside an element."""
    placed = tag in BLOCKS or attributes.get("class") or attributes.get("id") or attributes.get("itemprop")
    places, named, site = scope.places, scope.named, scope.site
    if placed:
        places = (*places, place_within(places[-1] if places else 0, tag, attributes))
        part = part_of(tag, attributes) if tag != "body" else PagePart.OTHER
        named = named or part is PagePart.TITLE
        if part is PagePart.SITE:
            state.site.elements += 1
            site = (*site, state.site.elements)
    changes = emphasis_of(tag, attributes, attributes.get("style") or "")
    link = changes.get("link", scope.link)
    return _Scope(
        places,
        int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else scope.heading,
        scope.strong or "strong" in changes,
        link if isinstance(link, str) else None,
        named,
        site,
    )


def _picture(attributes: Mapping[str, str | None], scope: _Scope, state: _Sketch) -> None:
    reference = (attributes.get("src") or "").strip()
    if reference and not is_icon(attributes):
        _put(state, scope.places[-1] if scope.places else 0, text_hash(reference), 0, Shape.PICTURE)
        state.site.add(scope.site, 0)


def _put(state: _Sketch, place: int, text: int, target: int, shape: int, said: int = 0, day: int = 0) -> None:
    state.places.append(place)
    state.texts.append(text)
    state.targets.append(target)
    state.shapes.append(shape)
    state.said.append(said)
    state.days.append(day)


def _flush(state: _Sketch) -> None:
    """Turns the text since the last block border into a line, if there is any."""
    if not state.pieces:
        return
    pieces, state.pieces = state.pieces, []
    told = [(text, scope) for text, scope in pieces if not text.isspace()] if len(pieces) > 1 else pieces
    text = " ".join("".join([text for text, _ in pieces]).split())
    linked = sum(len(piece) for piece, scope in told if scope.link is not None)
    scopes = [scope for _, scope in told]
    shape = _shape(text, linked, scopes)
    target = target_of(shape & Shape.LINKED > 0, (scope.link or "" for scope in scopes))
    said = 0
    plain = not shape & Shape.LINKED or shape & (Shape.HEADING | Shape.NAMED)
    if shape & Shape.WORDED and state.claims and plain:
        said = state.claims.get(key(text), 0)
    place = shared_place([scope.places for scope in scopes])
    day = _day(text) if shape & Shape.STAMPED else 0
    site = min((scope.site for scope in scopes), key=len)
    prose = len(text) if shape & Shape.PROSE else 0
    _put(state, place, text_hash(text), text_hash(target) if target else 0, shape, said, day)
    state.site.add(site, prose)


def target_of(linked: bool, targets: Iterable[str]) -> str:
    """Returns the target of a line: the first file that it offers, else the first link of a linked line."""
    known = [target for target in targets if target]
    files = (target for target in known if is_file(target))
    return next(files, known[0] if linked and known else "")


def _day(text: str) -> int:
    """Returns the number of the day that a line states; 0 if it has no valid date."""
    found = _DATE.search(text)
    date = parse_date(found[0]) if found else None
    return date.first_day.toordinal() if date else 0


def _shape(text: str, linked: int, scopes: list[_Scope]) -> int:
    """Returns the shape of a line."""
    length, words = len(text), text.count(" ") + 1
    heading = min(scope.heading for scope in scopes)
    shape = heading
    if linked >= LINKED * length:
        shape |= Shape.LINKED
    elif is_prose(text):
        shape |= Shape.PROSE
    if not heading and all(scope.strong for scope in scopes):
        shape |= Shape.STRONG
    if all(scope.named for scope in scopes):
        shape |= Shape.NAMED
    worded = words in _WORDS and length <= _MOST_TITLE
    if length <= _MOST_STAMPED and _DIGIT.search(text) and _DATE.search(text):
        shape |= Shape.STAMPED
        worded = worded and len(_WORD.findall(_DATE.sub("", text))) >= _BESIDE_DATE
        if _TIME.search(text):
            shape |= Shape.TIMED
    elif words in _NAME_WORDS and _is_name(text):
        shape |= Shape.PERSON
    if worded:
        shape |= Shape.WORDED
    return shape


def is_prose(text: str) -> bool:
    """Whether a text is a paragraph. Titles may be long, but do not end as sentences do."""
    return len(text) >= PROSE and (len(text) >= _LONG or text.rstrip(_CLOSING)[-1:] in _STOPS or ". " in text)


def _is_name(text: str) -> bool:
    return all(word[0].isupper() and word.replace(".", "").isalpha() for word in text.split())
