"""A fast path of edits: where only texts of articles changed, all other pages are those of the last build.

What is planned is a function of the archive, the theme and the settings. If none of these differs but in the
digests of articles, only the pages of these articles can differ: nothing else is planned or compared. Covers
builds whose output is complete. Otherwise the plan of the last build is not used, and everything is planned.
The random edits of `tests/incremental` compare both ways with clean builds.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator import fast_paths
from generator.build.inputs import SiteInputs
from generator.build.page_renderer import BuiltPageSet, PreviousPages
from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.tables import PLAN
from generator.model.archive import Archive
from generator.model.fingerprints import fingerprint
from generator.plan.articles import article_page_set
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet


class Plan(Struct, frozen=True):
    """What was planned: the hash of its inputs but texts, the digests of articles' files, all page sets.

    `digests` are by path. `page_sets` are the names of the page sets of content pages.
    """

    inputs: str
    digests: Mapping[str, str]
    page_sets: tuple[str, ...] = ()


def plan_of(inputs: SiteInputs, templates: Mapping[str, str]) -> Plan:
    """The plan of this build, its page sets not yet known. `templates` are the templates' fingerprints."""
    archive = inputs.ctx.archive
    paths = {each.source_path for article in archive.articles for each in article.translations}
    # The data of the archive have all texts, so that every text is an input of another page.
    texts = {path: archive.digests[path] for path in paths} if not archive.settings.publishes_data else {}
    return Plan(_inputs(archive, templates, texts), texts)


def _inputs(archive: Archive, templates: Mapping[str, str], texts: Mapping[str, str]) -> str:
    others = sorted((path, digest) for path, digest in archive.digests.items() if path not in texts)
    links = sorted((path, uses.links) for path, uses in archive.uses.items() if path not in texts)
    return fingerprint(
        (
            repr(archive.settings),
            archive.build_date,
            (tuple(archive.identities.items()), others),
            (archive.media, archive.attached, links),
            (archive.ledger, archive.expired, archive.withdrawn, archive.redirects, archive.whole),
            templates,
        )
    )


def load_plan(cache: Cache) -> Plan | None:
    """Loads the plan of the last build; None if there is none, or fast paths are off."""
    return load(cache, PLAN, Plan) if fast_paths.are_used() else None


def save_plan(cache: Cache, plan: Plan, page_sets: Iterable[BuiltPageSet]) -> None:
    """Saves the plan with its page sets, for the next build."""
    save(cache, PLAN, replace(plan, page_sets=tuple(each.name for each in page_sets)))


def page_sets_again(
    ctx: PlanContext, before: Plan | None, now: Plan, previous: PreviousPages
) -> Iterator[BuiltPageSet | PageSet] | None:
    """The page sets of the last build, some replaced by those to plan anew.

    None if anything but texts changed since, or a file of the output.
    """
    if before is None or before.inputs != now.inputs:
        return None
    known = [previous.page_sets.get(name) for name in before.page_sets]
    page_sets = [each for each in known if each]
    if len(page_sets) < len(known) or not previous.is_complete:
        return None
    return _page_sets(page_sets, {each.name: each for each in _changed(ctx, before, now)})


def _page_sets(
    before: list[BuiltPageSet], changed: Mapping[str, PageSet]
) -> Iterator[BuiltPageSet | PageSet]:
    for each in before:
        yield changed.get(each.name, each)


def _changed(ctx: PlanContext, before: Plan, now: Plan) -> Iterator[PageSet]:
    """The page sets of the articles of which a text changed."""
    paths = {path for path, digest in now.digests.items() if before.digests.get(path) != digest}
    for key in {ctx.articles[path].key for path in paths}:
        article = ctx.by_key[key]
        articles = ctx.taxonomies.by_section[article.section]
        yield article_page_set(ctx, articles, articles.index(article))
