"""Old addresses: what a reader may still have of a page that has moved, taken apart and made comparable.

`themes/default/static/old/find.js` does the same in the browser, to the letter: change both or none. Two
addresses mean the same page where their keys agree: scheme, "www.", port, letter case (A to Z), percent
signs, the order of a query and what campaigns add to it say nothing.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote

# ASCII, as the browser's are: no other letter counts as one of these.
_WEB = re.compile(r"(?:https?:)?//([^/?]*)(.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE | re.ASCII)
_ENCODED = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE | re.ASCII)
_INDEX = re.compile(r"(?:^|/)index\.html?\Z")
_BLANKS = " \t\r\n"
_CAPITALS = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
# What Google, Facebook, Zalo and mailing lists hang on to the addresses that they pass on.
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|gidzl|zarsrc|mc_[ce]id|_ga", re.ASCII)
_PLAIN = "!~*'()"  # with letters, digits and "-_.": what encodeURIComponent leaves as it is
LONGEST = 1000  # characters


class OldAddress(NamedTuple):
    """An old address: its host (empty: of any site), its path as written, decoded and without slashes at the
    ends, its query as written, and its key."""

    host: str
    path: str
    query: str
    key: str


def parse_old_address(text: str) -> OldAddress | None:
    """The parts of an address, whole ("https://…") or from the site's root; None where it is not of the
    web."""
    address = text.strip(_BLANKS).partition("#")[0]
    web = _WEB.match(address)
    if (web is None and _OTHER_SCHEME.match(address)) or not address or len(address) > LONGEST:
        return None
    host, rest = (host_key(web[1]), web[2]) if web else ("", address)
    raw_path, _, query = rest.partition("?")
    path = "/".join(_segments(_decoded(raw_path)))
    return OldAddress(host, path, query, key_of(path, query))


def host_key(host: str) -> str:
    """The host as it is compared: "WWW.Example.vn:80" -> "example.vn"."""
    name = _decoded(host.rpartition("@")[2].partition(":")[0]).translate(_CAPITALS).strip(".")
    return _quoted(name.removeprefix("www."))


def key_of(path: str, query: str = "") -> str:
    """What is the same for all spellings of one address, but for its host: ASCII, without blanks."""
    known = quote(_INDEX.sub("", path.translate(_CAPITALS)), safe=f"/{_PLAIN}")
    pairs = sorted(f"{_quoted(name)}={_quoted(value)}" for name, value in query_pairs(query))
    return f"{known}?{'&'.join(pairs)}" if pairs else known


def query_pairs(query: str) -> list[tuple[str, str]]:
    """The names and values of a query, decoded, in small letters; a value alone has an empty name."""
    pairs = []
    for part in filter(None, query.replace("&amp;", "&").split("&")):
        name, equals, value = part.partition("=")
        name, value = (name, value) if equals else ("", name)
        name, value = (_decoded(each.replace("+", " ")).translate(_CAPITALS) for each in (name, value))
        if not _CAMPAIGN.fullmatch(name):
            pairs.append((name, value))
    return pairs


def _segments(path: str) -> list[str]:
    found: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del found[-1:]
        elif segment not in ("", "."):
            found.append(segment)
    return found


def _decoded(text: str) -> str:
    """The text with its percent signs decoded, in NFC; bytes that are no UTF-8 stay as they are written."""
    return unicodedata.normalize("NFC", _ENCODED.sub(_decoded_run, text) if "%" in text else text)


def _decoded_run(run: re.Match[str]) -> str:
    try:
        return bytes.fromhex(run[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return run[0].lower()


def _quoted(text: str) -> str:
    return quote(text, safe=_PLAIN)
