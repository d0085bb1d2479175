"""Checks the search against the pages: every article is found, under its title and by the words of it."""

import re
from collections.abc import Iterator, Mapping, Set

from msgspec import Struct

from generator import permalinks
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.search.analysis.terms import WORD, term_of
from generator.verify.examine import Examined
from generator.verify.files import finding
from generator.verify.index_files import IndexDamagedError, IndexFiles, Scripts, index_files
from generator.verify.search_index import (
    Card,
    CardFile,
    Cards,
    IndexReader,
    Root,
    UnknownFormatError,
    card_files,
)

_ALL_FORMS = "*"
_SAMPLE = 60  # titles whose words are looked up
_FEW = 40  # titles that are not worth processes
_WORD = re.compile(WORD)
_UNDATED = "|".join(words.undated for words in permalinks.WORDS.values())
_ARTICLE = re.compile(rf"[a-z]{{2}}/(?:\d{{4}}/(?:\d\d/)?|(?:{_UNDATED})/)(?!index\.html$)[^/]+\.html")


def check_search(scripts: Scripts, pages: Mapping[str, Examined], jobs: int) -> Iterator[Problem]:
    """The problems of the search; `pages` are the pages of the site by path within it.

    Raises OSError if the disk fails.
    """
    roots = {page.search_root for page in pages.values() if page.search_root}
    if len(roots) != 1:
        yield finding(f"{scripts.site}{permalinks.SEARCH}", "search-missing")
        return
    try:
        files = index_files(scripts, roots.pop())
    except IndexDamagedError as damage:
        yield finding(str(damage), "search-damaged")
        return
    names = {*scripts.names()} if not files.packs else {files.root}
    problems: list[Problem] = []
    for found in in_parallel(_PackReader(files), range(len(files.packs)), jobs, few=2, chunk=1):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            names.update(found)
    yield from problems
    if not problems:
        yield from _check_index(IndexReader(files), names, pages, jobs)


def _check_index(
    reader: IndexReader, names: Set[str], pages: Mapping[str, Examined], jobs: int
) -> Iterator[Problem]:
    """The problems of an index with files of these names."""
    try:
        root = reader.root(len(names))
        reached = {*reader.tree(root)}
    except IndexDamagedError as damage:
        yield finding(str(damage), "search-damaged")
        return
    except UnknownFormatError as unknown:
        yield finding(reader.files.path(reader.files.root), "search-format", format=str(unknown))
        return
    files = list(card_files(root))
    reached.update(file.name for file in files)
    problems: list[Problem] = []
    cards: dict[str, Card] = {}
    for found in in_parallel(_CardReader(reader), files, jobs):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            reached.add(found.texts)
            cards |= {card.path: card for card in found.cards}
    yield from problems or _differences(reader.files, names, reached)
    yield from _compared(reader.files.scripts.site, cards, pages)
    known = [cards[path] for path in sorted(cards.keys() & pages.keys())]
    sample = known[:: max(1, len(known) // _SAMPLE)]
    for found_words in in_parallel(_WordCheck(reader, root), sample, jobs, few=_FEW, chunk=1):
        yield from found_words


def _differences(files: IndexFiles, names: Set[str], reached: Set[str]) -> Iterator[Problem]:
    """Files of the index that are missing, and scripts that it does not lead to."""
    for name in reached - names:
        yield finding(files.path(name), "search-damaged")
    used = {files.path(name) for name in reached}
    strays = {files.scripts.path(script) for script in files.scripts.names()} - used
    for path in strays | {files.path(name) for name in names - reached}:
        yield finding(path, "search-stray")


class _PackReader(Struct, frozen=True):
    files: IndexFiles

    def __call__(self, place: int) -> list[str] | Problem:
        try:
            return self.files.names_in_pack(place)
        except IndexDamagedError as damage:
            return finding(str(damage), "search-damaged")


class _CardReader(Struct, frozen=True):
    reader: IndexReader

    def __call__(self, file: CardFile) -> Cards | Problem:
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
                forms = self.reader.forms(self.root, segment, term.folded, card.number)
            except IndexDamagedError as damage:
                problems.append(finding(str(damage), "search-damaged"))
                continue
            if term.accents not in forms and _ALL_FORMS not in forms:
                problems.append(
                    finding(f"{self.reader.files.scripts.site}{card.path}", "search-word", word=text)
                )
        return problems
