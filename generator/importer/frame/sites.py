"""Tells which pages belong to one site: by host, or by folder where there is no address."""

from collections.abc import Mapping

from msgspec import Struct

from generator.importer.addresses import host_of
from generator.importer.frame.record import SiteFrame
from generator.importer.reading.page import PageMetadata
from generator.importer.sources.items import SavedFile


class SiteFrames(Struct, frozen=True):
    """Frames by site, and the site of the pages of this folder without address."""

    by_site: Mapping[str, SiteFrame] = {}
    folder: str = ""

    def of(self, address: str, metadata: PageMetadata) -> SiteFrame:
        """Returns the frame of the site of a page; an empty one if none was learned."""
        return self.by_site.get(site_of(address, metadata, self.folder), SiteFrame())


def site_of(address: str, metadata: PageMetadata, folder: str) -> str:
    """Returns the key of the site of a page.

    It is the host of its address, else of the address that the page names, else the folder.
    """
    for url in (address, *(claim.value for claim in metadata.of("url"))):
        if host := host_of(url):
            return host
    return folder


def folder_of(source: SavedFile) -> str:
    """Returns the key of the folder of a file: the first one below the given folder.

    It is the given folder if that holds a single site. Names for people are used, since archives are unpacked
    elsewhere each time.
    """
    top, slash, _ = source.inside.partition("/")
    return f"{source.shown.removesuffix(source.inside)}{top if slash and not source.one_site else ''}"
