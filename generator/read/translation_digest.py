"""The digest of an original's text, by which outdated translations are found.

The digest covers the fields of the schema that are `translated`, then the body. Each non-empty text is a line
`name: text`. Of pictures, films and attached files these are the texts in the file's own language, in the
file's order (`images.caption: Ruộng bậc thang`). The body is its Markdown (`body: …`). Text is in Unicode
NFC, without byte order mark, control or invisible characters. Each run of white space, including line
endings, is one space. The digest is the SHA-256 of these lines in UTF-8, separated by line feeds.

So a translation does not become outdated when line endings, normal form, line breaks, date or author change.
"""

import hashlib
from collections.abc import Iterator

from generator.model.content import FrontMatter, Media, SourceFile
from generator.model.values import LocalText
from generator.schema.field_forms import PARTS, FieldForm
from generator.schema.front_matter import FIELDS
from generator.text.unicode import one_line

_TRANSLATED = tuple(field for field in FIELDS if field.translated)
_MEDIA_TEXTS = tuple(part.name for part in PARTS[FieldForm.MEDIA] if part.form is FieldForm.LOCAL_TEXT)


def digest_of_words(file: SourceFile) -> str:
    """Digest of a file's text."""
    lines = [f"{name}: {text}" for name, text in words(file.front_matter, file.lang)]
    lines += [f"body: {flat}"] if (flat := " ".join(file.markdown.split())) else []
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def words(front_matter: FrontMatter, lang: str) -> Iterator[tuple[str, str]]:
    """Yields (name, text) of the translated fields in this language."""
    for field in _TRANSLATED:
        value = front_matter.value(field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Media):
                for part, text in media_words(item, lang):
                    yield f"{field.name}.{part}", text
            elif isinstance(item, LocalText):
                yield from ((field.name, one_line(text)) for text in (item.get(lang),) if text)
            elif item:
                yield field.name, one_line(str(item))


def media_words(media: Media, lang: str) -> Iterator[tuple[str, str]]:
    """Yields (part, text) of a picture, film or file. A title counts as caption."""
    for part in _MEDIA_TEXTS:
        text = getattr(media, part, LocalText()).get(lang)
        if text:
            yield part, text
