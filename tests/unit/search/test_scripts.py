"""The theme's scripts read the index with the constants that it is written with."""

import re

import pytest

from generator.search.analysis.terms import MAX_FOLDED
from generator.search.quarters import stored_fields
from generator.search.quarters.posting_lists import LEVEL_BITS
from generator.search.quarters.slots import MAX_SLOTS
from generator.search.tree import nodes
from tests.support.site import CHECKOUT

SCRIPTS = CHECKOUT / "themes/default/templates/search"


@pytest.mark.parametrize(
    ("script", "pattern", "values"),
    [
        (
            "index.js",
            r"`n\$\{place % (\d+)\}/\$\{place\}-\$\{versions\.substr\((\d+) \* place, (\d+)\)\}`",
            (nodes.FOLDERS, nodes.VERSION_DIGITS, nodes.VERSION_DIGITS),
        ),
        ("index.js", r"\(value >> (\d+)\)", (LEVEL_BITS,)),
        ("index.js", r"levels\.push\(value & (\d+)\)", ((1 << LEVEL_BITS) - 1,)),
        ("find.js", r"\* 2 \*\* (\d+) \+ at\b", (MAX_SLOTS.bit_length() - 1,)),
        ("find.js", r"key % 2 \*\* (\d+)\b", (MAX_SLOTS.bit_length() - 1,)),
        (
            "results.js",
            r"SIZE = (\d+), TEXTS = (\d+), VERSIONED = (\d+)",
            (
                stored_fields.RESULT_CARDS_PER_FILE,
                stored_fields.TEXTS_PER_FILE,
                stored_fields.SLOTS_PER_VERSION,
            ),
        ),
        (
            "results.js",
            r"versions\.substr\((\d+) \* Math\.floor\(place / VERSIONED\), (\d+)\)",
            (stored_fields.VERSION_DIGITS, stored_fields.VERSION_DIGITS),
        ),
        ("words.js", r"\.slice\(0, (\d+)\)", (MAX_FOLDED,)),
    ],
)
def test_a_script_has_the_constants_of_the_index(script: str, pattern: str, values: tuple[int, ...]) -> None:
    found = [
        tuple(map(int, match.groups()))
        for match in re.finditer(pattern, (SCRIPTS / script).read_text("utf-8"))
    ]
    assert found == [values]
