"""Joins the catalogues of themes that extend each other: a changed word leaves all others."""

import re
from collections.abc import Sequence
from io import BytesIO

from babel.messages import Catalog
from babel.messages.pofile import read_po

_CHARSET = re.compile(r"(?i)(?<=charset=)[\w.:-]+")


def catalogue(text: str, lang: str | None = None) -> Catalog:
    """The catalogue in the text of a PO file, whatever encoding its header names.

    Raises babel's PoFileError if it is damaged, ValueError if its header cannot be read.
    """
    return read_po(BytesIO(_CHARSET.sub("UTF-8", text).encode()), locale=lang, abort_invalid=True)


def joined_catalogue(lang: str, texts: Sequence[str]) -> Catalog:
    """The catalogue of a language. `texts` are its PO files; the words of a later one win.

    Raises babel's PoFileError if one is damaged.
    """
    joined, *others = [catalogue(text, lang) for text in texts]
    for other in others:
        for message in other:
            if message.id and message.string:
                joined.delete(message.id, context=message.context)
                joined[message.id] = message
    return joined
