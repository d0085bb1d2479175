"""How a site looks: what site.toml says of colours, emblem and banner."""

from msgspec import Struct


class Appearance(Struct, frozen=True):
    """The look of a site. `colours` and `dark` are (name, "#rrggbb"); the files are paths in content/."""

    colours: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    emblem: str = ""
    banner: str = ""


class Banner(Struct, frozen=True):
    """A picture across the head of pages. Its size is in pixels."""

    path: str
    width: int
    height: int
