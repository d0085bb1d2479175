"""Bodies: the placeholders of a rendered body, filled in for the page that shows it."""

import re
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from generator.model.content import TABLE, TABLE_END
from generator.model.views.media import BodyLinkView, BodyPicture, BodyView
from generator.model.views.page import PageView
from generator.render.escaping import safe
from generator.render.unbroken import unbroken_dates

# Of a link that leaves this part of the archive. No text of others has it: the sanitiser sets no `rel`.
_MARK = 'rel="external" data-online'
# A link to another page, unless it is around a picture.
_REFERENCE = re.compile(r'<a (?:[^<>]* )?href="([^"#][^"]*)"[^<>]*>(?!<img)')
_HEADING = re.compile(r'<h([2-4]) id="([^"]*)"[^<>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ONLINE = re.compile(rf"(<a [^<>]*{_MARK}\b(?:(?!</a>).)*)</a>", re.DOTALL)


def filled(body: BodyView, page: PageView, parts: Any) -> Markup:
    """The HTML of a body: `{{ page.body|filled(page, parts) }}`.

    `parts` is a template with four macros: `image(picture, page)` writes a `BodyPicture`; `table_start()`
    and `table_end()` stand around a table; `online()` ends a link that leaves this part of the archive. The
    default theme has them in `_body.html`.
    """

    def fill(placeholder: str) -> str:
        if placeholder == TABLE:
            return str(parts.table_start())
        if placeholder == TABLE_END:
            return str(parts.table_end())
        link = body.links[int(placeholder)]
        return str(parts.image(link, page)) if isinstance(link, BodyPicture) else _attributes(link, page)

    html = unbroken_dates(body.parts.filled(fill))
    if any(isinstance(link, BodyLinkView) and link.online for link in body.links):
        html = _ONLINE.sub(lambda found: f"{found[1]}{parts.online()}</a>", html)
    return safe(html)


def with_picture(html: str, picture: str) -> Markup:
    """A body with a picture after its first paragraph; before it, if it begins with anything else."""
    start, end, rest = str(html).partition("</p>")
    if end and start.lstrip().startswith("<p>"):
        return safe(f"{start}{end}\n{picture}{rest}")
    return safe(f"{picture}{html}")


def numbered(html: str, word: str) -> Markup:
    """A body, in which each paragraph has an address, and a quiet link to it.

    One of a picture alone has no link: there is nothing to copy. The address is P1, P2 and so on: headings
    have no capitals in theirs. `word` names a paragraph.
    """
    before, *paragraphs = str(html).split("<p>")
    parts, number = [before], 0
    for paragraph in paragraphs:
        text, end, after = paragraph.partition("</p>")
        if not end:  # a paragraph that is never closed
            parts += ("<p>", paragraph)
            continue
        number += 1
        is_picture = "<img" in text and not _TAG.sub("", text).strip()
        link = "" if is_picture else f'<a class="here" href="#P{number}" aria-label="{word} {number}"></a>'
        parts.append(f'<p id="P{number}">{text}{link}</p>{after}')
    return safe("".join(parts))


def references(html: str, canonical: str) -> list[str]:
    """The addresses to which the links of a body lead, in their order; without its pictures and notes.

    `canonical` is the address of the page that has the body.
    """
    text = str(html)
    found = _REFERENCE.finditer(text) if "<a " in text else ()
    return [_absolute(canonical, unescape(each[1])) for each in found]


def _absolute(canonical: str, address: str) -> str:
    """The address of a link. Those of others, and those that go up from this page, are told at once."""
    if address.startswith(("https://", "http://")):
        return address
    folder, inner = canonical.rpartition("/")[0], address
    while inner.startswith("../"):
        folder, inner = folder.rpartition("/")[0], inner[3:]
    is_plain = inner is not address and folder.count("/") > 1 and inner[:1].isalnum()
    if not is_plain or "//" in inner or "/." in inner:
        return urljoin(canonical, address)
    return f"{folder}/{inner}"


def headings(html: str) -> list[tuple[str, Markup]]:
    """The headings of the highest level in a body: the id and the words of each."""
    text = str(html)
    if "<h" not in text:
        return []
    found = [(int(each[1]), each[2], each[3]) for each in _HEADING.finditer(text)]
    highest = min((level for level, _, _ in found), default=0)
    return [(name, safe(_TAG.sub("", words))) for level, name, words in found if level == highest]


def _attributes(link: BodyLinkView, page: PageView) -> str:
    fragment = f"#{escape(link.fragment)}" if link.fragment else ""
    hreflang = f' hreflang="{link.lang}"' if link.lang else ""
    if link.online:
        return f'href="{escape(link.path)}{fragment}"{hreflang} {_MARK}'
    return f'href="{page.root}{link.path}{fragment}"{hreflang}'
