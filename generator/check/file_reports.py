"""Reports on all files: those of unchanged files are loaded from the cache."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.cache.database import Cache
from generator.cache.packs import empty_unless_same
from generator.cache.records import decode, encode
from generator.cache.tables import CHECK_OPTIONS, FILE_REPORTS
from generator.check.file_report import FileReport, file_report
from generator.model.archive import Sources, Texts
from generator.model.content import BodyLink
from generator.model.settings import Settings
from generator.parallel.pool import in_parallel
from generator.read.files import key_and_language


class _ReportTask(Struct, frozen=True):
    path: str
    actual: str
    lang: str
    digest: str
    paired: bool
    links: tuple[BodyLink, ...]

    @property
    def fingerprint(self) -> str:
        """Changes when the report may change."""
        return f"{self.digest} {self.paired:d}"


def all_file_reports(
    site: Path,
    settings: Settings,
    sources: Sources,
    actual: Mapping[str, str],
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> dict[str, FileReport]:
    """Returns the report on every Markdown file, by path; `actual` has their paths on disk.

    The bodies must have been committed to the cache.
    """
    known = _load(cache, settings)
    work = list(_work(sources, actual, settings.default_language))
    changed = [each for each in work if known.get(each.path, ("",))[0] != each.fingerprint]
    reporter = _Reporter(site, sources.texts)
    new: dict[str, FileReport] = {}
    for number, report in enumerate(in_parallel(reporter, changed, jobs), 1):
        new[changed[number - 1].path] = report
        step(number, len(changed))
    fingerprints = {each.path: each.fingerprint for each in work}
    cache.put(FILE_REPORTS, ((path, encode((fingerprints[path], each))) for path, each in new.items()))
    cache.drop(FILE_REPORTS, known.keys() - fingerprints.keys())
    # SQLite writes parts of a large transaction early, and until its end no other process can read a body.
    cache.commit()
    return {path: new[path] if path in new else known[path][1] for path in fingerprints}


class _Reporter(Struct, frozen=True):
    site: Path
    texts: Texts

    def __call__(self, work: _ReportTask) -> FileReport:
        data = (self.site / work.actual).read_bytes()
        body = self.texts.body(work.path)
        return file_report(work.path, work.lang, data, body, work.links, work.paired)


def _work(sources: Sources, actual: Mapping[str, str], default: str) -> Iterator[_ReportTask]:
    for entry in sources.entries:
        links = {use.path: use.links for use in entry.uses}
        for path, digest in entry.digests:
            lang = key_and_language(path, default)[1]
            yield _ReportTask(path, actual[path], lang, digest, len(entry.digests) > 1, links.get(path, ()))


def _load(cache: Cache, settings: Settings) -> dict[str, tuple[str, FileReport]]:
    """(fingerprint, report) of each file in the cache, by path.

    The reports are deleted first if they were made with other options.
    """
    options = (settings.languages, settings.markdown_extensions, settings.time_zone)
    empty_unless_same(cache, CHECK_OPTIONS, options, (FILE_REPORTS,))
    cache.commit()
    return {path: decode(value, tuple[str, FileReport]) for path, value in cache.all(FILE_REPORTS)}
