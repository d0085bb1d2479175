"""Reads site.toml by its schema and checks it."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.model.appearance import Appearance
from generator.model.hosting import Hosting
from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Checks, LinkedSite, Masthead, Section, SectionKind, Settings
from generator.model.values import LocalText, PartialDate, Position, Text
from generator.permalinks import WORDS
from generator.read.addresses import WEB_ADDRESS
from generator.read.contrast import COLOUR
from generator.read.scan import SETTINGS as FILE
from generator.read.settings_reader import Keys, SettingsReader, dotted_name
from generator.read.toml_reader import TomlError, read_toml
from generator.schema.setting_forms import Setting, SettingForm
from generator.schema.settings import SETTINGS, TYPED_FORMS
from generator.text.dates import parse_date
from generator.text.slug import slugify
from generator.text.unicode import decode_utf8, one_line, position_of

_LANGUAGE = re.compile("[a-z]{2}")
_NOTHING: tuple[object, ...] = (None, "", {})
TomlTable = Mapping[str, Any]


def read_settings(site: Path) -> Outcome[Settings | None]:
    """Reads the settings of the site in this folder.

    The value is None, with problems, if they cannot be used. Raises OSError if the file cannot be read.
    """
    data = (site / FILE).read_bytes()
    try:
        text = decode_utf8(data)
    except UnicodeDecodeError as error:
        return Outcome(None, (Problem.at(FILE, position_of(error), "not-utf8"),))
    try:
        table = read_toml(text)
    except TomlError as error:
        return Outcome(None, (Problem.at(FILE, error.position, "toml-syntax", reason=error.reason),))
    reader = SettingsReader(text.splitlines())
    settings = _settings(table, reader)
    return Outcome(None if reader.problems else settings, tuple(reader.problems))


def _settings(table: TomlTable, reader: SettingsReader) -> Settings:
    """The settings as a record."""
    found = _parts(SETTINGS, table, (), reader)
    languages = found["languages"]
    sections = tuple(
        Section(
            key,
            parts["name"],
            parts["slug"] or LocalText((Text(slugify(key), languages[0]),)),
            SectionKind(parts["kind"]),
            parts["layout"],
        )
        for key, parts in found["sections"].items()
    )
    _check_slugs(sections, reader, languages)
    if "br" in found["hosting"]["compressed"] and find_spec("brotli") is None:
        reader.problem(("hosting", "compressed"), "brotli-missing")
    return Settings(
        name=found["name"],
        description=found["description"],
        base_url=found["base_url"],
        former_base_urls=found["former_base_urls"],
        languages=languages,
        theme=found["theme"],
        time_zone=found["time_zone"],
        masthead=Masthead(**{each: found["masthead"][each] for each in Masthead.__struct_fields__}),
        linked_sites=tuple(LinkedSite(link["name"], link["url"]) for link in found["links"]),
        sections=sections,
        tags=found["tags"],
        synonyms=found["search"]["synonyms"],
        markdown_extensions=_extensions(found["markdown"]),
        checks=_checks(found["check"], reader),
        publishes_data=found["data"]["publish"],
        appearance=_appearance(found["appearance"]),
        hosting=Hosting(**{each: found["hosting"][each] for each in Hosting.__struct_fields__}),
    )


def _appearance(found: Mapping[str, Any]) -> Appearance:
    """How the site looks."""
    light, dark = (
        tuple((name, value) for name, value in found[each].items() if value) for each in ("colours", "dark")
    )
    return Appearance(light, dark, found["emblem"], found["banner"])


def _extensions(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The extensions of Markdown, with the project's own if texts are read leniently."""
    return (*found["extensions"], *((TYPED_FORMS,) if found["reading"] == "lenient" else ()))


def _checks(found: Mapping[str, Any], reader: SettingsReader) -> Checks:
    """The settings of the checks."""
    positions = (Position(reader.line_of(("check", "silence", at)), 1) for at in range(len(found["silence"])))
    return Checks(
        found["founded"],
        tuple(
            Suppression(parts["code"], parts["reason"], FILE, position, parts["files"])
            for parts, position in zip(found["silence"], positions, strict=True)
        ),
    )


def _check_slugs(sections: Sequence[Section], reader: SettingsReader, languages: tuple[str, ...]) -> None:
    """Reports slugs that are not valid in an address or are used twice."""
    for section in sections:
        for slug in dict.fromkeys(text.value for text in section.slug.texts):
            if slugify(slug) != slug:
                reader.problem(("sections", section.key), "slug", value=slug, suggestion=slugify(slug))
    taken = {(lang, "index") for lang in languages}
    for section in sections:
        slugs = {(lang, section.slug.best(lang).value) for lang in languages}
        for slug in sorted({slug for _, slug in slugs & taken}):
            reader.problem(("sections", section.key), "section-slug", value=slug)
        taken |= slugs


# --- values by their form ---------------------------------------------------------------------------------


def _parts(schema: Sequence[Setting], table: TomlTable, keys: Keys, reader: SettingsReader) -> dict[str, Any]:
    """Reads a table by its schema.

    An unknown key is a problem.

    The languages are read first, because other texts depend on them.
    """
    known = [setting.name for setting in schema]
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            suggestion = close[0] if close else ", ".join(known)
            field_ = dotted_name((*keys, key))
            reader.problem((*keys, key), "setting-unknown", field=field_, suggestion=suggestion)
    found: dict[str, Any] = {}
    for setting in sorted(schema, key=lambda each: each.name != "languages"):
        found[setting.name] = _value(setting, table, (*keys, setting.name), reader)
        if not keys and setting.name == "languages":
            reader.languages = found["languages"]
    return found


def _value(setting: Setting, table: TomlTable, keys: Keys, reader: SettingsReader) -> Any:
    """Reads one setting. A missing value is a problem if it is required."""
    given = table.get(setting.name)
    # A missing address is reported as a wrong one, because that message says how to write it.
    if setting.required and given in _NOTHING and setting.form is not SettingForm.SITE_ADDRESS:
        reader.problem(keys, "setting-missing", field=dotted_name(keys))
    return READERS[setting.form](setting, given, keys, reader)


def _text(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """A text on one line."""
    if isinstance(given, str):
        return one_line(given)
    if given is not None:
        reader.wrong_type(keys, "text")
    return str(setting.default)


def _colour(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """A colour as "#rrggbb", or ""."""
    value = _text(setting, given, keys, reader)
    if not value or COLOUR.fullmatch(value):
        return value.lower()
    reader.problem(keys, setting.fault, value=value)
    return ""


def _choice(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """One of the choices."""
    value = _text(setting, given, keys, reader)
    if value in setting.choices:
        return value
    reader.problem(keys, setting.fault, value=value, suggestion=", ".join(setting.choices))
    return str(setting.default)


def _choices(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> tuple[str, ...]:
    """A list of choices. Others are problems and left out."""
    values = _several(setting, given, keys, reader)
    for value in values:
        if value not in setting.choices:
            reader.problem(keys, setting.fault, value=value, suggestion=", ".join(setting.choices))
    return tuple(value for value in values if value in setting.choices)


def _languages(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> tuple[str, ...]:
    """At least one language: a code of two letters, known to CLDR."""
    values = _several(setting, given, keys, reader)
    if not values:
        reader.problem(keys, "setting-empty", field=dotted_name(keys), suggestion='["vi", "en"]')
    for value in values:
        if not _is_language(value):
            reader.problem(keys, setting.fault, value=value)
    return tuple(filter(_is_language, values)) or tuple(setting.default)


def _several(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> tuple[str, ...]:
    """The texts of a list, each once; the default, with a problem, if it is none."""
    if given is None:
        return tuple(setting.default)
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        reader.wrong_type(keys, "list")
        return tuple(setting.default)
    return tuple(dict.fromkeys(map(one_line, given)))


def _is_language(code: str) -> bool:
    """Whether dates and numbers can be written in the language with this code."""
    if code in WORDS:
        return True
    from babel.localedata import exists  # few sites have a third language

    return bool(_LANGUAGE.fullmatch(code)) and exists(code)


def _local_text(_setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> LocalText:
    """A text for all languages, or a table from language to text."""
    languages = reader.languages
    if given is None:
        return LocalText()
    if isinstance(given, str):
        return LocalText((Text(one_line(given), languages[0]),))
    if isinstance(given, dict) and all(isinstance(item, str) for item in given.values()):
        for lang in given:
            if lang not in languages:
                reader.problem((*keys, lang), "setting-language", value=lang)
        return LocalText(tuple(Text(one_line(given[lang]), lang) for lang in languages if lang in given))
    reader.wrong_type(keys, "local-text")
    return LocalText()


def _site_address(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """The URL of the output's root, with a slash at its end."""
    value = _text(setting, given, keys, reader)
    if not WEB_ADDRESS.fullmatch(value) or "?" in value or "#" in value:
        reader.problem(keys, setting.fault, value=value)
    return value.rstrip("/") + "/"


def _site_addresses(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> tuple[str, ...]:
    """A list of such URLs, each once."""
    if given is None:
        return ()
    if not isinstance(given, list):
        reader.wrong_type(keys, "list")
        return ()
    return tuple(dict.fromkeys(_site_address(setting, each, keys, reader) for each in given))


def _web_address(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """A URL, or ""."""
    value = _text(setting, given, keys, reader)
    if value and not WEB_ADDRESS.fullmatch(value):
        reader.problem(keys, setting.fault, value=value)
    return value


def _time_zone(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> str:
    """The name of an existing time zone."""
    value = _text(setting, given, keys, reader)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.problem(keys, setting.fault, value=value)
    return value


def _yes_or_no(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> bool:
    """True or false."""
    if given is not None and not isinstance(given, bool):
        reader.wrong_type(keys, "yes-or-no")
    return given is True if given is not None else setting.default == "true"


def _date(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> PartialDate | None:
    """A date, or None."""
    value = "" if given is None else str(given)  # TOML has types for dates and numbers
    found = parse_date(value)
    if value and found is None:
        reader.problem(keys, setting.fault, field=dotted_name(keys), value=value)
    return found


def _word_groups(
    _setting: Setting, given: Any, keys: Keys, reader: SettingsReader
) -> tuple[tuple[str, ...], ...]:
    """A list of lists of words."""
    groups = [] if given is None else given
    valid = isinstance(groups, list) and all(
        isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups
    )
    if not valid:
        reader.wrong_type(keys, "lists")
        return ()
    return tuple(tuple(one_line(word) for word in group) for group in groups)


def _table(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> dict[str, Any]:
    """The values of a table."""
    return _parts(setting.parts, _as_table(given, keys, reader), keys, reader)


def _tables(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> list[dict[str, Any]]:
    """The values of each table in a list."""
    entries = [] if given is None else given
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.wrong_type(keys, "tables")
        return []
    return [_parts(setting.parts, entry, (*keys, at), reader) for at, entry in enumerate(entries)]


def _named_tables(
    setting: Setting, given: Any, keys: Keys, reader: SettingsReader
) -> dict[str, dict[str, Any]]:
    """The values of each table, by name."""
    tables = _as_table(given, keys, reader)
    return {name: _table(setting, entry, (*keys, name), reader) for name, entry in tables.items()}


def _named_texts(setting: Setting, given: Any, keys: Keys, reader: SettingsReader) -> dict[str, LocalText]:
    """Local texts by name."""
    texts = _as_table(given, keys, reader)
    return {one_line(n): _local_text(setting, value, (*keys, n), reader) for n, value in texts.items()}


def _as_table(given: Any, keys: Keys, reader: SettingsReader) -> TomlTable:
    """The value as a table; empty, with a problem, if it is none."""
    if given is None or isinstance(given, dict):
        return given or {}
    reader.wrong_type(keys, "table")
    return {}


READERS: Mapping[SettingForm, Callable[[Setting, Any, Keys, SettingsReader], Any]] = {
    SettingForm.TEXT: _text,
    SettingForm.CHOICE: _choice,
    SettingForm.CHOICES: _choices,
    SettingForm.LANGUAGES: _languages,
    SettingForm.LOCAL_TEXT: _local_text,
    SettingForm.SITE_ADDRESS: _site_address,
    SettingForm.SITE_ADDRESSES: _site_addresses,
    SettingForm.WEB_ADDRESS: _web_address,
    SettingForm.TIME_ZONE: _time_zone,
    SettingForm.YES_OR_NO: _yes_or_no,
    SettingForm.DATE: _date,
    SettingForm.WORD_GROUPS: _word_groups,
    SettingForm.TABLE: _table,
    SettingForm.TABLES: _tables,
    SettingForm.NAMED_TABLES: _named_tables,
    SettingForm.NAMED_TEXTS: _named_texts,
    SettingForm.COLOUR: _colour,
}
