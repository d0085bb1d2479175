"""The built site that a copy is made of: its archive, and the files of its output."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from generator import permalinks
from generator.archive.errors import CopyRefusedError
from generator.archive.part import part_of
from generator.archive.request import ArchiveRequest
from generator.build.inputs import SiteInputs
from generator.build.load import LoadedSite, load_site, reported
from generator.build.pipeline import make_files
from generator.build.request import BuildRequest
from generator.build.search_index import BuiltIndex, recall_index
from generator.cache.database import Cache
from generator.cache.version import generator_version
from generator.model.theme import Theme
from generator.plan.context import PlanContext, plan_context
from generator.problems.messages import has_errors
from generator.publish.compressed import is_copy
from generator.publish.manifest import NAME, read_manifest
from generator.publish.output import publishing
from generator.read.scan import scan

_PART = "part"  # the folder of a part's site, in that of the cache


class BuiltSite(Struct, frozen=True):
    """The archive as a context for planning, its theme, and its output.

    `files` has the SHA-256 of every file of the output by path, but for the manifest itself. `search_root` is
    the path of the root of the search index.
    """

    ctx: PlanContext
    theme: Theme
    output: Path
    files: Mapping[str, str]
    search_root: str


@contextmanager
def built_site(request: ArchiveRequest, cache: Cache) -> Iterator[BuiltSite | None]:
    """The site that is to be copied, which has just been built; a part of it is built here.

    It is None if its content has errors by now. Raises OSError if the disk fails, CopyRefusedError if no
    article belongs to the part.
    """
    shutil.rmtree(cache.location.folder / _PART, ignore_errors=True)  # of a run that was killed
    files = scan(request.site)
    loaded = load_site(request.site, request.build_date, cache, files, request.jobs, request.watcher)
    site = loaded.value
    if site is None or site.theme is None or has_errors(reported(loaded)):
        yield None
    elif request.part:
        with _built_part(request, cache, site, site.theme) as built:
            yield built
    else:
        index = recall_index(cache, previous=False)
        yield _of_output(plan_context(site.archive), site.theme, request.output, index)


def _of_output(ctx: PlanContext, theme: Theme, output: Path, index: BuiltIndex) -> BuiltSite:
    every = read_manifest(output)
    files = {path: digest for path, digest in every.items() if path != NAME and not is_copy(path, every)}
    return BuiltSite(ctx, theme, output, files, permalinks.search_file(index.root))


@contextmanager
def _built_part(request: ArchiveRequest, cache: Cache, site: LoadedSite, theme: Theme) -> Iterator[BuiltSite]:
    """Builds the site of the part, and deletes it when it has been copied."""
    archive = part_of(site.archive, request.part)
    if not archive.articles:
        raise CopyRefusedError("part-empty", {})
    ctx, pictures = plan_context(archive), cache.location.folder
    folder = pictures / _PART
    try:
        with closing(Cache(folder / "cache", generator_version())) as own:
            output = folder / "output"
            build = BuildRequest(request.site, output, request.build_date, request.jobs, request.watcher)
            with publishing(output) as publication:
                inputs = SiteInputs(build, own, ctx, theme, {}, publication.stage, pictures)
                made = make_files(inputs).files
                publication.publish(made.all())
        yield _of_output(ctx, theme, output, made.index)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
