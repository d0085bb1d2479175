"""Finds the addresses of a picture in its element: `src`, `srcset`, lazy attributes, links, backgrounds."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborNode

from generator.importer.reading.markup import is_icon

_SUFFIX = r"\.(?:jpe?g|jfif|png|gif|bmp|webp|avif|tiff?)"
_PICTURE = re.compile(rf"[^<>\n]{{1,2000}}?{_SUFFIX}(?:[?#&!].*)?", re.IGNORECASE)
_SIZED = re.compile(rf"-\d{{2,4}}x\d{{2,4}}(?={_SUFFIX}(?:[?#].*)?$)", re.IGNORECASE)
_LAZY = frozenset({"data-src", "data-original", "data-lazy-src", "data-url", "data-lazy", "data-bg"})
_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-bgset", "data-back")
_LARGER = re.compile(r"full|large|orig|hi-?res|high|zoom|big|retina")
_SMALLER = re.compile(r"thumb|small|preview|lowsrc|tiny|blur")
_WORDS = re.compile(r"title|caption|alt|name|desc|href|share|class|style|link|permalink")
_PLACEHOLDER = re.compile(
    r"data:image/(?:gif|svg)|(?:.*[/_-])?(?:blank|spacer|pixel|trans(?:parent)?|place-?holder|loading|lazy(?:load)?"
    r"|grey|gray|1x1|clear|empty|dot|no-?image)[\w-]*\.(?:gif|png|jpe?g|svg|webp)(?:\?.*)?$",
    re.IGNORECASE,
)
_LONG_DATA = 1500  # characters; a shorter picture in an address fills the place of another
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_DECORATION = re.compile(
    r"(?:^|[/_-])(?:bg|icon|sprite|background|line|bullet|arrow|nen|border)", re.IGNORECASE
)
_FRAMES = frozenset({"div", "span", "a", "figure", "section", "td", "p", "i", "li"})
_SOURCE = re.compile(r"\s*((?:data:[^\s]+)|[^\s,][^\s]*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
_MOST = 12  # addresses of one picture


class FoundPicture(Struct, frozen=True):
    """Addresses of a picture, best first; the one that the page shows is `shown`.

    `others` is empty if there is only one.
    """

    shown: str
    others: tuple[str, ...] = ()
    alt: str = ""


def find_picture(node: LexborNode, link: str) -> FoundPicture | None:
    """Returns the picture of an `img` element; None for an icon or a place holder.

    `link`: target of the link around it, which may be the picture in its full size.
    """
    attributes = node.attributes
    if is_icon(attributes):
        return None
    named = list(_named(node, attributes))
    shown = next((address for address in named if not _is_placeholder(address)), "")
    if not shown:
        return None
    full = [link] if _PICTURE.fullmatch(link) else []
    found: dict[str, None] = {}
    for address in (*full, *_larger(attributes), *named):
        if not _is_placeholder(address):
            found.update({_SIZED.sub("", address): None, address: None})
    others = tuple(found)[:_MOST]
    return FoundPicture(shown, others if len(others) > 1 else (), attributes.get("alt") or "")


def is_waiting(node: LexborNode) -> bool:
    """Whether an `img` element only keeps the place of a picture that a script loads."""
    source = (node.attributes.get("src") or "").strip()
    return not is_icon(node.attributes) and (not source or _is_placeholder(source))


def find_background(node: LexborNode) -> str:
    """Returns the picture in the background of an empty element; "" if there is none."""
    if node.tag not in _FRAMES:
        return ""
    attributes = node.attributes
    if not attributes or is_icon(attributes):
        return ""
    styled = _BACKGROUND.search(attributes.get("style") or "")
    address = styled[1] if styled else next((attributes[n] for n in _BACKGROUNDS if attributes.get(n)), "")
    if not address and node.tag == "td":
        address = attributes.get("background") or ""
    address = (address or "").strip()
    if not address or _is_placeholder(address) or _DECORATION.search(address.rpartition("/")[2]):
        return ""
    empty = not (node.text() or "").strip() and node.css_first("img, iframe, video, input") is None
    return address if empty else ""


def _named(node: LexborNode, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Yields the addresses that show the picture, the likeliest first."""
    for name in ("data-srcset", "srcset", "data-lazy-srcset"):
        yield from _listed(attributes.get(name) or "")
    parent = node.parent
    if parent is not None and parent.tag == "picture":
        for source in parent.css("source"):
            for name in ("data-srcset", "srcset"):
                yield from _listed(source.attributes.get(name) or "")
    for name, value in attributes.items():
        other = name not in ("src", "srcset") and not (_WORDS.search(name) or _SMALLER.search(name))
        if value and other and (name in _LAZY or _PICTURE.fullmatch(value.strip())):
            yield value.strip()
    yield (attributes.get("src") or "").strip()


def _larger(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Yields the addresses in attributes that name the picture in full size."""
    for name, value in attributes.items():
        larger = name.startswith("data-") and _LARGER.search(name) and not _WORDS.search(name)
        if value and larger and _PICTURE.fullmatch(value.strip()):
            yield value.strip()


def _listed(srcset: str) -> Iterator[str]:
    """Yields the addresses of a `srcset`, the largest first."""
    sized = [
        (float(found[2]) if found[2] and found[2].count(".") < 2 and found[2] != "." else 1.0, found[1])
        for found in _SOURCE.finditer(srcset[:20_000])
    ]
    for _, address in sorted(sized, key=lambda each: -each[0]):
        yield address


def _is_placeholder(address: str) -> bool:
    """Whether an address only fills the place of a picture."""
    if not address or address.startswith(("about:", "javascript:", "#")):
        return True
    if address[:5].lower() == "data:":
        return len(address) < _LONG_DATA and _PLACEHOLDER.match(address) is not None
    return _PLACEHOLDER.match(address) is not None
