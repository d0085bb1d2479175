"""Recognises pages that list other pages: front pages, sections, search results.

On a list, each linked headline is followed by one lead. An article has two paragraphs in a row without links.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.text.unicode import fold

_BOILERPLATE_TAGS = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "select",
    "svg",
]
_SHOWN = "video, audio, iframe, object, embed"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_BLOCKS = frozenset(
    {
        "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "article",
        "section", "main", "ul", "ol", "table", "tr", "figure", "figcaption", "body", "center", "pre",
    }
)  # fmt: skip
_PROSE = 80  # characters; a shorter text is a date, label or caption
_HEADLINE = 20
_ITEMS = 4  # minimum number of headlines with a lead
_RUN = 2  # most paragraphs in a row on a list of twice as many
_BARE_LINKS = 5  # on a page without paragraphs
_MOSTLY = 0.9  # minimum ratio of linked to other characters there
_NAMES = 0.45  # the same for short names with counts
_LIST_ADDRESS = re.compile(
    r"/(?:page|trang)[/-]?\d+|[?&](?:page|trang|paged|start|p)=\d+|/(?:tags?|category|chuyen-muc|danh-muc|author"
    r"|tac-gia|rss|sitemap|search|tim-kiem)(?:[/.?]|$)",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^https?://[^/]+/?(?:(?:index|default|home|trang-chu)\.\w+)?$", re.IGNORECASE)
_ERROR = re.compile(
    r"(?:(?:loi |error )?40[34]\b|khong tim thay (?:trang|noi dung|bai)|trang khong ton tai"
    r"|(?:page )?not found\b|access denied|index of /|directory listing for"
    r"|loi he thong|server error|runtime error|object moved)"
)


@dataclass(slots=True)
class _BlockCounts:
    """Counts of headlines, paragraphs and links on a page."""

    items: int = 0  # headlines followed by a paragraph
    entitled: int = 0  # items whose headline is a heading element
    headlines: int = 0
    run: int = 0  # longest run of paragraphs
    prose: int = 0
    links: int = 0
    linked: int = 0  # characters
    other: int = 0  # characters outside links
    _current_run: int = field(default=0)
    _headline: str = field(default="")  # element of the previous block if it was a headline

    def restart(self) -> None:
        """Resets all counts except links, at the heading of the page itself."""
        self.items = self.entitled = self.headlines = self.run = self.prose = self._current_run = 0
        self._headline = ""

    def add(self, text: str, linked: int, tag: str) -> None:
        """Counts a block: its text, number of linked characters and element."""
        self.links += linked > 0
        self.linked += linked
        self.other += len(text) - linked
        if linked >= max(_HEADLINE, 0.6 * len(text)):
            self.headlines += 1
            self._headline, self._current_run = tag, 0
            return
        if len(text) < _PROSE or linked > 0.3 * len(text):
            return
        self.items += bool(self._headline)
        self.entitled += self._headline in _HEADINGS
        self._headline = ""
        self.prose += 1
        self._current_run += 1
        self.run = max(self.run, self._current_run)


def is_list(tree: LexborHTMLParser, address: str = "", declared: bool = False) -> bool:
    """Whether a page only lists other pages. Removes boilerplate elements from the tree.

    `declared`: the page calls itself an article, as some sections do; then only many items make it a list.
    """
    if tree.body is None:
        return False
    if _FRONT.match(address) and not declared:
        return True
    if tree.css_first("svg a") is not None and not declared:  # a chart whose parts lead to other pages
        return True
    shows = tree.css_first(_SHOWN) is not None
    tree.strip_tags(_BOILERPLATE_TAGS, recursive=True)
    _strip_forms(tree.body)
    headings = [heading for heading in tree.css("h1") if _is_plain(heading)]
    counts = _count_blocks(tree.body, headings[0] if len(headings) == 1 else None)
    if declared:
        return counts.items >= 2 * _ITEMS and counts.run <= _RUN
    if _LIST_ADDRESS.search(address) and counts.run <= 1 and counts.headlines >= _ITEMS:
        return True
    if counts.items >= _ITEMS:
        return counts.run <= 1 or (counts.run <= _RUN and counts.items >= 2 * _ITEMS)
    if counts.prose:
        # Each paragraph follows a linked heading, and the page has its own heading.
        return counts.run == 1 and counts.entitled == counts.prose and bool(headings)
    return not shows and _is_index(counts)


def _strip_forms(body: LexborNode) -> None:
    """Removes the forms of a page.

    A form around the page itself stays: ASP.NET writes it.
    """
    whole = len(body.text())
    for form in body.css("form"):
        if 2 * len(form.text()) <= whole:
            form.decompose()


def _is_index(counts: _BlockCounts) -> bool:
    """Whether a page without paragraphs consists of headlines or many short names."""
    if counts.links >= _BARE_LINKS and counts.linked >= _MOSTLY * counts.other:
        return True
    short = counts.linked < _HEADLINE * counts.links
    return counts.links >= 2 * _BARE_LINKS and short and counts.linked >= _NAMES * counts.other


def is_error_page(title: str) -> bool:
    """Whether the title is that of an error page."""
    return bool(_ERROR.match(fold(title)))


def _is_plain(heading: LexborNode) -> bool:
    """Whether a heading has no link: it is the heading of the page itself."""
    return heading.css_first("a") is None and bool(heading.text(strip=True))


def _count_blocks(body: LexborNode, heading: LexborNode | None) -> _BlockCounts:
    """Counts the blocks of the body, from the given heading on."""
    counts = _BlockCounts()
    parts: list[str] = []
    linked, tag = 0, ""
    for node in body.traverse(include_text=True):
        if node.tag in _BLOCKS or node.tag == "br":
            if parts:
                counts.add(" ".join(parts), linked, tag)
            parts, linked = [], 0
            tag = node.tag or ""
            if heading is not None and node.mem_id == heading.mem_id:
                counts.restart()
        elif node.tag == "-text":
            words = " ".join((node.text_content or "").split())
            if words:
                parts.append(words)
                linked += len(words) if _in_link(node) else 0
    if parts:
        counts.add(" ".join(parts), linked, tag)
    return counts


def _in_link(node: LexborNode) -> bool:
    """Whether a text node is inside a link."""
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        if parent.tag == "a":
            return True
        parent = parent.parent
    # In HTML 5 a link may contain a block.
    return parent is not None and parent.parent is not None and parent.parent.tag == "a"
