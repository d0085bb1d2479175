"""Reading of content/: every Markdown file, by itself; one bad file never hides another."""

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.model import Body, Outcome, Problem, Settings, SourceFile, Sources
from generator.read.attachments import read_attachment_texts
from generator.read.body import render_body
from generator.read.front_matter import read_front_matter, split
from generator.read.media import read_media
from generator.read.nodes import Reader
from generator.text.unicode import clean, decode_utf8, place_of
from generator.workers import in_parallel

CONTENT = "content"
MAX_BYTES = 1024 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to read: its path in NFC from the site's folder, and its path on disk."""

    path: str
    actual: Path
    settings: Settings


def read_sources(site: Path, settings: Settings, jobs: int) -> Outcome[Sources]:
    """Everything under content/, with all problems; `jobs` processes share the work."""
    found = dict(_walk(site))
    problems = [*_escaping(site, found), *_unknown_sections(found, settings)]
    work = [
        _Job(path, site / actual, settings)
        for path, actual in found.items()
        if path.endswith(".md") and _section_of(path) in ("", *(s.key for s in settings.sections))
    ]
    files = []
    for outcome in in_parallel(_read_file, work, jobs):
        problems += outcome.problems
        if outcome.value:
            files.append(outcome.value)
    media = read_media(site, files, found)
    attached = read_attachment_texts(site, media.value, jobs)
    refused = frozenset(problem.path for problem in media.problems)
    sources = Sources(tuple(files), media.value, attached.value, refused)
    return Outcome(sources, (*problems, *media.problems, *attached.problems))


def _walk(site: Path) -> Iterator[tuple[str, str]]:
    """(path in NFC, path on disk) of every file under content/, sorted; hidden ones are left out."""
    paths = []
    for folder, folders, names in os.walk(site / CONTENT):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(folder).relative_to(site).as_posix()
        paths += [f"{inside}/{name}" for name in names if not name.startswith(".")]
    yield from sorted((unicodedata.normalize("NFC", path), path) for path in paths)


def _escaping(site: Path, found: dict[str, str]) -> list[Problem]:
    """Problems of links to nothing or to files outside content/, which are taken out of `found`."""
    root = os.path.realpath(site / CONTENT)
    outside = [
        path
        for path, actual in found.items()
        if (site / actual).is_symlink()
        and not (Path(os.path.realpath(site / actual)).is_relative_to(root) and (site / actual).is_file())
    ]
    for path in outside:
        del found[path]
    return [Problem(path, 1, 1, "symlink-outside") for path in outside]


def _section_of(path: str) -> str:
    """The first folder under content/; empty for a file in content/ itself."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _unknown_sections(found: Mapping[str, str], settings: Settings) -> list[Problem]:
    known = {section.key for section in settings.sections}
    folders = {_section_of(path) for path in found if path.endswith(".md")} - known - {""}
    suggestion = ", ".join(sorted(known))
    return [
        Problem(
            f"{CONTENT}/{folder}", 1, 1, "unknown-section", (("value", folder), ("suggestion", suggestion))
        )
        for folder in sorted(folders)
    ]


def _read_file(job: _Job) -> Outcome[SourceFile | None]:
    data = job.actual.read_bytes()
    key, lang = _key_and_language(job.path, job.settings)
    if lang not in job.settings.languages:
        return Outcome(None, (_problem(job.path, "unknown-language", value=lang),))
    if len(data) > MAX_BYTES:
        size = f"{len(data) / MAX_BYTES:.1f}"
        return Outcome(None, (_problem(job.path, "too-large", size=size),))
    decoded = _decode(job.path, data)
    if not isinstance(decoded, str):
        return Outcome(None, (decoded,))
    if not decoded.strip():
        # An empty file is what some editors leave for an article not translated yet.
        translated = lang != job.settings.default_language
        return Outcome(None, () if translated else (_problem(job.path, "empty-file"),))
    return _parse(job, key, lang, decoded, hashlib.sha256(data).hexdigest())


def _parse(job: _Job, key: str, lang: str, text: str, digest: str) -> Outcome[SourceFile | None]:
    reader = Reader(job.path, lang)
    parts = split(text, reader)
    if parts is None:
        return Outcome(None, tuple(reader.problems))
    reader.first_line = parts.yaml_line
    front_matter = read_front_matter(parts.yaml, reader)
    body, body_problems = _body(parts.body, job, parts.body_line)
    problems = (*reader.problems, *body_problems)
    if front_matter is None:
        return Outcome(None, problems)
    section = _section_of(job.path)
    return Outcome(SourceFile(job.path, key, section, lang, front_matter, body, digest), problems)


def _body(source: str, job: _Job, line: int) -> tuple[Body, tuple[Problem, ...]]:
    try:
        return render_body(source, job.path, line, job.settings.markdown_extensions)
    except RecursionError:
        # Python-Markdown descends once for each level of quotes and lists.
        return Body(), (Problem(job.path, line, 1, "too-deep"),)


def _key_and_language(path: str, settings: Settings) -> tuple[str, str]:
    """("tin-tuc/2014/x", "en") of content/tin-tuc/2014/x.en.md; no suffix means the default language."""
    inner = PurePosixPath(path).relative_to(CONTENT).as_posix().removesuffix(".md")
    stem, dot, suffix = inner.rpartition(".")
    if dot and "/" not in suffix and len(suffix) == 2 and suffix.isalpha() and suffix.islower():
        return stem, suffix
    return inner, settings.default_language


def _decode(path: str, data: bytes) -> str | Problem:
    """The text in NFC with Unix line ends, or the problem of its first byte that is not UTF-8."""
    if data.startswith(_UTF16):
        return _problem(path, "not-utf8")
    try:
        return clean(decode_utf8(data))
    except UnicodeDecodeError as error:
        place = place_of(error)
        return Problem(path, place.line, place.column, "not-utf8")


def _problem(path: str, code: str, **details: str) -> Problem:
    return Problem(path, 1, 1, code, tuple(details.items()))
