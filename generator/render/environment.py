"""The template environment: Jinja with a theme's templates and a language's words and forms."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined

from generator.model.theme import Theme
from generator.render.bodies import filled
from generator.render.bytecode_cache import compiled
from generator.render.fast_jinja import FastEnvironment
from generator.render.filters import (
    iso_date,
    language_name,
    repeats,
    written_date,
    written_number,
    written_size,
)
from generator.render.fragment_cache import FragmentCache
from generator.render.translations import Translations, catalogue


@lru_cache(maxsize=8)
def environment(theme: Theme, lang: str, *, fast: bool = True) -> Environment:
    """The environment for pages in one language; plain Jinja unless it is to be fast."""
    env = (FastEnvironment if fast else Environment)(
        loader=DictLoader(dict(theme.templates)),
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
    }
    env.filters |= {
        "date": partial(written_date, lang=lang),
        "iso": iso_date,
        "number": partial(written_number, lang=lang),
        "filesize": partial(written_size, lang=lang),
        "language_name": language_name,
        "host": lambda url: urlsplit(url).netloc,
        "repeats": repeats,
        "filled": filled,
    }
    return env


def prepare(theme: Theme, languages: Iterable[str]) -> None:
    """Compiles all templates and catalogues, so that no worker process has to."""
    environments = [environment(theme, lang) for lang in languages]
    # Each template is also known by the name of its theme ("default/base.html"), which is hardly ever used.
    names = {text: name for name, text in sorted(theme.templates, key=lambda pair: -len(pair[0]))}
    for name in names.values():
        environments[0].get_template(name)
