"""Explains why the last build wrote a file, and what it is made of."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from generator import permalinks
from generator.build.snapshot import load_impact
from generator.cache.database import Cache
from generator.model.archive import Article
from generator.publish.output import Impact
from generator.render.template_fingerprints import closure_of
from generator.why.changes import Change, changes, theme_changes
from generator.why.differences import Difference, differences
from generator.why.past_build import PastBuild, Planned

FileOutcome = Literal["written", "removed", "unchanged"]
Reason = Literal[
    "new",  # there was no build before
    "upgraded",  # Khotin's version changed
    "damaged",  # the cache was damaged
    "changed",  # the file's content changed
    "mended",  # the file was missing or modified in the output
    "same",  # nothing changed
    "refused",  # a later build found errors and published nothing
]

# Fields by which articles are listed and counted. Their effect on a page need not contain the value itself.
_MOVING = {"date", "province", "slug", "original", "author", "tags", "withdrawn"}
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9/._-]*\.[a-z0-9]+")


class FileInputs(Struct, frozen=True):
    """The inputs of a file.

    `sources` are its own files. `templates` are its template and all that it includes. `shows` and `media`
    are other articles and media shown. `articles` is the number of articles it is computed from, and
    `build_date` the day of the build.
    """

    sources: tuple[str, ...] = ()
    template: str = ""
    templates: tuple[str, ...] = ()
    theme: str = ""
    shows: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    articles: int = 0
    build_date: str = ""


class Explanation(Struct, frozen=True):
    """Result for one file.

    `causes` are the changes that concern the file. `differences` are what the file shows differently.
    """

    path: str
    outcome: FileOutcome
    reason: Reason
    causes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    file_inputs: FileInputs = field(name="ingredients")  # as the JSON of earlier releases calls it


def explain(path: str, cache: Cache, then: PastBuild | None, now: PastBuild) -> Explanation:
    """Explains a file of the last build (`now`), or of the build before (`then`)."""
    impact = load_impact(cache)
    new, old = now.planned(path), then.planned(path) if then else None
    file_inputs = _file_inputs(path, new or old, now if path in now.digests or then is None else then)
    if not cache.is_published:
        return Explanation(path, "unchanged", "refused", (), (), file_inputs)
    if then is None:
        return Explanation(path, _outcome(path, impact), _origin(cache), (), (), file_inputs)
    shown = tuple(_differences(path, then, now, old, new))
    causes = tuple(_causes(path, then, now, old, new, shown))
    reason = _reason(path, then, now, _outcome(path, impact))
    return Explanation(path, _outcome(path, impact), reason, causes, shown, file_inputs)


def _origin(cache: Cache) -> Reason:
    """The reason why there is no build before."""
    match cache.last_build_kind:
        case "upgraded":
            return "upgraded"
        case "damaged":
            return "damaged"
    return "new"


def _outcome(path: str, impact: Impact) -> FileOutcome:
    """Whether the last build wrote, removed or kept the file."""
    if path in impact.removed:
        return "removed"
    return "written" if path in impact.written else "unchanged"


def _reason(path: str, then: PastBuild, now: PastBuild, outcome: FileOutcome) -> Reason:
    """The reason for the outcome."""
    if then.digests.get(path) != now.digests.get(path):
        return "changed"
    return "mended" if outcome == "written" else "same"


# --- what changed -----------------------------------------------------------------------------------------


def _causes(
    path: str,
    then: PastBuild,
    now: PastBuild,
    old: Planned | None,
    new: Planned | None,
    shown: Sequence[Difference],
) -> Iterator[Change]:
    """Yields the changes that concern the file.

    Of changes in articles that the page only lists, those visible on it are kept.
    """
    concern = _concern(path, then, now, old, new)
    found = [each for each in changes(then, now) if concern(each)]
    if shown and not concern.everything:
        text = "\n".join(filter(None, (text for each in shown for text in (*each.where, each.old, each.new))))
        found = [each for each in found if _shows(each, concern, text)]
    # No page shows the build date, but on another date other articles may be shown.
    moved = any(each.kind in ("article", "translation") for each in found)
    yield from (each for each in found if moved or each.kind != "day")
    some = new or old
    if some:
        templates = closure_of(some.page.template, dict(now.snapshot.templates))
        yield from theme_changes(then, now, templates, getattr(some.page.view, "lang", ""))


def _shows(change: Change, concern: "_Concern", text: str) -> bool:
    """Whether a change may be visible in the page's differences, whose text is `text`."""
    if change.kind != "field" or change.path in concern.own or change.field in _MOVING:
        return True
    return any(value and value in text for value in (change.old, change.new))


class _Concern(Struct, frozen=True):
    """Decides whether a change concerns a file.

    `keys` are the articles of its page set. `anything`: the set does not say which articles. `sources` and
    `media` have an address on the page. `own` are the articles whose texts the page shows.
    """

    is_page: bool
    anything: bool
    everything: bool  # the search index contains every text
    keys: frozenset[str]
    own: frozenset[str]
    sources: frozenset[str]
    media: frozenset[str]

    def __call__(self, change: Change) -> bool:
        match change.kind:
            case "setting" | "day":
                return self.is_page
            case "media":
                return change.path in self.media
            case "text":
                return self.everything or change.path in self.own
        concerned = self.anything or change.key in self.keys or change.path in self.sources
        return self.everything or concerned


def _concern(
    path: str, then: PastBuild, now: PastBuild, old: Planned | None, new: Planned | None
) -> _Concern:
    """The filter of changes for this file."""
    builds = [(build, planned) for build, planned in ((then, old), (now, new)) if planned]
    tokens = {path}.union(*(_addresses(planned, build) for build, planned in builds))
    page_sets = [planned.page_set for _, planned in builds]
    return _Concern(
        is_page=bool(page_sets),
        anything=any(page_set.articles is None for page_set in page_sets),
        everything=path.startswith(f"{permalinks.SEARCH}/") or any(s.name == "search" for s in page_sets),
        keys=frozenset(article.key for page_set in page_sets for article in page_set.articles or ()),
        own=frozenset(source for build, planned in builds for source in _sources(build, {planned.page.path})),
        sources=frozenset(source for build in (then, now) for source in _sources(build, tokens)),
        media=frozenset(each for build in (then, now) for each in _media(build, tokens)),
    )


def _addresses(planned: Planned, build: PastBuild) -> set[str]:
    """Everything in a page's view that looks like an address."""
    text = repr(planned.page).replace(build.snapshot.settings.base_url, " ")
    return set(_ADDRESS.findall(text))


def _sources(build: PastBuild, tokens: set[str]) -> Iterator[str]:
    """Files of the articles and standing pages at these addresses."""
    return (source for source, (_, address) in build.ctx.targets.items() if address in tokens)


def _media(build: PastBuild, tokens: set[str]) -> Iterator[str]:
    """Media at these addresses."""
    for path, file in build.archive.media.items():
        smaller = {permalinks.derivative(path, each.width) for each in file.derivatives}
        if tokens & {permalinks.media(path), *smaller}:
            yield path


def _differences(
    path: str, then: PastBuild, now: PastBuild, old: Planned | None, new: Planned | None
) -> Iterator[Difference]:
    """Yields the differences of the page's views. Other files are compared by hash."""
    if old and new:
        yield from differences(old.page.view, new.page.view)
    elif not old and not new:
        before, after = then.digests.get(path), now.digests.get(path)
        if before != after:
            yield Difference(("sha256",), before, after)


# --- what it is made of -----------------------------------------------------------------------------------


def _file_inputs(path: str, planned: Planned | None, build: PastBuild) -> FileInputs:
    theme, day = build.snapshot.settings.theme, build.snapshot.build_date.isoformat()
    if planned is None:
        media = tuple(_media(build, {path}))
        return FileInputs(sources=media, theme="" if media else theme, build_date=day)
    own = _own(planned, build)
    tokens = _addresses(planned, build)
    return FileInputs(
        sources=own,
        template=planned.page.template,
        templates=tuple(sorted(closure_of(planned.page.template, dict(build.snapshot.templates)))),
        theme=theme,
        shows=tuple(sorted(set(_sources(build, tokens)) - set(own))),
        media=tuple(sorted(_media(build, tokens))),
        articles=len(planned.page_set.articles or ()),
        build_date=day,
    )


def _own(planned: Planned, build: PastBuild) -> tuple[str, ...]:
    """The files of the article or standing page that the page is of."""
    sources = {address: source for source, (_, address) in build.ctx.targets.items()}
    source = sources.get(planned.page.path)
    for each in build.articles().values():
        paths = tuple(translation.source_path for translation in each.translations)
        if source in paths:
            return paths if isinstance(each, Article) else (source or "",)
    return ()
