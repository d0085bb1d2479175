"""Checks the search against the pages: every article is found, under its title and by the words of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator import permalinks
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.search.analysis.terms import WORD, word
from generator.verify.examine import Examined
from generator.verify.files import finding
from generator.verify.search_index import (
    Card,
    CardFile,
    IndexDamagedError,
    IndexReader,
    card_files,
    segments_are_sound,
)

_ALL_FORMS = "*"
_SAMPLE = 60  # titles whose words are looked up
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
        files = list(card_files(root))
        if not segments_are_sound(root):
            yield finding(f"{reader.site}{permalinks.SEARCH}", "search-missing")
            return
    except (KeyError, TypeError, ValueError):
        yield finding(f"{reader.site}{permalinks.SEARCH}", "search-missing")
        return
    except IndexDamagedError as damage:
        yield finding(str(damage), "search-damaged")
        return
    cards: dict[str, Card] = {}
    for found in in_parallel(_CardReader(reader), files, jobs):
        if isinstance(found, Problem):
            yield found
        else:
            cards |= {card.path: card for card in found}
    yield from _compared(reader.site, cards, pages)
    yield from _words(reader, root, [cards[path] for path in sorted(cards.keys() & pages.keys())])


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


def _words(reader: IndexReader, root: Mapping[str, Any], cards: Sequence[Card]) -> Iterator[Problem]:
    """Words of some titles, spread over the archive, that do not lead to the article."""
    step = max(1, len(cards) // _SAMPLE)
    for card in cards[::step]:
        segment = next(each for each in reversed(root["segments"]) if each["first"] <= card.number)
        for text in dict.fromkeys(_WORD.findall(card.title)):
            try:
                if not _finds(reader, segment, text, card.number):
                    yield finding(f"{reader.site}{card.path}", "search-word", word=text)
            except IndexDamagedError as damage:
                yield finding(str(damage), "search-damaged")
            except (KeyError, TypeError):
                yield finding(f"{reader.site}{permalinks.SEARCH}", "search-missing")
                return


def _finds(reader: IndexReader, segment: Mapping[str, Any], text: str, number: int) -> bool:
    term = word(text)
    postings = reader.postings(segment, term.key)
    return any(number in each.documents for each in postings if each.form in (term.form, _ALL_FORMS))
