"""Tells which given folders hold a single site.

Copies made by programs have a folder for each page, or a folder for each section beside the home page. Their
pages are of one site, although hardly any two lie in the same folder.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from generator.importer.sources.items import SavedFile
from generator.importer.sources.kinds import SourceKind

_FEW = 3  # with fewer pages a folder teaches no frame of its own
_HOME = re.compile(r"(?:index|default|home|trang-?chu)\.(?:html?|aspx?|php)(?:\.html?)?", re.IGNORECASE)


def with_site_folders(files: Sequence[tuple[SavedFile, SourceKind]]) -> list[tuple[SavedFile, SourceKind]]:
    """Marks the files of folders that hold a single site."""
    folders: dict[str, Counter[str]] = defaultdict(Counter)
    homes: set[str] = set()
    for saved, kind in files:
        if kind is SourceKind.PAGE:
            top, slash, _ = saved.inside.partition("/")
            folders[_root_of(saved)][top if slash else ""] += 1
            if not slash and _HOME.fullmatch(top):
                homes.add(_root_of(saved))
    single = {root for root, pages in folders.items() if root in homes or _is_scattered(pages)}
    return [
        (replace(saved, one_site=True), kind) if _root_of(saved) in single else (saved, kind)
        for saved, kind in files
    ]


def _root_of(saved: SavedFile) -> str:
    return saved.shown.removesuffix(saved.inside)


def _is_scattered(pages: Counter[str]) -> bool:
    """Whether most folders have too few pages to be sites."""
    numbers = [number for folder, number in pages.items() if folder]
    return 2 * sum(number < _FEW for number in numbers) > len(numbers)
