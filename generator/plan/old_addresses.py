"""The files in which the page of old addresses looks them up, small enough that one of them is read for each.

`old/index.js` holds how the others are called and which names the queries of old addresses have; the rest are
called by the first digits of the CRC-32 (as in gzip) of the addresses' keys. `static/old/find.js` reads them.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import partial

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.views import OldFileView, Page
from generator.plan.page_sets import PageSet

_MANY = 64  # addresses in a file, about 6 KB
_TEMPLATE = "old_addresses.js"

_Entry = tuple[str, ...]  # key, address, title, language of the title, host (empty: any)


def lookup_page_sets(redirects: Sequence[Redirect]) -> Iterator[PageSet]:
    """The files of these old addresses: an index, and parts of like size."""
    digits = _digits(len(redirects))
    # All parts are there, were they empty: a page must not ask for a file that is missing.
    parts: dict[str, list[_Entry]] = {
        f"p{number:0{digits}x}"[: digits + 1]: [] for number in range(16**digits)
    }
    names: set[tuple[str, ...]] = set()
    for each in redirects:
        alias = each.alias
        parts[_part(alias.key, digits)].append(
            (alias.key, each.target, each.title.value, each.title.lang, alias.host)
        )
        names.add(_query_names(alias.key))
    index = (digits, sorted(names))
    yield _page_set("old addresses", "index", index)
    for name in sorted(parts):
        yield _page_set(f"old addresses {name}", name, sorted(parts[name]))


def _page_set(name: str, file: str, content: object) -> PageSet:
    place = permalinks.old_address_file(file)
    return PageSet(name, (_TEMPLATE,), partial(_file, file, content), (), content, (place,))


def _digits(count: int) -> int:
    """So many hexadecimal digits that a part holds some _MANY addresses at most."""
    digits = 0
    while count > _MANY << 4 * digits:
        digits += 1
    return digits


def _part(key: str, digits: int) -> str:
    return f"p{zlib.crc32(key.encode()):08x}"[: digits + 1]


def _query_names(key: str) -> tuple[str, ...]:
    query = key.partition("?")[2]
    return tuple(sorted({pair.partition("=")[0] for pair in query.split("&")})) if query else ()


def _file(name: str, content: object) -> Iterator[Page]:
    path = permalinks.old_address_file(name)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Two marks that JSON allows in a text and older browsers take for the end of a script's line.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield Page(path, _TEMPLATE, OldFileView(path=path, name=name, content=text))
