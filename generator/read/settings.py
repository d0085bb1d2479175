"""site.toml: the department's settings, read and checked."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.addresses import WORDS
from generator.model import (
    Checks,
    Kind,
    LinkedSite,
    LocalText,
    Masthead,
    Outcome,
    Place,
    Problem,
    Section,
    Settings,
    Silence,
    Text,
)
from generator.read.survey import SETTINGS
from generator.read.values import WEB_ADDRESS
from generator.text.dates import parse_date
from generator.text.slug import slugify
from generator.text.unicode import decode_utf8, one_line, place_of

DEFAULT_EXTENSIONS = ("tables", "footnotes", "sane_lists", "def_list", "abbr")
_EXTENSIONS = (*DEFAULT_EXTENSIONS, "attr_list", "admonition", "fenced_code", "md_in_html", "nl2br", "smarty")
_KEYS = (
    *("name", "description", "base_url", "languages", "theme", "time_zone"),
    *("masthead", "links", "sections", "tags", "search", "markdown", "check"),
)
_MASTHEAD_KEYS = ("agency", "responsible", "address", "phone", "email", "licence")
_SECTION_KEYS = ("name", "slug", "kind")
_CHECK_KEYS, _SILENCE_KEYS = ("founded", "silence"), ("code", "reason", "files")
_EVERYWHERE = "*"
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TOML_HEADER = re.compile(r"\s*\[{1,2}\s*[\w\"'. \-]+\]{1,2}\s*(#.*)?$")
_NOTHING: tuple[object, ...] = (None, "", {})
Table = Mapping[str, Any]


@dataclass
class _Reader:
    """Reads values of the parsed TOML; tomllib gives no places, so they are looked up in the text."""

    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, keys: tuple[str, ...], code: str, **details: str) -> None:
        line = self.line_of(keys)
        self.problems.append(Problem(SETTINGS, line, 1, code, tuple(details.items())))

    def line_of(self, keys: tuple[str, ...]) -> int:
        """The line of a key, in its own table; of one that is not there, the line of its table."""
        start = -1
        for depth in range(len(keys), 0, -1):
            header = re.compile(rf"\s*\[+\s*{_dotted(keys[:depth])}\s*\]+")
            found = next((i for i, line in enumerate(self.lines) if header.match(line)), None)
            if found is not None:
                if depth == len(keys):
                    return found + 1
                start = found
                break
        key = re.compile(rf"\s*[\"']?{re.escape(keys[-1])}[\"']?\s*[.=]")
        own = range(start + 1, self._next_header(start + 1))
        found = next((i for i in own if key.match(self.lines[i])), None)
        if found is not None:
            return found + 1
        return max(start, 0) + 1 if start >= 0 or len(keys) == 1 else self.line_of(keys[:-1])

    def line_of_table(self, keys: tuple[str, ...], number: int) -> int:
        """The line of one table of an array of tables, counted from 0."""
        header = re.compile(rf"\s*\[\[\s*{_dotted(keys)}\s*\]\]")
        lines = [i for i, line in enumerate(self.lines) if header.match(line)]
        return lines[number] + 1 if number < len(lines) else self.line_of(keys)

    def _next_header(self, start: int) -> int:
        rest = range(start, len(self.lines))
        return next((i for i in rest if _TOML_HEADER.match(self.lines[i])), len(self.lines))

    def wrong_type(self, keys: tuple[str, ...], expected: str) -> None:
        self.problem(keys, "setting-type", field=".".join(keys), expected=expected)

    def text(self, table: Table, keys: tuple[str, ...], default: str = "") -> str:
        value = table.get(keys[-1], default)
        if isinstance(value, str):
            return one_line(value)
        self.wrong_type(keys, "text")
        return default

    def texts(self, table: Table, keys: tuple[str, ...], default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = table.get(keys[-1], list(default))
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(one_line(item) for item in value)
        self.wrong_type(keys, "list")
        return default

    def table(self, table: Table, keys: tuple[str, ...]) -> Table:
        value = table.get(keys[-1], {})
        if isinstance(value, dict):
            return value
        self.wrong_type(keys, "table")
        return {}

    def local(self, table: Table, keys: tuple[str, ...], languages: tuple[str, ...]) -> LocalText:
        """A text for all languages, or a table from language to text."""
        value = table.get(keys[-1])
        if value is None:
            return LocalText()
        if isinstance(value, str):
            return LocalText((Text(one_line(value), languages[0]),))
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            for lang in value:
                if lang not in languages:
                    self.problem((*keys, lang), "setting-language", value=lang)
            return LocalText(tuple(Text(one_line(value[lang]), lang) for lang in languages if lang in value))
        self.wrong_type(keys, "local-text")
        return LocalText()

    def known_keys(self, table: Table, path: tuple[str, ...], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                close = get_close_matches(key, known, n=1)
                suggestion = close[0] if close else ", ".join(known)
                self.problem(
                    (*path, key), "setting-unknown", field=".".join((*path, key)), suggestion=suggestion
                )


def _dotted(keys: tuple[str, ...]) -> str:
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(key)}[\"']?" for key in keys)


def read_settings(site: Path) -> Outcome[Settings | None]:
    """The settings of the site in this folder; None, and problems, where they cannot be used.

    Raises OSError where the file cannot be read.
    """
    data = (site / SETTINGS).read_bytes()
    try:
        text = decode_utf8(data)
    except UnicodeDecodeError as error:
        place = place_of(error)
        return Outcome(None, (Problem(SETTINGS, place.line, place.column, "not-utf8"),))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Outcome(None, (_syntax_problem(str(error), text),))
    reader = _Reader(text.splitlines())
    settings = _settings(table, reader)
    return Outcome(None if reader.problems else settings, tuple(reader.problems))


def _syntax_problem(message: str, text: str) -> Problem:
    place = _TOML_PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    return Problem(SETTINGS, line, column, "toml-syntax", (("reason", message.partition(" (at")[0]),))


def _settings(table: Table, reader: _Reader) -> Settings:
    reader.known_keys(table, (), _KEYS)
    languages = _languages(table, reader)
    markdown = reader.table(table, ("markdown",))
    search = reader.table(table, ("search",))
    name = reader.local(table, ("name",), languages)
    if table.get("name") in _NOTHING:
        reader.problem(("name",), "setting-missing", field="name")
    return Settings(
        name=name,
        description=reader.local(table, ("description",), languages),
        base_url=_base_url(table, reader),
        languages=languages,
        theme=reader.text(table, ("theme",), "default"),
        time_zone=_time_zone(table, reader),
        masthead=_masthead(reader.table(table, ("masthead",)), reader, languages),
        linked_sites=_linked_sites(table, reader, languages),
        sections=_sections(reader.table(table, ("sections",)), reader, languages),
        tags=_tags(reader.table(table, ("tags",)), reader, languages),
        synonyms=_synonyms(search, reader),
        markdown_extensions=_extensions(markdown, reader),
        checks=_checks(reader.table(table, ("check",)), reader),
    )


def _languages(table: Table, reader: _Reader) -> tuple[str, ...]:
    languages = reader.texts(table, ("languages",), ("vi", "en"))
    for lang in languages:
        if lang not in WORDS:
            reader.problem(("languages",), "setting-language", value=lang)
    return tuple(lang for lang in dict.fromkeys(languages) if lang in WORDS) or ("vi", "en")


def _base_url(table: Table, reader: _Reader) -> str:
    """The address of the output's root on the web, with a slash at its end."""
    value = reader.text(table, ("base_url",))
    if not WEB_ADDRESS.fullmatch(value) or "?" in value or "#" in value:
        reader.problem(("base_url",), "base-url", value=value)
    return value.rstrip("/") + "/"


def _time_zone(table: Table, reader: _Reader) -> str:
    value = reader.text(table, ("time_zone",), "Asia/Ho_Chi_Minh")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.problem(("time_zone",), "time-zone", value=value)
    return value


def _masthead(table: Table, reader: _Reader, languages: tuple[str, ...]) -> Masthead:
    reader.known_keys(table, ("masthead",), _MASTHEAD_KEYS)

    def local(key: str) -> LocalText:
        return reader.local(table, ("masthead", key), languages)

    return Masthead(
        agency=local("agency"),
        responsible=local("responsible"),
        address=local("address"),
        phone=reader.text(table, ("masthead", "phone")),
        email=reader.text(table, ("masthead", "email")),
        licence=local("licence"),
    )


def _linked_sites(table: Table, reader: _Reader, languages: tuple[str, ...]) -> tuple[LinkedSite, ...]:
    entries = table.get("links", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.wrong_type(("links",), "tables")
        return ()
    sites = []
    for entry in entries:
        url = reader.text(entry, ("links", "url"))
        name = reader.local(entry, ("links", "name"), languages)
        if WEB_ADDRESS.fullmatch(url) and name:
            sites.append(LinkedSite(name, url))
        else:
            reader.problem(("links",), "linked-site", value=url)
    return tuple(sites)


def _sections(table: Table, reader: _Reader, languages: tuple[str, ...]) -> tuple[Section, ...]:
    sections = []
    for key in table:
        path = ("sections", key)
        entry = reader.table(table, path)
        reader.known_keys(entry, path, _SECTION_KEYS)
        name = reader.local(entry, (*path, "name"), languages)
        if entry.get("name") in _NOTHING:
            reader.problem(path, "setting-missing", field=f"sections.{key}.name")
        slug = reader.local(entry, (*path, "slug"), languages)
        kind = reader.text(entry, (*path, "kind"), Kind.NEWS)
        if kind not in tuple(Kind):
            reader.problem((*path, "kind"), "section-kind", value=kind, suggestion=", ".join(Kind))
            kind = Kind.NEWS
        sections.append(
            Section(key, name, slug or LocalText((Text(slugify(key), languages[0]),)), Kind(kind))
        )
    if not sections:
        reader.problem(("sections",), "setting-missing", field="sections")
    _check_slugs(sections, reader, languages)
    return tuple(sections)


def _check_slugs(sections: Sequence[Section], reader: _Reader, languages: tuple[str, ...]) -> None:
    """Notes slugs that cannot stand in an address, or that would give two pages one address."""
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


def _tags(table: Table, reader: _Reader, languages: tuple[str, ...]) -> dict[str, LocalText]:
    return {one_line(key): reader.local(table, ("tags", key), languages) for key in table}


def _synonyms(table: Table, reader: _Reader) -> tuple[tuple[str, ...], ...]:
    groups = table.get("synonyms", [])
    valid = isinstance(groups, list) and all(
        isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups
    )
    if not valid:
        reader.wrong_type(("search", "synonyms"), "lists")
        return ()
    return tuple(tuple(one_line(word) for word in group) for group in groups)


def _extensions(table: Table, reader: _Reader) -> tuple[str, ...]:
    extensions = reader.texts(table, ("markdown", "extensions"), DEFAULT_EXTENSIONS)
    for name in extensions:
        if name not in _EXTENSIONS:
            suggestion = ", ".join(_EXTENSIONS)
            reader.problem(
                ("markdown", "extensions"), "markdown-extension", value=name, suggestion=suggestion
            )
    return tuple(name for name in extensions if name in _EXTENSIONS)


def _checks(table: Table, reader: _Reader) -> Checks:
    reader.known_keys(table, ("check",), _CHECK_KEYS)
    written = str(table.get("founded", ""))  # TOML has dates and numbers of its own
    founded = parse_date(written)
    if written and founded is None:
        reader.problem(("check", "founded"), "date", field="check.founded", value=written)
    entries = table.get("silence", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.wrong_type(("check", "silence"), "tables")
        return Checks(founded)
    return Checks(founded, tuple(_silence(entry, number, reader) for number, entry in enumerate(entries)))


def _silence(entry: Table, number: int, reader: _Reader) -> Silence:
    keys = ("check", "silence")
    reader.known_keys(entry, keys, _SILENCE_KEYS)
    for key in ("code", "reason"):
        if entry.get(key) in _NOTHING:
            reader.problem(keys, "setting-missing", field=f"check.silence.{key}")
    return Silence(
        reader.text(entry, (*keys, "code")),
        reader.text(entry, (*keys, "reason")),
        SETTINGS,
        Place(reader.line_of_table(keys, number), 1),
        reader.text(entry, (*keys, "files"), _EVERYWHERE),
    )
