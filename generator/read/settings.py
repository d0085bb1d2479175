"""Reads site.toml by its schema and checks it."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Checks, LinkedSite, Masthead, Section, SectionKind, Settings
from generator.model.values import LocalText, PartialDate, Position, Text
from generator.read.addresses import WEB_ADDRESS
from generator.read.scan import SETTINGS as FILE
from generator.schema.settings import SETTINGS, Setting, SettingForm
from generator.text.dates import parse_date
from generator.text.slug import slugify
from generator.text.unicode import decode_utf8, one_line, position_of

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TOML_HEADER = re.compile(r"\s*\[{1,2}\s*[\w\"'. \-]+\]{1,2}\s*(#.*)?$")
_NOTHING: tuple[object, ...] = (None, "", {})
TomlTable = Mapping[str, Any]
Keys = tuple[str | int, ...]  # path to a value; numbers count the tables of one name from 0


@dataclass
class _Reader:
    """Collects problems while site.toml is read.

    tomllib gives no positions, so they are searched in the text.
    """

    lines: list[str]
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def problem(self, keys: Keys, code: str, **details: str) -> None:
        """Adds a problem at the line of a key."""
        self.problems.append(Problem.at(FILE, Position(self.line_of(keys), 1), code, **details))

    def wrong_type(self, keys: Keys, expected: str) -> None:
        """Adds the problem of a value with the wrong type."""
        self.problem(keys, "setting-type", field=_dotted_name(keys), expected=expected)

    def line_of(self, keys: Keys) -> int:
        """The line of a key in its own table, else the line of the table."""
        start = -1
        names = [str(key) for key in keys if isinstance(key, str)]
        at = next((key for key in keys if isinstance(key, int)), 0)
        for depth in range(len(names), 0, -1):
            header = re.compile(rf"\s*\[+\s*{_dotted(names[:depth])}\s*\]+")
            found = [i for i, line in enumerate(self.lines) if header.match(line)]
            if found:
                start = found[min(at, len(found) - 1)]
                if depth == len(names):
                    return start + 1
                break
        key = re.compile(rf"\s*[\"']?{re.escape(names[-1])}[\"']?\s*[.=]")
        own = range(start + 1, self._next_header(start + 1))
        line = next((i for i in own if key.match(self.lines[i])), None)
        if line is not None:
            return line + 1
        return max(start, 0) + 1 if start >= 0 or len(names) == 1 else self.line_of(keys[:-1])

    def _next_header(self, start: int) -> int:
        """The next line with a table's header, or the end."""
        rest = range(start, len(self.lines))
        return next((i for i in rest if _TOML_HEADER.match(self.lines[i])), len(self.lines))


def _dotted(names: Sequence[str]) -> str:
    """A pattern for the dotted name."""
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)


def _dotted_name(keys: Keys) -> str:
    """The dotted name of a key, without numbers."""
    return ".".join(key for key in keys if isinstance(key, str))


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
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Outcome(None, (_syntax_problem(str(error), text),))
    reader = _Reader(text.splitlines())
    settings = _settings(table, reader)
    return Outcome(None if reader.problems else settings, tuple(reader.problems))


def _syntax_problem(message: str, text: str) -> Problem:
    """The problem of text that is not TOML."""
    position = _TOML_PLACE.search(message)
    line, column = (int(position[1]), int(position[2])) if position else (text.count("\n") + 1, 1)
    return Problem.at(FILE, Position(line, column), "toml-syntax", reason=message.partition(" (at")[0])


def _settings(table: TomlTable, reader: _Reader) -> Settings:
    """The settings as a record."""
    found = _parts(SETTINGS, table, (), reader)
    languages = found["languages"]
    sections = tuple(
        Section(
            key,
            parts["name"],
            parts["slug"] or LocalText((Text(slugify(key), languages[0]),)),
            SectionKind(parts["kind"]),
        )
        for key, parts in found["sections"].items()
    )
    _check_slugs(sections, reader, languages)
    return Settings(
        name=found["name"],
        description=found["description"],
        base_url=found["base_url"],
        languages=languages,
        theme=found["theme"],
        time_zone=found["time_zone"],
        masthead=Masthead(**{each: found["masthead"][each] for each in Masthead.__struct_fields__}),
        linked_sites=tuple(LinkedSite(link["name"], link["url"]) for link in found["links"]),
        sections=sections,
        tags=found["tags"],
        synonyms=found["search"]["synonyms"],
        markdown_extensions=found["markdown"]["extensions"],
        checks=_checks(found["check"], reader),
    )


def _checks(found: Mapping[str, Any], reader: _Reader) -> Checks:
    """The settings of the checks."""
    positions = (Position(reader.line_of(("check", "silence", at)), 1) for at in range(len(found["silence"])))
    return Checks(
        found["founded"],
        tuple(
            Suppression(parts["code"], parts["reason"], FILE, position, parts["files"])
            for parts, position in zip(found["silence"], positions, strict=True)
        ),
    )


def _check_slugs(sections: Sequence[Section], reader: _Reader, languages: tuple[str, ...]) -> None:
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


def _parts(schema: Sequence[Setting], table: TomlTable, keys: Keys, reader: _Reader) -> dict[str, Any]:
    """Reads a table by its schema.

    An unknown key is a problem.

    The languages are read first, because other texts depend on them.
    """
    known = [setting.name for setting in schema]
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            suggestion = close[0] if close else ", ".join(known)
            field_ = _dotted_name((*keys, key))
            reader.problem((*keys, key), "setting-unknown", field=field_, suggestion=suggestion)
    found: dict[str, Any] = {}
    for setting in sorted(schema, key=lambda each: each.name != "languages"):
        found[setting.name] = _value(setting, table, (*keys, setting.name), reader)
        if not keys and setting.name == "languages":
            reader.languages = found["languages"]
    return found


def _value(setting: Setting, table: TomlTable, keys: Keys, reader: _Reader) -> Any:
    """Reads one setting. A missing value is a problem if it is required."""
    given = table.get(setting.name)
    # A missing address is reported as a wrong one, because that message says how to write it.
    if setting.required and given in _NOTHING and setting.form is not SettingForm.SITE_ADDRESS:
        reader.problem(keys, "setting-missing", field=_dotted_name(keys))
    return READERS[setting.form](setting, given, keys, reader)


def _text(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> str:
    """A text on one line."""
    if isinstance(given, str):
        return one_line(given)
    if given is not None:
        reader.wrong_type(keys, "text")
    return str(setting.default)


def _choice(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> str:
    """One of the choices."""
    value = _text(setting, given, keys, reader)
    if value in setting.choices:
        return value
    reader.problem(keys, setting.fault, value=value, suggestion=", ".join(setting.choices))
    return str(setting.default)


def _choices(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> tuple[str, ...]:
    """A list of choices. Others are problems and left out."""
    default = tuple(setting.default)
    if given is None:
        return default
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        reader.wrong_type(keys, "list")
        return default
    values = dict.fromkeys(one_line(item) for item in given)
    for value in values:
        if value not in setting.choices:
            reader.problem(keys, setting.fault, value=value, suggestion=", ".join(setting.choices))
    return tuple(value for value in values if value in setting.choices)


def _languages(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> tuple[str, ...]:
    """At least one language."""
    return _choices(setting, given, keys, reader) or tuple(setting.default)


def _local_text(_setting: Setting, given: Any, keys: Keys, reader: _Reader) -> LocalText:
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


def _site_address(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> str:
    """The URL of the output's root, with a slash at its end."""
    value = _text(setting, given, keys, reader)
    if not WEB_ADDRESS.fullmatch(value) or "?" in value or "#" in value:
        reader.problem(keys, setting.fault, value=value)
    return value.rstrip("/") + "/"


def _web_address(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> str:
    """A URL, or ""."""
    value = _text(setting, given, keys, reader)
    if value and not WEB_ADDRESS.fullmatch(value):
        reader.problem(keys, setting.fault, value=value)
    return value


def _time_zone(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> str:
    """The name of an existing time zone."""
    value = _text(setting, given, keys, reader)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.problem(keys, setting.fault, value=value)
    return value


def _date(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> PartialDate | None:
    """A date, or None."""
    value = "" if given is None else str(given)  # TOML has types for dates and numbers
    found = parse_date(value)
    if value and found is None:
        reader.problem(keys, setting.fault, field=_dotted_name(keys), value=value)
    return found


def _word_groups(_setting: Setting, given: Any, keys: Keys, reader: _Reader) -> tuple[tuple[str, ...], ...]:
    """A list of lists of words."""
    groups = [] if given is None else given
    valid = isinstance(groups, list) and all(
        isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups
    )
    if not valid:
        reader.wrong_type(keys, "lists")
        return ()
    return tuple(tuple(one_line(word) for word in group) for group in groups)


def _table(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> dict[str, Any]:
    """The values of a table."""
    return _parts(setting.parts, _as_table(given, keys, reader), keys, reader)


def _tables(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> list[dict[str, Any]]:
    """The values of each table in a list."""
    entries = [] if given is None else given
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.wrong_type(keys, "tables")
        return []
    return [_parts(setting.parts, entry, (*keys, at), reader) for at, entry in enumerate(entries)]


def _named_tables(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> dict[str, dict[str, Any]]:
    """The values of each table, by name."""
    tables = _as_table(given, keys, reader)
    return {name: _table(setting, entry, (*keys, name), reader) for name, entry in tables.items()}


def _named_texts(setting: Setting, given: Any, keys: Keys, reader: _Reader) -> dict[str, LocalText]:
    """Local texts by name."""
    texts = _as_table(given, keys, reader)
    return {one_line(n): _local_text(setting, value, (*keys, n), reader) for n, value in texts.items()}


def _as_table(given: Any, keys: Keys, reader: _Reader) -> TomlTable:
    """The value as a table; empty, with a problem, if it is none."""
    if given is None or isinstance(given, dict):
        return given or {}
    reader.wrong_type(keys, "table")
    return {}


READERS: Mapping[SettingForm, Callable[[Setting, Any, Keys, _Reader], Any]] = {
    SettingForm.TEXT: _text,
    SettingForm.CHOICE: _choice,
    SettingForm.CHOICES: _choices,
    SettingForm.LANGUAGES: _languages,
    SettingForm.LOCAL_TEXT: _local_text,
    SettingForm.SITE_ADDRESS: _site_address,
    SettingForm.WEB_ADDRESS: _web_address,
    SettingForm.TIME_ZONE: _time_zone,
    SettingForm.DATE: _date,
    SettingForm.WORD_GROUPS: _word_groups,
    SettingForm.TABLE: _table,
    SettingForm.TABLES: _tables,
    SettingForm.NAMED_TABLES: _named_tables,
    SettingForm.NAMED_TEXTS: _named_texts,
}
