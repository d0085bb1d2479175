"""The terms, from the package's own data: the search finds them by any name, checking asks translations."""

import csv
from functools import cache
from importlib import resources

from msgspec import Struct


class GlossaryTerm(Struct, frozen=True):
    """One thing under all its names, the usual one first. A capital in a Vietnamese name is asked for."""

    vietnamese: tuple[str, ...]
    abbreviations: tuple[str, ...]
    english: tuple[str, ...]


@cache
def load_terms() -> tuple[GlossaryTerm, ...]:
    file = resources.files("generator.text.glossary").joinpath("data", "glossary.csv")
    return tuple(
        GlossaryTerm(_cell(row["vietnamese"]), _cell(row["abbreviations"]), _cell(row["english"]))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )


def _cell(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
