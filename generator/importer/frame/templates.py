"""Divides pages by their template, by the places that they have.

In a folder of several sites a slogan stands on all pages of its own site, but not on most of the folder.
"""

from collections.abc import Sequence

import numpy as np

from generator.importer.frame.record import PageSketch

_ALIKE = 0.5  # share of the places of the page with fewer


def templates_of(sketches: Sequence[PageSketch]) -> list[int]:
    """Returns for each sketch the number of its template, from 0.

    A page joins the template whose first page has most of its places.
    """
    leaders: list[frozenset[int]] = []
    found: list[int] = []
    for sketch in sketches:
        places = frozenset(np.frombuffer(sketch.places, "<u8").tolist())
        alike = [
            (len(places & leader) / max(min(len(places), len(leader)), 1), -number)
            for number, leader in enumerate(leaders)
        ]
        best = max(alike, default=(0.0, 0))
        if best[0] >= _ALIKE:
            found.append(-best[1])
        else:
            found.append(len(leaders))
            leaders.append(places)
    return found
