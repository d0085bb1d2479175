"""A theme as it was read from its folder."""

from pathlib import Path

from msgspec import Struct


class Theme(Struct, frozen=True):
    """A theme as it was read, those that it extends beneath it: (name, text) of its templates, (address,
    file) of its static files, (language, gettext catalogue) of its words."""

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, str], ...]
