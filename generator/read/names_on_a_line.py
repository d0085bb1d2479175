"""Parts the authors, tags and provinces that people write on one line."""

import re

from generator.text.names import is_organisation
from generator.text.unicode import one_line

_HARD = re.compile(r"\s*[;|]\s*")
_SOFT = re.compile(r"\s*,\s*(?:(?:và|and)\s+)?|\s+(?:và|and|&)\s+")
_PLACE_ENDS = re.compile(r"[,;]|\s+(?:và|and)\s+")
_SPACE = re.compile(r"[\s-]+")
# A word of a person's name: letters, or an initial or title with full stops.
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]*)*")
_MOST_WORDS = 7
_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’", "'": "'"}


def authors_on_a_line(text: str) -> tuple[str, ...]:
    """Returns the authors that one line names.

    A semicolon always parts them; a comma and the word for "and" only between names of persons, because
    departments have both in their names.
    """
    names = [unquoted(part) for part in _HARD.split(text)]
    return tuple(name for part in names for name in _persons(part) if name)


def tags_on_a_line(text: str, commas: bool) -> list[str]:
    """Returns the tags of a line. A semicolon parts them, a comma only if `commas` is set."""
    parts = re.split("[,;]" if commas else ";", text)
    return [tag for part in parts if (tag := unquoted(one_line(part)))]


def places_on_a_line(text: str) -> list[str]:
    """Returns the places of a line. No place has a comma, or the word for "and", in its name."""
    return [place for part in _PLACE_ENDS.split(text) if (place := unquoted(part.strip()))]


def unquoted(text: str) -> str:
    """Takes off quotes around a whole value."""
    inner = text[1:-1].strip()
    closing = _QUOTES.get(text[:1])
    whole = len(text) > 2 and text[-1] == closing and text[0] not in inner and text[-1] not in inner
    return inner if whole else text


def _persons(text: str) -> list[str]:
    parts = [unquoted(part) for part in _SOFT.split(text)]
    if len(parts) < 2 or is_organisation(text) or not all(map(_is_person, parts)):
        return [text]
    return parts


def _is_person(text: str) -> bool:
    """Whether a text may be a person's name: a few words with capitals."""
    words = _SPACE.split(text)
    fits = all(word[:1].isupper() and _WORD.fullmatch(word) for word in words)
    return fits and len(words) <= _MOST_WORDS and not is_organisation(text)
