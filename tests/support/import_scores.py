"""Measures the importer on labelled pages: scores, and a list of errors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from generator.importer.article import ImportedArticle
from generator.importer.conversion import import_page
from generator.importer.frame.sites import SiteFrames
from tests.support.labelled_pages import Labelled, letters

FIELDS = ("title", "date", "author", "province")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^()\s]*(?:\s+\"([^\"]*)\")?\)")

_FILM = re.compile(r"(?m)^\[(?:Video|Audio|Google Maps)\]\(.*\)$")  # embedded, not a word of the page


@dataclass
class Score:
    """Right, wrong and empty values of a field."""

    right: int = 0
    wrong: int = 0
    empty: int = 0


@dataclass
class Measured:
    """Scores of a set of pages. `faults`: page, field, expected value, found value."""

    pages: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FIELDS})
    sentences: int = 0
    sentences_found: int = 0
    lines: int = 0
    boilerplate: int = 0
    unordered: int = 0
    reported: int = 0  # pages whose completeness the importer did not confirm
    faults: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.sentences_found / max(self.sentences, 1)

    @property
    def noise(self) -> float:
        return self.boilerplate / max(self.lines, 1)

    def share(self, name: str) -> float:
        return self.scores[name].right / max(self.pages, 1)


def measured(pages: Iterable[Labelled], frames: SiteFrames | None = None) -> Measured:
    """The scores of the importer on these pages. `frames`: those of their sites."""
    result = Measured()
    for page in pages:
        outcome = import_page(page.capture, frames=frames)
        result.pages += 1
        if outcome.value is None:
            result.faults.append((page.name, "page", "an article", outcome.problems[0].code))
            for name in FIELDS:
                result.scores[name].empty += 1
            result.sentences += len(page.sentences)
            continue
        _fields(page, found_fields(outcome.value), result)
        _body(page, outcome.value, result)
        lost = [problem for problem in outcome.problems if problem.code.startswith("import-text")]
        result.reported += bool(lost)
        for problem in lost:
            result.faults.append((page.name, "report", "", str(dict(problem.details))))
    return result


def found_fields(article: ImportedArticle) -> dict[str, str]:
    """The fields of an article as the labels write them."""
    return {
        "title": article.title,
        "date": article.date.iso.replace("T", " ") if article.date else "",
        "author": "; ".join(article.authors),
        "province": article.province,
    }


def grade(name: str, expected: str, found: str) -> str:
    """right, wrong or empty. A date without its time is right where the label has none, or the day agrees."""
    wanted = "" if expected == "unknown" else expected
    if name == "date" and found and wanted:
        return (
            "right"
            if found[:10] == wanted[:10] and (len(wanted) <= 10 or found[:16] == wanted[:16])
            else "wrong"
        )
    if found == wanted:
        return "right"
    return "wrong" if found else "empty"


def _fields(page: Labelled, found: dict[str, str], result: Measured) -> None:
    for name in FIELDS:
        verdict = grade(name, page.fields[name], found[name])
        score = result.scores[name]
        setattr(score, verdict, getattr(score, verdict) + 1)
        if verdict != "right":
            result.faults.append((page.name, name, page.fields[name], found[name]))


def _body(page: Labelled, article: ImportedArticle, result: Measured) -> None:
    plain = shown(article.body)
    body = letters(plain)
    at = 0
    for sentence in page.sentences:
        key = letters(sentence)
        found = body.find(key, at)
        result.sentences += 1
        result.sentences_found += key in body
        if found >= 0:
            at = found
        elif key in body:
            result.unordered += 1
            result.faults.append((page.name, "order", sentence, ""))
        else:
            result.faults.append((page.name, "lost", sentence, ""))
    truth = letters(page.text)
    for line in plain.splitlines():
        key = letters(line)
        if key:
            result.lines += 1
            if key not in truth:
                result.boilerplate += 1
                result.faults.append((page.name, "boilerplate", "", line))


def shown(markdown: str) -> str:
    """The text of a body without the signs of Markdown, a line for each of its lines."""
    text = _FILM.sub("", markdown)
    text = _IMAGE.sub(lambda found: f"\n{found[1] or ''}\n", text)
    text = re.sub(r"\]\((?:[^()]|\([^()]*\))*\)", "", text)
    text = re.sub(r"(?m)^[ >]*(?:- |\d+\. |#+ )|^\|[ -|]+\|$|[*\\\[]", "", text)
    return unescape(text).replace("|", "\n")
