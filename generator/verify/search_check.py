"""Checks the search against the pages: every article is found, under its title and by the words of it."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator import permalinks
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.search.analysis.terms import WORD, term_of
from generator.verify.examine import Examined
from generator.verify.files import finding
from generator.verify.search_index import (
    Card,
    CardFile,
    IndexDamagedError,
    IndexReader,
    Root,
    card_files,
)

_ALL_FORMS = "*"
_SAMPLE = 60  # titles whose words are looked up
_FEW = 40  # titles that are not worth processes
_WORD = re.compile(WORD)
_UNDATED = "|".join(words.undated for words in permalinks.WORDS.values())
_ARTICLE = re.compile(rf"[a-z]{{2}}/(?:\d{{4}}/(?:\d\d/)?|(?:{_UNDATED})/)(?!index\.html$)[^/]+\.html")


def check_search(reader: IndexReader, pages: Mapping[str, Examined], jobs: int) -> Iterator[Problem]:
    """The problems of the search; `pages` are the pages of the site by path within it.

    Raises OSError if the disk fails.
    """
    roots = {page.search_root for page in pages.values() if page.search_root}
    if len(roots) != 1:
        yield finding(f"{reader.site}{permalinks.SEARCH}", "search-missing")
        return
    try:
        root = reader.root(roots.pop())
    except IndexDamagedError as damage:
        yield finding(str(damage), "search-damaged")
        return
    files = list(card_files(root))
    cards: dict[str, Card] = {}
    for found in in_parallel(_CardReader(reader), files, jobs):
        if isinstance(found, Problem):
            yield found
        else:
            cards |= {card.path: card for card in found}
    yield from _compared(reader.site, cards, pages)
    known = [cards[path] for path in sorted(cards.keys() & pages.keys())]
    sample = known[:: max(1, len(known) // _SAMPLE)]
    for problems in in_parallel(_WordCheck(reader, root), sample, jobs, few=_FEW, chunk=1):
        yield from problems


class _CardReader(Struct, frozen=True):
    reader: IndexReader

    def __call__(self, file: CardFile) -> list[Card] | Problem:
        try:
            return self.reader.cards(file)
        except IndexDamagedError as damage:
            return finding(str(damage), "search-damaged")


def _compared(site: str, cards: Mapping[str, Card], pages: Mapping[str, Examined]) -> Iterator[Problem]:
    """Articles that no result leads to, results that lead nowhere, results under another title."""
    for path, page in pages.items():
        if path not in cards and not page.noindex and _ARTICLE.fullmatch(path):
            yield finding(f"{site}{path}", "search-misses")
    for path, card in cards.items():
        known = pages.get(path)
        if known is None:
            yield finding(f"{site}{path}", "search-leads-nowhere", title=card.title)
        elif not known.title.startswith(" ".join(card.title.split())):
            yield finding(f"{site}{path}", "search-title", title=card.title)


class _WordCheck(Struct, frozen=True):
    """Looks up the words of a title, each of which must lead to its article."""

    reader: IndexReader
    root: Root

    def __call__(self, card: Card) -> list[Problem]:
        problems = []
        segment = next(each for each in reversed(self.root.segments) if each.first <= card.number)
        for text in dict.fromkeys(_WORD.findall(card.title)):
            term = term_of(text)
            try:
                forms = self.reader.forms(segment, term.folded, card.number)
            except IndexDamagedError as damage:
                problems.append(finding(str(damage), "search-damaged"))
                continue
            if term.accents not in forms and _ALL_FORMS not in forms:
                problems.append(finding(f"{self.reader.site}{card.path}", "search-word", word=text))
        return problems
