"""Begins a theme that builds on the default theme."""

from collections.abc import Mapping
from pathlib import Path

from generator.text.slug import slugify

_FILES: Mapping[str, str] = {
    "theme.toml": """\
# A theme that changes what is in its folder, and has all else from the default theme.
# All blocks, views and filters of templates are in THEMES.md of Khotin.
extends = "default"
""",
    "styles/{name}.css": """\
/* Rules of this theme. They follow those of the default theme in static/style.css, so that they win.
   A file with the name of a part of the default theme (home.css, article.css) replaces that part. */
""",
    "templates/_head_extra.html": """\
{# What every page has in its head beside the usual: files of this theme's static/, for example
   <script src="{{ page.root }}static/{name}.js" defer></script>. No other site is asked for anything. #}
""",
    "locale/vi.po": """\
# Words that this theme says differently. The message ids are in the default theme's vi.po; all words that are
# not here stay as they are. An example:
#
# msgid "Provinces"
# msgstr "Tỉnh, thành"
""",
    "locale/en.po": """\
# Words that this theme says differently in English. See vi.po.
""",
}


def is_theme_name(name: str) -> bool:
    """Whether a theme may have this name: a-z, 0-9 and hyphens, and not that of Khotin's own."""
    return bool(name) and slugify(name) == name and name != "default"


def new_theme_files(name: str) -> dict[str, str]:
    """The files of a new theme: its paths from the site's folder, and texts."""
    return {
        f"themes/{name}/{path.replace('{name}', name)}": text.replace("{name}", name)
        for path, text in _FILES.items()
    }


def write_new_theme(site: Path, name: str) -> tuple[str, ...]:
    """Writes the files of a new theme; returns their paths. Raises FileExistsError if its folder is there."""
    (site / "themes" / name).mkdir(parents=True)
    files = new_theme_files(name)
    for path, text in files.items():
        file = site / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    return tuple(files)
