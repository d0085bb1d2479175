"""Fragment cache: the output of macros that is the same on many pages, such as an article's row in lists."""

from jinja2.runtime import Macro
from markupsafe import Markup
from msgspec import Struct

from generator.model.views.page import PageView, SiteView
from generator.render.escaping import safe
from generator.render.fast_jinja import DirectCalls, call_macro, macro_code

_FRAGMENTS = 16_384  # that are kept, of about 1.5 KB each
# Placeholders: control characters, which no text has (see `text.unicode.clean`).
_ROOT, _WORD = "\x02", "\x03"


class PageStub(Struct, frozen=True):
    """The attributes of the page that a cached macro may read."""

    root: str
    lang: str
    site: SiteView


class FragmentCache(DirectCalls):
    """Output of macros by macro, object, language and form.

    Templates write `cached(row, item, page, level)` in place of `row(item, page, level)`. So the macro runs
    once for each item and language, not once for each page. Of the page a cached macro sees `root`, `lang`
    and `site` only; any other field is an error. `root` and `word` differ from page to page. In the
    macro they are placeholders: it may print them, but not test, compare or change them. It may test `form`,
    a text that many pages share.
    """

    def __init__(self) -> None:
        self._fragments: dict[tuple[object, object, str, str], tuple[object, SiteView, str]] = {}

    def cached(
        self, macro: Macro, thing: object, page: PageView, word: object = "", form: str = ""
    ) -> Markup:
        """The output of `macro(thing, page, word, form)`.

        Texts are the same thing if they are equal. Other objects are so only if they are one object.
        """
        is_text = type(thing) is str
        key = (macro_code(macro), thing if is_text else id(thing), page.lang, form)
        known = self._fragments.get(key)
        # The object is kept with its fragment, because another one may get its id after it is freed.
        if known is None or known[1] is not page.site or not (is_text or known[0] is thing):
            if len(self._fragments) >= _FRAGMENTS:
                self._fragments.clear()
            args = (thing, PageStub(_ROOT, page.lang, page.site), _WORD, form)[: len(macro.arguments)]
            known = self._fragments[key] = thing, page.site, str(call_macro(macro, args))
        return safe(known[2].replace(_ROOT, page.root).replace(_WORD, str(word)))
