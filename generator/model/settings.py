"""The department's settings, as site.toml gives them."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from generator.model.problem import Suppression
from generator.model.values import LocalText, PartialDate


class Kind(StrEnum):
    """What the items of a section are; it decides what the article page shows first."""

    NEWS = "news"
    PHOTO = "photo"
    VIDEO = "video"
    PRODUCT = "product"
    DOCUMENT = "document"


class Section(Struct, frozen=True):
    """A section: its folder under content/, its names and its slug in each language."""

    key: str
    name: LocalText
    slug: LocalText
    kind: Kind


class Masthead(Struct, frozen=True):
    """Who answers for the site, as its footer says."""

    agency: LocalText = LocalText()
    responsible: LocalText = LocalText()
    address: LocalText = LocalText()
    phone: str = ""
    email: str = ""
    licence: LocalText = LocalText()


class LinkedSite(Struct, frozen=True):
    name: LocalText
    url: str


class Checks(Struct, frozen=True):
    """What checking has to know: when the department was founded, and which codes the site silences."""

    founded: PartialDate | None = None
    suppressions: tuple[Suppression, ...] = ()


class Settings(Struct, frozen=True):
    """The department's settings, from site.toml. The first language is the default one."""

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

    @property
    def default_language(self) -> str:
        return self.languages[0]
