"""A fast path of edits: page sets whose inputs are known to be the same are those of the last build.

What is planned is a function of the archive, the theme and the settings. If none of these differs but in the
digests of articles, only the pages of these articles can differ: nothing else is planned or compared. If
more differs, the pages of lists are planned, and those of articles by groups (`plan/article_groups.py`).
Covers builds whose output is complete. Otherwise the last plan is not used, and everything is planned.
The random edits of `tests/incremental` compare both ways with clean builds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator import fast_paths
from generator.build.inputs import SiteInputs
from generator.build.page_renderer import BuiltPageSet, PageRenderer, PreviousPages
from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.tables import PLAN
from generator.model.archive import Archive
from generator.model.fingerprints import fingerprint
from generator.plan.article_groups import ArticleGroup, article_groups, group_name
from generator.plan.articles import article_page_set, page_set_name
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet
from generator.plan.pages import plan, shared_page_sets


class Plan(Struct, frozen=True):
    """What was planned: the hash of its inputs but texts, the digests of articles' files, all page sets.

    `digests` are by path. `groups` are the hashes of the groups of articles (see `article_groups.py`) that
    are known. `page_sets` are the names of the page sets of content pages.
    """

    inputs: str
    digests: Mapping[str, str]
    groups: Mapping[str, str] = {}
    page_sets: tuple[str, ...] = ()


def plan_of(inputs: SiteInputs, templates: Mapping[str, str]) -> Plan:
    """The plan of this build, its groups and page sets not yet known.

    `templates` are the templates' fingerprints.
    """
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


class ContentPlan(NamedTuple):
    """The page sets of content pages, some of them as the last build made them; and their plan."""

    page_sets: Sequence[BuiltPageSet | PageSet]
    plan: Plan


def content_page_sets(pages: PageRenderer, ctx: PlanContext, before: Plan | None, now: Plan) -> ContentPlan:
    """All page sets but those of sitemaps, redirects and search pages.

    Takes those of the last build whose inputs are known to be the same without planning them.
    """
    again = _all_again(ctx, before, now, pages.previous) if before else None
    if before and again is not None:
        changed = {group_name(ctx.articles[path]) for path in _changed_paths(before, now)}
        kept = {name: each for name, each in before.groups.items() if name not in changed}
        return ContentPlan(again, replace(now, groups=kept))
    if ctx.archive.whole:  # a part, which no edit follows
        return ContentPlan(tuple(plan(ctx)), now)
    groups = tuple(article_groups(ctx, pages.fingerprints, pages.template_fingerprints))
    known = before.groups if before and pages.previous.is_complete else {}
    page_sets = (*shared_page_sets(ctx), *_articles_by_group(ctx, groups, known, pages.previous))
    return ContentPlan(page_sets, replace(now, groups={each.name: each.fingerprint for each in groups}))


def _articles_by_group(
    ctx: PlanContext, groups: Iterable[ArticleGroup], known: Mapping[str, str], previous: PreviousPages
) -> Iterator[BuiltPageSet | PageSet]:
    """The page sets of articles: those of a group that did not change as the last build made them."""
    for group in groups:
        articles = ctx.taxonomies.by_section[group.section]
        is_same = known.get(group.name) == group.fingerprint
        names = [page_set_name(articles[at]) for at in group.places] if is_same else []
        made = [previous.page_sets[name] for name in names if name in previous.page_sets]
        if len(made) == len(group.places):
            yield from made
        else:
            yield from (article_page_set(ctx, articles, at) for at in group.places)


def _all_again(
    ctx: PlanContext, before: Plan, now: Plan, previous: PreviousPages
) -> list[BuiltPageSet | PageSet] | None:
    """The page sets of the last build, those of articles whose text changed planned anew.

    None if anything but texts changed since, or a file of the output.
    """
    if before.inputs != now.inputs:
        return None
    known = [previous.page_sets.get(name) for name in before.page_sets]
    page_sets = [each for each in known if each]
    if len(page_sets) < len(known) or not previous.is_complete:
        return None
    changed = {each.name: each for each in _changed(ctx, before, now)}
    return [changed.get(each.name, each) for each in page_sets]


def _changed(ctx: PlanContext, before: Plan, now: Plan) -> Iterator[PageSet]:
    """The page sets of the articles of which a text changed."""
    for key in {ctx.articles[path].key for path in _changed_paths(before, now)}:
        article = ctx.by_key[key]
        articles = ctx.taxonomies.by_section[article.section]
        yield article_page_set(ctx, articles, articles.index(article))


def _changed_paths(before: Plan, now: Plan) -> set[str]:
    return {path for path, digest in now.digests.items() if before.digests.get(path) != digest}
