"""Learns the frame of a site from the sketches of its pages.

What stands on many different pages in the same place is of the site. What stands alone in the place where
other pages have their titles is a title.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from generator.importer.frame.contents import contents_of
from generator.importer.frame.date_places import find_date_places
from generator.importer.frame.record import (
    PageSketch,
    Shape,
    SiteFrame,
    SketchedPage,
    claim_hash,
    line_hash,
    link_hash,
)
from generator.importer.frame.templates import templates_of
from generator.importer.frame.title_places import find_title_places

FEWEST = 3  # pages
_SHARE = 0.5  # of the pages of a template that have the place
_NEARLY = 0.9
_CLAIMED = {
    "title": 0.1,
    "part": 0.15,
    "day": 0.6,
    "summary": 0.1,
    "numbered": 0.3,
}  # share of the pages with the same value
_DAYS = 0.6  # share of the pages with the same day


def learn_frame(sketches: Sequence[PageSketch]) -> SiteFrame:
    """Returns the frame of a site; an empty one from fewer than three different pages."""
    contents = contents_of(sketches)
    if len(set(contents)) < FEWEST:
        return SiteFrame()
    pages = [_page(*each) for each in zip(sketches, contents, templates_of(sketches), strict=True)]
    lines, always = _repeated_lines(pages)
    claims = _repeated_claims(pages)
    titles = find_title_places(pages, lines, claims)
    dates = find_date_places(pages, lines, titles.ranks)
    return SiteFrame(
        len(set(contents)), lines, always, claims, titles.counts, titles.ranks, titles.others, dates
    )


def _page(sketch: PageSketch, content: int, template: int) -> SketchedPage:
    places, texts, targets = (
        np.frombuffer(part, "<u8").tolist() for part in (sketch.places, sketch.texts, sketch.targets)
    )
    shapes = np.frombuffer(sketch.shapes, "<u2").tolist()
    days = np.frombuffer(sketch.days, "<u4").tolist()
    said = list(sketch.said)
    return SketchedPage(content, template, places, texts, targets, shapes, said, days, sketch.claims)


def _repeated_lines(pages: Sequence[SketchedPage]) -> tuple[frozenset[int], frozenset[int]]:
    """Returns the hashes of lines that repeat, and of those on nearly all pages."""
    of_place: dict[tuple[int, int], set[int]] = defaultdict(set)  # template, place -> contents
    of_line: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    of_link: dict[int, set[int]] = defaultdict(set)
    shapes: dict[tuple[int, int, int], int] = {}
    for page in pages:
        for place, text, target, shape in zip(
            page.places, page.texts, page.targets, page.shapes, strict=True
        ):
            of_place[page.template, place].add(page.content)
            at = (page.template, place, text)
            of_line[at].add(page.content)
            shapes[at] = shape
            if target or shape & Shape.PICTURE:
                of_link[link_hash(place, text, target)].add(page.content)
    lines = {each for each, contents in of_link.items() if len(contents) >= FEWEST}
    always = set()
    for (template, place, text), contents in of_line.items():
        count, most = len(contents), len(of_place[template, place])
        if count < FEWEST:
            continue
        shape = shapes[template, place, text]
        if _repeats(count, most, shape):
            lines.add(line_hash(place, text))
            if count >= _NEARLY * most and count > FEWEST + 1:
                always.add(line_hash(place, text))
    return frozenset(lines), frozenset(always)


def _repeats(count: int, most: int, shape: int) -> bool:
    """Whether a line is of the site.

    It is on `count` of the `most` pages with its place."""
    if shape & Shape.TIMED:
        return True  # different articles do not share a minute
    if shape & Shape.STAMPED:
        return count >= _DAYS * most
    return count >= _SHARE * most and (most >= 2 * FEWEST or count >= most - 1)


def _repeated_claims(pages: Iterable[SketchedPage]) -> frozenset[int]:
    """Returns the hashes of values of metadata that repeat on different pages."""
    of_claim: dict[tuple[str, int], set[int]] = defaultdict(set)
    of_field: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for name, value in page.claims:
            of_claim[name, value].add(page.content)
            of_field[name].add(page.content)
    return frozenset(
        claim_hash(name, value)
        for (name, value), contents in of_claim.items()
        if len(contents) >= FEWEST and len(contents) >= _CLAIMED.get(name, 0.0) * len(of_field[name])
    )
