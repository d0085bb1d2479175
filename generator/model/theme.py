"""A theme, as read from its folder."""

from pathlib import Path

from msgspec import Struct

from generator.model.appearance import Banner


class Theme(Struct, frozen=True, cache_hash=True):
    """A theme, together with the themes that it extends.

    `templates` are (name, text) and `static` (path, file). `catalogues` are (language, gettext catalogues):
    the words of a later one win. `text_width` is the width of a column of text in pixels. `made` are the
    static files that are joined: (path, their parts). A part is a file or a text.

    `emblem`, its media type, and `banner` are the site's own if it has some; `bar` are the colours of the
    browser's own bar by light and by dark.

    What lies in the site itself can have mistakes: `own_settings` is the path of the theme.toml, which is
    empty if the theme is Khotin's; `own_templates` are (name, path), `own_catalogues` (path, text).
    """

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, tuple[str, ...]], ...]
    text_width: int
    made: tuple[tuple[str, tuple[Path | str, ...]], ...] = ()
    emblem: str = "static/favicon.svg"
    emblem_type: str = "image/svg+xml"
    banner: Banner | None = None
    bar: tuple[str, str] = ("#8f1d1a", "#171311")
    own_settings: str = ""
    own_templates: tuple[tuple[str, str], ...] = ()
    own_catalogues: tuple[tuple[str, str], ...] = ()
