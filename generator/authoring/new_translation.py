"""The file of a new translation: the fields to translate, and the original's digest."""

import posixpath
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.authoring.files import Located
from generator.authoring.yaml_text import field as line
from generator.model.content import FrontMatter, Media
from generator.read.translation_digest import digest_of_words, media_words
from generator.schema.front_matter import FIELDS, MEDIA_FIELDS
from generator.text.slug import slugify


def translation_name(key: str, lang: str, default_language: str) -> str:
    """Name of the file of an article, given by its key, in a language."""
    return f"{key}{'' if lang == default_language else f'.{lang}'}.md"


def translation_path(original: Located, lang: str, default_language: str) -> tuple[str, Path]:
    """Path of the translation beside its original: from the site's folder, and on disk."""
    source = original.source
    name = posixpath.basename(translation_name(source.key, lang, default_language))
    return f"{posixpath.dirname(source.path)}/{name}", original.actual.with_name(name)


def translation_text(original: Located, lang: str, day: date, title: str = "", translator: str = "") -> str:
    """The text of the translation's file, as of this day.

    The original's texts are comments above the fields to fill in. Texts that exist in this language already
    are left out.
    """
    source = original.source
    lines = [*_texts(source.front_matter, title)]
    lines += [line("translator", translator), f"translated_from: {revision(digest_of_words(source), day)}\n"]
    lines += [*_media(source.path, source.front_matter, source.lang, lang)]
    return f"---\n{''.join(lines)}---\n\n"


def revision(words: str, day: date) -> str:
    """The value of `translated_from`: the digest of the original's text, and the day."""
    return f"{{sha256: {words}, date: {day.isoformat()}}}"


def _texts(original: FrontMatter, title: str) -> Iterator[str]:
    """Yields the lines of the text fields."""
    yield from (f"# {original.title}\n", line("title", title), line("slug", slugify(title) if title else ""))
    for each in FIELDS:
        value = original.value(each.name)
        if each.translated and each.name not in ("title", *MEDIA_FIELDS) and value:
            yield from (f"# {value}\n", line(each.name, ""))


def _media(path: str, original: FrontMatter, own: str, lang: str) -> Iterator[str]:
    """Yields the lines of the media whose texts are missing in this language."""
    for name in MEDIA_FIELDS:
        value = original.value(name)
        several = isinstance(value, tuple)
        items = [item for item in (value if several else (value,)) if item and _lacks(item, own, lang)]
        if items:
            yield f"{name}:\n"
        for item in items:
            lines = [*_item(path, item, own, lang)]
            begin = "  - " if several else "  "
            yield from (f"{begin if at == 0 else ' ' * len(begin)}{each}" for at, each in enumerate(lines))


def _lacks(media: Media, own: str, lang: str) -> bool:
    """Whether one of the media's texts is missing in this language."""
    return any(getattr(media, part).get(lang) is None for part, _ in media_words(media, own))


def _item(path: str, media: Media, own: str, lang: str) -> Iterator[str]:
    """Yields the lines of one media item."""
    yield line("url", media.url) if media.url else line("src", _relative_path(path, media.path))
    for part, text in media_words(media, own):
        if getattr(media, part).get(lang) is None:
            yield f"# {text}\n"
            yield line(part, "")


def _relative_path(path: str, target: str) -> str:
    """The relative path from an article's folder to a file."""
    return posixpath.relpath(target, posixpath.dirname(path))
