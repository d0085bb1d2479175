"""Recognises pages that list articles of their site, against its frame.

On such a page the own text is only leads, each below the headline of another page. Or it has no title where
the other pages have theirs, and more headlines of others than text.
"""

from collections import Counter

from generator.importer.frame.sketch import LINKED, PROSE
from generator.importer.reading.page import CapturedPage, Line, LineForm, PagePart

_TAUGHT = 5  # pages
_ITEMS = 3  # on a page that has a title
_FEWEST = 2  # on a page without
_HEADLINE = 4  # words
_LEADS = 0.8  # share of the paragraphs
_UNTITLED = 2  # headlines on a page without title that has more of them than text


def is_list_of_site(page: CapturedPage) -> bool:
    """Whether the own lines of a page are headlines of others with their leads."""
    if page.framed.titles < _TAUGHT:
        return False
    others = page.framed.others
    if not page.framed.title and not page.metadata.declares_article and is_mostly_headlines(page, _UNTITLED):
        return True
    own = [
        line
        for line in page.lines
        if line.number in others or line.part not in (PagePart.SITE, PagePart.CRUMBS)
    ]
    places = Counter(line.place for line in own if _is_headline(line))
    items = leads = prose = 0
    headline = False
    for line in own:
        if line.number in others or _is_headline(line):
            headline = line.number in others or places[line.place] > 1
            continue
        text = len(line.text) >= PROSE and line.linked < LINKED
        prose += text
        items += headline and line.form is not LineForm.TABLE and len(line.text) >= PROSE / 2
        leads += headline and text
        headline = headline and not text
    wanted = _FEWEST if not page.framed.title else _ITEMS
    wanted -= bool(others)
    return items >= wanted and leads >= _LEADS * prose


def is_mostly_headlines(page: CapturedPage, fewest: int) -> bool:
    """Whether the headlines of others are longer than the text and tables."""
    own = [line for line in page.lines if line.part not in (PagePart.SITE, PagePart.CRUMBS)]
    headlines = [line for line in own if _is_headline(line)]
    text = [
        line
        for line in own
        if line.linked < LINKED and (len(line.text) >= PROSE or line.form is LineForm.TABLE)
    ]
    return len(headlines) >= fewest and _letters(headlines) > _letters(text)


def _letters(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_headline(line: Line) -> bool:
    return line.linked >= LINKED and len(line.text.split()) >= _HEADLINE
