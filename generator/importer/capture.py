"""A capture: a page as somebody saved it, and what its container says of it."""

from collections.abc import Mapping

from msgspec import Struct

MOST_BYTES = 16 * 1024 * 1024  # of one page; browsers save pictures into the page itself


class Capture(Struct, frozen=True):
    """A page as somebody saved it, before anything is understood of it.

    `path`: where it was found, for problems; inside a container "old/site.warc.gz!urn-or-number".
    `media_type`, `charset`: what the container or the HTTP header said, "" if nothing. `address`: its
    original address. `captured`: ISO day or instant of the capture. `known`: what the container itself says
    (WXR's author, a CSV's column), by front matter name. `lead_only`: a feed's item, of which only the lead
    is there.
    """

    path: str
    data: bytes
    media_type: str = ""
    charset: str = ""
    address: str = ""
    captured: str = ""
    known: Mapping[str, object] = {}
    lead_only: bool = False
