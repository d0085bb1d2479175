"""The files in which the page of old addresses looks up an address. It reads the index and one small part.

Parts are named after the first hexadecimal digits of the CRC-32 (as in gzip) of the addresses' keys. The
index, `old/index.js`, has the number of these digits, the parameter names in queries of old addresses, and
the base URLs of archives that are joined in this one. `static/old/find.js` reads them.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import partial

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.views.files import OldFileView
from generator.model.views.output_page import Page
from generator.plan.page_sets import PageSet

_PART = 64  # addresses in a file at most, on average; about 6 KB
_TEMPLATE = "old_addresses.js"

_Entry = tuple[str, ...]  # key, address, title, language of the title, host (empty: any)


def lookup_page_sets(redirects: Sequence[Redirect], former: Sequence[str]) -> Iterator[PageSet]:
    """The index of these old addresses, and the parts."""
    digits = _digits(len(redirects))
    # Empty parts are written too, so that the page never asks for a missing file.
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
    index = (digits, sorted(names), former)
    yield _page_set("old addresses", "index", index)
    for name in sorted(parts):
        yield _page_set(f"old addresses {name}", name, sorted(parts[name]))


def _page_set(name: str, file: str, content: object) -> PageSet:
    path = permalinks.old_address_file(file)
    return PageSet(name, (_TEMPLATE,), partial(_file, file, content), (), content, (path,))


def _digits(count: int) -> int:
    """The number of hexadecimal digits in the names of parts for this many addresses."""
    digits = 0
    while count > _PART << 4 * digits:
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
    # JSON allows these two characters in a text; older browsers take them for ends of lines in scripts.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield Page(path, _TEMPLATE, OldFileView(path=path, name=name, content=text))
