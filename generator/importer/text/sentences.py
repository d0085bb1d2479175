"""Splits a text into sentences, and reduces each to what must be kept of it.

Texts are compared by letters and digits, and by the signs that make another value of
a number: 10⁶ is not 106, 1.25 is not 125.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from msgspec import Struct

from generator.importer.reading.legacy import order_marks, read_in, repair_text, table_of
from generator.importer.text.table_proof import shifted_table

_LEFT_OUT = re.compile(
    r"(?i)<(?:(!--)|(script|style|noscript|template|select|textarea|svg|title|option|button|iframe|object|video"
    r"|audio|canvas|annotation(?:-xml)?)\b"
    r"|(span)\b[^<>]*\shidden(?=[\s/>=])"  # a few words, as a second name; more that is hidden would be lost
    r"|([a-z]+)\b[^<>]*\s(?:data-nosnippet\b|class\s*=\s*[\"']?[^\"'<>]{0,200}\b(?:on-paper|print-only|visible-print)\b))"
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|o:p|q|s|small|span|strike|strong|sub|sup|time|tt"
    "|u|var|wbr"
)
_ANY = re.compile(rf"(?is)<(/?)({_INLINE}|[a-z!?][\w:-]*)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_IS_INLINE = re.compile(rf"(?:{_INLINE})", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[^\W\d_a-z]|\"|“)|\n+")
# Control characters for begin and end of links, asides and numbers of notes.
_SIGNS = re.compile("[\1-\6]+")
_LINK_SIGN = re.compile("([\1\2])")
_NOTE_NUMBER = re.compile("\5([^\6]*)\6")
_LETTERS = re.compile(r"[\W_]+")
_MEDIUM = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\s+\"([^\"]*)\")?\)")
_BODY_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh](?: (?:col|row)span=\"\d+\")*|br|em|strong|a(?: href=\"[^\"]*\")?|del"
    r"|img[^<>]*)>"
)
_RAISED_TAG = re.compile(r"(?i)<(su[pb])\b|<(?:span|font)\b[^<>]*vertical-align\s*:\s*(sup|sub)")
_EMPTY_RAISED = re.compile(r"(?i)<(su[pb])\b[^<>]*>\s*</\1>|</(su[pb])>\s*<\2\b[^<>]*>")
_LONG_RAISED = re.compile(r"(?is)<(su[pb])\b[^<>]*>((?:(?!</?\1\b).){25,4000}?)</\1\s*>")
_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ]+")
_LOWERED = re.compile("[₀-₉₊₋]+")
_POINT = re.compile(r"(?<=\d)[.,/](?=\d)")
_UP, _DOWN, _DOT, _MINUS = "\ua71b", "\ua71c", "\ua71d", "\ua71f"  # letters that stand for signs of a value
_SCRIPTS = re.compile(f"[⁰¹²³⁴-⁹⁺⁻ⁿ₀-₉₊₋{_UP}{_DOWN}]")
_ETH = str.maketrans("ðɖ", "đđ")  # which of them is meant depends on the words around
_UNSAID = re.compile(f"[{_UP}{_DOWN}]+")
_NEGATIVE = re.compile(f"(?<=[{_UP}{_DOWN}])\\s*[-−–⁻₋]")
# Links to footnotes and back, with their numbers, which need not stay the same.
_NOTE_LINK = re.compile(
    r"(?is)(?:<sup\b[^<>]*>\s*)?<a\b[^<>]*\bhref\s*=\s*[\"']?[^\"'<>\s]*#[^<>]*>(?:<[^<>]{0,300}>|\s){0,8}"
    r"(?:[\[(]|&#91;)?(\d{1,4}|[ivx]{1,5}|[a-z]|[*†‡↑↩^]{0,4})(?:[\])]|&#93;)?\s*"
    r"(?:<(?!/?a\b)[^<>]{0,300}>|\s){0,8}</a\s*>(?:\s*</sup\s*>)?"
)
_CONDITION = re.compile(r"<!\[[^<>]{0,200}\]>")  # of Word, around what older browsers show
_NOTE_MARK = re.compile(r"\[\^\w{1,12}\](?::\s)?|<sup>\[\w{1,12}\]</sup>")
_NUMBER_OF_ITEM = re.compile(r"(?i)(^|<(?:br|li|p)\b[^<>]*>)\s*\d{1,3}\.\s")
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_SMALL_PRINT = 25  # letters; longer text is raised only to be small


class Sentence(Struct, frozen=True):
    """Sentence of the source, or a part of one.

    `key`: its letters and digits. `linked`: share in links. `aside`: it is in an `aside` element. `at`:
    offset in the body, -1 if missing. `others`: keys with the numbers of notes.
    """

    text: str
    key: str
    linked: float
    aside: bool = False
    at: int = -1
    others: tuple[str, ...] = ()


def sentences_of(source: str, marked_up: bool) -> list[Sentence]:
    """Splits the source into sentences."""
    source = _SIGNS.sub("", source)
    text = _without_tags(source) if marked_up else source
    table = table_of(text[:200_000])
    sentences = []
    open_link = False
    asides = 0
    for raw in _END.split(text):
        if not raw:
            continue
        linked, open_link = _linked(raw, open_link)
        asides = max(0, asides + raw.count("\3") - raw.count("\4"))
        forms = ("", rf"{_UP}\1", r"\1") if "\5" in raw else ("",)
        texts = [
            " ".join(repair_text(read_in(_SIGNS.sub("", _NOTE_NUMBER.sub(form, raw)), table)).split())
            for form in forms
        ]
        keys = tuple(dict.fromkeys(map(text_key, texts)))
        if keys[0]:
            shown = _UNSAID.sub("", texts[0])
            sentences.append(Sentence(shown, keys[0], linked, asides > 0, others=keys[1:]))
    return sentences


def _without_tags(html: str) -> str:
    """Returns the text with line breaks at block borders.

    Links begin with U+0001 and end with U+0002, asides with U+0003 and U+0004.
    """
    body = re.search(r"(?i)<body\b", html)
    shown = _CONDITION.sub("", " ".join(_shown(html[body.start() :] if body else html)))
    text = _NOTE_LINK.sub(lambda link: f"\5{link[1]}\6", shown)
    text = _ANY.sub(_sign, _without_small_print(" ".join(text.split())))
    return unescape(text)


def _shown(html: str) -> Iterator[str]:
    """Yields the parts of the source outside of skipped elements.

    Each missing end tag is searched once, otherwise the time would grow with the square of the length.
    """
    missing: set[str] = set()
    start = 0
    opened = _LEFT_OUT.search(html)
    while opened:
        end = "-->" if opened[1] else rf"</{opened[2] or opened[3] or opened[4]}\b".lower()
        found = None if end in missing else re.compile(end, re.IGNORECASE)
        closed = found.search(html, opened.end()) if found else None
        if closed:
            yield html[start : opened.start()]
            start = html.find(">", closed.end() - 1) + 1 or len(html)
        else:
            missing.add(end)
        opened = _LEFT_OUT.search(html, max(start, opened.end()))
    yield html[start:]


def _without_small_print(html: str) -> str:
    """Removes the tags of raised text that is empty, divided or only small."""
    return _LONG_RAISED.sub(_unraised, _EMPTY_RAISED.sub("", html))


def _unraised(found: re.Match[str]) -> str:
    shown = re.sub(r"<[^<>]*>", "", found[2]).strip()
    return found[2] if len(shown) > _SMALL_PRINT else found[0]


def _sign(tag: re.Match[str]) -> str:
    if tag[2].lower() == "a":
        return "\2" if tag[1] else "\1"
    if tag[2].lower() == "aside":
        return "\n\4" if tag[1] else "\n\3"
    if not tag[1] and (raised := _RAISED_TAG.match(tag[0])):
        return _UP if (raised[1] or raised[2]).lower() == "sup" else _DOWN
    return "" if _IS_INLINE.fullmatch(tag[2]) else "\n"


def _linked(raw: str, inside: bool) -> tuple[float, bool]:
    """Returns the linked share, and whether a link is open at the end."""
    linked = length = 0
    for part in _LINK_SIGN.split(raw):
        if part in ("\1", "\2"):
            inside = part == "\1"
        else:
            letters = len("".join(part.split()))
            length += letters
            linked += letters * inside
    return (linked / length if length else 0.0), inside


def plain_text(markdown: str) -> str:
    text = _MEDIUM.sub(lambda found: f" {found[1] or ''} ", _NOTE_MARK.sub(" ", markdown))
    text = _BODY_TAG.sub(" ", _TARGET.sub("]", text))
    return unescape(_ANY.sub(_sign, text) if "<" in text else text)


@lru_cache(maxsize=16384)  # what a site says around its texts is on each page
def text_key(text: str) -> str:
    """Returns the letters and digits of a text, and letters for signs of a value."""
    if _SCRIPTS.search(text):
        text = _LOWERED.sub(rf"{_DOWN}\g<0>", _RAISED.sub(rf"{_UP}\g<0>", text))
        text = _NEGATIVE.sub(_MINUS, text)
    text = unicodedata.normalize("NFKC", order_marks(text))
    return _LETTERS.sub("", _POINT.sub(_DOT, text)).casefold().translate(_ETH)


def moved_cell(source: str, markdown: str) -> str:
    """Returns the first words of a table whose cells stand elsewhere than in the source; "" if none do."""
    table = table_of(source[:200_000])

    def key(cell: str) -> str:
        bare = _NOTE_MARK.sub("", _NOTE_LINK.sub("", cell.strip()))
        numbered = _NUMBER_OF_ITEM.sub(r"\1", _TARGET.sub("]", _MEDIUM.sub(" ", bare)))
        text = _SIGNS.sub("", _ANY.sub(_sign, _without_small_print(numbered)))
        return text_key(repair_text(read_in(unescape(text), table)))

    return shifted_table(" ".join(_shown(source)), markdown, key)
