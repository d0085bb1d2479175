"""Groups the sketches of one article: its captures count as one page of the site.

Else a print view would make the text of its article a part of the frame.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from generator.importer.frame.record import PageSketch, Shape

_COMMON = 0.5  # share of pages with a paragraph of the site, as in a footer
_SAME = 0.6  # share of the shorter page's paragraphs
_FEW = 3


def contents_of(sketches: Sequence[PageSketch]) -> list[int]:
    """Returns for each sketch the number of its content, from 0."""
    prose = [_prose(sketch) for sketch in sketches]
    counts = Counter(text for texts in prose for text in texts)
    common = {text for text, n in counts.items() if n >= max(_FEW, _COMMON * len(sketches))}
    own = [texts - common for texts in prose]
    if len({frozenset(texts) for texts in own if texts}) < _FEW:
        own = prose
    return _grouped(own, [_whole(sketch) for sketch in sketches])


def _prose(sketch: PageSketch) -> frozenset[int]:
    shapes = np.frombuffer(sketch.shapes, "<u2")
    texts = np.frombuffer(sketch.texts, "<u8")
    return frozenset(texts[(shapes & Shape.PROSE) > 0].tolist())


def _whole(sketch: PageSketch) -> int:
    """Returns a hash of all lines of a page, for pages without paragraphs."""
    return hash(sketch.texts)


def _grouped(prose: Sequence[frozenset[int]], wholes: Sequence[int]) -> list[int]:
    """Returns the number of the group of each page. A page joins the first that it resembles."""
    groups: list[int] = []
    sizes: list[int] = []
    holders: dict[int, list[int]] = {}  # paragraph -> groups that began with it
    equal: dict[int, int] = {}
    for texts, whole in zip(prose, wholes, strict=True):
        shared = Counter(group for text in texts for group in holders.get(text, ()))
        alike = [g for g, n in sorted(shared.items()) if n >= _SAME * min(sizes[g], len(texts))]
        found = alike[0] if alike else equal.get(whole) if not texts else None
        if found is None:
            found = len(sizes)
            sizes.append(len(texts))
            equal.setdefault(whole, found)
            for text in texts:
                holders.setdefault(text, []).append(found)
        groups.append(found)
    return groups
