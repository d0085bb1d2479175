"""Articles: the files of one article become one, its translations inheriting its facts."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator import permalinks
from generator.model.archive import Article, StandingPage, Translation
from generator.model.content import SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.values import Position
from generator.provinces.gazetteer import Gazetteer
from generator.read.facts import first, join_facts
from generator.read.translation_digest import digest_of_words
from generator.text.slug import slugify


def join_article(
    files: Sequence[SourceFile], languages: Sequence[str], gazetteer: Gazetteer
) -> Outcome[Article | None]:
    """The article of these files; None where no file has a text."""
    ordered = _in_language_order(files, languages)
    problems = [*_duplicates(ordered), *_untitled(ordered)]
    facts = join_facts(ordered, gazetteer)
    translations = _translations(
        ordered, languages, lambda lang, slug: permalinks.article(lang, facts.value.date, slug)
    )
    original = first(ordered, "original")
    translated = [translation.lang for translation in translations]
    if original and translated and original not in translated:
        problems.append(_problem(ordered[0], "original", "original-missing", value=original))
        original = None
    all_problems = (*problems, *facts.problems)
    if not translations:
        return Outcome(None, all_problems)
    first_file, original = ordered[0], original or translated[0]
    compared = _compared(translations, original, files)
    return Outcome(Article(first_file.key, first_file.section, original, facts.value, compared), all_problems)


def join_standing_page(files: Sequence[SourceFile], languages: Sequence[str]) -> Outcome[StandingPage | None]:
    """The standing page of these files; None where no file has a text."""
    ordered = _in_language_order(files, languages)
    problems = (*_duplicates(ordered), *_untitled(ordered))
    translations = _translations(ordered, languages, permalinks.standing)
    if not translations:
        return Outcome(None, problems)
    compared = _compared(translations, translations[0].lang, files)
    return Outcome(StandingPage(ordered[0].key, compared), problems)


def _in_language_order(files: Sequence[SourceFile], languages: Sequence[str]) -> list[SourceFile]:
    return sorted(files, key=lambda file: (languages.index(file.lang), file.path))


def _problem(file: SourceFile, name: str, code: str, **details: str) -> Problem:
    position = file.front_matter.positions.get(name, Position(1, 1))
    return Problem(file.path, position.line, position.column, code, tuple(details.items()))


def _duplicates(files: Sequence[SourceFile]) -> Iterator[Problem]:
    for one, other in pairwise(files):
        if one.lang == other.lang:
            yield _problem(other, "", "duplicate-translation", other=one.path)


def _untitled(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """Files with a text and no title. One with neither is no translation, unless it stands alone."""
    for file in files:
        front_matter = file.front_matter
        if front_matter.title is None and "title" not in front_matter.faulty:
            if file.body.parts.items:
                yield _problem(file, "", "missing-title")
            elif len(files) == 1:
                yield _problem(file, "", "missing-field", field="title")


def _translations(
    files: Sequence[SourceFile], languages: Sequence[str], address: Callable[[str, str], str]
) -> tuple[Translation, ...]:
    """The texts in each language; `address` is that of a page by language and slug."""
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
    """The translations, each knowing whether its original has changed since."""
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
