"""Checks that every picture, attachment and link leads to an existing file."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from msgspec import Struct

from generator.model.archive import Archive, Sources
from generator.model.content import BodyLink, Media, MediaFile, Uses
from generator.model.problem import Problem
from generator.model.values import Position

_KINDS = {
    "cover": "picture",
    "images": "picture",
    "video": "film",
    "poster": "picture",
    "![]": "picture",
    "captions": "captions",
}
_FILMS = (".mp4", ".webm", ".ogv", ".m4v")


class Targets(Struct, frozen=True):
    """Possible targets of links: the Markdown files that are shown, and the media."""

    articles: Mapping[str, Uses]
    media: Mapping[str, MediaFile]
    refused: frozenset[str]  # media with a problem of their own

    def has(self, path: str) -> bool:
        """Whether the path is a target."""
        return path in self.articles or path in self.media or path in self.refused

    def close_to(self, path: str) -> str:
        """The most similar name in the folder; "" if there is none.

        Without a similar name in the folder it is the same name in another folder.
        """
        folder, name = posixpath.split(path)
        everything = [*self.articles, *self.media]
        here = sorted(posixpath.basename(p) for p in everything if posixpath.dirname(p) == folder)
        close = get_close_matches(name, here, n=1)
        if close:
            return close[0]
        elsewhere = sorted(p for p in everything if posixpath.basename(p) == name)
        return "/" + PurePosixPath(elsewhere[0]).relative_to("content").as_posix() if elsewhere else ""


def targets_of(archive: Archive, sources: Sources) -> Targets:
    """The targets of links in an archive that is joined from these sources.

    The notice in place of a withdrawn article is one of them.
    """
    articles = archive.uses
    if archive.withdrawn:
        articles = {**articles, **{uses.path: uses for each in archive.withdrawn for uses in each.uses}}
    return Targets(articles, sources.media, sources.refused)


def link_problems(files: Sequence[Uses], targets: Targets) -> Iterator[Problem]:
    """Yields the problems of all media fields and links of the files."""
    for file in files:
        for name, item in file.media:
            yield from _media_problems(file, name, item, targets)
        for link in file.links:
            # The details are expensive, and nearly all links lead to the start of an article.
            if link.image or link.fragment or link.target not in targets.articles:
                yield from _link_problems(file, link, targets)


def _media_problems(file: Uses, name: str, media: Media, targets: Targets) -> Iterator[Problem]:
    """Yields the problems of one media field."""
    for _, path in media.files():
        if path not in targets.media and path not in targets.refused:
            shown, close = _shown(file, path), targets.close_to(path)
            yield Problem.at(file.path, media.position, "missing-media", value=shown, suggestion=close)
    yield from _kind_problems(file, name, media.path, media.position, targets)
    yield from _kind_problems(file, "poster", media.poster, media.position, targets)
    yield from _kind_problems(file, "captions", media.captions, media.position, targets)


def _kind_problems(
    file: Uses, use: str, path: str, position: Position, targets: Targets
) -> Iterator[Problem]:
    """Yields a problem if a film is used as a picture or the reverse."""
    found, expected = targets.media.get(path), _KINDS.get(use)
    if found is None or expected is None:
        return
    suffixes = {"film": _FILMS, "captions": (".vtt",)}.get(expected, ())
    if not (found.width > 0 if expected == "picture" else PurePosixPath(path).suffix.lower() in suffixes):
        shown = _shown(file, path)
        yield Problem.at(file.path, position, "media-kind", value=shown, field=use, expected=expected)


def _link_problems(file: Uses, link: BodyLink, targets: Targets) -> Iterator[Problem]:
    """Yields the problems of one link in a body."""
    if link.image:
        if link.target not in targets.media and link.target not in targets.refused:
            shown, close = _written(file, link), targets.close_to(link.target)
            yield Problem.at(file.path, link.position, "missing-media", value=shown, suggestion=close)
        yield from _kind_problems(file, "![]", link.target, link.position, targets)
    elif not targets.has(link.target):
        shown, close = _written(file, link), targets.close_to(link.target)
        yield Problem.at(file.path, link.position, "broken-link", value=shown, suggestion=close)
    elif (
        link.fragment and link.target in targets.articles
    ):  # fragments of other files ("x.pdf#page=2") cannot be checked
        anchors = targets.articles[link.target].anchors
        if link.fragment not in anchors:
            shown = _written(file, link)
            similar = get_close_matches(link.fragment, sorted(anchors), n=1)
            suggestion = f"{shown}#{similar[0]}" if similar else ""
            value = f"{shown}#{link.fragment}"
            yield Problem.at(file.path, link.position, "broken-fragment", value=value, suggestion=suggestion)


def _written(file: Uses, link: BodyLink) -> str:
    """The path of a link as an editor wrote it."""
    return link.target.removeprefix("content") if link.rooted else _shown(file, link.target)


def _shown(file: Uses, path: str) -> str:
    """The path relative to the file, as an editor would write it."""
    return posixpath.relpath(path, posixpath.dirname(file.path))
