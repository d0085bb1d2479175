"""Asks once for a site what its pages leave open alike.

If hardly any page of a site names its author, a person decides for all: leave it unknown, or fill it in. The
articles that wait for nothing else need no look of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.article import UNKNOWN
from generator.importer.results import Result
from generator.importer.sources.items import import_problem
from generator.model.problem import Problem

FIELDS = ("date", "author", "province")
MEDIA = ("images", "attachments")
_FEWEST = 10  # articles of a site
_SHARE = 0.8  # of them that leave the field open
_SHARE_OF_MEDIA = 0.2  # of them that lack a picture or a file; many have none


class SiteQuestion(Struct, frozen=True):
    """Field that `open` of the `articles` of a site leave unknown, or lack."""

    site: str
    field: str
    open: int
    articles: int

    @property
    def problem(self) -> Problem:
        """The question as a note."""
        count, total = str(self.open), str(self.articles)
        code = "import-site-media" if self.field in MEDIA else "import-site-question"
        return import_problem(self.site, code, field=self.field, count=count, total=total)


def ask(results: Sequence[Result]) -> tuple[tuple[SiteQuestion, ...], tuple[Result, ...]]:
    """Returns the questions, and the results; those that wait only for answers are `asked`."""
    articles = [result for result in results if result.status in ("sure", "review") and result.site]
    totals = Counter(result.site for result in articles)
    unknown: dict[tuple[str, str], int] = defaultdict(int)
    for result in articles:
        for name in FIELDS:
            unknown[result.site, name] += result.fields.get(name) == UNKNOWN
        for name in MEDIA:
            unknown[result.site, name] += name in _open_fields(result)
    questions = tuple(
        SiteQuestion(site, name, count, totals[site])
        for (site, name), count in sorted(unknown.items())
        if totals[site] >= _FEWEST and count >= (_SHARE_OF_MEDIA if name in MEDIA else _SHARE) * totals[site]
    )
    asked: Mapping[str, set[str]] = {
        site: {each.field for each in questions if each.site == site} for site in totals
    }
    return questions, tuple(
        replace(result, status="asked") if _waits_only(result, asked.get(result.site, set())) else result
        for result in results
    )


def _waits_only(result: Result, asked: set[str]) -> bool:
    """Whether all that is open of an article is asked for its site."""
    names = _open_fields(result)
    return result.status == "review" and bool(names) and names <= asked and not result.fields.get("draft")


def _open_fields(result: Result) -> set[str]:
    review = result.fields.get("review")
    return {str(name) for name in review} if isinstance(review, list) else set()
