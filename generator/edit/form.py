"""Describes the form for its script: every field of the schema, with its form, its words and its choices."""

from typing import Any

from generator.model.settings import Settings
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.field_forms import PARTS, Both, FieldForm, ValuePart
from generator.schema.front_matter import FIELDS, Field

# Fields of every article; the others are folded.
_FIRST = ("title", "summary", "date", "author", "province", "tags", "cover", "draft", "translator")
# Their values have names of their own, or are written by commands. The form keeps them as they are.
_KEPT = frozenset({FieldForm.POLL, FieldForm.SILENCES, FieldForm.COMMENTS, FieldForm.REVISION})
_SEVERAL = frozenset(
    {
        FieldForm.AUTHORS,
        FieldForm.SPELLINGS,
        FieldForm.TAGS,
        FieldForm.NAMES,
        FieldForm.ADDRESSES,
        FieldForm.MEDIA_LIST,
        FieldForm.CORRECTIONS,
    }
)


def form_fields(lang: str) -> list[dict[str, Any]]:
    """The fields of the form, in this language: those of every article first."""
    ordered = sorted(FIELDS, key=lambda field: _FIRST.index(field.name) if field.name in _FIRST else 99)
    return [_field(field, lang) for field in ordered]


def sections(settings: Settings, lang: str) -> list[dict[str, str]]:
    """The sections by folder, with their names."""
    return [{"key": each.key, "name": each.name.best(lang).value} for each in settings.sections]


def provinces(lang: str) -> list[str]:
    """The names of all provinces of all times."""
    places = load_gazetteer().places.values()
    return [place.name if lang == "vi" else place.name_en or place.name for place in places]


def _field(field: Field, lang: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "form": str(field.form),
        "label": _in(field.label, lang),
        "meaning": _in(field.meaning, lang),
        "example": field.example,
        "required": field.required,
        "inherited": field.inherited,
        "translated": field.translated,
        "unknown": field.may_be_unknown,
        "first": field.name in _FIRST,
        "kept": field.form in _KEPT,
        "several": field.form in _SEVERAL,
        "parts": [_part(part, lang) for part in PARTS.get(field.form, ())] if _has_parts(field) else [],
    }


def _has_parts(field: Field) -> bool:
    """Whether the form shows the parts of a value. An author is a name."""
    return field.form not in _KEPT and field.form is not FieldForm.AUTHORS


def _part(part: ValuePart, lang: str) -> dict[str, Any]:
    return {
        "name": part.name,
        "form": str(part.form),
        "label": _in(part.label, lang),
        "required": part.required,
    }


def _in(both: Both, lang: str) -> str:
    return both[0] if lang == "vi" else both[1]
