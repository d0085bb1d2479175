"""Pages that list others: front pages, sections, search results, site maps. They are no articles.

Such a page is known by its rhythm: a headline that is a link, a lead, the next headline. An article has two
paragraphs in a row somewhere that lead nowhere.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_FURNITURE = "script, style, noscript, template, nav, header, footer, aside, form, select, iframe, svg"
_BLOCKS = frozenset(
    {
        "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "article",
        "section", "main", "ul", "ol", "table", "tr", "figure", "figcaption", "body", "center", "pre",
    }
)  # fmt: skip
_PROSE = 80  # characters; a shorter text is a date, a label, a caption
_HEADLINE = 20
_ITEMS = 4  # headlines with a lead, at least
_BARE_ITEMS = 15  # headlines alone
_LITTLE = 200  # characters of everything else on a page of headlines alone
_LIST_ADDRESS = re.compile(
    r"/(?:page|trang)[/-]?\d+|[?&](?:page|trang|paged|start|p)=\d+|/(?:tags?|category|chuyen-muc|danh-muc|author"
    r"|tac-gia|rss|sitemap|search|tim-kiem)(?:[/.?]|$)|^https?://[^/]+/?(?:(?:index|default|home)\.\w+)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:News|Blog|Report|Opinion)?(?:Article|Posting|NewsArticle)"')


@dataclass(slots=True)
class _Rhythm:
    """How the blocks of a page follow one another."""

    items: int = 0  # headlines followed by prose
    headlines: int = 0
    run: int = 0  # of prose, the longest
    prose: int = 0
    other: int = 0  # characters that are no headline
    _here: int = field(default=0)
    _after_headline: bool = field(default=False)

    def hear(self, text: str, linked: int) -> None:
        """Takes the next block: its text, and how many of its characters are links."""
        if linked >= max(_HEADLINE, 0.6 * len(text)):
            self.headlines += 1
            self._after_headline, self._here = True, 0
            return
        self.other += len(text)
        if len(text) < _PROSE or linked > 0.3 * len(text):
            return
        self.items += self._after_headline
        self._after_headline = False
        self.prose += 1
        self._here += 1
        self.run = max(self.run, self._here)


def is_list(data: str | bytes, address: str = "") -> bool:
    """Whether a page of HTML lists others and is none itself."""
    tree = LexborHTMLParser(data)
    if tree.body is None or any(
        _ARTICLE.search(script.text()) for script in tree.css("script[type*='ld+json']")
    ):
        return False
    tree.strip_tags(_FURNITURE.split(", "), recursive=True)
    rhythm = _rhythm(tree.body)
    if _LIST_ADDRESS.search(address) and rhythm.run <= 1 and rhythm.headlines >= _ITEMS:
        return True
    if rhythm.items >= _ITEMS:
        return rhythm.run <= 1 or (rhythm.run == 2 and rhythm.items >= 2 * _ITEMS)
    return rhythm.prose == 0 and rhythm.headlines >= _BARE_ITEMS and rhythm.other < _LITTLE


def _rhythm(body: LexborNode) -> _Rhythm:
    """The page's rhythm: its texts in order, those of one block put together."""
    rhythm = _Rhythm()
    text, linked, block = 0, 0, None
    parts: list[str] = []
    for node in body.traverse(include_text=True):
        if node.tag in _BLOCKS or node.tag == "br":
            block = node.mem_id
            if text:
                rhythm.hear(" ".join(parts), linked)
            text, linked, parts = 0, 0, []
        elif node.tag == "-text":
            words = " ".join((node.text_content or "").split())
            if words:
                parts.append(words)
                text += len(words)
                linked += len(words) if _in_link(node) else 0
    if text and block is not None:
        rhythm.hear(" ".join(parts), linked)
    return rhythm


def _in_link(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        if parent.tag == "a":
            return True
        parent = parent.parent
    # A link may also hold a whole block, as HTML 5 allows.
    return parent is not None and parent.parent is not None and parent.parent.tag == "a"
