"""Whether the numbers of the search are those of brute force, on the corpus.

The texts are those of the Markdown files: nothing that Khotin read, joined or indexed is used.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from generator.model.values import PartialDate
from generator.provinces.gazetteer import load_gazetteer
from tests.support.judged_collection import JudgedArticle
from tests.support.search_counts import (
    Count,
    Text,
    counts,
    drawn_queries,
    number_of,
    sentences_in,
    text_of,
)

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^(?:#+ |- |\|)|\*\*|^\|[-:|]+$", re.MULTILINE)


def read_corpus(site: Path) -> Mapping[str, Sequence[JudgedArticle]]:
    """The articles of a corpus by their files, each with its translation."""
    articles = {}
    for file in sorted((site / "content").rglob("*.md")):
        if file.name.endswith(".en.md"):
            continue
        original = _article(file, "vi")
        translated = file.with_suffix(".en.md")
        texts = [original]
        if translated.is_file():
            own = _article(translated, "en")
            texts.append(replace(original, lang="en", title=own.title, summary=own.summary, body=own.body))
        articles[file.stem] = texts
    return articles


def _article(file: Path, lang: str) -> JudgedArticle:
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    fields = dict(re.findall(r'^(\w+): "?(.*?)"?$', front, re.MULTILINE))
    return JudgedArticle(
        id=file.stem,
        lang=lang,
        day=date.fromisoformat(fields.get("date", "2000-01-01")),
        province=fields.get("province", ""),
        author=fields.get("author", ""),
        title=fields["title"],
        summary=fields["summary"],
        body=_MARKS.sub("", _LINK.sub(r"\1", body)).replace("|", "\n"),
        tags=tuple(re.findall(r"^  - (.*)$", front, re.MULTILINE)),
    )


def searched_text(article: JudgedArticle, tags: Mapping[str, Mapping[str, str]]) -> Text:
    """All that is searched of an article, its tags in its language, its province and what that became."""
    named = [tags.get(tag, {}).get(article.lang, tag) for tag in article.tags]
    fields = (article.title, article.summary, article.body, article.author, *article.tags, *named)
    texts = (*fields, *_provinces(article.province, article.day))
    return text_of([sentence for text in texts for sentence in sentences_in(text)])


def _provinces(name: str, day: date) -> Iterator[str]:
    gazetteer = load_gazetteer()
    ref = gazetteer.resolve(name, PartialDate(day.year, day.month, day.day))
    if ref and ref.unit:
        for unit in (gazetteer.units[ref.unit], *gazetteer.final_successors(ref.unit)):
            yield from (unit.name, unit.name_en)


def wrong_counts(page: Page, site: Path, queries: int) -> tuple[Sequence[Count], Sequence[tuple[Count, int]]]:
    """What the page counts for queries without synonyms, and what of it brute force counts otherwise."""
    articles = read_corpus(site)
    tags = tomllib.loads((site / "site.toml").read_text("utf-8"))["tags"]
    texts = {name: [searched_text(each, tags) for each in several] for name, several in articles.items()}
    drawn = drawn_queries([several[0] for several in articles.values()], queries * 5 // 4)
    rows = [row for row in counts(page, drawn) if not any(unit.synonyms for unit in row.units)][:queries]
    sure = [row for row in rows if not row.about]
    brute = [number_of(texts, row.typed, [(unit.text, unit.is_name) for unit in row.units]) for row in sure]
    return rows, [(row, number) for row, number in zip(sure, brute, strict=True) if row.tiers[0] != number]
