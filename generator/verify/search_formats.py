"""The formats of the search index that copies have: a copy is verified long after it was made.

`generator/search/index.py` says the format of today, and the root of an index its own from format 3 on.
When the files change, FORMAT grows and a row is added here; no row is ever taken out.
"""

from collections.abc import Mapping

from msgspec import Struct


class SearchFormat(Struct, frozen=True):
    """How the files of an index are cut and written.

    `cards` are the slots in a file of cards, `versioned` those whose files have one version. `joined` tells
    whether a node has its keys and its names as one text each, `placed` whether the root says what is in each
    slot and lists of common words have bits for places (see `generator/search/tree/places.py`), and whether
    all segments have the same nodes.
    """

    cards: int
    versioned: int
    joined: bool
    placed: bool


FORMATS: Mapping[int, SearchFormat] = {
    1: SearchFormat(cards=4, versioned=48, joined=False, placed=False),
    2: SearchFormat(cards=12, versioned=48, joined=False, placed=False),
    3: SearchFormat(cards=12, versioned=48, joined=True, placed=False),
    4: SearchFormat(cards=12, versioned=96, joined=True, placed=True),
}
