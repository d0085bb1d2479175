"""A theme, as read from its folder."""

from pathlib import Path

from msgspec import Struct


class Theme(Struct, frozen=True):
    """A theme merged with the themes that it extends.

    `templates` are (name, text), `static` are (address, file), `catalogues` are (language, gettext
    catalogue).
    """

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, str], ...]
