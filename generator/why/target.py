"""Finds the output file meant by an address, a source file or an old address."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from generator import permalinks
from generator.read.theme_styles import STYLES, stylesheet_path
from generator.why.past_build import PastBuild

_CLOSE = 3


def target_of(words: str, build: PastBuild, site: Path, output: Path) -> str | None:
    """Path of the file in the output. None if this build has no such file."""
    found = _by_address(words, build) or _by_file(words, build, site, output)
    return found or _by_alias(words, build)


def close_to(words: str, build: PastBuild) -> list[str]:
    """Similar paths of the output, for suggestions."""
    path = _path(words, build.snapshot.settings.base_url)
    return get_close_matches(path, build.digests, n=_CLOSE, cutoff=0.8)


def _by_address(words: str, build: PastBuild) -> str | None:
    """The file at an address.

    It may be a path of the output, an address under the base URL, or a path on its host.
    """
    path = _path(words, build.snapshot.settings.base_url)
    tries = (path, f"{path}/index.html", f"{path}.html")
    return next((each for each in tries if each in build.digests), None)


def _path(words: str, base_url: str) -> str:
    """Path in the output that an address means."""
    if words.startswith(base_url):
        words = words[len(base_url) :]
    parts, base = _split(words), urlsplit(base_url)
    path = unquote(parts.path)
    if parts.netloc in ("", base.netloc):
        path = f"{path}/".removeprefix(base.path)
    return path.strip("/").removeprefix("./") or permalinks.ROOT


def _split(words: str) -> SplitResult:
    """The parts of a URL. A text that is no URL counts as a path."""
    try:
        return urlsplit(words)
    except ValueError:  # "https://[x" is not a URL
        return SplitResult("", "", words, "", "")


def _by_file(words: str, build: PastBuild, site: Path, output: Path) -> str | None:
    """The output of a file of content/, a theme or the output.

    Its path may be relative to the site's folder or to the working directory, or absolute.
    """
    for file in _files(site, words):
        if file.is_relative_to(output.resolve()):
            inside = file.relative_to(output.resolve()).as_posix()
            if inside in build.digests:
                return inside
        if file.is_relative_to(site.resolve()):
            found = _of_source(file.relative_to(site.resolve()).as_posix(), build)
            if found:
                return found
    return None


def _files(site: Path, words: str) -> list[Path]:
    try:
        return [file.resolve() for file in (site / words, Path(words))]
    except (OSError, ValueError):  # the name is too long or contains a zero byte
        return []


def _of_source(path: str, build: PastBuild) -> str | None:
    """Path in the output of a file of the site, or None."""
    if path in build.ctx.targets:
        return build.ctx.targets[path][1]
    if path in build.archive.media:
        return permalinks.media(path)
    parts = path.split("/", 3)  # themes/<name>/static/<file>
    if len(parts) == 4 and parts[2] == STYLES:
        return stylesheet_path(parts[3])
    return f"{permalinks.STATIC}/{parts[3]}" if len(parts) == 4 and parts[2] == "static" else None


def _by_alias(words: str, build: PastBuild) -> str | None:
    """The page to which an old address redirects."""
    return _aliases(build).get(_alias(words))


def _aliases(build: PastBuild) -> Mapping[str, str]:
    """The pages by old address."""
    return {
        _alias(alias.value): build.ctx.targets[translation.source_path][1]
        for each in build.articles().values()
        for translation in each.translations
        for alias in translation.aliases
    }


def _alias(words: str) -> str:
    """An old address without its host, which differs from the archive's."""
    parts = _split(words)
    return unquote(parts.path).strip("/") + (f"?{parts.query}" if parts.query else "")
