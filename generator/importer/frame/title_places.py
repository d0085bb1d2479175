"""Finds the places of titles on the pages of a site.

In such a place most pages have a line, each another one, above the text. Headings, names of elements and the
metadata of some pages show it for all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.importer.frame.place import slot_of
from generator.importer.frame.record import Shape, SketchedPage, claim_hash, line_hash, link_hash

_FEWEST = 3  # pages with a title in the place
_DISTINCT = 0.7  # share of different titles
_LEAST = 2.0  # mean points; the first own line above a text has 2.5
_COMMON = 0.5  # points for a slot that all pages have
_MOST = 9.0
_PROSE_ABOVE = 1  # paragraphs that may precede a title
_NEAR = 3  # lines to the text
_SHARED = 0.5  # share of the pages with a line in a slot, on which it is shared
_OTHERS = 0.5  # share of titles that are those of other pages
_HEADED = {1: 3.0, 2: 2.0, 3: 1.0, 4: 0.5}


class TitlePlaces(Struct, frozen=True):
    """Slots of titles with their numbers of pages and ranks, and slots of others' titles.

    A rank is from 0 to 1. In a slot of others' titles stand headlines of lists.
    """

    counts: Mapping[int, int] = {}
    ranks: Mapping[int, float] = {}
    others: frozenset[int] = frozenset()


def find_title_places(
    pages: Sequence[SketchedPage], lines: Collection[int], claims: Collection[int]
) -> TitlePlaces:
    """Returns the slots of titles on the pages of a site."""
    points: dict[int, dict[int, float]] = defaultdict(dict)  # slot -> content -> points
    texts: dict[int, set[int]] = defaultdict(set)
    with_text = set()
    shared, sections = _shared_lines(pages, lines)
    for page in pages:
        own = [
            i
            for i in own_lines(page, lines)
            if (_slot(page, i), page.texts[i]) not in shared and _slot(page, i) not in sections
        ]
        if any(page.shapes[i] & Shape.PROSE for i in own):
            with_text.add(page.content)
        for slot, i, score in _candidates(page, own, claims):
            points[slot].setdefault(page.content, score)
            texts[slot].add(page.texts[i])
    counts, ranks = {}, {}
    for slot in sorted(points):
        scores = points[slot]
        mean, distinct = sum(scores.values()) / len(scores), len(texts[slot]) / len(scores)
        coverage = min(len(scores) / max(len(with_text), 1), 1.0)
        if len(scores) < _FEWEST or distinct < _DISTINCT or mean + _COMMON * coverage < _LEAST:
            continue
        counts[slot] = len(scores)
        ranks[slot] = round(min(mean * (0.5 + coverage / 2) / _MOST, 1.0), 4)
    others = _others_titles(pages, lines, ranks)
    return TitlePlaces(
        {slot: count for slot, count in counts.items() if slot not in others},
        {slot: rank for slot, rank in ranks.items() if slot not in others},
        others,
    )


def _shared_lines(
    pages: Sequence[SketchedPage], lines: Collection[int]
) -> tuple[set[tuple[int, int]], set[int]]:
    """Returns short lines that several pages share, and slots with mostly such lines.

    They are names of sections. A section with a single page has its name in the same slot.
    """
    held: dict[tuple[int, int], set[int]] = defaultdict(set)
    of_slot: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for i in own_lines(page, lines):
            if not page.shapes[i] & Shape.PROSE:
                held[_slot(page, i), page.texts[i]].add(page.content)
                of_slot[_slot(page, i)].add(page.content)
    shared = {line for line, contents in held.items() if len(contents) > 1}
    showing: dict[int, set[int]] = defaultdict(set)
    for slot, text in shared:
        showing[slot] |= held[slot, text]
    mostly = {slot for slot, contents in showing.items() if len(contents) > _SHARED * len(of_slot[slot])}
    return shared, mostly


def _others_titles(
    pages: Sequence[SketchedPage], lines: Collection[int], ranks: Mapping[int, float]
) -> frozenset[int]:
    """Returns the slots with titles that other pages have in a better slot."""
    held: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))  # slot -> text -> contents
    for page in pages:
        for i in own_lines(page, lines):
            if page.shapes[i] & Shape.WORDED and not page.shapes[i] & Shape.PROSE:
                held[_slot(page, i)][page.texts[i]].add(page.content)
    known: dict[int, set[int]] = defaultdict(set)
    others = set()
    for slot in sorted(held, key=lambda slot: (-ranks.get(slot, 0.0), slot)):
        texts = held[slot]
        of_others = sum(bool(known.get(text, set()) - contents) for text, contents in texts.items())
        if of_others >= max(_FEWEST, _OTHERS * len(texts)):
            others.add(slot)
        elif slot in ranks:
            for text, contents in texts.items():
                known[text] |= contents
    return frozenset(others)


def own_lines(page: SketchedPage, lines: Collection[int]) -> list[int]:
    """Returns the indices of the lines that do not repeat on other pages."""
    return [
        i
        for i, (place, text, target, shape) in enumerate(
            zip(page.places, page.texts, page.targets, page.shapes, strict=True)
        )
        if not shape & (Shape.PICTURE | Shape.SITE)
        and line_hash(place, text) not in lines
        and not (target and link_hash(place, text, target) in lines)
    ]


def _candidates(
    page: SketchedPage, own: Sequence[int], claims: Collection[int]
) -> Iterator[tuple[int, int, float]]:
    """Yields slot, index and points of the first own line of each slot.

    Lines below the first paragraphs are no candidates.
    """
    parts = [value for name, value in page.claims if name == "part"]
    seen: set[int] = set()
    held = Counter(_slot(page, i) for i in own)
    prose = 0
    first = True
    for at, i in enumerate(own):
        shape = page.shapes[i]
        if shape & Shape.WORDED:
            slot = _slot(page, i)
            said = page.said[i]
            unique = bool(said) and claim_hash("part", parts[said - 1]) not in claims
            if slot not in seen:
                seen.add(slot)
                near = any(_is_text(page.shapes[j]) for j in own[at + 1 : at + 1 + _NEAR])
                yield slot, i, _points(shape, unique, first, near, held[slot] == 1)
            first = False
        prose += bool(shape & Shape.PROSE)
        if prose > _PROSE_ABOVE:
            return


def _is_text(shape: int) -> bool:
    """Whether a line below a title may be its text."""
    return bool(shape & Shape.PROSE) or (bool(shape & Shape.WORDED) and not shape & Shape.LINKED)


def _slot(page: SketchedPage, i: int) -> int:
    shape = page.shapes[i]
    return slot_of(page.places[i], shape & Shape.HEADING, bool(shape & Shape.STRONG))


def _points(shape: int, said: bool, first: bool, near: bool, alone: bool) -> float:
    """Returns how much a line looks like a title. A title alone in its place may lead to itself."""
    linked = shape & Shape.LINKED and not said
    points = 4.0 * said + 1.5 * first + near + _HEADED.get(shape & Shape.HEADING, 0.0)
    points += 3.0 * bool(shape & Shape.NAMED) + bool(shape & Shape.STRONG)
    points -= (1.0 if alone else 3.0) * bool(linked) + 2.0 * bool(shape & Shape.PERSON)
    return points - 1.0 * bool(shape & Shape.PROSE)
