"""The request for one run of the importer."""

from pathlib import Path

from msgspec import Struct

from generator.model.settings import Settings


class ImportRequest(Struct, frozen=True):
    """Sources, site and options of a run.

    `section`: key of the section for all articles, "" to use the section of each page. `post_types`: kinds
    of WordPress records to import beside posts. `province`,
    `language`: values for all pages, "" to find them on the page.
    """

    sources: tuple[Path, ...]
    site: Path
    settings: Settings
    province: str = ""
    section: str = ""
    language: str = ""
    dry: bool = False
    keep_originals: bool = False
    jobs: int = 1
    post_types: tuple[str, ...] = ()
