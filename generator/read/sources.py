"""Reading of content/: its entries and the media that they use; and of ledger/; with all problems."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model import Outcome, Problem, Settings, Sources
from generator.read.attached import attached_text, read_attached
from generator.read.entries import body_of, read_entries
from generator.read.files import section_of
from generator.read.ledger import read_ledger
from generator.read.media import read_media
from generator.read.survey import CONTENT, LEDGER, Found
from generator.store.records import Place, Store
from generator.store.stamps import packed, unpacked

_STAMPS = ("reading", "stamps")


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """The long texts, as the store has them."""

    store: Place

    def body(self, source_path: str) -> tuple[str, ...]:
        return body_of(self.store, source_path)

    def attached(self, path: str) -> str:
        return attached_text(self.store, path)


def read_sources(
    site: Path,
    files: Sequence[Found],
    settings: Settings,
    store: Store,
    jobs: int,
    step: Callable[[int, int], None],
) -> Outcome[Sources]:
    """Everything that these files of content/ and ledger/ say, read by `jobs` processes where the store does
    not have it; `step` is told how many entries of how many have been read."""
    content = [file for file in files if file.path.startswith(f"{CONTENT}/")]
    problems = [*_escaping(site, content), *_unknown_sections(content, settings)]
    refused = {problem.path for problem in problems}
    found = {file.path: file for file in content if file.path not in refused}
    known = {section.key for section in settings.sections} | {""}
    articles = [f for f in found.values() if f.path.endswith(".md") and section_of(f.path) in known]
    stamps = unpacked(store.get(*_STAMPS) or packed({}))
    entries = read_entries(site, settings, articles, stamps, store, jobs, step)
    media = read_media(site, (use for entry in entries for use in entry.uses), found, stamps, store, jobs)
    attached = read_attached(site, media.value, found, stamps, store, jobs)
    ledger = read_ledger(site, [file for file in files if file.path.startswith(f"{LEDGER}/")], settings)
    now = {path: file.stamp for path, file in found.items() if file.stamp}
    store.put(_STAMPS[0], [(_STAMPS[1], packed(now))])
    store.commit()
    sources = Sources(
        entries,
        media.value,
        frozenset(problem.path for problem in media.problems),
        attached.value,
        StoredTexts(store.place),
        ledger.value,
    )
    return Outcome(sources, (*problems, *media.problems, *attached.problems, *ledger.problems))


def _escaping(site: Path, files: Iterable[Found]) -> list[Problem]:
    """Problems of links to nothing or to files outside content/."""
    root = os.path.realpath(site / CONTENT)
    outside = [
        file.path
        for file in files
        if file.linked
        and not (
            Path(os.path.realpath(site / file.actual)).is_relative_to(root) and (site / file.actual).is_file()
        )
    ]
    return [Problem(path, 1, 1, "symlink-outside") for path in outside]


def _unknown_sections(files: Iterable[Found], settings: Settings) -> list[Problem]:
    known = {section.key for section in settings.sections}
    folders = {section_of(file.path) for file in files if file.path.endswith(".md")} - known - {""}
    suggestion = ", ".join(sorted(known))
    return [
        Problem(
            f"{CONTENT}/{folder}", 1, 1, "unknown-section", (("value", folder), ("suggestion", suggestion))
        )
        for folder in sorted(folders)
    ]
