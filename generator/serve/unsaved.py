"""The site as it would be with text that is not saved yet."""

import codecs
from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.authoring.front_matter_text import current_value, with_field
from generator.model.archive import Entry
from generator.model.problem import Problem
from generator.read.entries import digests_of, read_entry
from generator.read.files import file_reader, key_and_language
from generator.schema.field_forms import NO, YES
from generator.serve.live_content import LiveContent, media_read_again, rescanned
from generator.serve.live_site import LiveSite, make_live_site
from generator.text.unicode import decode_utf8


class Unsaved(Struct, frozen=True):
    """One article with text that is not saved: its entry, the site with it, and all problems.

    `live_site` is None while there are errors.
    """

    entry: Entry
    content: LiveContent
    live_site: LiveSite | None
    problems: tuple[Problem, ...]


def with_unsaved(before: LiveSite, path: str, data: bytes, day: date) -> Unsaved:
    """The site in which the file at this path has these bytes.

    The article is shown, even if it is a draft or scheduled. Raises OSError if a file cannot be read.
    """
    content = before.content
    key, _ = key_and_language(path, content.settings.default_language)
    entry, bodies = _read(content, key, {path: data})
    shown = replace(entry, draft=False, publish=None, expires=None)
    entries = dict(content.entries)
    is_new = key not in entries
    entries[key] = shown
    after = replace(
        content,
        entries=dict(sorted(entries.items())) if is_new else entries,
        bodies={**content.bodies, **bodies},
    )
    if is_new or entries[key].uses != content.entries[key].uses:
        used = {each for use in shown.uses for _, media in use.media for each in (media.path, media.poster)}
        used |= {link.target for use in shown.uses for link in use.links}
        files, _touched = rescanned(after, {each for each in used if each and _is_new(after, each)})
        after = media_read_again(replace(after, files=files), content)
    made = make_live_site(after, before.theme, day, before)
    return Unsaved(entry, after, made.value, made.problems)


def _undrafted(data: bytes) -> bytes:
    """The file as it would be if it were no draft. Its lines stay where they are."""
    if b"draft" not in data:
        return data
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = decode_utf8(data)
    except UnicodeDecodeError:
        return data
    value = current_value(text, "draft")
    made = with_field(text, "draft", NO[0]) if value and value.casefold() in YES else None
    return data if made is None else mark + made.encode()


def _is_new(content: LiveContent, path: str) -> bool:
    """Whether a file is new, or may have changed since it was read."""
    file = content.files.get(path)
    return file is None or file.stamp is None


def _read(content: LiveContent, key: str, typed: Mapping[str, bytes]) -> tuple[Entry, Mapping[str, bytes]]:
    """The entry with the typed files, and the bodies of its files."""
    known = content.entries[key].digests if key in content.entries else ()
    paths = sorted({path for path, _ in known if path in content.files}.union(typed))
    contents = {
        path: typed[path] if path in typed else (content.site / content.files[path].actual).read_bytes()
        for path in paths
    }
    reader = file_reader(content.site, content.settings)
    shown = {path: _undrafted(data) for path, data in contents.items()}
    reading = read_entry(reader, key, shown, digests_of(shown))
    return reading.entry, dict(reading.bodies)
