"""Finds the text of a directory: names with telephone numbers or addresses of e-mail."""

import re
from collections import defaultdict

from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, marker_of
from generator.importer.lines.title import Title
from generator.importer.reading.page import CapturedPage, Line, LineForm, PagePart
from generator.importer.text.body import BodyBlock
from generator.importer.text.content import ArticleContent
from generator.importer.text.other_text import own_lines

_CONTACT = re.compile(r"(?<![\d/])(?:\+84|0)[\d .\-()]{8,14}\d(?![\d/])|[\w.-]+@[\w-]+\.[\w.]+")
_FEWEST = 6  # contacts; the foot of a page has telephone, fax and e-mail of its agency
_LINKED = 0.85
_SITE = (PagePart.SITE, PagePart.CRUMBS, PagePart.DATE, PagePart.TAGS)
_BETWEEN = " – "  # parts of an entry


def directory_text(content: ArticleContent, page: CapturedPage, title: Title) -> tuple[BodyBlock, ...]:
    """Returns the entries of a directory below its title, each as an item; empty for other pages."""
    if not page.marked_up or not title.lines:
        return ()
    below = [line for line in own_lines(content, page) if line.number > title.lines[0] and _is_own(line)]
    foot = next((i for i, line in enumerate(below) if marker_of(line.text) is Marker.FOOTER), len(below))
    contacts = [line for line in below[:foot] if _CONTACT.search(line.text)]
    if len(contacts) < _FEWEST:
        return ()
    around = _shared([line.path for line in contacts])
    inside = [line for line in below[:foot] if not around or around in line.path]
    return tuple(BodyBlock(entry.form, entry) for entry in _entries(inside, around))


def _is_own(line: Line) -> bool:
    return line.part not in _SITE and (line.linked < _LINKED or _CONTACT.search(line.text) is not None)


def _shared(paths: list[tuple[int, ...]]) -> int:
    """Returns the smallest element that holds all lines with these paths; 0 if none does."""
    shared = 0
    for elements in zip(*paths, strict=False):
        if len(set(elements)) > 1:
            break
        shared = elements[0]
    return shared


def _entries(lines: list[Line], around: int) -> list[Line]:
    """Joins the lines of each element directly below the shared one: the cells of a row."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.form is LineForm.TABLE:
            rows[-line.number].append(line)
            continue
        below = line.path.index(around) + 1 if around else 0
        rows[line.path[below] if below < len(line.path) else -line.number].append(line)
    entries = []
    for parts in rows.values():
        entry = parts[0]
        for part in parts[1:]:
            entry = entry.joined(part, _BETWEEN)
        plain = entry.form is LineForm.TABLE
        entries.append(entry if plain else replace(entry, form=LineForm.ITEM, level=0, order=0))
    return entries
