"""Parses old addresses of pages and makes them comparable.

`themes/default/static/old/find.js` does exactly the same in the browser: change both or none. Two addresses
mean the same page if their keys are equal. Keys ignore scheme, "www.", port, letter case (A to Z),
percent-encoding, the order of the query, and parameters added by campaigns.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote

# ASCII only, like in the browser: no other letter matches these.
_WEB = re.compile(r"(?:https?:)?//([^/?]*)(.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE | re.ASCII)
_ENCODED = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE | re.ASCII)
_INDEX = re.compile(r"(?:^|/)index\.html?\Z")
_BLANKS = " \t\r\n"
_CAPITALS = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
# Parameters that Google, Facebook, Zalo and mailing lists add to addresses.
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|gidzl|zarsrc|mc_[ce]id|_ga", re.ASCII)
_PLAIN = "!~*'()"  # besides letters, digits and "-_.", the characters that encodeURIComponent keeps
LONGEST = 1000  # characters


class OldAddress(NamedTuple):
    """An old address.

    `host` is "" if the address fits any host. `path` is decoded, without slashes at its ends. `query` is as
    written. `key` is for comparison.
    """

    host: str
    path: str
    query: str
    key: str


def parse_old_address(text: str) -> OldAddress | None:
    """Parses a full address ("https://…") or a path from the site's root.

    Returns None if it is not a web address.
    """
    address = text.strip(_BLANKS).partition("#")[0]
    web = _WEB.match(address)
    if (web is None and _OTHER_SCHEME.match(address)) or not address or len(address) > LONGEST:
        return None
    host, rest = (host_key(web[1]), web[2]) if web else ("", address)
    raw_path, _, query = rest.partition("?")
    path = "/".join(_segments(_decoded(raw_path)))
    return OldAddress(host, path, query, key_of(path, query))


def host_key(host: str) -> str:
    """The host in comparable form: "example.vn" for "WWW.Example.vn:80"."""
    name = _decoded(host.rpartition("@")[2].partition(":")[0]).translate(_CAPITALS).strip(".")
    return _quoted(name.removeprefix("www."))


def key_of(path: str, query: str = "") -> str:
    """Key of an address without its host, equal for all its spellings. ASCII, without blanks."""
    known = quote(_INDEX.sub("", path.translate(_CAPITALS)), safe=f"/{_PLAIN}")
    pairs = sorted(f"{_quoted(name)}={_quoted(value)}" for name, value in query_pairs(query))
    return f"{known}?{'&'.join(pairs)}" if pairs else known


def query_pairs(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, decoded, in lower case. A value alone has the name ""."""
    pairs = []
    for part in filter(None, query.replace("&amp;", "&").split("&")):
        name, equals, value = part.partition("=")
        name, value = (name, value) if equals else ("", name)
        name, value = (_decoded(each.replace("+", " ")).translate(_CAPITALS) for each in (name, value))
        if not _CAMPAIGN.fullmatch(name):
            pairs.append((name, value))
    return pairs


def _segments(path: str) -> list[str]:
    """The segments of a path, with "." and ".." resolved."""
    found: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del found[-1:]
        elif segment not in ("", "."):
            found.append(segment)
    return found


def _decoded(text: str) -> str:
    """The text, percent-decoded, in NFC. Bytes that are not UTF-8 stay encoded."""
    return unicodedata.normalize("NFC", _ENCODED.sub(_decoded_run, text) if "%" in text else text)


def _decoded_run(run: re.Match[str]) -> str:
    """One run of encoded bytes, decoded if possible."""
    try:
        return bytes.fromhex(run[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return run[0].lower()


def _quoted(text: str) -> str:
    """The text as encodeURIComponent encodes it."""
    return quote(text, safe=_PLAIN)
