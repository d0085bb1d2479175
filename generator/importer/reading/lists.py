"""Pages that list others: front pages, sections, search results, site maps. They are no articles.

Such a page is known by its rhythm: a headline that is a link, a lead, the next headline. An article has two
paragraphs in a row somewhere that lead nowhere.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.text.unicode import fold

_FURNITURE = ["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "select", "svg"]
_SHOWN = "video, audio, iframe, object, embed"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_BLOCKS = frozenset(
    {
        "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "article",
        "section", "main", "ul", "ol", "table", "tr", "figure", "figcaption", "body", "center", "pre",
    }
)  # fmt: skip
_PROSE = 80  # characters; a shorter text is a date, a label, a caption
_HEADLINE = 20
_ITEMS = 4  # headlines with a lead, at least
_BARE_LINKS = 5  # on a page without any prose
_MOSTLY = 0.9  # linked characters to others, on such a page
_NAMES = 0.45  # the same, on a page of names with numbers behind them
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
class _Rhythm:
    """How the blocks of a page follow one another."""

    items: int = 0  # headlines followed by prose
    entitled: int = 0  # of those, the ones whose headline is a heading
    headlines: int = 0
    run: int = 0  # of prose, the longest
    prose: int = 0
    links: int = 0
    linked: int = 0  # characters
    other: int = 0  # characters that are no link
    _here: int = field(default=0)
    _after: str = field(default="")  # the kind of block before, if it was a headline

    def begin(self) -> None:
        """Forgets what stood above the page's own heading; its links still count."""
        self.items = self.entitled = self.headlines = self.run = self.prose = self._here = 0
        self._after = ""

    def hear(self, text: str, linked: int, tag: str) -> None:
        """Takes the next block: its text, how many of its characters are links, its element."""
        self.links += linked > 0
        self.linked += linked
        self.other += len(text) - linked
        if linked >= max(_HEADLINE, 0.6 * len(text)):
            self.headlines += 1
            self._after, self._here = tag, 0
            return
        if len(text) < _PROSE or linked > 0.3 * len(text):
            return
        self.items += bool(self._after)
        self.entitled += self._after in _HEADINGS
        self._after = ""
        self.prose += 1
        self._here += 1
        self.run = max(self.run, self._here)


def is_list(tree: LexborHTMLParser, address: str = "") -> bool:
    """Whether a page lists others and is no article itself; its tree loses what is not the page's text."""
    if tree.body is None:
        return False
    if _FRONT.match(address):
        return True
    shows = tree.css_first(_SHOWN) is not None
    tree.strip_tags(_FURNITURE, recursive=True)
    headings = [heading for heading in tree.css("h1") if _is_plain(heading)]
    rhythm = _rhythm(tree.body, headings[0] if len(headings) == 1 else None)
    if _LIST_ADDRESS.search(address) and rhythm.run <= 1 and rhythm.headlines >= _ITEMS:
        return True
    if rhythm.items >= _ITEMS:
        return rhythm.run <= 1 or (rhythm.run == 2 and rhythm.items >= 2 * _ITEMS)
    if rhythm.prose:
        # Each paragraph stands under a heading that leads elsewhere, and the page has a heading of its own.
        return rhythm.run == 1 and rhythm.entitled == rhythm.prose and bool(headings)
    return not shows and _is_index(rhythm)


def _is_index(rhythm: _Rhythm) -> bool:
    """Whether a page without prose is one of headlines, or of many short names."""
    if rhythm.links >= _BARE_LINKS and rhythm.linked >= _MOSTLY * rhythm.other:
        return True
    short = rhythm.linked < _HEADLINE * rhythm.links
    return rhythm.links >= 2 * _BARE_LINKS and short and rhythm.linked >= _NAMES * rhythm.other


def is_error_page(title: str) -> bool:
    """Whether a page of this title says that there is none."""
    return bool(_ERROR.match(fold(title)))


def _is_plain(heading: LexborNode) -> bool:
    """Whether a heading leads nowhere: that of the page itself."""
    return heading.css_first("a") is None and bool(heading.text(strip=True))


def _rhythm(body: LexborNode, heading: LexborNode | None) -> _Rhythm:
    """The page's rhythm, counted from its own heading on; the texts of one block are put together."""
    rhythm = _Rhythm()
    parts: list[str] = []
    linked, tag = 0, ""
    for node in body.traverse(include_text=True):
        if node.tag in _BLOCKS or node.tag == "br":
            if parts:
                rhythm.hear(" ".join(parts), linked, tag)
            parts, linked = [], 0
            tag = node.tag or ""
            if heading is not None and node.mem_id == heading.mem_id:
                rhythm.begin()
        elif node.tag == "-text":
            words = " ".join((node.text_content or "").split())
            if words:
                parts.append(words)
                linked += len(words) if _in_link(node) else 0
    if parts:
        rhythm.hear(" ".join(parts), linked, tag)
    return rhythm


def _in_link(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        if parent.tag == "a":
            return True
        parent = parent.parent
    # A link may also hold a whole block, as HTML 5 allows.
    return parent is not None and parent.parent is not None and parent.parent.tag == "a"
