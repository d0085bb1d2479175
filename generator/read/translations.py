"""Merges the files of one article. Translations inherit its facts."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator import permalinks
from generator.model.archive import Article, Facts, StandingPage, Translation
from generator.model.content import SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START
from generator.provinces.gazetteer import Gazetteer
from generator.read.facts import first, merge_facts, position_of
from generator.read.translation_digest import digest_of_words
from generator.text.slug import slugify

_OF_ARTICLES = ("date", "province", "author")


def merge_translations(
    files: Sequence[SourceFile], languages: Sequence[str], gazetteer: Gazetteer
) -> Outcome[Article | None]:
    """Merges the files of an article. The value is None if every file is a draft or has no title."""
    ordered = _in_language_order(files, languages)
    facts = merge_facts(ordered, gazetteer)
    problems = [*_duplicates(ordered), *_untitled(ordered), *_textless(ordered, facts.value)]
    translations = _translations(
        ordered, languages, lambda lang, slug: permalinks.article(lang, facts.value.date, slug)
    )
    original = first(ordered, "original")
    translated = [translation.lang for translation in translations]
    if original and translated and original not in translated:
        problems.append(
            Problem.at(
                ordered[0].path, position_of(ordered[0], "original"), "original-missing", value=original
            )
        )
        original = None
    all_problems = (*problems, *facts.problems)
    if not translations:
        return Outcome(None, all_problems)
    first_file, original = ordered[0], original or translated[0]
    compared = _compared(translations, original, files)
    return Outcome(Article(first_file.key, first_file.section, original, facts.value, compared), all_problems)


def merge_standing_page(
    files: Sequence[SourceFile], languages: Sequence[str]
) -> Outcome[StandingPage | None]:
    """Merges the files of a standing page. The value is None if every file is a draft or has no title."""
    ordered = _in_language_order(files, languages)
    problems = (*_duplicates(ordered), *_untitled(ordered), *_misplaced(ordered))
    translations = _translations(ordered, languages, permalinks.standing)
    if not translations:
        return Outcome(None, problems)
    compared = _compared(translations, translations[0].lang, files)
    return Outcome(StandingPage(ordered[0].key, compared), problems)


def _in_language_order(files: Sequence[SourceFile], languages: Sequence[str]) -> list[SourceFile]:
    """The files in the order of the site's languages."""
    return sorted(files, key=lambda file: (languages.index(file.lang), file.path))


def _duplicates(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """Yields files in a language that another file has already."""
    for one, other in pairwise(files):
        if one.lang == other.lang:
            yield Problem.at(other.path, FILE_START, "duplicate-translation", other=one.path)


def _untitled(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """Yields files without a title.

    A file with neither title nor text is no translation, unless it is the only file.
    """
    for file in files:
        front_matter = file.front_matter
        if front_matter.title is None and "title" not in front_matter.faulty:
            if file.body.parts.items:
                yield Problem.at(file.path, FILE_START, "missing-title")
            elif len(files) == 1:
                yield Problem.at(file.path, FILE_START, "missing-field", field="title")


def _textless(files: Sequence[SourceFile], facts: Facts) -> Iterator[Problem]:
    """Yields files whose page would have no text: translations of a text, articles with nothing to show."""
    shown = [file for file in files if file.front_matter.title and not file.front_matter.draft]
    without = [file for file in shown if not file.markdown.strip()]
    if not without or facts.withdrawn:
        return
    if len(without) < len(shown):
        yield from (Problem.at(file.path, FILE_START, "translation-empty") for file in without)
    elif not any((facts.cover, facts.images, facts.video, facts.attachments, facts.poll)):
        yield Problem.at(without[0].path, FILE_START, "text-missing")


def _misplaced(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """Yields files of standing pages with what only an article has."""
    for file in files:
        named = next((name for name in _OF_ARTICLES if file.front_matter.says(name)), None)
        if named:
            yield Problem.at(file.path, position_of(file, named), "article-outside-sections", field=named)
        elif file.front_matter.says("withdrawn") and not file.front_matter.draft:
            yield Problem.at(file.path, position_of(file, "withdrawn"), "withdrawn-page")


def _translations(
    files: Sequence[SourceFile], languages: Sequence[str], address: Callable[[str, str], str]
) -> tuple[Translation, ...]:
    """The translations in language order. `address` makes an address from language and slug."""
    found: dict[str, Translation] = {}
    name = files[0].front_matter.slug
    for file in files:
        front_matter = file.front_matter
        if front_matter.title is None or front_matter.draft or file.lang in found:
            continue
        slug = front_matter.slug or name or slugify(PurePosixPath(file.key).name)
        found[file.lang] = Translation(
            lang=file.lang,
            source_path=file.path,
            title=front_matter.title,
            summary=front_matter.summary or file.body.lead,
            slug=slug,
            address=address(file.lang, slug),
            aliases=front_matter.aliases or (),
            translator=front_matter.translator or "",
            translated_from=front_matter.translated_from,
        )
    return tuple(found[lang] for lang in languages if lang in found)


def _compared(
    translations: Sequence[Translation], original: str, files: Sequence[SourceFile]
) -> tuple[Translation, ...]:
    """The translations, marked as outdated if their original has changed."""
    if all(each.lang == original or not each.translated_from for each in translations):
        return tuple(translations)
    source = next(each.source_path for each in translations if each.lang == original)
    now = next(digest_of_words(file) for file in files if file.path == source)
    return tuple(
        replace(each, outdated=True)
        if each.lang != original and each.translated_from and each.translated_from.sha256 != now
        else each
        for each in translations
    )
