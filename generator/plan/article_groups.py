"""A fast path of edits: the articles of a section and month are compared with the last build at once.

The hash of a group has all that the pages of its articles depend on. Of other articles it has more than these
pages show, so that it may change where no page does: then the page sets are compared one by one, as without
this path. Not used for a part of an archive. The random edits of `tests/incremental` prove it, and
`test_unchanged_plan.py` says what is compared.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from generator.model.archive import Article
from generator.model.fingerprints import fingerprint
from generator.plan.context import PlanContext
from generator.plan.crumbs import cut_lists
from generator.plan.lists import month_of
from generator.plan.page_sets import Fingerprints, picture_facts
from generator.plan.taxonomies import Articles, series_key, tag_key
from generator.plan.taxonomy_lists import has_page


class ArticleGroup(Struct, frozen=True):
    """Articles that stand together in their section: their places there, and the hash of their inputs."""

    name: str
    fingerprint: str
    section: str
    places: range


def group_name(article: Article) -> str:
    """The name of the group of an article."""
    month = month_of(article)
    return f"{article.section} {month.iso if month else ''}"


def article_groups(
    ctx: PlanContext, fingerprints: Fingerprints, templates: Mapping[str, str]
) -> Iterator[ArticleGroup]:
    """The groups of all articles. `templates` are the templates' fingerprints."""
    shared = _shared_inputs(ctx, fingerprints, templates)
    for section, articles in ctx.taxonomies.by_section.items():
        names = map(group_name, articles)
        for name, found in groupby(enumerate(names), key=lambda pair: pair[1]):
            numbers = [number for number, _ in found]
            places = range(numbers[0], numbers[-1] + 1)
            inputs = (
                shared,
                _around(fingerprints, articles, places),
                _inputs(ctx, fingerprints, articles, places),
            )
            yield ArticleGroup(name, fingerprint(inputs), section, places)


def _shared_inputs(ctx: PlanContext, fingerprints: Fingerprints, templates: Mapping[str, str]) -> str:
    """Hash of what the page of every article may depend on."""
    return fingerprint((fingerprints.common, sorted(templates.items()), cut_lists(ctx)))


def _around(fingerprints: Fingerprints, articles: Articles, places: range) -> tuple[object, ...]:
    """The articles of a group, with those before and after it."""
    first = max(places.start - 1, 0)
    own = [fingerprints.of_article[article.key] for article in articles[first : places.stop + 1]]
    return (places.start > 0, places.stop < len(articles), own)


def _inputs(
    ctx: PlanContext, fingerprints: Fingerprints, articles: Articles, places: range
) -> list[tuple[object, ...]]:
    """The texts of the articles of a group, and what they lead to."""
    of_article, digests, uses = fingerprints.of_article, ctx.archive.digests, ctx.archive.uses
    spellings = ctx.taxonomies.tag_spellings
    found: list[tuple[object, ...]] = []
    for article in articles[places.start : places.stop]:
        paths = [translation.source_path for translation in article.translations]
        links = [_target(ctx, fingerprints, link.target) for path in paths for link in uses[path].links]
        related = [of_article[key] for key in ctx.related.get(article.key, ())]
        authors = [has_page(ctx, author) for author in article.facts.authors]
        tags = [spellings[tag_key(tag)] for tag in article.facts.tags]
        texts = [digests[path] for path in paths]
        found.append((texts, related, links, authors, tags, _series(ctx, fingerprints, article)))
    return found


def _series(ctx: PlanContext, fingerprints: Fingerprints, article: Article) -> list[str]:
    """All parts of the series of an article."""
    if not article.facts.series:
        return []
    parts = ctx.taxonomies.by_series[series_key(article.facts.series)]
    return [fingerprints.of_article[part.key] for part in parts]


def _target(ctx: PlanContext, fingerprints: Fingerprints, path: str) -> tuple[object, ...]:
    """What a link to a file of the site depends on."""
    file, article = ctx.archive.media.get(path), ctx.articles.get(path)
    if file:
        return picture_facts(file)
    own = fingerprints.of_article[article.key] if article else ""
    return (own, ctx.targets.get(path), path in ctx.withdrawn)
