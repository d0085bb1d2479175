"""A build after an edit, looked at from outside: what it read, what it wrote, what it left alone."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build.request import BuildReport
from generator.publish.manifest import NAME
from tests.support.builds import tree
from tests.support.site import BUILD_DATE, Site


@dataclass(frozen=True)
class Stamped:
    """A tree of files: their bytes, and the stamps (inode, time of change) that writing again would alter."""

    content: dict[str, bytes]
    stamps: dict[str, tuple[int, int]]


def stamped(folder: Path) -> Stamped:
    content = tree(folder)
    stats = {path: (folder / path).stat() for path in content}
    return Stamped(content, {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()})


def cache_of(output: Path) -> Path:
    """The folder of what the last build knew, beside the output."""
    return output.with_name(f".{output.name}.khotin")


def edit(site: Site, path: str, old: str, new: str) -> None:
    """Puts other words into a file of the site, in place of some that are there."""
    file = site.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Clean:
    """What a build gives that knows of no other."""

    report: BuildReport
    files: dict[str, bytes]


def clean_build(site: Site, day: date = BUILD_DATE) -> Clean:
    with TemporaryDirectory() as elsewhere:
        output = Path(elsewhere) / "clean"
        return Clean(site.build(output=output, day=day), tree(output))


def built_like_new(
    site: Site, day: date = BUILD_DATE, *, clean: Clean | None = None, resumed: bool = False
) -> BuildReport:
    """Builds the site into its output, which must be that of a `clean` build.

    Problems, bytes and the report agree; where the content is wrong, the output is untouched; and no file
    was written that is what it was (unless the build first `resumed` another one that was killed).
    """
    before = stamped(site.output)
    report = site.build(day=day)
    after = stamped(site.output)
    clean = clean or clean_build(site, day)
    assert report.problems == clean.report.problems
    assert (report.articles, report.pages) == (clean.report.articles, clean.report.pages)
    if clean.report.impact is None:
        assert report.impact is None
        assert after == before
        return report
    _assert_same_files(after.content, clean.files)
    if not resumed:
        _assert_nothing_written_again(before, after, report)
    return report


def _assert_same_files(files: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Compares names first, then bytes: the whole site would make an unreadable message."""
    assert sorted(files) == sorted(expected), sorted(files.keys() ^ expected.keys())
    assert [path for path in files if files[path] != expected[path]] == []


def _assert_nothing_written_again(before: Stamped, after: Stamped, report: BuildReport) -> None:
    same = {path for path in after.content if before.content.get(path) == after.content[path]}
    # The manifest comes anew with every publication, be it with the same bytes.
    assert [path for path in sorted(same - {NAME}) if before.stamps[path] != after.stamps[path]] == []
    assert report.impact
    assert set(report.impact.written) == after.content.keys() - same - {NAME}
    assert report.impact.unchanged == len(same - {NAME})
    # A file that somebody deleted is gone already: the report does not boast of it.
    assert set(report.impact.removed) == before.content.keys() - after.content.keys()
