"""An entry of the catalogue: how bad a problem is, what it says and what to do, in each language."""

from msgspec import Struct

from generator.model.problem import Severity

Sentences = tuple[str, str]  # message, remedy


class Wording(Struct, frozen=True):
    message: str
    remedy: str


class CatalogueEntry(Struct, frozen=True):
    severity: Severity
    vi: Wording
    en: Wording


def error(vi: Sentences, en: Sentences) -> CatalogueEntry:
    return CatalogueEntry("error", Wording(*vi), Wording(*en))


def warning(vi: Sentences, en: Sentences) -> CatalogueEntry:
    return CatalogueEntry("warning", Wording(*vi), Wording(*en))


def note(vi: Sentences, en: Sentences) -> CatalogueEntry:
    return CatalogueEntry("note", Wording(*vi), Wording(*en))
