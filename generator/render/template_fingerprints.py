"""Looks: what a page's bytes depend on beside its view: its template, all that this one uses, the words."""

import hashlib
from collections.abc import Callable, Mapping

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from generator.model.theme import Theme


def theme_digest(theme: Theme) -> str:
    """Another one whenever a template or a word is another."""
    return hashlib.blake2b(repr((theme.templates, theme.catalogues)).encode(), digest_size=12).hexdigest()


def template_fingerprints_of(theme: Theme) -> dict[str, str]:
    """For each template a digest, another one whenever a page made with it may look otherwise."""
    sources = dict(theme.templates)
    env = _environment()
    parsed = {text: _used(env, text) for text in {*sources.values()}}
    words = repr(theme.catalogues)

    def uses(name: str) -> frozenset[str | None]:
        return parsed[sources[name]] if name in sources else frozenset()

    return {name: _digest(_closure(name, sources, uses), sources, words) for name in sources}


def closure_of(name: str, templates: Mapping[str, str]) -> frozenset[str]:
    """The template and all that it uses, by the texts of all there are."""
    env = _environment()
    return frozenset(_closure(name, templates, lambda each: _used(env, templates.get(each, ""))))


def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"])


def _used(env: Environment, text: str) -> frozenset[str | None]:
    return frozenset(find_referenced_templates(env.parse(text)))


def _closure(
    name: str, templates: Mapping[str, str], uses: Callable[[str], frozenset[str | None]]
) -> set[str]:
    """The template and all that it uses; all there are where a name is only known when the page is made."""
    found, waiting = set[str](), {name}
    while waiting:
        each = waiting.pop()
        found.add(each)
        for used in uses(each):
            waiting |= {used} - found if used is not None else templates.keys() - found
    return found


def _digest(names: set[str], sources: Mapping[str, str], words: str) -> str:
    content = repr([(name, sources.get(name)) for name in sorted(names)]) + words
    return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()
