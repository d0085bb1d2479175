"""The template environment: Jinja with a theme's templates and a language's words and forms."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from generator import fast_paths
from generator.model.theme import Theme
from generator.render.bodies import filled, headings, numbered, references, with_picture
from generator.render.both_names import both_names, ended_alike, renamed
from generator.render.bytecode_cache import compiled
from generator.render.citations import authors_of, citations, publisher_of
from generator.render.fast_jinja import FLAT, FastEnvironment, page_template
from generator.render.filters import (
    compact,
    day_and_month,
    host,
    iso_date,
    language_name,
    month_of,
    repeats,
    short_date,
    written_date,
    written_length,
    written_number,
    written_percent,
    written_size,
)
from generator.render.fragment_cache import FragmentCache
from generator.render.translations import Translations, catalogue
from generator.render.unbroken import unbroken, with_unbroken_dates

# The filters of templates by name. Those of `_OF_LANGUAGE` are told the language of the page.
KNOWN_FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": written_date,
    "short_date": short_date,
    "iso": iso_date,
    "number": written_number,
    "percent": written_percent,
    "filesize": written_size,
    "duration": written_length,
    "language_name": language_name,
    "host": host,
    "repeats": repeats,
    "compact": compact,
    "filled": filled,
    "renamed": renamed,
    "both_names": both_names,
    "ended_alike": ended_alike,
    "day_and_month": day_and_month,
    "month": month_of,
    "unbroken": unbroken,
    "unbroken_dates": with_unbroken_dates,
    "with_picture": with_picture,
    "numbered": numbered,
    "headings": headings,
    "references": references,
    "citations": citations,
    "authors_of": authors_of,
    "publisher_of": publisher_of,
}
_OF_LANGUAGE = frozenset({"date", "short_date", "day_and_month", "month", "number", "percent", "filesize"})


class _Loader(BaseLoader):
    """Loads templates by name, and names them in tracebacks, for `template_faults.py`."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._templates:
            raise TemplateNotFound(template)
        return self._templates[template], template, None


@lru_cache(maxsize=8)
def environment(theme: Theme, lang: str, *, fast: bool = True) -> Environment:
    """The environment for pages in one language; plain Jinja unless it is to be fast."""
    env = (FastEnvironment if fast else Environment)(
        loader=_Loader(dict(theme.templates)),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(theme) if fast else None,
    )
    words = Translations(catalogue(theme, lang))
    i18n: Any = env  # the extension adds this method, which type checkers cannot know
    i18n.install_gettext_callables(words.gettext, words.ngettext)
    env.globals |= {
        "_": words.gettext,
        "texts": partial(catalogue, theme),
        "cached": FragmentCache().cached,
        "text_width": theme.text_width,
        "emblem": theme.emblem,
        "emblem_type": theme.emblem_type,
        "banner": theme.banner,
        "bar": theme.bar,
    }
    env.filters |= {
        name: partial(each, lang=lang) if name in _OF_LANGUAGE else each
        for name, each in KNOWN_FILTERS.items()
    }
    return env


def prepare(theme: Theme, languages: Iterable[str]) -> None:
    """Compiles all templates and catalogues, so that no worker process has to."""
    environments = [environment(theme, lang, fast=fast_paths.are_used()) for lang in languages]
    # Each template is also known by the name of its theme ("default/base.html"), which is hardly ever used.
    names = {text: name for name, text in sorted(theme.templates, key=lambda pair: -len(pair[0]))}
    for name in names.values():
        environments[0].get_template(name)
    for name in FLAT:
        page_template(environments[0], name)
