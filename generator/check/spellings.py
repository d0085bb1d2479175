"""Checks for values that are understood but not written in the usual way."""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.check.source_text import Scalar, SourceText
from generator.model.problem import Problem
from generator.provinces.gazetteer import Gazetteer
from generator.provinces.spelling import names_meant
from generator.schema.field_forms import FieldForm
from generator.schema.front_matter import BY_NAME
from generator.text.dates import parse_date

_ISO = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)? ?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)
_NESTED_DATES = frozenset({"corrections.date", "withdrawn.date", "source.captured", "comments.date"})


class Respelling(Struct, frozen=True):
    """A value, its usual spelling, and the code of the problem."""

    scalar: Scalar
    usual: str
    code: str


def respellings(source_text: SourceText, gazetteer: Gazetteer) -> Iterator[Respelling]:
    """Yields dates not in ISO form and provinces not called by their name."""
    for scalar in source_text.scalars:
        if _is_date(scalar.name):
            found = parse_date(scalar.value)
            if found and not _ISO.fullmatch(scalar.value):
                yield Respelling(scalar, found.iso, "date-format")
        elif scalar.name == "province":
            usual = _usual_name(scalar.value, source_text.lang, gazetteer)
            if usual:
                yield Respelling(scalar, usual, "province-spelling")


def spelling_problems(source_text: SourceText, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Yields a problem for each value with an unusual spelling."""
    for each in respellings(source_text, gazetteer):
        details = {"value": each.scalar.value, "meant": each.usual}
        yield Problem.at(source_text.path, each.scalar.position, each.code, **details)


def _is_date(name: str) -> bool:
    """Whether the field with this dotted name holds a date."""
    return name in _NESTED_DATES or (name in BY_NAME and BY_NAME[name].form is FieldForm.DATE)


def _usual_name(spelling: str, lang: str, gazetteer: Gazetteer) -> str:
    """The usual name for this spelling; "" if it is the usual name already, or is ambiguous."""
    slugs = names_meant(gazetteer.spellings, spelling)
    if len(slugs) != 1:
        return ""
    place = gazetteer.places[slugs[0]]
    names = {place.name, place.name_en} | {name for unit in place.units for name in (unit.name, unit.name_en)}
    if spelling in names:
        return ""
    usual = place.name if lang == "vi" else place.name_en
    return usual if names_meant(gazetteer.spellings, usual) == slugs else ""
