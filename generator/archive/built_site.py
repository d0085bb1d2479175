"""The built site that a copy is made of: its archive, and the files of its output."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.archive.request import ArchiveRequest
from generator.build.load import load_site
from generator.build.request import BuildRequest
from generator.build.run import build
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.model.problem import Outcome
from generator.model.theme import Theme
from generator.plan.context import PlanContext, plan_context
from generator.publish.manifest import NAME, read_manifest
from generator.read.scan import scan


class BuiltSite(Struct, frozen=True):
    """The archive as a context for planning, its theme, and its output.

    `files` has the SHA-256 of every file of the output by path, but for the manifest itself.
    """

    ctx: PlanContext
    theme: Theme
    output: Path
    files: Mapping[str, str]


def load_built_site(request: ArchiveRequest) -> Outcome[BuiltSite | None]:
    """Brings the output up to date, and loads the site; None if problems keep it from being built.

    Raises OSError if the disk fails, OutputRefusedError if the output cannot be published to.
    """
    report = build(
        BuildRequest(request.site, request.output, request.build_date, request.jobs, request.watcher)
    )
    if report.impact is None:
        return Outcome(None, report.problems)
    loaded = with_cache(request.output, request.watcher.waiting, partial(_load, request))
    return Outcome(loaded, report.problems)


def _load(request: ArchiveRequest, cache: Cache) -> BuiltSite | None:
    files = scan(request.site)
    site = load_site(
        request.site, request.build_date, cache, files, request.jobs, request.watcher
    ).value
    if site is None or site.theme is None:
        return None
    output = {path: digest for path, digest in read_manifest(request.output).items() if path != NAME}
    return BuiltSite(plan_context(site.archive), site.theme, request.output, output)
