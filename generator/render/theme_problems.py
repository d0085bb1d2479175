"""The mistakes in a site's own theme: its templates and its words."""

import re
from collections.abc import Iterator

from babel.messages.pofile import PoFileError

from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.model.values import Position
from generator.render.catalogues import catalogue
from generator.render.template_check import template_problems

_PLACEHOLDER = re.compile(r"%\((\w+)\)|%%|%(?!\()")
_PO_LINE = re.compile(r'\s*(#.*|((msg(id|id_plural|ctxt|str(\[\d\])?))?\s*"([^"\\]|\\.)*"\s*)?)')


def theme_problems(theme: Theme, needed: frozenset[str]) -> Iterator[Problem]:
    """All mistakes that can be found without content. `needed` are the templates that pages are made with.

    Templates cannot be compiled with words that cannot be read.
    """
    words = [
        problem
        for path, text in theme.own_catalogues
        if path.endswith(".po")
        for problem in _word_problems(path, text)
    ]
    if not any(problem.code == "theme-words" for problem in words):
        yield from template_problems(theme, needed)
    yield from words


def _word_problems(path: str, text: str) -> Iterator[Problem]:
    """The mistakes in a gettext catalogue: what cannot be read, and values that a message does not get."""
    for number, each in enumerate(text.splitlines(), 1):
        if not _PO_LINE.fullmatch(each):
            yield Problem.at(path, Position(number, 1), "theme-words", reason=each.strip())
            return
    try:
        messages = list(catalogue(text))
    except PoFileError as error:
        line = getattr(error, "lineno", None) or 0
        yield Problem.at(path, Position(line + 1, 1), "theme-words", reason=str(error))
        return
    except ValueError as error:
        yield Problem.at(path, Position(1, 1), "theme-words", reason=str(error))
        return
    for message in messages:
        if not message.id or not message.string:
            continue
        given = set(_placeholders(message.id)) | {"%(num)"}
        wanted = sorted(set(_placeholders(message.string)) - given)
        if wanted:
            position = Position(message.lineno or 1, 1)
            yield Problem.at(path, position, "theme-placeholder", value=", ".join(wanted))


def _placeholders(words: str | tuple[str, ...] | list[str]) -> Iterator[str]:
    """The placeholders in a message, or in its forms."""
    for each in [words] if isinstance(words, str) else words:
        for found in _PLACEHOLDER.finditer(each):
            if found[0] != "%%":
                yield found[0]
