"""Finds the places of publication dates on the pages of a site.

In such a place most pages have one line with a date, each another day, beside the title. The date of the
visit in a header is the same on all pages, or one of the few days on which the site was saved.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.importer.frame.place import slot_of
from generator.importer.frame.record import Shape, SketchedPage
from generator.importer.frame.title_places import own_lines

_FEWEST = 3  # pages
_DAYS = 0.5  # share of different days
_SPREAD = 90  # days; the days on which a site was saved are closer together
_ALONE = 0.8  # share of pages with one date in the place
_BESIDE = 4  # lines from the title
_NEAR = 0.8  # share of pages with the date beside the title


def find_date_places(
    pages: Sequence[SketchedPage], lines: Collection[int], titles: Mapping[int, float]
) -> Mapping[int, int]:
    """Returns for each slot of dates the number of pages that show it. `titles`: ranks of slots of titles."""
    days: dict[int, dict[int, int]] = defaultdict(dict)  # slot -> content -> day
    alone: dict[int, int] = defaultdict(int)
    beside: dict[int, int] = defaultdict(int)
    for page in pages:
        own = own_lines(page, lines)
        title = _title_of(page, own, titles)
        found: dict[int, list[int]] = defaultdict(list)
        for i in own:
            if page.days[i] and not page.shapes[i] & (Shape.LINKED | Shape.PROSE):
                found[_slot(page, i)].append(i)
        for slot, places in found.items():
            if page.content not in days[slot]:
                days[slot][page.content] = page.days[places[0]]
                alone[slot] += len(places) == 1
                beside[slot] += title >= 0 and 0 < abs(places[0] - title) <= _BESIDE
    return {
        slot: len(of_content)
        for slot, of_content in sorted(days.items())
        if len(of_content) >= _FEWEST
        and len(set(of_content.values())) >= max(_FEWEST, _DAYS * len(of_content))
        and max(of_content.values()) - min(of_content.values()) >= _SPREAD
        and alone[slot] >= _ALONE * len(of_content)
        and beside[slot] >= _NEAR * len(of_content)
    }


def _title_of(page: SketchedPage, own: Sequence[int], titles: Mapping[int, float]) -> int:
    """Returns the index of the first line in the best place of titles; -1 if there is none."""
    return max(
        (i for i in own if _slot(page, i) in titles), key=lambda i: (titles[_slot(page, i)], -i), default=-1
    )


def _slot(page: SketchedPage, i: int) -> int:
    shape = page.shapes[i]
    return slot_of(page.places[i], shape & Shape.HEADING, bool(shape & Shape.STRONG))
