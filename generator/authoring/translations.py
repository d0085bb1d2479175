"""Lists translations by status, section and province."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from generator.authoring.new_translation import translation_name
from generator.model.archive import Article, Entry, Translation
from generator.model.settings import Settings
from generator.model.values import PartialDate
from generator.read.files import key_and_language
from generator.read.scan import CONTENT


class TranslationStatus(StrEnum):
    """Status of a translation, the most urgent first.

    `UNCHECKED`: its file does not name the version of the original.
    """

    OUTDATED = "outdated"
    UNCHECKED = "unchecked"
    MISSING = "missing"
    CURRENT = "current"


class Due(Struct, frozen=True):
    """An article or standing page in a language other than its original's.

    `path` is where the translation's file is or would be, and `begun` says whether it exists. `address` and
    `original_address` are paths in the output, or "". `provinces` are slugs. A standing page has the section
    "".
    """

    key: str
    lang: str
    status: TranslationStatus
    path: str
    begun: bool
    original_path: str
    original_lang: str
    title: str
    section: str
    provinces: tuple[str, ...]
    date: PartialDate | None
    translated: PartialDate | None
    address: str
    original_address: str


def translations_due(entries: Iterable[Entry], settings: Settings) -> tuple[Due, ...]:
    """Returns every translation of every article and standing page, drafts excepted.

    The most urgent come first.
    """
    found = (due for entry in entries if not entry.draft for due in _of_entry(entry, settings))
    return tuple(sorted(found, key=lambda due: (tuple(TranslationStatus).index(due.status), due.path)))


def _of_entry(entry: Entry, settings: Settings) -> Iterator[Due]:
    """Yields the translations of one entry."""
    item = entry.article or entry.page
    if item is None:
        return
    original_lang = item.original if isinstance(item, Article) else item.translations[0].lang
    original = next(each for each in item.translations if each.lang == original_lang)
    default = settings.default_language
    known = {key_and_language(path, default)[1]: path for path, _ in entry.digests}
    translated = {each.lang: each for each in item.translations}
    for lang in settings.languages:
        if lang == original.lang:
            continue
        translation = translated.get(lang)
        yield Due(
            key=entry.key,
            lang=lang,
            status=_status(translation),
            path=known.get(lang) or f"{CONTENT}/{translation_name(entry.key, lang, default)}",
            begun=lang in known,
            original_path=original.source_path,
            original_lang=original.lang,
            title=original.title,
            section=item.section if isinstance(item, Article) else "",
            provinces=tuple(ref.slug for ref in item.facts.provinces) if isinstance(item, Article) else (),
            date=item.facts.date if isinstance(item, Article) else None,
            translated=translation.translated_from.date
            if translation and translation.translated_from
            else None,
            address=translation.address if translation else "",
            original_address=original.address,
        )


def _status(translation: Translation | None) -> TranslationStatus:
    """Status of a translation, or of a missing one."""
    if translation is None:
        return TranslationStatus.MISSING
    if translation.translated_from is None:
        return TranslationStatus.UNCHECKED
    return TranslationStatus.OUTDATED if translation.outdated else TranslationStatus.CURRENT


Counts = Mapping[TranslationStatus, int]


def by_section(due: Sequence[Due]) -> dict[str, Counts]:
    """Counts by status for each section's key. Standing pages have the key ""."""
    return _counted(due, lambda each: (each.section,))


def by_province(due: Sequence[Due]) -> dict[str, Counts]:
    """Counts by status for each province's slug.

    An article of two provinces counts in both. Unknown provinces have the slug "".
    """
    articles = [each for each in due if each.section]
    return _counted(articles, lambda each: each.provinces or ("",))


def totals(due: Sequence[Due]) -> Counts:
    """Counts by status."""
    return Counter(each.status for each in due)


def _counted(due: Sequence[Due], keys: Callable[[Due], tuple[str, ...]]) -> dict[str, Counts]:
    """Counts by status for each key."""
    counts: dict[str, Counter[TranslationStatus]] = {}
    for each in due:
        for key in keys(each):
            counts.setdefault(key, Counter())[each.status] += 1
    return dict(counts)


def rows(counts: Mapping[str, Counts], names: Mapping[str, str]) -> list[tuple[str, Counts]]:
    """Returns (name, counts), in the order of `names`, which are by key."""
    order = {key: at for at, key in enumerate(names)}
    return [(names[key], counts[key]) for key in sorted(counts, key=order.__getitem__)]
