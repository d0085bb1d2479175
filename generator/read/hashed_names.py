"""Names styles and scripts by their hash, so that browsers may keep them for ever.

Each stays at its own name too: a theme may name it in a way that is not seen here, and copies of pages do.
"""

import hashlib
import re
from pathlib import Path

from msgspec.structs import replace

from generator import permalinks
from generator.model.theme import Theme
from generator.read.theme_styles import joined

_NAMED = re.compile(rf"{permalinks.STATIC}/[\w./-]+\.(?:css|js)(?=[\"'])")
_DIGITS = 10


def with_hashed_names(theme: Theme) -> Theme:
    """The theme with a copy of each style and script, which its templates name."""
    made: dict[str, tuple[Path | str, ...]] = dict(theme.made)
    for path, file in theme.static:
        made.setdefault(path, (file,))
    hashed = {
        path: hashed_name(path, joined(path, parts))
        for path, parts in made.items()
        if _NAMED.match(f'{path}"')
    }
    templates = tuple(
        (name, _NAMED.sub(lambda found: hashed.get(found[0], found[0]), text))
        for name, text in theme.templates
    )
    copies = {hashed[path]: made[path] for path in hashed}
    return replace(theme, templates=templates, made=tuple(sorted((dict(theme.made) | copies).items())))


def hashed_name(path: str, content: bytes) -> str:
    """The path with the beginning of the hash before its ending."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_DIGITS]}.{ending}"
