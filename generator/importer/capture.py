"""A captured page and the metadata of its container."""

from collections.abc import Mapping

from msgspec import Struct

from generator.model.problem import Problem

MOST_BYTES = 16 * 1024 * 1024  # of one page; browsers embed pictures in saved pages


class Capture(Struct, frozen=True):
    """Page as it was saved, before anything is extracted.

    `path`: name for problems; inside a container "old/site.warc.gz!urn-or-number". `media_type`, `charset`:
    from the container or the HTTP header, "" if unknown. `address`: original URL, "" if unknown. `captured`:
    ISO day or instant of the capture. `known`: fields from the container (author in WXR, column in CSV), by
    front matter name. `problems`: what the reader of the container found in this record. `remarks`: fields of
    the container that Khotin does not have. `lead_only`: item of a feed that has only the lead. `losses`:
    what the container holds and the page does not. `stated`: the page is a record or a document, which has
    nothing but its text.
    """

    path: str
    data: bytes
    media_type: str = ""
    charset: str = ""
    address: str = ""
    captured: str = ""
    known: Mapping[str, object] = {}
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    lead_only: bool = False
    losses: tuple[str, ...] = ()
    stated: bool = False
