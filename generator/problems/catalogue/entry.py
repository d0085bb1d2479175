"""An entry of the catalogue: how bad a problem is, what it says and what to do, in each language."""

from msgspec import Struct

from generator.model.problem import Severity

Sentences = tuple[str, str]  # message, remedy


class Words(Struct, frozen=True):
    message: str
    remedy: str


class Entry(Struct, frozen=True):
    severity: Severity
    vi: Words
    en: Words


def error(vi: Sentences, en: Sentences) -> Entry:
    return Entry("error", Words(*vi), Words(*en))


def warning(vi: Sentences, en: Sentences) -> Entry:
    return Entry("warning", Words(*vi), Words(*en))


def note(vi: Sentences, en: Sentences) -> Entry:
    return Entry("note", Words(*vi), Words(*en))
