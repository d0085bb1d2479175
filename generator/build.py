"""The build, in one sentence: read, join, plan, render and index, publish."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from generator import addresses
from generator.join.archive import join
from generator.model import Archive, Copied, Outcome, OutputFile, Problem, Rendered, Theme
from generator.plan.desk import Desk, lay_out
from generator.plan.documents import collection
from generator.plan.indexes import search_pages
from generator.plan.pages import plan
from generator.problems import has_errors
from generator.publish.output import Impact, publish
from generator.read.settings import read_settings
from generator.read.sources import read_sources
from generator.read.theme import read_theme
from generator.render.files import render
from generator.search.index import index


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: the folder of site.toml, where to, as of which day, with how many processes."""

    site: Path
    output: Path
    build_date: date
    jobs: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of it: no impact where problems kept the output untouched."""

    problems: tuple[Problem, ...]
    impact: Impact | None = None
    articles: int = 0
    pages: int = 0


def build(request: BuildRequest) -> BuildReport:
    """Builds the site; publishes it only if nothing in the content is wrong."""
    source = read_and_join(request)
    if source.value is None or has_errors(source.problems):
        return BuildReport(source.problems)
    archive, theme = source.value
    desk = lay_out(archive)
    pages = plan(desk)
    files = chain(
        render(pages, theme, request.jobs),
        _search(desk, theme, request.jobs),
        _copies(archive, theme, request.site),
    )
    impact = publish(files, request.output)
    return BuildReport(source.problems, impact, len(archive.articles), len(pages))


def _search(desk: Desk, theme: Theme, jobs: int) -> Iterator[OutputFile]:
    """The search index, then the pages that know its root."""
    root = yield from index(collection(desk), jobs, _kept)
    yield from render(search_pages(desk, root), theme, jobs)


def _kept(file: Rendered) -> Rendered:
    """What becomes of a file of the index where it is made: it is handed over."""
    return file


def read_and_join(request: BuildRequest) -> Outcome[tuple[Archive, Theme] | None]:
    """The archive and its theme, with every problem there is; None where there is no making either."""
    settings = read_settings(request.site)
    if settings.value is None:
        return Outcome(None, settings.problems)
    theme = read_theme(request.site, settings.value.theme)
    sources = read_sources(request.site, settings.value, request.jobs)
    archive = join(sources.value, settings.value, request.build_date)
    problems = (*settings.problems, *theme.problems, *sources.problems, *archive.problems)
    return Outcome((archive.value, theme.value) if theme.value else None, tuple(sorted(problems)))


def _copies(archive: Archive, theme: Theme, site: Path) -> Iterator[Copied]:
    """The files that the output takes as they are: the theme's, and the media of the articles shown."""
    for path, file in theme.static:
        yield Copied(path, file)
    for path in sorted(_used_media(archive)):
        yield Copied(addresses.media(path), site / archive.media[path].actual)


def _used_media(archive: Archive) -> set[str]:
    """The media that shown articles and pages use: those of drafts are nobody's business yet."""
    used: set[str] = set()
    translations = [t for a in archive.articles for t in a.translations]
    translations += [t for page in archive.standing_pages for t in page.translations]
    for translation in translations:
        used |= {link.target for link in translation.body.links}
    for article in archive.articles:
        facts = article.facts
        for media in (facts.cover, facts.video, *facts.images, *facts.attachments):
            used |= {media.path, media.poster} if media else set()
    return used & archive.media.keys()
