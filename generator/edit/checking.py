"""Checks an article as it is typed: what a build says of it, and what `check` says of the file alone.

What compares many files, such as near-duplicates, is left to `khotin check`.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.check.context import LintContext
from generator.check.dates import date_problems
from generator.check.file_report import FileReport, file_report
from generator.check.provinces import province_problems
from generator.check.translations import outdated_problems, term_problems
from generator.edit.document import FormDocument
from generator.model.archive import Entry
from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from generator.problems.suppressions import unsuppressed
from generator.read.files import key_and_language
from generator.serve.live_content import LiveContent, sources, suppressions
from generator.serve.live_site import LiveSite
from generator.serve.unsaved import Unsaved, with_unsaved

_COMPARING = (date_problems, province_problems, term_problems, outdated_problems)


class Checked(Struct, frozen=True):
    """A text that was checked: its problems, and the site with it or None.

    `address` is the path of its page in the site, or "".
    """

    problems: tuple[Problem, ...]
    live_site: LiveSite | None
    address: str


def check_unsaved(before: LiveSite, path: str, data: bytes, day: date) -> Checked:
    """Checks the file at this path as if it had these bytes. Raises OSError."""
    unsaved = with_unsaved(before, path, data, day)
    own = {each for each, _ in unsaved.entry.digests}
    used = {
        each for use in unsaved.entry.uses for _, media in use.media for each in (media.path, media.poster)
    }
    used |= {link.target for use in unsaved.entry.uses for link in use.links}
    found = {problem for problem in unsaved.problems if problem.path in own | used}
    found |= set(_of_check(unsaved, path, data, day))
    problems = unsuppressed(sorted(found), suppressions(unsaved.content))
    return Checked(problems, unsaved.live_site, _address(unsaved.live_site, path))


def problem_records(
    problems: tuple[Problem, ...], path: str, document: FormDocument | None, lang: str
) -> list[dict[str, object]]:
    """The problems for the form: each with its field or its line in the body."""
    return [
        {
            "code": problem.code,
            "severity": severity(problem),
            "message": message(problem, lang),
            "remedy": remedy(problem, lang),
            "file": "" if problem.path == path else problem.path,
            **_place(problem, path, document),
        }
        for problem in problems
    ]


def _place(problem: Problem, path: str, document: FormDocument | None) -> dict[str, object]:
    """The field, or the line and the column in the body, where a problem stands."""
    if document is None or problem.path != path:
        return {"field": "", "line": 0, "column": 0}
    if problem.line >= document.body_line:
        return {"field": "", "line": problem.line - document.body_line + 1, "column": problem.column}
    above = [(line, name) for name, line in document.lines.items() if line <= problem.line]
    named = dict(problem.details).get("field", "").partition(".")[0]
    field = named if named in document.values or not above else max(above)[1]
    return {"field": named if problem.code == "missing-field" else field, "line": 0, "column": 0}


def _of_check(unsaved: Unsaved, path: str, data: bytes, day: date) -> Iterator[Problem]:
    """Yields what `check` says of the file, and of its dates, province and translations."""
    entry, content = unsaved.entry, unsaved.content
    paired = len(entry.digests) > 1
    reports = {each: _report(content, entry, each, data, paired, each == path) for each, _ in entry.digests}
    yield from reports[path].problems if path in reports else ()
    found = replace(sources(content).value, entries=(entry,))
    context = LintContext(content.settings, found, tuple(content.files), reports, day)
    yield from (problem for check in _COMPARING for problem in check(context))


def _report(
    content: LiveContent, entry: Entry, path: str, data: bytes, paired: bool, is_typed: bool
) -> FileReport:
    """The report of one file of the entry."""
    if not is_typed:
        data = (content.site / content.files[path].actual).read_bytes()
    lang = key_and_language(path, content.settings.default_language)[1]
    body = sources(content).value.texts.body(path)
    links = next((use.links for use in entry.uses if use.path == path), ())
    return file_report(path, lang, data, body, links, paired)


def _address(live_site: LiveSite | None, path: str) -> str:
    """The path in the site of the page that this file makes."""
    _lang, address = live_site.ctx.targets.get(path, ("", "")) if live_site else ("", "")
    return address
