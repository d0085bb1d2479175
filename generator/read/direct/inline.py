"""Reads what stands in a line of plain Markdown: bold, italics, line breaks, pictures and links.

Falls back: raises `NotPlainError` for any other mark, and for marks in unusual places.
Proof: `tests/unit/read/direct/test_direct.py`.
"""

import re
from html import unescape

from msgspec import Struct

from generator.read.typed.extension import ADDRESS, MAIL, shown_address

# A name of a host as browsers keep it, and signs that neither Markdown nor the sanitiser changes.
_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,}"
_WEB = rf"https?://{_HOST}(?:/(?:[A-Za-z0-9._~/%=?,;:+-]|&amp;)*)?(?:\#[A-Za-z0-9._~-]+)?"
_LOCAL = r"(?!//)(?:[A-Za-z0-9._~/%-]+(?:#[A-Za-z0-9._~-]+)?|#[A-Za-z0-9._~-]+)"
_IN_TITLE = r"[^\s\"'&<>*_\[\]()]"
_TITLE = rf"(?:{_IN_TITLE}+|\((?:{_IN_TITLE}| )*\))(?: (?:{_IN_TITLE}+|\((?:{_IN_TITLE}| )*\)))*"
_LINK = re.compile(
    rf"!\[(?P<alt>[^\[\]*_!&<>\"\n]*)\]\((?P<src>(?!//)[A-Za-z0-9._~/%-]+)(?: \"(?P<title>{_TITLE})\")?\)"
    rf"|(?<!!)\[(?P<text>[^\s\[\]*_!~<](?:[^\[\]*_!~<\n]*[^\s\[\]*_!~<])?)\]\((?P<href>{_WEB}|{_LOCAL})\)"
)
_EMPHASIS = re.compile(
    r"(?P<stars>\*{1,2})(?P<inner>[^\s*_](?:[^*_]*[^\s*_])?)(?P=stars)(?!\*)"
    r"|(?<=[^\W_])_(?=[^\W_])"  # within a word it is no mark
    r"|(?P<odd>[*_])"
)
_WEB_ADDRESS = re.compile(_WEB)
_BARE_ADDRESS, _BARE_MAIL = re.compile(ADDRESS), re.compile(MAIL)
_PLACEHOLDER = re.compile("\x02([0-9]+)\x03")  # clean texts have no control characters
# Of these each is a mark, or the beginning of one, where it stands outside a link.
_MARKS = ("*", "_", "](", "![", "://", "www.", "@", "~~", "==", " \n")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);")


class NotPlainError(Exception):
    """A text has something that only the plain way reads."""


class LineReader(Struct, frozen=True):
    """Reads the lines of one text. `marks` are those that the text has; `typed` is as in `direct_html`."""

    ampersand: bool
    greater: bool
    marks: tuple[str, ...]
    typed: bool

    def html(self, text: str) -> str:
        """The HTML of a text within a block. Raises NotPlainError."""
        if self.ampersand:
            text = text.replace("&", "&amp;")
        if self.greater:
            text = text.replace(">", "&gt;")
        for mark in self.marks:
            if mark in text:
                return _marked(text, typed=self.typed)
        return text


def line_reader(text: str, *, typed: bool) -> LineReader:
    """The reader of a text's lines. Raises NotPlainError if an entity stands for another character."""
    ampersand = "&" in text
    if ampersand and any(unescape(entity) != entity for entity in _ENTITY.findall(text)):
        raise NotPlainError
    return LineReader(ampersand, ">" in text, tuple([mark for mark in _MARKS if mark in text]), typed)


def _marked(text: str, *, typed: bool) -> str:
    """Reads links first, as Python-Markdown does, so that their addresses hold no marks."""
    links: list[str] = []
    if "](" in text:
        text = _LINK.sub(lambda link: _kept(links, _link(link)), text)
    if " \n" in text:
        text = text.replace("  \n", "<br>\n")
        if " \n" in text or " <br>" in text:
            raise NotPlainError
    if typed:
        if "==" in text:
            raise NotPlainError
        text = _with_bare_addresses(text, links)
    if "](" in text or "![" in text or "://" in text or "www." in text or "@" in text or "~~" in text:
        raise NotPlainError
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_emphasis, text)
    return _PLACEHOLDER.sub(lambda mark: links[int(mark[1])], text) if links else text


def _kept(links: list[str], html: str) -> str:
    links.append(html)
    return f"\x02{len(links) - 1}\x03"


def _link(found: re.Match[str]) -> str:
    href = found["href"]
    if href is None:
        title = f' title="{found["title"]}"' if found["title"] else ""
        return f'<img alt="{found["alt"]}" src="{found["src"]}"{title}>'
    return _anchor(href, found["text"])


def _anchor(href: str, text: str) -> str:
    if "xn--" in href:  # the sanitiser decodes such names, and refuses some
        raise NotPlainError
    return f'<a href="{href}">{text}</a>'


def _with_bare_addresses(text: str, links: list[str]) -> str:
    """The text with its web and mail addresses as links."""

    def web(found: re.Match[str]) -> str:
        shown = shown_address(found[0])
        target = shown if "://" in shown else f"http://{shown}"
        if len(shown) <= len("https://") or not _WEB_ADDRESS.fullmatch(target):
            raise NotPlainError
        return _kept(links, _anchor(target, shown)) + found[0][len(shown) :]

    def mail(found: re.Match[str]) -> str:
        if "_" in found[0] or not found[0].isascii():
            raise NotPlainError
        return _kept(links, f'<a href="mailto:{found[0]}">{found[0]}</a>')

    if "://" in text or "www." in text:
        text = _BARE_ADDRESS.sub(web, text)
    return _BARE_MAIL.sub(mail, text) if "@" in text else text


def _emphasis(found: re.Match[str]) -> str:
    if found["odd"]:
        raise NotPlainError
    if not found["stars"]:
        return "_"
    tag = "strong" if len(found["stars"]) == 2 else "em"
    return f"<{tag}>{found['inner']}</{tag}>"
