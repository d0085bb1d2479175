"""Old addresses: their normal form, and those of print views and other shapes of one page."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What visitors' programs put behind an address, and what asks for another shape of the same page.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|zarsrc|sessionid|jsessionid|phpsessid)$", re.IGNORECASE)
_SHAPES = frozenset(
    {
        ("print", "1"), ("print", "true"), ("print", "yes"), ("print", ""), ("in", "1"),
        ("tmpl", "component"),
        ("layout", "print"), ("view", "print"), ("viewmode", "print"), ("mode", "print"), ("format", "print"),
        ("action", "print"), ("type", "print"), ("op", "print"), ("p_p_state", "pop_up"), ("amp", "1"),
        ("amp", ""), ("output", "print"), ("isprint", "1"), ("isprint", "true"),
    }
)  # fmt: skip
_SHAPE_PARTS = re.compile(
    r"/(?:print|printview|print-view|in-bai|in-tin|savefile|amp)(?=/|\.\w+$|$)", re.IGNORECASE
)
_SHAPE_NAMES = re.compile(r"[-_.](?:print|in|amp)(?=\.\w+$)|(?<=/)print[-_](?=\w)", re.IGNORECASE)
_SHAPE_PROGRAMS = re.compile(
    r"(?<=/)(?:print|in)(?:news|tin|bai|article|view)?(?=\.(?:aspx|asp|php|jsp))", re.IGNORECASE
)


def host_of(address: str) -> str:
    """The host of an address without "www."; "" where it has none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def normal_address(address: str) -> str:
    """The address by which two spellings of one are known: no scheme, "www.", fragment; "" if none."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    path = re.sub(r"/+", "/", unquote(re.sub(r";jsessionid=[^/?]*", "", parts.path, flags=re.IGNORECASE)))
    path = re.sub(r"/index\.html?$", "/", path).rstrip("/")
    name = host.removeprefix("www.") + (f":{port}" if port and port not in (80, 443) else "")
    return name + path + (f"?{urlencode(pairs)}" if pairs else "")


def page_address(address: str) -> str:
    """The normal address of the page of which this is a print view; its own where it is none."""
    normal = normal_address(address)
    path, _, query = normal.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if (name.lower(), value.lower()) not in _SHAPES]
    path = _SHAPE_NAMES.sub("", _SHAPE_PARTS.sub("", path))
    return path + (f"?{urlencode(kept)}" if kept else "")


def is_print_view(address: str, path: str) -> bool:
    """Whether an address, or the path of a file without one, is that of a print view."""
    if address:
        normal = normal_address(address)
        return page_address(address) != normal or bool(_SHAPE_PROGRAMS.search(normal.partition("?")[0]))
    slashed = f"/{path.lower()}"
    return any(shape.search(slashed) for shape in (_SHAPE_PARTS, _SHAPE_NAMES, _SHAPE_PROGRAMS))
