"""The built site that a copy is made of: its archive, and the files of its output."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.archive.request import ArchiveRequest
from generator.build.load import load_site, reported
from generator.cache.database import Cache
from generator.model.theme import Theme
from generator.plan.context import PlanContext, plan_context
from generator.problems.messages import has_errors
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


def load_built_site(request: ArchiveRequest, cache: Cache) -> BuiltSite | None:
    """Loads the site whose output has just been built; None if its content has errors by now.

    Raises OSError if the disk fails.
    """
    files = scan(request.site)
    loaded = load_site(request.site, request.build_date, cache, files, request.jobs, request.watcher)
    site = loaded.value
    if site is None or site.theme is None or has_errors(reported(loaded)):
        return None
    output = {path: digest for path, digest in read_manifest(request.output).items() if path != NAME}
    return BuiltSite(plan_context(site.archive), site.theme, request.output, output)
