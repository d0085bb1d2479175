"""Normalises old URLs, and recognises files, print views and other variants of a page."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Tracking parameters, and parameters that request another variant of the same page.
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


# Address in a web archive: instant and original address. File names have one slash where addresses have two.
_ARCHIVED = re.compile(
    r"https?://[\w.-]+(?::\d+)?/(?:web|wayback|all)/(\d{14})(?:[a-z]{2,3}_)?/(https?):/{1,2}(?=\w)",
    re.IGNORECASE,
)

# Ends of the names of documents, archives, sound and films.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|odp|rtf|csv|epub|mp3|m4a|ogg|wav|wma|mp4|m4v|webm|ogv|flv|wmv"
    r"|avi|mpe?g|mov|3gp)$",
    re.IGNORECASE,
)


def is_file(reference: str) -> bool:
    """Whether a link leads to a document file."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https", "file"):
        return False
    return any(_FILE.search(unquote(part)) for part in (parts.path, parts.query))


def original_address(address: str) -> tuple[str, str]:
    """Returns the original URL of an archived page, and its 14 digits of time.

    Other URLs are returned as they are, with "".
    """
    found = _ARCHIVED.match(address.strip())
    if not found:
        return address, ""
    return f"{found[2]}://{address.strip()[found.end() :]}", found[1]


def host_of(address: str) -> str:
    """Returns the host without "www."; "" if there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def normal_address(address: str) -> str:
    """Returns the URL without scheme, "www.", fragment and tracking; "" if invalid."""
    try:
        parts = urlsplit(original_address(address)[0].strip())
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
    """Returns the normalised URL of the page behind a print view.

    The URL of an ordinary page is only normalised.
    """
    normal = normal_address(address)
    path, _, query = normal.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    remaining = [(name, value) for name, value in pairs if (name.lower(), value.lower()) not in _SHAPES]
    path = _SHAPE_NAMES.sub("", _SHAPE_PARTS.sub("", path))
    return path + (f"?{urlencode(remaining)}" if remaining else "")


def is_print_view(address: str, path: str) -> bool:
    """Whether a URL is that of a print view; without URL the path decides."""
    if address:
        normal = normal_address(address)
        return page_address(address) != normal or bool(_SHAPE_PROGRAMS.search(normal.partition("?")[0]))
    slashed = f"/{path.lower()}"
    return any(shape.search(slashed) for shape in (_SHAPE_PARTS, _SHAPE_NAMES, _SHAPE_PROGRAMS))
