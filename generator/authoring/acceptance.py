"""Marks a reviewed translation as up to date, in its file's own bytes.

Only the value of `translated_from` changes. Line endings, byte order mark, quotes, comments and the order of
fields stay. The new bytes are read and compared before they are accepted.
"""

import codecs
import re
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from generator.authoring.files import Located, path_in_site, read_article_files
from generator.authoring.front_matter_text import with_field
from generator.authoring.new_translation import revision, translation_name
from generator.model.content import FrontMatter, SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START, Position
from generator.read.files import file_reader, read_file
from generator.read.scan import CONTENT
from generator.read.translation_digest import digest_of_words

_FIELD = "translated_from"


def read_translation(site: Path, settings: Settings, file: Path) -> Outcome[tuple[Located, str] | None]:
    """Returns the translation in this file, and the digest of its original's text."""
    outcome = read_article_files(site, settings, file)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    original = outcome.value.original.source
    translation = outcome.value.at(path_in_site(site, file) or "")
    if translation is None:
        return Outcome(None, outcome.problems)
    path = translation.source.path
    if path == original.path:
        others = (lang for lang in settings.languages if lang != original.lang)
        name = translation_name(original.key, next(others, ""), settings.default_language)
        problem = Problem.at(path, FILE_START, "not-a-translation", suggestion=f"{CONTENT}/{name}")
        return Outcome(None, (problem,))
    if translation.source.front_matter.title is None:
        return Outcome(None, (Problem.at(path, FILE_START, "not-yet-translated"),))
    return Outcome((translation, digest_of_words(original)))


def accepted(settings: Settings, translation: Located, words: str, day: date) -> Outcome[bytes | None]:
    """Returns a translation's file, as bytes, with this digest and day in `translated_from`.

    Returns None and a problem if the front matter is written so that the field cannot be set safely.
    """
    data, source = translation.actual.read_bytes(), translation.source
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    mark = revision(words, day)
    marked = with_field(data.removeprefix(bom).decode("utf-8"), _FIELD, mark)
    if marked is not None:
        made = bom + marked.encode("utf-8")
        reader = file_reader(Path(), settings)
        now = read_file(reader, source.path, made).value
        if now and _is_the_same(source, now) and _revision(now) == words:
            return Outcome(made)
    return Outcome(None, (Problem.at(source.path, FILE_START, "not-accepted", line=f"{_FIELD}: {mark}"),))


def _is_the_same(before: SourceFile, after: SourceFile) -> bool:
    """Whether two readings of a file differ only in the field, apart from positions."""
    return (
        _plain(before.front_matter) == _plain(after.front_matter)
        and digest_of_words(before) == digest_of_words(after)
        and before.body.parts == after.body.parts
    )


def _plain(front_matter: FrontMatter) -> str:
    """The front matter as text, without positions and without the field."""
    positions = re.compile(rf"{Position.__name__}\(line=\d+, column=\d+\)")
    return positions.sub("", repr(replace(front_matter, positions={}, translated_from=None)))


def _revision(source: SourceFile) -> str:
    """The digest in the field; "" if there is none."""
    made_from = source.front_matter.translated_from
    return made_from.sha256 if made_from else ""
