"""Recognises pages that list articles of their site, against its frame.

On such a page the own text is only leads, each below the headline of another page.
"""

from collections import Counter

from generator.importer.frame.sketch import LINKED, PROSE
from generator.importer.reading.page import CapturedPage, Line, LineForm, PagePart

_TAUGHT = 5  # pages
_ITEMS = 3  # on a page that has a title
_FEWEST = 2  # on a page without
_HEADLINE = 4  # words
_LEADS = 0.8  # share of the paragraphs


def is_list_of_site(page: CapturedPage) -> bool:
    """Whether the own lines of a page are headlines of others with their leads."""
    if page.framed.titles < _TAUGHT:
        return False
    others = page.framed.others
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


def _is_headline(line: Line) -> bool:
    return line.linked >= LINKED and len(line.text.split()) >= _HEADLINE
