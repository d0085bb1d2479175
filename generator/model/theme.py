"""A theme, as read from its folder."""

from pathlib import Path

from msgspec import Struct


class Theme(Struct, frozen=True):
    """A theme, together with the themes that it extends.

    `templates` are (name, text), `static` (path, file) and `catalogues` (language, gettext catalogue).
    `text_width` is the width of a column of text in pixels.
    """

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, str], ...]
    text_width: int
