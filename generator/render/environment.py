"""The template environment: Jinja2 with the theme's templates, words and the language's own forms."""

from collections.abc import Callable, Iterable, MutableMapping
from functools import lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from types import MethodType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape
from msgspec import Struct

from generator.model import Theme
from generator.render.compiled import compiled
from generator.render.formats import (
    iso_date,
    language_name,
    plain_text,
    written_date,
    written_number,
    written_size,
)
from generator.views import PageView

_ROWS = 16_384  # that are remembered, of some 1.5 KB each


@lru_cache(maxsize=8)
def environment(theme: Theme, lang: str) -> Environment:
    """The environment for pages in one language."""
    env = _Environment(
        loader=DictLoader(dict(theme.templates)),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(theme),
    )
    words = Phrases(translations(theme, lang))
    i18n: Any = env  # the extension adds this method, which type checkers cannot know
    i18n.install_gettext_callables(words.gettext, words.ngettext)
    env.globals["_"] = words.gettext
    env.filters["date"] = partial(written_date, lang=lang)
    env.filters["iso"] = iso_date
    env.filters["plain"] = plain_text
    env.filters["number"] = partial(written_number, lang=lang)
    env.filters["filesize"] = partial(written_size, lang=lang)
    env.filters["language_name"] = language_name
    env.filters["host"] = lambda url: urlsplit(url).netloc
    env.globals["once"] = Rows().once
    env.globals["texts"] = partial(translations, theme)
    return env


def prepare(theme: Theme, languages: Iterable[str]) -> None:
    """Makes the code of all templates and catalogues, so that no worker process has to make it for itself."""
    environments = [environment(theme, lang) for lang in languages]
    # A template is there once more under the name of its layer, by which it is hardly ever asked for.
    names = {text: name for name, text in sorted(theme.templates, key=lambda pair: -len(pair[0]))}
    for name in names.values():
        environments[0].get_template(name)


class _Context(Context):
    """Calls macros and phrases straight away; Jinja asks each time what kind of callable it has, and how its
    arguments are given."""

    @internalcode
    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        own = isinstance(obj, MethodType) and isinstance(obj.__self__, Phrases | Rows)
        if not own and not isinstance(obj, Macro):
            return super().call(obj, *args, **kwargs)
        # What blocks and loops have set, which matters to a callable that takes the context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return written(obj, args) if isinstance(obj, Macro) and not kwargs else obj(*args, **kwargs)


def written(macro: Macro, args: tuple[object, ...]) -> Markup:
    """What a macro writes, all of whose arguments are given by their places."""
    left = macro._argument_count - len(args)
    if left < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return Markup(macro(*args))
    return Markup(macro._func(*args, *(missing,) * left))


def escaped(value: object) -> str:
    """The value as HTML, to be joined to a page at once.

    To make each text a Markup is most of the work of `escape`, and took a quarter of the time of a page.
    """
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


class _Generator(CodeGenerator):
    """Writes templates as Python that escapes with `escaped`: a local name hides that of Jinja."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")


class _Environment(Environment):
    """Jinja's environment for templates that never change and globals that all of them share."""

    context_class = _Context
    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: each import compares the globals of two templates, slow in a chain of maps."""
        return {**self.globals, **(d or {})}

    @internalcode
    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        known = self._loaded.get(name)
        if known is None:
            known = self._loaded[name] = super().get_template(name, parent)
        return known


class Phrases:
    """The words of a catalogue as templates call them: `_("Articles of %(year)s", year=2014)`.

    They are safe HTML, the values in them are escaped. Jinja's own newstyle functions do the same through
    the context of each call, which took a quarter of the time of a page.
    """

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue
        self._known: dict[str, Markup] = {}

    def gettext(self, message: str, **values: object) -> Markup:
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = Markup(self._catalogue.gettext(message))
        return known % values if values else known

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> Markup:
        return Markup(self._catalogue.ngettext(singular, plural, number)) % ({"num": number} | values)


class Place(Struct, frozen=True):
    """Where an article is listed: all that its row may know of the page."""

    root: str
    lang: str


class Rows:
    """The rows of articles, as a macro wrote them: those of one article are the same in all lists of a
    language, but for the way to the root and the level of the heading, which a macro can only write.

    Templates say `once(row, item, page, level)` in place of `row(item, page, level)`.
    """

    # Control characters, which no text has: see `text.unicode.clean`.
    _ROOT, _LEVEL = "\x02", "\x03"

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, str], tuple[object, str]] = {}

    def once(self, macro: Macro, item: object, page: PageView, level: int) -> Markup:
        key = (macro.name, id(item), page.lang)
        known = self._known.get(key)
        if known is None or known[0] is not item:
            if len(self._known) >= _ROWS:
                self._known.clear()
            row = written(macro, (item, Place(self._ROOT, page.lang), self._LEVEL))
            known = self._known[key] = item, str(row)
        return Markup(known[1].replace(self._ROOT, page.root).replace(self._LEVEL, str(level)))


@lru_cache(maxsize=8)
def translations(theme: Theme, lang: str) -> NullTranslations:
    """The words of a language; the message ids themselves where the theme has no catalogue for it."""
    text = dict(theme.catalogues).get(lang)
    if text is None:
        return NullTranslations()
    return GNUTranslations(BytesIO(compiled(theme).catalogue(lang, text)))
