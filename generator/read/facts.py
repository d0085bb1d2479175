"""Facts: what the files of one article say together, each fact once."""

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

# Facts that carry texts: a translation may add the words of its language, and nothing else.
_WORDED = frozenset({"publisher", "cover", "images", "video", "attachments", "corrections", "withdrawn"})
# Said of one file, not of the article.
_OF_THE_FILE = frozenset({"review", "original", "publish", "expires"})
_PLAIN = tuple(f.name for f in FIELDS if f.inherited and f.name not in _WORDED | _OF_THE_FILE)


def join_facts(files: Sequence[SourceFile], gazetteer: Gazetteer) -> Outcome[Facts]:
    """The facts of an article from its files, the default language's first."""
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
    )
    return Outcome(facts, (*problems, *provinces.problems))


def first(files: Iterable[SourceFile], name: str) -> Any:
    """The value of a field in the first file that says something about it."""
    return next((file.front_matter.value(name) for file in files if file.front_matter.says(name)), None)


def position_of(file: SourceFile, name: str) -> Position:
    """The position of a field in the front matter; the start of the file if it is not there."""
    return file.front_matter.positions.get(name, FILE_START)


def _review_problems(file: SourceFile) -> Iterator[Problem]:
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
    """Required facts that no file names; one named with a wrong value has its own problem already."""
    for field in FIELDS:
        if field.required and field.inherited:
            named = any(_really_named(file, field.name) for file in files)
            if not named:
                yield Problem.at(files[0].path, FILE_START, "missing-field", field=field.name)


def _really_named(file: SourceFile, name: str) -> bool:
    front_matter = file.front_matter
    return front_matter.says(name) or name in front_matter.faulty


def _differences(files: Sequence[SourceFile], name: str, gazetteer: Gazetteer) -> Iterator[Problem]:
    says = [file for file in files if file.front_matter.says(name)]
    for file in says[1:]:
        if _comparable(file, name, gazetteer) != _comparable(says[0], name, gazetteer):
            yield Problem.at(
                file.path, position_of(file, name), "fact-differs", field=name, other=says[0].path
            )


def _comparable(file: SourceFile, name: str, gazetteer: Gazetteer) -> Any:
    """The value, a province by what its spelling means: Nam Định and Nam Dinh are no difference."""
    value = file.front_matter.value(name)
    if name == "province" and value:
        return tuple(names_meant(gazetteer.spellings, item.value) or item.value for item in value)
    return value


def _provinces(
    files: Sequence[SourceFile], date: Any, gazetteer: Gazetteer
) -> Outcome[tuple[ProvinceRef, ...]]:
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
    suggestion = ", ".join(gazetteer.suggest(spelled.value))
    code = "province-unknown" if suggestion else "province-unheard"
    return Problem.at(file.path, spelled.position, code, value=spelled.value, suggestion=suggestion)


# --- facts with words -------------------------------------------------------------------------------------


def _merged_texts(texts: Iterable[LocalText | None]) -> LocalText:
    """All texts, the first one of each language."""
    by_language = {t.lang: t for text in reversed(tuple(texts)) if text for t in text.texts}
    return LocalText(tuple(reversed(by_language.values())))


def _same_file(one: Media, other: Media) -> bool:
    return (one.path, one.url) == (other.path, other.url)


def _media_of(file: SourceFile) -> Iterator[tuple[str, Media]]:
    for name in MEDIA_FIELDS:
        value = file.front_matter.value(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item


def _foreign_media(original: SourceFile, translation: SourceFile) -> Iterator[Problem]:
    """Media that a translation names and its article does not have."""
    known = [item for _, item in _media_of(original)]
    for name, item in _media_of(translation):
        if not any(_same_file(item, other) for other in known):
            yield Problem.at(translation.path, item.position, "fact-differs", field=name, other=original.path)


def _with_words_of(media: Media, others: Iterable[Media]) -> Media:
    same = [media, *(other for other in others if _same_file(media, other))]
    return replace(
        media,
        alt=_merged_texts(item.alt for item in same),
        caption=_merged_texts(item.caption for item in same),
        credit=_merged_texts(item.credit for item in same),
    )


def _merged_media(files: Sequence[SourceFile], name: str) -> Media | None:
    media: Media | None = first(files, name)
    if media is None:
        return None
    others = [getattr(file.front_matter, name) for file in files]
    return _with_words_of(media, [item for item in others if item is not None and item is not media])


def _merged_media_list(files: Sequence[SourceFile], name: str) -> tuple[Media, ...]:
    own: tuple[Media, ...] = first(files, name) or ()
    others = [item for file in files for item in getattr(file.front_matter, name) or ()]
    return tuple(_with_words_of(media, [item for item in others if item is not media]) for media in own)


def _merged_corrections(files: Sequence[SourceFile]) -> tuple[Correction, ...]:
    """The corrections by date; those of one date are told apart by their order."""
    own: tuple[Correction, ...] = first(files, "corrections") or ()
    others = [file.front_matter.corrections or () for file in files]
    merged = []
    for number, correction in enumerate(own):
        same = [c[number].text for c in others if number < len(c) and c[number].date == correction.date]
        merged.append(replace(correction, text=_merged_texts(same)))
    return tuple(merged)


def _merged_withdrawal(files: Sequence[SourceFile]) -> Withdrawal | None:
    own: Withdrawal | None = first(files, "withdrawn")
    if own is None:
        return None
    same = [w for file in files if (w := file.front_matter.withdrawn)]
    return replace(
        own,
        reason=_merged_texts(w.reason for w in same),
        authority=_merged_texts(w.authority for w in same),
    )
