"""Merges the facts that the files of one article give."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from generator.model.archive import Facts, ProvinceRef
from generator.model.content import Correction, Media, SourceFile, Spelled, Withdrawal
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START, LocalText, Position
from generator.provinces.gazetteer import Gazetteer
from generator.provinces.spelling import names_meant
from generator.schema.front_matter import BY_NAME, FIELDS, MEDIA_FIELDS

# Facts with texts. A translation may add the texts of its language, and nothing else.
_WITH_TEXTS = frozenset(
    {"publisher", "series", "cover", "images", "video", "attachments", "corrections", "withdrawn"}
)
# Facts of a single file, not of the article.
_OF_THE_FILE = frozenset({"review", "original", "publish", "expires"})
_PLAIN = tuple(f.name for f in FIELDS if f.inherited and f.name not in _WITH_TEXTS | _OF_THE_FILE)


def merge_facts(files: Sequence[SourceFile], gazetteer: Gazetteer) -> Outcome[Facts]:
    """Merges the facts of an article from its files, the default language's first."""
    problems = [problem for file in files for problem in _review_problems(file)]
    problems += _missing(files)
    problems += [problem for name in _PLAIN for problem in _differences(files, name, gazetteer)]
    problems += [problem for file in files[1:] for problem in _foreign_media(files[0], file)]
    date = first(files, "date")
    provinces = _provinces(files, date, gazetteer)
    facts = Facts(
        date=date,
        authors=first(files, "author") or (),
        provinces=provinces.value,
        review=tuple(dict.fromkeys(name for file in files for name in file.front_matter.review or ())),
        updated=first(files, "updated"),
        tags=first(files, "tags") or (),
        series=_merged_texts(file.front_matter.series for file in files),
        publisher=_merged_texts(file.front_matter.publisher for file in files),
        source=first(files, "source"),
        cover=_merged_media(files, "cover"),
        images=_merged_media_list(files, "images"),
        video=_merged_media(files, "video"),
        attachments=_merged_media_list(files, "attachments"),
        corrections=_merged_corrections(files),
        withdrawn=_merged_withdrawal(files),
        comments=first(files, "comments") or (),
        poll=first(files, "poll"),
        views=first(files, "views"),
        layout=first(files, "layout") or "",
    )
    return Outcome(facts, (*problems, *provinces.problems))


def first(files: Iterable[SourceFile], name: str) -> Any:
    """The value of a field in the first file that has it, or None."""
    return next((file.front_matter.value(name) for file in files if file.front_matter.says(name)), None)


def position_of(file: SourceFile, name: str) -> Position:
    """The position of a field; the start of the file if it is missing."""
    return file.front_matter.positions.get(name, FILE_START)


def _review_problems(file: SourceFile) -> Iterator[Problem]:
    """Yields the problems of fields under review and of unknown fields."""
    review = file.front_matter.review or ()
    for name in review:
        if name in BY_NAME or name == "body":
            yield Problem.at(file.path, position_of(file, "review"), "to-review", field=name)
        else:
            yield Problem.at(file.path, position_of(file, "review"), "review-field", value=name)
    for name in file.front_matter.unknown:
        if name not in review:
            yield Problem.at(file.path, position_of(file, name), "unknown-without-review", field=name)


def _missing(files: Sequence[SourceFile]) -> Iterator[Problem]:
    """Yields required fields that no file has.

    A field with a wrong value has its own problem already.
    """
    for field in FIELDS:
        if field.required and field.inherited:
            named = any(_has_field(file, field.name) for file in files)
            if not named:
                yield Problem.at(files[0].path, FILE_START, "missing-field", field=field.name)


def _has_field(file: SourceFile, name: str) -> bool:
    """Whether the file has the field, even with a wrong value."""
    front_matter = file.front_matter
    return front_matter.says(name) or name in front_matter.faulty


def _differences(files: Sequence[SourceFile], name: str, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Yields files whose value differs from that of the first file."""
    says = [file for file in files if file.front_matter.says(name)]
    for file in says[1:]:
        if _comparable(file, name, gazetteer) != _comparable(says[0], name, gazetteer):
            yield Problem.at(
                file.path, position_of(file, name), "fact-differs", field=name, other=says[0].path
            )


def _comparable(file: SourceFile, name: str, gazetteer: Gazetteer) -> Any:
    """The value for comparison. Provinces are compared by meaning: Nam Định equals Nam Dinh."""
    value = file.front_matter.value(name)
    if name == "province" and value:
        return tuple(names_meant(gazetteer.spellings, item.value) or item.value for item in value)
    return value


def _provinces(
    files: Sequence[SourceFile], date: Any, gazetteer: Gazetteer
) -> Outcome[tuple[ProvinceRef, ...]]:
    """The provinces that the files name, and problems of unknown ones."""
    source = next((file for file in files if file.front_matter.says("province")), files[0])
    found: list[ProvinceRef] = []
    problems: list[Problem] = []
    for spelled in source.front_matter.province or ():
        ref = gazetteer.resolve(spelled.value, date)
        if ref is None:
            problems.append(_unknown_province(source, spelled, gazetteer))
        elif ref not in found:
            found.append(ref)
    return Outcome(tuple(found), tuple(problems))


def _unknown_province(file: SourceFile, spelled: Spelled, gazetteer: Gazetteer) -> Problem:
    """The problem of an unknown province, with suggestions."""
    suggestion = ", ".join(gazetteer.suggest(spelled.value))
    code = "province-unknown" if suggestion else "province-unheard"
    return Problem.at(file.path, spelled.position, code, value=spelled.value, suggestion=suggestion)


# --- facts with words -------------------------------------------------------------------------------------


def _merged_texts(texts: Iterable[LocalText | None]) -> LocalText:
    """All texts, the first of each language."""
    by_language = {t.lang: t for text in reversed(tuple(texts)) if text for t in text.texts}
    return LocalText(tuple(reversed(by_language.values())))


def _same_file(one: Media, other: Media) -> bool:
    """Whether two items are the same file or URL."""
    return (one.path, one.url) == (other.path, other.url)


def _media_of(file: SourceFile) -> Iterator[tuple[str, Media]]:
    """Yields (field, item) of all media in a file's fields."""
    for name in MEDIA_FIELDS:
        value = file.front_matter.value(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item


def _foreign_media(original: SourceFile, translation: SourceFile) -> Iterator[Problem]:
    """Yields media that a translation has and its article does not."""
    known = [item for _, item in _media_of(original)]
    for name, item in _media_of(translation):
        if not any(_same_file(item, other) for other in known):
            yield Problem.at(translation.path, item.position, "fact-differs", field=name, other=original.path)


def _with_texts_of(media: Media, others: Iterable[Media]) -> Media:
    """The item with the texts of the other files."""
    same = [media, *(other for other in others if _same_file(media, other))]
    return replace(
        media,
        alt=_merged_texts(item.alt for item in same),
        caption=_merged_texts(item.caption for item in same),
        credit=_merged_texts(item.credit for item in same),
    )


def _merged_media(files: Sequence[SourceFile], name: str) -> Media | None:
    """One media field with the texts of all files, or None."""
    media: Media | None = first(files, name)
    if media is None:
        return None
    others = [getattr(file.front_matter, name) for file in files]
    return _with_texts_of(media, [item for item in others if item is not None and item is not media])


def _merged_media_list(files: Sequence[SourceFile], name: str) -> tuple[Media, ...]:
    """A media list with the texts of all files."""
    own: tuple[Media, ...] = first(files, name) or ()
    others = [item for file in files for item in getattr(file.front_matter, name) or ()]
    return tuple(_with_texts_of(media, [item for item in others if item is not media]) for media in own)


def _merged_corrections(files: Sequence[SourceFile]) -> tuple[Correction, ...]:
    """The corrections with the texts of all files.

    They are matched by date, and on one date by order.
    """
    own: tuple[Correction, ...] = first(files, "corrections") or ()
    others = [file.front_matter.corrections or () for file in files]
    merged = []
    for number, correction in enumerate(own):
        same = [c[number].text for c in others if number < len(c) and c[number].date == correction.date]
        merged.append(replace(correction, text=_merged_texts(same)))
    return tuple(merged)


def _merged_withdrawal(files: Sequence[SourceFile]) -> Withdrawal | None:
    """The withdrawal with the texts of all files, or None. The text is gone if one file says so."""
    own: Withdrawal | None = first(files, "withdrawn")
    if own is None:
        return None
    same = [w for file in files if (w := file.front_matter.withdrawn)]
    said = [w.kept for w in same if w.kept is not None]
    return replace(
        own,
        reason=_merged_texts(w.reason for w in same),
        authority=_merged_texts(w.authority for w in same),
        title=_merged_texts(w.title for w in same),
        kept=all(said) if said else None,
    )
