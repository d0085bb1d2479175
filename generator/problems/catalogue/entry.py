"""An entry of the catalogue: a problem's severity, and its texts in two languages."""

from msgspec import Struct

from generator.model.problem import Severity

Sentences = tuple[str, str]  # message, remedy


class Wording(Struct, frozen=True):
    """Message and remedy in one language, with names of details in braces."""

    message: str
    remedy: str


class CatalogueEntry(Struct, frozen=True):
    """Severity and texts of one problem code."""

    severity: Severity
    vi: Wording
    en: Wording


def error(vi: Sentences, en: Sentences) -> CatalogueEntry:
    """A problem that prevents publishing."""
    return CatalogueEntry("error", Wording(*vi), Wording(*en))


def warning(vi: Sentences, en: Sentences) -> CatalogueEntry:
    """A problem that should be fixed."""
    return CatalogueEntry("warning", Wording(*vi), Wording(*en))


def note(vi: Sentences, en: Sentences) -> CatalogueEntry:
    """A problem for information."""
    return CatalogueEntry("note", Wording(*vi), Wording(*en))
