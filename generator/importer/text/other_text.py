"""Finds the text of pages without running text: short notices, and offers of a document."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec.structs import replace

from generator.importer.addresses import is_file
from generator.importer.lines.boilerplate import Marker, is_noise, marker_of
from generator.importer.lines.dateline import is_stamped
from generator.importer.lines.signature import is_labelled
from generator.importer.lines.title import Title, key
from generator.importer.reading.page import CapturedPage, Line, LineForm, PagePart, PagePicture
from generator.importer.text.body import BodyBlock, is_metadata
from generator.importer.text.content import ArticleContent

_DAY = re.compile(r"\s*[(\[]?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[ ,-]*\d{1,2}:\d{2}(?::\d{2})?)?[)\]]?\s*$")
_TAUGHT = 5  # pages that show where titles stand
_LINKED = 0.85
_MOST_FILES = 12  # a page that offers more is a list
_WORDS = 4
_AROUND = 4  # elements around a title that may hold its pictures
_ASIDE = (PagePart.SITE, PagePart.CRUMBS, PagePart.DATE, PagePart.AUTHOR, PagePart.TAGS, PagePart.SOURCE)
_ENDS = (Marker.RELATED, Marker.COMMENTS, Marker.FOOTER)


def own_lines(content: ArticleContent, page: CapturedPage) -> tuple[Line, ...]:
    """Returns the lines of the article, and own ones below it.

    Portals offer the document of a notice below the element of its text.
    """
    if not page.framed.title or not content.lines:
        return content.lines
    below = page.lines[content.lines[-1].number :]
    return (*content.lines, *takewhile(lambda line: line.part is not PagePart.SITE, below))


def short_text(
    content: ArticleContent, page: CapturedPage, title: Title, consumed: frozenset[int]
) -> tuple[BodyBlock, ...]:
    """Returns the lines below a title that the frame shows.

    They are a notice of a few words, or offer a document: "Xem chi tiết tại đây".
    """
    if not _is_taught(title):
        return ()
    lines = _below(own_lines(content, page), title, consumed)
    files = [line for line in lines if _offers_file(line)]
    said = [line for line in lines if line not in files and key(line.text) != key(title.text)]
    if len(files) > _MOST_FILES or not (files or any(len(line.text.split()) >= _WORDS for line in said)):
        return ()
    kept = (_offer(line) if line in files else line for line in lines if line in files or line in said)
    return tuple(BodyBlock(line.form, line) for line in kept)


def without_others(blocks: Sequence[BodyBlock]) -> tuple[BodyBlock, ...]:
    """Returns the blocks of a text before the dated headlines of others that end it."""
    end = len(blocks)
    while end and _is_dated_headline(blocks[end - 1].line):
        end -= 1
    return tuple(blocks[:end])


def _is_dated_headline(line: Line) -> bool:
    """Whether a line is the headline of another article, with its date behind the link."""
    dated = _DAY.search(line.text) if line.linked and not _offers_file(line) else None
    return dated is not None and line.linked * len(line.text) >= _LINKED * dated.start()


def _below(lines: Iterable[Line], title: Title, consumed: frozenset[int]) -> list[Line]:
    """Returns the text below the title, up to a list of others."""
    found: list[Line] = []
    for line in lines:
        if line.number <= max(title.lines[:1], default=0) or line.number in consumed:
            continue
        if marker_of(line.text) in _ENDS:
            break
        offers = _offers_file(line)
        if line.part in _ASIDE or (not offers and _is_tool(line)):
            continue
        found.append(line)
    return found


def _is_tool(line: Line) -> bool:
    """Whether a line is no text: a menu, a date, a label."""
    text = line.text
    named = is_noise(text) or marker_of(text) is not None or is_stamped(text) or is_labelled(text)
    return named or is_metadata(line) or line.linked >= _LINKED or _is_dated_headline(line)


def own_pictures(title: Title, page: CapturedPage) -> tuple[PagePicture, ...]:
    """Returns the pictures below a title that the frame shows: scans of a document.

    They stand near the title, before the next line of the site.
    """
    if not _is_taught(title) or not title.lines:
        return ()
    above = page.lines[title.lines[0] - 1]
    below = page.lines[above.number :]
    last = next((line.number for line in below if line.part is PagePart.SITE), len(page.lines) + 1)
    near = above.path[: max(len(above.path) - _AROUND, 1)]
    return tuple(
        each
        for each in page.pictures
        if each.part is not PagePart.SITE
        and above.number < each.before <= last
        and each.path[: len(near)] == near
    )


def _is_taught(title: Title) -> bool:
    return title.how.startswith("frame") and title.pages >= _TAUGHT


def only_offers(blocks: Iterable[BodyBlock]) -> bool:
    """Whether a text has no words of its own, only files or pictures."""
    return all(_offers_file(block.line) for block in blocks)


def tools_beside(blocks: Iterable[BodyBlock], page: CapturedPage) -> list[str]:
    """Returns the lines of which a text keeps only the link to a file."""
    shown = {block.line.number: block.text for block in blocks if _offers_file(block.line)}
    return [line.text for line in page.lines if len(shown.get(line.number, line.text)) < len(line.text)]


def _offer(line: Line) -> Line:
    """Returns the link to a file without the tools beside it: views, a print view, a way back."""
    mark = next(mark for mark in line.marks if mark.kind == "link" and is_file(mark.target))
    after = line.text[mark.end :].strip()
    tools = is_noise(line.text) or line.form is LineForm.CAPTION or (after and is_noise(after))
    if not tools:
        return line
    return replace(line.within(mark.start, mark.end), form=LineForm.PARAGRAPH)


def _offers_file(line: Line) -> bool:
    return any(mark.kind == "link" and is_file(mark.target) for mark in line.marks)
