"""Bodies: the placeholders of a rendered body, filled in for the page that shows it."""

from html import escape
from typing import Any

from markupsafe import Markup

from generator.model.content import TABLE, TABLE_END
from generator.model.views import BodyLinkView, BodyPicture, BodyView, PageView
from generator.render.escaping import safe


def filled(body: BodyView, page: PageView, parts: Any) -> Markup:
    """The HTML of a body: `{{ page.body|filled(page, parts) }}`.

    `parts` is a template with three macros: `image(picture, page)` writes a `BodyPicture`; `table_start()`
    and `table_end()` stand around a table. The default theme has them in `_body.html`.
    """

    def fill(placeholder: str) -> str:
        if placeholder == TABLE:
            return str(parts.table_start())
        if placeholder == TABLE_END:
            return str(parts.table_end())
        link = body.links[int(placeholder)]
        return str(parts.image(link, page)) if isinstance(link, BodyPicture) else _attributes(link, page)

    return safe(body.parts.filled(fill))


def _attributes(link: BodyLinkView, page: PageView) -> str:
    fragment = f"#{escape(link.fragment)}" if link.fragment else ""
    hreflang = f' hreflang="{link.lang}"' if link.lang else ""
    return f'href="{page.root}{link.path}{fragment}"{hreflang}'
