"""The fields of a document as plain text, for the index and for snippets."""

import re
from enum import IntEnum
from html import unescape
from typing import NamedTuple

from generator.model.search import Document
from generator.search.analysis.terms import WORD

MAX_ATTACHED = 100_000  # characters of attached text that are searched

SENTENCE_ENDS = (".", "!", "?", ";", ":", "…", "\n")
# Punctuation ends a sentence only where white space follows: "8.1" is one number. A line break always does.
_TOKENS = re.compile(rf"{WORD}|[.!?;:…](?!\S)|\n")
_ATTRIBUTES = r"""[^>"]*(?:"[^"]*"[^>"]*)*>"""
_BLOCK = re.compile(
    r"</?(?:p|li|h[1-6r]|t[dhr]|[ou]l|d[dlt]|address|blockquote|caption|center|col|colgroup|details|div|fieldset"
    r"|figcaption|figure|pre|section|summary|table|tbody|tfoot|thead)(?:>|\b" + _ATTRIBUTES + ")"
)
_LINE_BREAK = re.compile(r"<br\b" + _ATTRIBUTES)
_TAG = re.compile(r"</?[a-z]" + _ATTRIBUTES)


class IndexedField(IntEnum):
    """The fields of a document. REMOTE has the names of successors and the attached text."""

    TITLE = 0
    LEAD = 1
    NAMES = 2
    BODY = 3
    REMOTE = 4


class FieldText(NamedTuple):
    """The text of one field."""

    field: IndexedField
    text: str


def field_texts(document: Document) -> tuple[FieldText, ...]:
    """Returns the texts of a document by field, the title first. Each line ends a sentence."""
    return (
        FieldText(IndexedField.TITLE, document.title),
        FieldText(IndexedField.NAMES, "\n".join(document.names)),
        FieldText(IndexedField.REMOTE, "\n".join(document.successor_names)),
        FieldText(IndexedField.LEAD, "\n".join(document.lead)),
        FieldText(IndexedField.BODY, plain_text(document.body)),
        FieldText(IndexedField.REMOTE, document.attached[:MAX_ATTACHED]),
    )


def tokens_of(text: str) -> list[str]:
    """Returns the words of a text and the ends of its sentences, in order."""
    return _TOKENS.findall(text)


def plain_text(html: str) -> str:
    """Returns the text of sanitised HTML, one line for each block element."""
    text = _BLOCK.sub("\n", html)
    text = _LINE_BREAK.sub(" ", text) if "<br" in text else text
    text = _TAG.sub("", text) if "<" in text else text
    lines = map(str.strip, (unescape(text) if "&" in text else text).split("\n"))
    return "\n".join([line for line in lines if line])
