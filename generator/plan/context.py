"""The context of planning: the archive and values derived from it once for all pages."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.model.archive import Archive, Article, StandingPage
from generator.model.settings import Settings
from generator.model.views.lists import Item
from generator.plan.localised import LocalisedArticle, LocalisedSite, localise_article, localise_site
from generator.plan.related import Related, related_articles
from generator.plan.taxonomies import Taxonomies, tag_key, taxonomies_of
from generator.provinces.gazetteer import Gazetteer, load_gazetteer


class PlanContext(Struct, frozen=True):
    """Everything from which pages are planned.

    `targets` has the language and the address of each source path, `articles` the article of each source path
    that is shown as one. `withdrawn` are the source paths in whose place a notice stands.
    `localised_articles` and `items` are caches by article key and language, `titled_inputs` one by article
    key, filled on demand. `related` has the keys of the related articles of each article, from what was
    `found` (see `related.py`).
    """

    archive: Archive
    settings: Settings
    gazetteer: Gazetteer
    taxonomies: Taxonomies
    sites: Mapping[str, LocalisedSite]  # by language
    provinces_with_page: frozenset[str]
    targets: Mapping[str, tuple[str, str]]
    articles: Mapping[str, Article]
    withdrawn: frozenset[str]
    found: Related
    related: Mapping[str, tuple[str, ...]]
    by_key: Mapping[str, Article]
    localised_articles: dict[tuple[str, str], LocalisedArticle] = {}
    items: dict[tuple[str, str], Item] = {}
    titled_inputs: dict[str, bytes] = {}

    def localised(self, article: Article, lang: str) -> LocalisedArticle:
        """The article with its facts in this language."""
        known = self.localised_articles.get((article.key, lang))
        if known is None:
            keys = map(tag_key, article.facts.tags)
            known = localise_article(article, lang, self.sites[lang], keys, self.gazetteer)
            self.localised_articles[article.key, lang] = known
        return known


def plan_context(archive: Archive, related: Related | None = None) -> PlanContext:
    """The context for the pages of an archive.

    `related` are the related articles, if somebody has found them already.
    """
    settings, gazetteer = archive.settings, load_gazetteer()
    found = related_articles(archive.articles, archive.identities) if related is None else related
    taxonomies = taxonomies_of(archive.articles)
    withdrawn = tuple(each.article for each in archive.withdrawn)
    shown: tuple[Article | StandingPage, ...] = (*archive.articles, *archive.standing_pages, *withdrawn)
    return PlanContext(
        archive=archive,
        settings=settings,
        gazetteer=gazetteer,
        taxonomies=taxonomies,
        sites={lang: localise_site(archive, taxonomies, lang) for lang in settings.languages},
        provinces_with_page=frozenset(taxonomies.by_land),
        targets={t.source_path: (t.lang, t.address) for each in shown for t in each.translations},
        articles={t.source_path: article for article in archive.articles for t in article.translations},
        found=found,
        related=found.by_key(),
        by_key={article.key: article for article in archive.articles},
        withdrawn=frozenset(t.source_path for article in withdrawn for t in article.translations),
    )


def with_related(ctx: PlanContext, found: Related) -> PlanContext:
    """The context with these related articles."""
    return replace(ctx, found=found, related=found.by_key())
