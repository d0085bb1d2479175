"""The request for a run of the importer."""

from pathlib import Path

from msgspec import Struct

from generator.model.settings import Settings


class ImportRequest(Struct, frozen=True):
    """What to import into which site. `section`: the key of the one to put everything in, "" to let the pages
    say; `province`, `language`: taken as true of all pages, "" to let them say."""

    sources: tuple[Path, ...]
    site: Path
    settings: Settings
    province: str = ""
    section: str = ""
    language: str = ""
    dry: bool = False
    keep_originals: bool = False
    jobs: int = 1
