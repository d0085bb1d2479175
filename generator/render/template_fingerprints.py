"""Template fingerprints: hashes of what a page's bytes depend on beside its view."""

from collections.abc import Callable, Mapping

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from generator.model.fingerprints import fingerprint
from generator.model.theme import Theme


def theme_digest(theme: Theme) -> str:
    """Hash of all that pages take from the theme."""
    return fingerprint((theme.templates, theme.catalogues, theme.text_width))


def template_fingerprints_of(theme: Theme) -> dict[str, str]:
    """Hash of each template, the templates that it uses, the catalogues and the theme's settings."""
    sources = dict(theme.templates)
    env = _environment()
    parsed = {text: _used(env, text) for text in {*sources.values()}}
    settings = fingerprint((theme.catalogues, theme.text_width))

    def uses(name: str) -> frozenset[str | None]:
        return parsed[sources[name]] if name in sources else frozenset()

    return {name: _digest(_closure(name, sources, uses), sources, settings) for name in sources}


def closure_of(name: str, templates: Mapping[str, str]) -> frozenset[str]:
    """The names of a template and of all templates that it uses.

    `templates` are the texts of all templates by name.
    """
    env = _environment()
    return frozenset(_closure(name, templates, lambda each: _used(env, templates.get(each, ""))))


def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"])


def _used(env: Environment, text: str) -> frozenset[str | None]:
    return frozenset(find_referenced_templates(env.parse(text)))


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
