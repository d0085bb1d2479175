"""How well the importer reads the labelled sites, each against its frame, and how sure it is.

    python -m tests.benchmarks.import_sites [--faults] [--alone] [SITE ...]

Prints for each site the fields that are right, wrong and empty, the sentences kept, the lines of furniture,
the lists taken for articles and the articles that are sure, before and after its questions are answered. Then
the reliability of each certainty: how many values had it, and how many of them are right. With --alone each
page is read without the frame.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from generator.importer.article import ImportedArticle
from generator.importer.conversion import import_page
from generator.importer.frame.sites import SiteFrames
from generator.importer.review.site_questions import FIELDS as ASKED
from tests.support.import_scores import FIELDS, found_fields, grade, measured
from tests.support.labelled_pages import Labelled, load
from tests.support.labelled_sites import LabelledSite, load_sites, site_frames

_STEPS = (1.0, 0.97, 0.95, 0.9, 0.85, 0.8, 0.7, 0.0)  # lower bounds of the rows of the table
_SHARE = 0.8  # of the articles of a site that leave a field open


@dataclass
class Reliability:
    """By field and certainty: the number of values, and how many of them are right."""

    counts: dict[tuple[str, float], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, page: Labelled, article: ImportedArticle) -> None:
        for name, value in found_fields(article).items():
            if value:
                certainty = article.evidence[name].certainty
                row = self.counts[name, next(step for step in _STEPS if certainty >= step)]
                row[0] += 1
                row[1] += grade(name, page.fields[name], value) == "right"


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    reliability = Reliability()
    totals: Counter[str] = Counter()
    say(
        "| site | " + " | ".join(FIELDS) + " | sentences | furniture | lists taken | sure | after questions |"
    )
    say("|---" * (len(FIELDS) + 6) + "|")
    for site in load_sites(*names):
        _site(site, reliability, totals)
    for page in [] if names else load():
        article = import_page(page.capture).value
        if article:
            reliability.add(page, article)
    _total(totals)
    say("| certainty from | " + " | ".join(f"{name}: said | right" for name in FIELDS) + " |")
    say("|---" * (2 * len(FIELDS) + 1) + "|")
    for step in _STEPS:
        cells = " | ".join("{} | {}".format(*reliability.counts[name, step]) for name in FIELDS)
        say(f"| {step:.2f} | {cells} |")


def _site(site: LabelledSite, reliability: Reliability, totals: Counter[str]) -> None:
    frames = SiteFrames() if "--alone" in sys.argv else site_frames(site)
    result = measured(site.pages, frames)
    articles = []
    for page in site.pages:
        article = import_page(page.capture, frames=frames).value
        if article:
            articles.append(article)
            reliability.add(page, article)
    asked = {
        name for name in ASKED if sum(name in each.review for each in articles) >= _SHARE * len(articles)
    }
    sure = sum(not each.review and not each.draft for each in articles)
    answered = sum(set(each.review) <= asked and not each.draft for each in articles)
    taken = sum(import_page(each, frames=frames).value is not None for each in site.lists)
    scores = [result.scores[name] for name in FIELDS]
    cells = [f"{score.right}/{score.wrong}/{score.empty}" for score in scores]
    cells += [f"{result.recall:.1%}", f"{result.noise:.1%}", f"{taken} of {len(site.lists)}"]
    say(f"| {site.name} | {' | '.join((*cells, str(sure), str(answered)))} |")
    if "--faults" in sys.argv:
        for fault in result.faults:
            say("  ".join(fault))
    for name, score in zip(FIELDS, scores, strict=True):
        totals[name] += score.right
    totals.update(
        pages=result.pages, sentences=result.sentences, kept=result.sentences_found, lines=result.lines,
        noise=result.boilerplate, lists=len(site.lists), taken=taken, sure=sure, answered=answered,
    )  # fmt: skip


def _total(totals: Counter[str]) -> None:
    """The shares of all sites together."""
    parts = [f"{name} {totals[name] / totals['pages']:.1%}" for name in FIELDS]
    parts += [f"sentences {totals['kept'] / totals['sentences']:.1%}"]
    parts += [f"furniture {totals['noise'] / totals['lines']:.1%}"]
    parts += [f"lists taken {totals['taken']} of {totals['lists']}"]
    parts += [f"sure {totals['sure'] / totals['pages']:.0%}"]
    parts += [f"after questions {totals['answered'] / totals['pages']:.0%}"]
    say(f"\n{totals['pages']} pages: {', '.join(parts)}\n")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
