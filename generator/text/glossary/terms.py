"""Loads the glossary from the package's data.

The search and the checks of translations use it.
"""

import csv
from functools import cache
from importlib import resources

from msgspec import Struct


class GlossaryTerm(Struct, frozen=True):
    """All names of one thing, the usual one first. A capital letter in a Vietnamese name must match."""

    vietnamese: tuple[str, ...]
    abbreviations: tuple[str, ...]
    english: tuple[str, ...]


@cache
def load_terms() -> tuple[GlossaryTerm, ...]:
    """Loads all terms."""
    file = resources.files("generator.text.glossary").joinpath("data", "glossary.csv")
    return tuple(
        GlossaryTerm(_cell(row["vietnamese"]), _cell(row["abbreviations"]), _cell(row["english"]))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )


def _cell(text: str) -> tuple[str, ...]:
    """The values of a cell, separated by "|"."""
    return tuple(text.split("|")) if text else ()
