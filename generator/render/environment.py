"""The template environment: Jinja2 with the theme's templates, words and the language's own forms."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from types import MethodType
from typing import Any
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup
from msgspec import Struct

from generator.model.theme import Theme
from generator.model.views import PageView, SiteView
from generator.render.bytecode_cache import compiled
from generator.render.fast_jinja import Generator, escaped, safe
from generator.render.filters import (
    iso_date,
    language_name,
    repeats,
    written_date,
    written_number,
    written_size,
)

_PASSAGES = 16_384  # that are remembered, of some 1.5 KB each


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
    words = Translations(translations(theme, lang))
    i18n: Any = env  # the extension adds this method, which type checkers cannot know
    i18n.install_gettext_callables(words.gettext, words.ngettext)
    env.globals["_"] = words.gettext
    env.filters["date"] = partial(written_date, lang=lang)
    env.filters["iso"] = iso_date
    env.filters["repeats"] = repeats
    env.filters["number"] = partial(written_number, lang=lang)
    env.filters["filesize"] = partial(written_size, lang=lang)
    env.filters["language_name"] = language_name
    env.filters["host"] = lambda url: urlsplit(url).netloc
    env.globals["once"] = FragmentCache().once
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
        if type(obj) is not Macro and not (
            type(obj) is MethodType and type(obj.__self__) in (Translations, FragmentCache)
        ):
            return super().call(obj, *args, **kwargs)
        # What blocks and loops have set, which matters to a callable that takes the context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return written(obj, args) if type(obj) is Macro and not kwargs else obj(*args, **kwargs)


def written(macro: Macro, args: tuple[object, ...]) -> Markup:
    """What a macro writes, all of whose arguments are given by their places."""
    left = macro._argument_count - len(args)
    if left < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return Markup(macro(*args))
    return safe(macro._func(*args, *(missing,) * left))


class _Template(Template):
    """A template that is imported as it is: all templates have the same globals."""

    @internalcode
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _Environment(Environment):
    """Jinja's environment for templates that never change and globals that all of them share."""

    context_class = _Context
    template_class = _Template
    code_generator_class = Generator
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: each page copies it, slow in a chain of maps."""
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


class Translations:
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
            known = self._known[message] = safe(self._catalogue.gettext(message))
        return filled(known, values) if values else known

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> Markup:
        return filled(self._catalogue.ngettext(singular, plural, number), {"num": number, **values})


def filled(phrase: str, values: Mapping[str, object]) -> Markup:
    """A phrase with its values, escaped but for numbers, which it may want to write in its own way."""
    given = {
        name: value if isinstance(value, int | float) else escaped(value) for name, value in values.items()
    }
    return safe(str.__mod__(phrase, given))


class PageStub(Struct, frozen=True):
    """Where a passage stands: all that it may know of the page."""

    root: str
    lang: str
    site: SiteView


class FragmentCache:
    """What a macro wrote of a thing, which is the same on all pages of a language, but for the way to the
    root and one word (the level of a heading, say), which the macro can only write.

    Templates say `once(row, item, page, level)` in place of `row(item, page, level)`.
    """

    # Control characters, which no text has: see `text.unicode.clean`.
    _ROOT, _WORD = "\x02", "\x03"

    def __init__(self) -> None:
        self._known: dict[tuple[int, object, str], tuple[object, SiteView, str]] = {}

    def once(self, macro: Macro, thing: object, page: PageView, word: object = "") -> Markup:
        named = type(thing) is str
        # Where a macro stands in its template's code, which stays, as the macro itself may not.
        key = (id(macro._func.__code__), thing if named else id(thing), page.lang)
        known = self._known.get(key)
        if known is None or known[1] is not page.site or not (named or known[0] is thing):
            if len(self._known) >= _PASSAGES:
                self._known.clear()
            place = PageStub(self._ROOT, page.lang, page.site)
            given = (thing, place, self._WORD)[: macro._argument_count]
            known = self._known[key] = thing, page.site, str(written(macro, given))
        return safe(known[2].replace(self._ROOT, page.root).replace(self._WORD, str(word)))


@lru_cache(maxsize=8)
def translations(theme: Theme, lang: str) -> NullTranslations:
    """The words of a language; the message ids themselves where the theme has no catalogue for it."""
    text = dict(theme.catalogues).get(lang)
    if text is None:
        return NullTranslations()
    return GNUTranslations(BytesIO(compiled(theme).catalogue(lang, text)))
