"""Inspections of all files: those of files that did not change are in the store."""

import marshal
import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.cache.database import Cache
from generator.check.file_report import FileReport, inspect
from generator.model.archive import Sources, Texts
from generator.model.content import BodyLink
from generator.model.settings import Settings
from generator.parallel.pool import in_parallel
from generator.read.files import key_and_language

_INSPECTIONS, _STATE = "inspection", ("checking", "way")


class _Work(Struct, frozen=True):
    path: str
    actual: str
    lang: str
    digest: str
    paired: bool
    links: tuple[BodyLink, ...]

    @property
    def mark(self) -> str:
        """Another one whenever the inspection may be another."""
        return f"{self.digest} {self.paired:d}"


def inspect_all(
    site: Path,
    settings: Settings,
    sources: Sources,
    actual: Mapping[str, str],
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> dict[str, FileReport]:
    """The inspection of every Markdown file, by path; `actual` has their paths on disk. The bodies must have
    been committed to the store."""
    known = _known(cache, settings)
    work = list(_work(sources, actual, settings.default_language))
    changed = [each for each in work if known.get(each.path, ("",))[0] != each.mark]
    inspector = _Inspector(site, sources.texts)
    found: dict[str, FileReport] = {}
    for number, report in enumerate(in_parallel(inspector, changed, jobs), 1):
        found[changed[number - 1].path] = report
        step(number, len(changed))
    marks = {each.path: each.mark for each in work}
    cache.put(_INSPECTIONS, ((path, _packed(marks[path], each)) for path, each in found.items()))
    cache.drop(_INSPECTIONS, known.keys() - marks.keys())
    # Of a large transaction SQLite writes parts early, and until its end nobody else reads a body.
    cache.commit()
    return {path: found[path] if path in found else pickle.loads(known[path][1]) for path in marks}


class _Inspector(Struct, frozen=True):
    site: Path
    texts: Texts

    def __call__(self, work: _Work) -> FileReport:
        data = (self.site / work.actual).read_bytes()
        parts = self.texts.body(work.path)
        return inspect(work.path, work.lang, data, parts, work.links, work.paired)


def _work(sources: Sources, actual: Mapping[str, str], default: str) -> Iterator[_Work]:
    for entry in sources.entries:
        links = {use.path: use.links for use in entry.uses}
        for path, digest in entry.digests:
            lang = key_and_language(path, default)[1]
            yield _Work(path, actual[path], lang, digest, len(entry.digests) > 1, links.get(path, ()))


def _known(cache: Cache, settings: Settings) -> dict[str, tuple[str, bytes]]:
    """(mark, pickled inspection) of each file in the store, if they were inspected in the same way."""
    way = marshal.dumps((settings.languages, settings.markdown_extensions))
    if cache.get(*_STATE) == way:
        return {path: marshal.loads(value) for path, value in cache.all(_INSPECTIONS)}
    cache.drop_all(_INSPECTIONS)
    cache.put(_STATE[0], [(_STATE[1], way)])
    cache.commit()
    return {}


def _packed(mark: str, report: FileReport) -> bytes:
    return marshal.dumps((mark, pickle.dumps(report, pickle.HIGHEST_PROTOCOL)))
