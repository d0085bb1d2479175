"""JSON Schemas of front matter and site.toml (draft 7, which most editors support).

A valid value has the right form. Only reading knows whether a day exists or a province is known.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.schema.field_forms import GONE, KEPT, NO, PARTS, PATTERNS, YES, Both, FieldForm
from generator.schema.front_matter import FIELDS, Field
from generator.schema.setting_forms import Setting, SettingForm
from generator.schema.settings import SETTINGS

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
# Values are read as text, whatever type YAML gives them.
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_STRING: Schema = {"type": "string"}
_LANGUAGE = f"^{PATTERNS[FieldForm.LANGUAGE]}$"


def front_matter_schema() -> Schema:
    """Schema of any file's front matter. A translation's has no required fields."""
    return _front_matter("Front matter", ())


def article_schema() -> Schema:
    """Schema of an original's front matter, with its required fields."""
    return _front_matter("Front matter (article)", [field.name for field in FIELDS if field.required])


def settings_schema() -> Schema:
    """Schema of site.toml."""
    return {"$schema": _DRAFT, "title": "site.toml", **_settings_object(SETTINGS)}


def _front_matter(title: str, required: Sequence[str]) -> Schema:
    """Schema of front matter with these required fields."""
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "properties": {
            field.name: {
                "title": " · ".join(field.label),
                **_description(field.meaning),
                **_or_nothing(_bounded(field)),
            }
            for field in FIELDS
        },
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
        "definitions": {form.value: made() for form, made in _FORMS.items()},
    }


def _description(both: Both) -> Schema:
    """A description in both languages."""
    return {"description": "\n\n".join(both)}


def _ref(form: FieldForm) -> Schema:
    """A reference to the definition of a form."""
    return {"$ref": f"#/definitions/{form.value}"}


def _bounded(field: Field) -> Schema:
    """The form of a field's value, with the number of values that it may have."""
    return {"allOf": [_ref(field.form)], "maxItems": field.most} if field.most else _ref(field.form)


def _or_nothing(schema: Schema) -> Schema:
    """The schema, or an empty value."""
    return {"anyOf": [schema, {"type": "null"}, {"const": ""}]}


def _one_or_several(schema: Schema) -> Schema:
    """The schema, or a list of such values."""
    return {"anyOf": [schema, {"type": "array", "items": _or_nothing(schema)}]}


def _parts(form: FieldForm) -> Schema:
    """An object with the parts of a form."""
    required = [part.name for part in PARTS[form] if part.required]
    return {
        "type": "object",
        "properties": {
            part.name: {**_description(part.label), **_or_nothing(_ref(part.form))} for part in PARTS[form]
        },
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _media() -> Schema:
    """A path, or an object with the parts of a media item."""
    of_parts = _parts(FieldForm.MEDIA)
    of_parts["anyOf"] = [{"required": ["src"]}, {"required": ["url"]}, {"maxProperties": 0}]
    return {"anyOf": [_STRING, of_parts]}


def _pattern(form: FieldForm) -> Callable[[], Schema]:
    """Makes a schema of text that matches the form's pattern."""
    return lambda: {"type": "string", "pattern": f"^(?:{PATTERNS[form]})$"}


def _yes_or_no() -> Schema:
    """All words for yes and no."""
    return {"enum": [True, False, *_words(*YES, *NO)["enum"]]}


def _words(*words: str) -> Schema:
    """One of these words, in small letters or capitals."""
    return {"enum": [*words, *map(str.capitalize, words), *map(str.upper, words)]}


def _local_text() -> Schema:
    """A text, or an object with a text for each language."""
    by_language = {
        "type": "object",
        "patternProperties": {_LANGUAGE: _or_nothing(_SCALAR)},
        "additionalProperties": False,
    }
    return {"anyOf": [_SCALAR, by_language]}


_FORMS: Mapping[FieldForm, Callable[[], Schema]] = {
    FieldForm.TEXT: lambda: _SCALAR,
    FieldForm.PROSE: lambda: _SCALAR,
    FieldForm.DATE: lambda: {"type": ["string", "number"]},
    FieldForm.AUTHORS: lambda: _one_or_several({"anyOf": [_SCALAR, _parts(FieldForm.AUTHORS)]}),
    FieldForm.SPELLINGS: lambda: _one_or_several(_SCALAR),
    FieldForm.NAMES: lambda: _one_or_several(_SCALAR),
    FieldForm.TAGS: lambda: _one_or_several(_SCALAR),
    FieldForm.SLUG: lambda: {"type": ["string", "integer"], "pattern": f"^(?:{PATTERNS[FieldForm.SLUG]})$"},
    FieldForm.YES_OR_NO: _yes_or_no,
    FieldForm.COUNT: lambda: {"type": ["number", "string"], "minimum": 0, "pattern": r"^\s*[0-9][0-9.\s]*$"},
    FieldForm.LANGUAGE: _pattern(FieldForm.LANGUAGE),
    FieldForm.SHA256: _pattern(FieldForm.SHA256),
    FieldForm.REVISION: lambda: {"anyOf": [_ref(FieldForm.SHA256), _parts(FieldForm.REVISION)]},
    FieldForm.URL: lambda: {"type": "string", "pattern": r"^https?://\S+$"},
    FieldForm.FILE: lambda: _SCALAR,
    FieldForm.LOCAL_TEXT: _local_text,
    FieldForm.ORIGIN: lambda: {"anyOf": [_SCALAR, _parts(FieldForm.ORIGIN)]},
    FieldForm.MEDIA: _media,
    FieldForm.MEDIA_LIST: lambda: _one_or_several(_ref(FieldForm.MEDIA)),
    FieldForm.CORRECTIONS: lambda: _one_or_several(_parts(FieldForm.CORRECTIONS)),
    FieldForm.WITHDRAWAL: lambda: _parts(FieldForm.WITHDRAWAL),
    FieldForm.TEXT_FATE: lambda: _words(*GONE, *KEPT),
    FieldForm.COMMENTS: lambda: _one_or_several(_parts(FieldForm.COMMENTS)),
    FieldForm.POLL: lambda: _parts(FieldForm.POLL),
    FieldForm.ADDRESSES: lambda: _one_or_several(_SCALAR),
    FieldForm.VOTES: lambda: {"type": "object", "additionalProperties": _ref(FieldForm.COUNT)},
    FieldForm.SILENCES: lambda: {"type": "object", "additionalProperties": _SCALAR},
}


# --- site.toml --------------------------------------------------------------------------------------------


def _settings_object(settings: Sequence[Setting]) -> Schema:
    """An object with these settings."""
    required = [setting.name for setting in settings if setting.required]
    return {
        "type": "object",
        "properties": {setting.name: _setting(setting) for setting in settings},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _setting(setting: Setting) -> Schema:
    """Schema of one setting."""
    default: Schema = {}
    if setting.default:
        default = {"default": setting.default if isinstance(setting.default, str) else [*setting.default]}
    return {**_description(setting.meaning), **_SETTINGS[setting.form](setting), **default}


def _local_setting() -> Schema:
    """A text, or an object with a text for each language."""
    texts = {"type": "object", "patternProperties": {_LANGUAGE: _STRING}, "additionalProperties": False}
    return {"anyOf": [_STRING, texts]}


def _list_of(item: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": item}


_SETTINGS: Mapping[SettingForm, Callable[[Setting], Schema]] = {
    SettingForm.TEXT: lambda _: _STRING,
    SettingForm.CHOICE: lambda setting: {"enum": [*setting.choices]},
    SettingForm.CHOICES: lambda setting: _list_of({"enum": [*setting.choices]}),
    SettingForm.LANGUAGES: lambda _setting: _list_of({"type": "string", "pattern": _LANGUAGE}),
    SettingForm.LOCAL_TEXT: lambda _: _local_setting(),
    SettingForm.SITE_ADDRESS: lambda _: {"type": "string", "pattern": r"^https?://[^\s?#]+$"},
    SettingForm.SITE_ADDRESSES: lambda setting: _list_of(_SETTINGS[SettingForm.SITE_ADDRESS](setting)),
    SettingForm.WEB_ADDRESS: lambda _: {"type": "string", "pattern": r"^(?:https?://\S+)?$"},
    SettingForm.TIME_ZONE: lambda _: _STRING,
    SettingForm.YES_OR_NO: lambda _: {"type": "boolean"},
    SettingForm.DATE: lambda _: {"type": ["string", "integer"]},
    SettingForm.WORD_GROUPS: lambda _: _list_of(_list_of(_STRING)),
    SettingForm.COLOUR: lambda _: {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
    SettingForm.TABLE: lambda setting: _settings_object(setting.parts),
    SettingForm.TABLES: lambda setting: _list_of(_settings_object(setting.parts)),
    SettingForm.NAMED_TABLES: lambda setting: {
        "type": "object",
        "additionalProperties": _settings_object(setting.parts),
        "minProperties": 1 if setting.required else 0,
    },
    SettingForm.NAMED_TEXTS: lambda _: {"type": "object", "additionalProperties": _local_setting()},
}
