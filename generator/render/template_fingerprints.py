"""Template fingerprints: hashes of what a page's bytes depend on beside its view."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from generator.model.fingerprints import fingerprint
from generator.model.theme import Theme

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
# A tag that names another template, and what it says of it.
_REFERENCE = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\b\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_NAME = re.compile(
    r"""(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:import\b.*|as\s+\w+|ignore\s+missing|with(?:out)?\s+context|\s)*""",
    re.DOTALL,
)


def theme_digest(theme: Theme) -> str:
    """Hash of all that pages take from the theme."""
    return fingerprint((theme.templates, _settings(theme)))


def _settings(theme: Theme) -> tuple[object, ...]:
    """What all pages take from the theme beside templates."""
    return (theme.catalogues, theme.text_width, theme.emblem, theme.emblem_type, theme.banner, theme.bar)


def template_fingerprints_of(theme: Theme) -> dict[str, str]:
    """Hash of each template, the templates that it uses, the catalogues and the theme's settings."""
    sources = dict(theme.templates)
    settings = fingerprint(_settings(theme))

    def uses(name: str) -> frozenset[str | None]:
        return referenced(sources[name]) if name in sources else frozenset()

    return {name: _digest(_closure(name, sources, uses), sources, settings) for name in sources}


def closure_of(name: str, templates: Mapping[str, str]) -> frozenset[str]:
    """The names of a template and of all templates that it uses.

    `templates` are the texts of all templates by name.
    """
    return frozenset(_closure(name, templates, lambda each: referenced(templates.get(each, ""))))


@lru_cache(maxsize=512)
def referenced(text: str) -> frozenset[str | None]:
    """The names of the templates that a template uses; None is among them if one is known only on rendering.

    Names that stand in the text as they are need no parser, which takes a hundred times as long.
    """
    names = [_NAME.fullmatch(found[1]) for found in _REFERENCE.finditer(_COMMENT.sub("", text))]
    if all(names) and not _RAW.search(text):
        return frozenset(name[1] or name[2] or "" for name in names if name)
    return parsed_references(text)


def parsed_references(text: str) -> frozenset[str | None]:
    """The same names, found by Jinja's parser. Raises TemplateSyntaxError."""
    return frozenset(find_referenced_templates(Environment(extensions=["jinja2.ext.i18n"]).parse(text)))


def _closure(
    name: str, templates: Mapping[str, str], uses: Callable[[str], frozenset[str | None]]
) -> set[str]:
    """A template and all that it uses. If a name is known only on rendering, that may be any template."""
    found, waiting = set[str](), {name}
    while waiting:
        each = waiting.pop()
        found.add(each)
        for used in uses(each):
            waiting |= {used} - found if used is not None else templates.keys() - found
    return found


def _digest(names: set[str], sources: Mapping[str, str], settings: str) -> str:
    return fingerprint(([(name, sources.get(name)) for name in sorted(names)], settings))
