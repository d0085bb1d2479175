"""Checks for pictures without alternative text, files that are too large, and unused files."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.check.context import LintContext
from generator.model.archive import Article
from generator.model.content import Media, MediaFile
from generator.model.problem import Problem
from generator.model.values import FILE_START, LocalText, Position
from generator.read.appearance import appearance_files
from generator.read.media import FILMS, PICTURES, used_paths, uses_of
from generator.read.root_files import ROOT_FOLDER
from generator.read.sources import article_name

MEGABYTE = 1024 * 1024
# Hosts limit a file to 100 MB. If a picture has smaller derivatives, phones load the original only on a
# click. They load any other picture whole.
_MOST_BYTES = {
    "picture": 5 * MEGABYTE,
    "original": 25 * MEGABYTE,
    "film": 95 * MEGABYTE,
    "file": 50 * MEGABYTE,
}


def media_problems(context: LintContext) -> Iterator[Problem]:
    """Yields the problems of all media files and of the fields that use them."""
    paths = {use.path: use for entry in context.sources.entries for use in entry.uses}
    for _, article in context.articles():
        yield from _wordless(context, article)
    seen: set[str] = set()
    for use in paths.values():
        for path, position in uses_of(use):
            file = context.media.get(path)
            if file and path not in seen:
                yield from _of_file(file, use.path, position)
            seen.add(path)
    used = {path for use in paths.values() for path in used_paths(use)}
    # Joining reports released files that are no longer used.
    used |= {each.source for each in context.sources.ledger.released}
    used |= set(appearance_files(context.settings.appearance))
    for path in context.files:
        if path.endswith(".md") or path in used or path.startswith(f"{ROOT_FOLDER}/"):
            continue
        name = path.rpartition("/")[2]
        if article_name(name, context.settings) == name:  # else it is reported as an article
            yield Problem.at(path, FILE_START, "media-unused")


def _of_file(file: MediaFile, path: str, position: Position) -> Iterator[Problem]:
    """Yields the problems of a media file, at its use in this path."""
    name = PurePosixPath(file.path).name
    if size := _excess(file):
        yield Problem.at(path, position, "media-huge", value=name, size=size)
    if file.place:
        yield Problem.at(path, position, "media-place", value=name)


def _wordless(context: LintContext, article: Article) -> Iterator[Problem]:
    """Yields a problem for each missing alternative text or caption, in each language."""
    facts = article.facts
    covers = [facts.cover] if facts.cover else []
    pictured = [("cover", cover) for cover in covers] + [("images", image) for image in facts.images]
    films = [facts.video] if facts.video and facts.video.poster else []
    for name, media in [*pictured, *(("video", film) for film in films)]:
        yield from _missing(article, name, media, media.alt, "alt-missing")
    captioned = [("images", image) for image in facts.images]
    captioned += [("attachments", file) for file in facts.attachments]
    for name, media in captioned:
        yield from _missing(article, name, media, media.caption, "caption-missing")


def _missing(article: Article, field: str, media: Media, words: LocalText, code: str) -> Iterator[Problem]:
    """Yields the problems of one text of a media field; none if it is complete."""
    source = article.in_language(article.original).source_path
    name = PurePosixPath(media.path or media.poster).name
    kind = code.removesuffix("-missing")
    if not words:
        details = {"field": field} if kind == "caption" else {}
        yield Problem.at(source, media.position, code, value=name, **details)
        return
    for text in words.texts:
        if kind == "alt" and _is_file_name(text.value, name):
            yield Problem.at(source, media.position, "alt-useless", value=text.value)
    for translation in article.translations:
        if words.get(translation.lang) is None:
            details = {"value": name, "field": kind, "lang": translation.lang}
            yield Problem.at(source, media.position, "words-untranslated", **details)


def _is_file_name(text: str, name: str) -> bool:
    """Whether the alternative text is only the name of a file."""
    suffix = PurePosixPath(text.strip()).suffix.lower()
    return suffix in PICTURES or text.casefold() in (name.casefold(), PurePosixPath(name).stem.casefold())


def _excess(file: MediaFile) -> str:
    """Size of a file that is too large, in MB; "" if the file is not too large."""
    suffix = PurePosixPath(file.path).suffix.lower()
    picture = "original" if file.derivatives else "picture"
    kind = picture if suffix in PICTURES else "film" if suffix in FILMS else "file"
    return f"{file.size / MEGABYTE:.1f} MB" if file.size > _MOST_BYTES[kind] else ""
