"""Completes a field from the other pages of its site, where nearly all agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from generator.importer.article import Evidence, ImportedArticle
from generator.importer.placing.duplicates import CaptureSummary

_FEWEST = 5  # pages that name a province
_AGREED = 0.95  # share of them with the same
_NAMED = 0.5  # share of the pages of the site that name one
_CERTAINTY = 0.9


class SiteProvinces:
    """The provinces that nearly all pages of a site name."""

    def __init__(self, summaries: Iterable[CaptureSummary]) -> None:
        named: dict[str, Counter[str]] = defaultdict(Counter)
        pages: Counter[str] = Counter()
        for summary in summaries:
            pages[summary.site] += 1
            if summary.province:
                named[summary.site][summary.province] += 1
        self._agreed: dict[str, tuple[str, int]] = {}
        for site, counts in named.items():
            (province, most), total = counts.most_common(1)[0], counts.total()
            if total >= max(_FEWEST, _NAMED * pages[site]) and most >= _AGREED * total:
                self._agreed[site] = province, most

    def completed(self, article: ImportedArticle, site: str) -> ImportedArticle:
        """Returns the article with the province of its site if its page is in doubt."""
        if "province" not in article.review or site not in self._agreed:
            return article
        province, pages = self._agreed[site]
        if article.province and article.province != province:
            return article
        review = tuple(name for name in article.review if name != "province")
        evidence = {**article.evidence, "province": Evidence("site", _CERTAINTY, pages=pages)}
        return replace(article, province=province, review=review, evidence=evidence)
