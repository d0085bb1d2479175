"""Finds what a page embeds: films, sound, maps and documents in frames, and their own addresses."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborNode

EMBEDDING = frozenset({
    "iframe", "video", "audio", "object", "embed", "amp-iframe", "amp-video", "amp-audio", "amp-youtube",
    "amp-vimeo", "amp-facebook", "lite-youtube", "oembed", "bgsound",
})  # fmt: skip
_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cfsrc", "data-original", "url",
            "data-video-src", "data-url", "data")  # fmt: skip
_PARAMETERS = frozenset({"movie", "src", "url", "filename", "file"})
_FLASH_FILE = re.compile(r"(?:^|&)(?:file|video|src|url|mp4|flv|mp3)=([^&]+)", re.IGNORECASE)
_ID = re.compile(r"[\w-]{6,20}")
_YOUTUBE = re.compile(r"(?:www\.|m\.|music\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)")
_TOOLS = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|google-analytics|adservice|/ads?[/.?]|addthis|sharethis"
    r"|facebook\.com/(?:v[\d.]+/)?plugins/(?:like|share|page|follow|comments|likebox|fan|send|login|activity)"
    r"|facebook\.com/widgets/|plus\.google|apis\.google\.com|platform\.twitter\.com/widgets/(?:tweet_button|follow)"
    r"|disqus|recaptcha|zalo\.me|livechat|tawk\.to|counter|histats|weather|thoitiet|amung\.us|about:|javascript:"
    r"|(?<!no)cookie|/login|captcha",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:youtube |facebook |vimeo )?(?:video|embed(?:ded)?|player|iframe|untitled|content|frame)?"
    r"(?: (?:video|player|content|frame|iframe|document))*",
    re.IGNORECASE,
)
_SOUND = re.compile(r"\.(?:mp3|wav|wma|ogg|m4a|mid)(?:[?#]|$)|soundcloud\.com|spotify\.com", re.IGNORECASE)
_FILM = re.compile(
    r"\.(?:mp4|flv|wmv|avi|mpe?g|mov|webm|ogv|3gp|m4v|asf|swf)(?:[?#]|$)|youtube\.com|vimeo\.com|dailymotion\.com"
    r"|facebook\.com/.*video|tiktok\.com|video|clip|/phim",
    re.IGNORECASE,
)
_MAP = re.compile(r"google\.[a-z.]+/maps|maps\.google|openstreetmap", re.IGNORECASE)
_FILM_ALONE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?\S+|shorts/\S+|embed/\S+)|youtu\.be/\S+|(?:www\.)?vimeo\.com/\d+\S*"
    r"|(?:www\.)?dailymotion\.com/video/\S+|(?:www\.)?facebook\.com/(?:watch/?\?\S+|\S+/videos/\S+)|\S+\.(?:mp4|flv|wmv|mp3))",
    re.IGNORECASE,
)


class Embedded(Struct, frozen=True):
    """Address of what is embedded, and the words of its link."""

    address: str
    label: str


def find_embedded(node: LexborNode) -> Embedded | None:
    """Returns what an element embeds; None for advertisements, buttons, and nothing."""
    tag = node.tag or ""
    if _is_pixel(node):
        return None
    for raw in _addresses(node, tag):
        address = film_address(raw.strip())
        if address and not _TOOLS.search(raw) and not raw.startswith(("data:", "blob:", "#")):
            return Embedded(address, _label(address, tag, node.attributes.get("title") or ""))
    return None


def is_film_frame(attributes: Mapping[str, str | None]) -> bool:
    """Whether a script or an editor puts a film into an element of its own."""
    named = bool(attributes.get("data-href")) and "fb-video" in (attributes.get("class") or "")
    return named or bool(attributes.get("data-oembed-url"))


def film_alone(text: str) -> Embedded | None:
    """Returns the film whose address is the whole text, which portals show as a film."""
    if not _FILM_ALONE.fullmatch(text):
        return None
    address = film_address(text)
    return Embedded(address, _label(address, "", ""))


def film_address(address: str) -> str:
    """Returns the address of the page or file that a frame shows, without its player."""
    whole = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(whole)
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    host = (parts.netloc or "").lower()
    last = parts.path.rstrip("/").rpartition("/")[2]
    if _YOUTUBE.fullmatch(host):
        return _youtube(whole, parts.path, last, query)
    if host == "player.vimeo.com" and last.isdigit():
        return f"https://vimeo.com/{last}"
    if host.endswith("dailymotion.com") and "/embed/video/" in parts.path:
        return f"https://www.dailymotion.com/video/{last}"
    inner = next((query[name][0] for name in ("href", "url", "src", "file") if query.get(name)), "")
    viewer = "/plugins/video" in parts.path or "viewer" in whole or "gview" in whole or "officeapps" in host
    if viewer and inner:
        return unquote(inner) if "%3A" in inner else inner
    return whole


def _youtube(whole: str, path: str, last: str, query: dict[str, list[str]]) -> str:
    if query.get("v"):
        return f"https://www.youtube.com/watch?v={query['v'][0]}"
    name = last.partition("&")[0]
    if query.get("list") and (name in ("videoseries", "playlist") or not _ID.fullmatch(name)):
        return f"https://www.youtube.com/playlist?list={query['list'][0]}"
    direct = path.startswith(("/embed/", "/v/", "/shorts/", "/live/", "/e/")) or path.count("/") == 1
    return f"https://www.youtube.com/watch?v={name}" if direct and _ID.fullmatch(name) else whole


def _addresses(node: LexborNode, tag: str) -> Iterator[str]:
    """Yields the addresses that an element names, in the order of trust."""
    attributes = node.attributes
    film = attributes.get("data-videoid") or attributes.get("videoid") or ""
    if film:
        yield f"https://vimeo.com/{film}" if tag == "amp-vimeo" else f"https://www.youtube.com/watch?v={film}"
    for name in ("data-oembed-url", "data-href"):
        if attributes.get(name):
            yield attributes[name] or ""
    for source in node.css("source[src], source[data-src]"):
        yield source.attributes.get("src") or source.attributes.get("data-src") or ""
    for variables in (attributes.get("flashvars") or "", *_values(node, {"flashvars"})):
        if found := _FLASH_FILE.search(variables):
            yield unquote(found[1])
    yield from (attributes[name] or "" for name in _SOURCES if attributes.get(name))
    yield from _values(node, _PARAMETERS)
    for inner in node.css("embed[src], iframe[src]"):
        if inner.mem_id != node.mem_id:
            yield inner.attributes.get("src") or ""


def _values(node: LexborNode, names: frozenset[str] | set[str]) -> Iterator[str]:
    for param in node.css("param"):
        if (param.attributes.get("name") or "").lower() in names:
            yield param.attributes.get("value") or ""


def _is_pixel(node: LexborNode) -> bool:
    """Whether an element is too small to show anything."""
    sizes = [(node.attributes.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1", "2") for size in sizes)


def _label(address: str, tag: str, title: str) -> str:
    """Returns the words of the link to something embedded."""
    words = " ".join(title.split())
    if words and not _GENERIC.fullmatch(words):
        return words
    if "audio" in tag or _SOUND.search(address):
        return "Audio"
    if _MAP.search(address):
        return "Google Maps"
    if "video" in tag or "youtube" in tag or "vimeo" in tag or _FILM.search(address) or tag == "oembed":
        return "Video"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "Video"
    name = unquote(parts.path).rpartition("/")[2]
    return name if "." in name and len(name) <= 80 else parts.netloc or "Video"
