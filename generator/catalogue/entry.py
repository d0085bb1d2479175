"""An entry of the catalogue: how bad a problem is, what it says and what to do, in each language."""

from dataclasses import dataclass

from generator.model import Severity

Sentences = tuple[str, str]  # message, remedy


@dataclass(frozen=True, slots=True)
class Words:
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Entry:
    severity: Severity
    vi: Words
    en: Words


def error(vi: Sentences, en: Sentences) -> Entry:
    return Entry("error", Words(*vi), Words(*en))


def warning(vi: Sentences, en: Sentences) -> Entry:
    return Entry("warning", Words(*vi), Words(*en))


def note(vi: Sentences, en: Sentences) -> Entry:
    return Entry("note", Words(*vi), Words(*en))
