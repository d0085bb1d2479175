"""Reads Markdown with front matter: of Khotin, Hugo (YAML, TOML, JSON), Jekyll and Pelican."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.markdown.fields import ForeignFields, known_fields
from generator.importer.reading.encoding import decode
from generator.importer.review.values import values_of
from generator.importer.sources.items import (
    Item,
    LeftAside,
    SavedFile,
    SourceItem,
    import_problem,
    too_large,
)
from generator.importer.sources.markup import page_around
from generator.read.toml_reader import TomlError, read_toml

MEDIA_TYPE = "text/markdown"
_YAML = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"(?:[A-Za-z][\w-]{0,30}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+(?=\s*\n|\Z)")
_PELICAN_KEY = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
# A name: value line at the top is front matter only if it is one of these.
_OF_PELICAN = frozenset(
    {"title", "date", "slug", "category", "tags", "author", "authors", "summary", "status", "modified"}
)
_LIST_PAGE = "_index"
_OF_REPOSITORIES = frozenset(
    {
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "code_of_conduct",
        "security",
        "authors",
        "todo",
    }
)
_TEMPLATE = re.compile(r"\{\{[^}]*\}\}")
_HTML = frozenset({".html", ".htm", ".xhtml", ".shtml"})


class SplitMarkdown(Struct, frozen=True):
    """Values of front matter, and the text behind it. `form`: "yaml", "toml", "json", "pelican" or ""."""

    values: Mapping[str, object]
    text: str
    form: str = ""


def read_markdown(saved: SavedFile) -> Iterator[Item]:
    """Yields the article of a file, or leaves another part of a site aside."""
    if saved.size > MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    data = saved.file.read_bytes()
    decoded = decode(data, "")
    if decoded is None:
        yield import_problem(saved.shown, "import-not-text")
        return
    text = decoded.text.lstrip("\ufeff").replace("\r\n", "\n")
    split = split_front_matter(text)
    if split is None:
        yield import_problem(saved.shown, "import-front-matter")
        return
    aside = _left_aside(saved, split, text)
    if aside:
        yield LeftAside(saved.shown, aside)
        return
    yield SourceItem(_capture(saved, split, known_fields(split.values, saved.inside)), saved)


def split_front_matter(text: str) -> SplitMarkdown | None:
    """Splits a file; None if its front matter cannot be read."""
    if text.startswith("---"):
        found = _YAML.match(text)
        if not found:
            return SplitMarkdown({}, text)
        values = values_of(found[1]) if found[1].strip() else {}
        return None if values is None else SplitMarkdown(values, text[found.end() :], "yaml")
    if text.startswith("+++"):
        found = _TOML.match(text)
        try:
            return SplitMarkdown(read_toml(found[1]), text[found.end() :], "toml") if found else None
        except TomlError:
            return None
    if text.startswith("{"):
        return _json(text)
    found = _PELICAN.match(text)
    if found and _PELICAN_KEY.match(text) and text.partition(":")[0].lower() in _OF_PELICAN:
        values = {key: " ".join(value.split()) for key, value in _PELICAN_KEY.findall(found[0])}
        return SplitMarkdown(values, text[found.end() :], "pelican")
    return SplitMarkdown({}, text)


def _json(text: str) -> SplitMarkdown | None:
    """Splits a file with front matter in JSON. A brace of a short code begins none."""
    if text.startswith(("{{", "{%", "{:")):
        return SplitMarkdown({}, text)
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return SplitMarkdown({}, text)
    return SplitMarkdown(values, text[end:], "json") if isinstance(values, dict) else None


def _left_aside(saved: SavedFile, split: SplitMarkdown, text: str) -> str:
    """Returns what a file is instead of an article: "generator" for parts of a program; else ""."""
    stem = PurePosixPath(saved.inside).stem.lower()
    if stem == _LIST_PAGE or stem.startswith(f"{_LIST_PAGE}."):
        return "import-list-page"
    if not split.form and stem in _OF_REPOSITORIES and not saved.named:
        return "import-not-article"
    if split.form and _TEMPLATE.search(text[: len(text) - len(split.text)]):
        return "generator"  # a pattern for new articles
    return ""


def _capture(saved: SavedFile, split: SplitMarkdown, foreign: ForeignFields) -> Capture:
    known, text = dict(foreign.known), split.text
    if PurePosixPath(saved.inside).suffix.lower() in _HTML:
        data, media_type = page_around(str(known.get("title", "")), text), "text/html"
    else:
        data, media_type = text.encode("utf-8", "replace"), MEDIA_TYPE
    if split.form == "":
        known.pop("title", None)
    stated = media_type == "text/html"
    return Capture(
        saved.shown, data, media_type, "utf-8", known=known, remarks=foreign.remarks, stated=stated
    )
