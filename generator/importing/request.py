"""The request for a run of the importer."""

from dataclasses import dataclass
from pathlib import Path

from generator.model import Settings


@dataclass(frozen=True, slots=True)
class ImportRequest:
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
