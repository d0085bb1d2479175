"""Joins archives: read them all, place them all, write the new one, check it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.authoring.content_files import new_file, write_new
from generator.authoring.relinking import Known, Target, rewritten
from generator.check.run import CheckRequest, check
from generator.merger.ledger import ledger_files
from generator.merger.member import Member, read_member, told_apart
from generator.merger.placement import Placed, findings, pages_of, place
from generator.merger.request import Finding, JoinRefusedError, JoinReport, JoinRequest
from generator.merger.settings import merged_settings
from generator.merger.spellings import spelled_otherwise, twins
from generator.model.archive import Translation
from generator.model.problem import Problem
from generator.problems.messages import has_errors
from generator.read.scan import LEDGER, SETTINGS, leads_outside
from generator.text.old_address import parse_old_address

_THEMES, _IGNORED, _ATTRIBUTES = "themes", ".gitignore", "ledger/.gitattributes"


def join(request: JoinRequest) -> JoinReport:
    """Joins the sites into a new folder. Nothing is written if one of them has an error.

    Raises OSError if the disk fails, JoinRefusedError if they cannot be joined.
    """
    if request.target.exists() and (not request.target.is_dir() or any(request.target.iterdir())):
        raise JoinRefusedError("not-empty", {"path": str(request.target)})
    members: list[Member] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for folder in request.sites:
        read = read_member(folder, request)
        if read.value is None or has_errors(read.problems):
            problems[str(folder)] = read.problems
        else:
            members.append(read.value)
    if problems:
        return JoinReport(problems=problems)
    return _joined(request, told_apart(members))


def _joined(request: JoinRequest, members: Sequence[Member]) -> JoinReport:
    base_url = (request.base_url or members[0].settings.base_url).rstrip("/") + "/"
    settings, of_settings = merged_settings(members, base_url)
    placed = place(members)
    ledger = ledger_files(placed)
    target = request.target
    target.mkdir(parents=True, exist_ok=True)
    (target / SETTINGS).write_text(settings, "utf-8", newline="\n")
    known = dict(_known(placed))
    links = [link for each in placed for link in _write_content(each, target, known)]
    for path, text in ledger.items():
        write_new(target / path, text)
    left = [*_write_rest(members, target)]
    checked = check(CheckRequest(target, target / "output", request.day, request.jobs, request.watcher))
    sources = {new: each.member.key for each in placed for new in each.paths.values()}
    more = (*spelled_otherwise(members), *twins(checked.problems, sources))
    errors = tuple(each for each in checked.problems if has_errors((each,)))
    found = (*of_settings, *findings(placed), *links, *left, *more)
    articles = sum(entry.article is not None for each in members for entry in each.entries)
    return JoinReport(tuple(sorted(set(found))), {"": errors} if errors else {}, articles)


def _known(all_placed: Sequence[Placed]) -> Iterator[tuple[tuple[str, str], Target]]:
    """The pages that are shown, by host and key of their full addresses; of two, the later one counts.

    Where archives were before, today's pages of another one, or their old addresses, may stand.
    """
    for of_page in (_formerly, _today):
        for placed in all_placed:
            archive = placed.member.archive
            for page in pages_of(archive):
                target = Target(placed.paths[page.source_path], archive.uses[page.source_path].anchors)
                for address in filter(None, map(parse_old_address, of_page(placed.member, page))):
                    yield (address.host, address.key), target


def _formerly(member: Member, page: Translation) -> Iterator[str]:
    """The full addresses of a page where the archive was before, the latest last."""
    own = [(page.address, ""), *((alias.path, alias.query) for alias in page.aliases if not alias.host)]
    for path, query in own:
        yield from member.hosted_at_any_time(path, query)[:0:-1]


def _today(member: Member, page: Translation) -> Iterator[str]:
    yield member.hosted(page.address)
    yield from (alias.value for alias in page.aliases if alias.host)
    yield from (member.hosted(alias.path, alias.query) for alias in page.aliases if not alias.host)


def _write_content(placed: Placed, target: Path, known: Known) -> Iterator[Finding]:
    """Writes the files of a member, and yields those whose links became internal."""
    member = placed.member
    for path, scanned in member.files.items():
        if path in placed.shared:
            continue
        new = new_file(target, placed.paths[path])
        if new is None:
            yield Finding("file-left", member.key, path)
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        source = member.folder / scanned.actual
        if not path.endswith(".md"):
            shutil.copyfile(source, new)
            continue
        data, internal = rewritten(source.read_bytes(), path, placed, known)
        new.write_bytes(data)
        if internal:
            yield Finding("links-internal", member.key, path, placed.paths[path], str(internal))


def _write_rest(members: Sequence[Member], target: Path) -> Iterator[Finding]:
    """Copies the themes of the first member. Yields what is left, and the others' themes."""
    first, left = members[0], list[str]()
    themes = first.folder / _THEMES
    if themes.is_dir() and not leads_outside(first.folder, _THEMES):
        shutil.copytree(themes, target / _THEMES, ignore=partial(_not_own, themes, left))
    elif themes.is_dir():
        left.append(_THEMES)
    for name in (_IGNORED, _ATTRIBUTES):
        if name == _ATTRIBUTES and not (target / LEDGER).is_dir():
            continue
        if _is_own(first.folder / name):
            shutil.copyfile(first.folder / name, target / name)
        elif os.path.lexists(first.folder / name):
            left.append(name)
    yield from (Finding("link-left", first.key, path) for path in left)
    for member in members[1:]:
        if (member.folder / _THEMES).is_dir():
            for folder in sorted((member.folder / _THEMES).iterdir()):
                yield Finding("theme-left", member.key, f"{_THEMES}/{folder.name}")


def _not_own(themes: Path, left: list[str], folder: str, names: list[str]) -> list[str]:
    """The names in a folder that are not copied: of links, which may lead anywhere, of pipes and devices.

    Appends their paths to `left`.
    """
    found = [name for name in names if not _is_own(Path(folder) / name)]
    inside = Path(folder).relative_to(themes)
    left += [(Path(_THEMES) / inside / name).as_posix() for name in found]
    return found


def _is_own(path: Path) -> bool:
    """Whether a path is a file or a folder, and no link to one."""
    return not path.is_symlink() and (path.is_file() or path.is_dir())
