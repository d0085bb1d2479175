"""Checks for outdated translations, and for terms not translated as in the glossary."""

from collections.abc import Iterator

from generator.check.context import LintContext
from generator.check.file_report import FileReport
from generator.check.terms import is_said
from generator.model.problem import Problem
from generator.model.values import FILE_START, Position
from generator.text.glossary.terms import load_terms


def outdated_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a note for each outdated translation, at its field translated_from."""
    for entry in context.sources.entries:
        item = entry.article or entry.page
        for translation in item.translations if item and not entry.draft else ():
            if translation.outdated and item:
                path = translation.source_path
                report = context.reports.get(path, FileReport())
                named = {value.name: value.position for value in report.values}
                position = named.get("translated_from") or named.get("translated_from.sha256") or FILE_START
                yield Problem.at(path, position, "translation-outdated", source=path)


def term_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a note for each missing term, at the matching paragraph of the translation."""
    for _, article in context.articles():
        by_language = {t.lang: t for t in article.translations}
        if not {"vi", "en"} <= by_language.keys():
            continue
        path = by_language["en"].source_path
        vi, en = (context.reports.get(by_language[lang].source_path) for lang in ("vi", "en"))
        if vi and en:
            for number, position, paragraph in vi.terms:
                if not is_said(number, en.beginnings):
                    term = load_terms()[number]
                    details = {
                        "value": term.vietnamese[0],
                        "meant": term.english[0],
                        "line": str(position.line),
                    }
                    yield Problem.at(path, _counterpart(vi, en, paragraph), "term-differs", **details)


def _counterpart(vi: FileReport, en: FileReport, paragraph: int) -> Position:
    """The position of the translation's paragraph with the same number.

    If the two texts have unequal numbers of paragraphs, it is the position of the first one.
    """
    if len(vi.paragraphs) == len(en.paragraphs):
        return en.paragraphs[paragraph]
    return en.paragraphs[0] if en.paragraphs else en.position_of("title")
