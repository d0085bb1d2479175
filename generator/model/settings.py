"""The department's settings from site.toml."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from generator.model.appearance import Appearance
from generator.model.hosting import Hosting
from generator.model.problem import Suppression
from generator.model.values import LocalText, PartialDate


class SectionKind(StrEnum):
    """Kind of the items in a section. It decides what an article page shows first."""

    NEWS = "news"
    PHOTO = "photo"
    VIDEO = "video"
    PRODUCT = "product"
    DOCUMENT = "document"


class Section(Struct, frozen=True):
    """A section: its folder under content/, its name and slug in each language, its layout or ""."""

    key: str
    name: LocalText
    slug: LocalText
    kind: SectionKind
    layout: str = ""


class Masthead(Struct, frozen=True):
    """Details of the publisher, shown in the footer."""

    agency: LocalText = LocalText()
    responsible: LocalText = LocalText()
    address: LocalText = LocalText()
    phone: str = ""
    email: str = ""
    licence: LocalText = LocalText()


class LinkedSite(Struct, frozen=True):
    """Another site, linked from the footer of each page."""

    name: LocalText
    url: str


class Checks(Struct, frozen=True):
    """Settings of the checks.

    `founded` is the department's founding date, or None. `suppressions` are problem codes that the site does
    not report.
    """

    founded: PartialDate | None = None
    suppressions: tuple[Suppression, ...] = ()


class Settings(Struct, frozen=True):
    """The settings in site.toml. The first language is the default language.

    `former_base_urls` are those of archives that are joined in this one. If `publishes_data` is true, the
    archive as data is part of the site.
    """

    name: LocalText
    description: LocalText
    base_url: str
    languages: tuple[str, ...]
    theme: str
    time_zone: str
    masthead: Masthead
    linked_sites: tuple[LinkedSite, ...]
    sections: tuple[Section, ...]
    tags: Mapping[str, LocalText]
    synonyms: tuple[tuple[str, ...], ...]
    markdown_extensions: tuple[str, ...]
    checks: Checks = Checks()
    former_base_urls: tuple[str, ...] = ()
    publishes_data: bool = False
    appearance: Appearance = Appearance()
    hosting: Hosting = Hosting()

    @property
    def default_language(self) -> str:
        """The language of files without a language suffix."""
        return self.languages[0]
