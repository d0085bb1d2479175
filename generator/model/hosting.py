"""Where a site is hosted: what site.toml says of servers, compressed files and names of assets."""

from msgspec import Struct


class Hosting(Struct, frozen=True):
    """The hosting of a site.

    `servers` are those that get configuration, `compressed` the endings of compressed copies ("gz", "br"). If
    `hashed_names` is true, pages name styles and scripts by their hash.
    """

    servers: tuple[str, ...] = ()
    compressed: tuple[str, ...] = ()
    hashed_names: bool = False
