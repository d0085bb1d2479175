"""Divides the lines of a page into head, front, text, signature and foot."""

import re

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import (
    Marker,
    is_masthead,
    is_noise,
    is_picture_trace,
    marker_of,
    stripped,
)
from generator.importer.lines.dateline import is_stamped
from generator.importer.lines.shape import bullet_text, is_caption, is_numbered, is_paragraph, is_sentence
from generator.importer.lines.signature import is_labelled, source_named
from generator.importer.lines.title import Title
from generator.importer.reading.page import Line, LineForm, PagePart
from generator.importer.text.content import ArticleContent
from generator.text.names import is_organisation

ADDRESS = re.compile(r"https?://[^\s<>]{4,500}")
END_MARK = "./."
_WHOLE = (LineForm.ITEM, LineForm.TABLE)
_LINKED = 0.85  # share of linked characters
_HALF = 0.5
_MOST_FOOTER = 600  # characters of paragraphs in a footer


class PageRegions(Struct, frozen=True):
    """Lines of a page by region.

    `head`: above the title. `front`: between title and text. `signature`: short lines after the text. `foot`:
    lines of the site. `inside`: numbers of the lines in the element of the text, empty without markup.
    """

    head: tuple[Line, ...]
    front: tuple[Line, ...]
    text: tuple[Line, ...]
    signature: tuple[Line, ...]
    foot: tuple[Line, ...]
    inside: frozenset[int] = frozenset()


def find_regions(content: ArticleContent, title: Title) -> PageRegions:
    """Divides a page around its title. `text` is empty if none follows."""
    lines = content.lines
    titles = set(title.lines)
    repeated = {i for i, line in enumerate(lines) if line.number in titles}
    begin = _begin(content, repeated)
    if content.first:
        first = _first_inside(content, begin, repeated)
        end = next((i for i in range(len(lines), first, -1) if lines[i - 1].number <= content.last), first)
        cut, dropped = _cut(lines[:end], first, trusted=True)
        last = _last_of_text(lines, first, cut)
        cut, dropped = _after(lines, cut, end, dropped)
    else:
        first = _first_of_text(lines, begin, repeated)
        cut, dropped = _cut(lines, first)
        dropped |= _lists_without_heading(lines, first, cut)
        last = _last_of_text(lines, first, cut)
    return PageRegions(
        head=lines[:begin],
        front=_content_lines(lines, begin, first, repeated),
        text=_content_lines(lines, first, last, repeated | dropped),
        signature=_content_lines(lines, last, cut, repeated | dropped),
        foot=(*lines[cut:], *content.site),
        inside=frozenset(line.number for line in lines if content.first <= line.number <= content.last),
    )


def _begin(content: ArticleContent, repeated: set[int]) -> int:
    """Index of the last title above the text, else of the beginning of the text."""
    if not content.first:
        return min(repeated, default=0)
    above = [i for i in repeated if content.lines[i].number < content.first]
    inside = next(i for i, line in enumerate(content.lines) if line.number >= content.first)
    early = [i for i in repeated if inside <= i <= inside + 3]
    return max(above or early, default=inside)


def _first_inside(content: ArticleContent, begin: int, repeated: set[int]) -> int:
    """Index of the first line in the element of the text that is text."""
    lines = content.lines
    for i, line in enumerate(lines):
        if line.number < content.first or i < begin or i in repeated or _is_boilerplate(line.text):
            continue
        if (
            line.part in (PagePart.DATE, PagePart.AUTHOR, PagePart.TITLE)
            or is_stamped(line.text)
            or is_labelled(line.text)
        ):
            continue
        return i
    return len(lines)


def _after(lines: tuple[Line, ...], cut: int, end: int, dropped: set[int]) -> tuple[int, set[int]]:
    """Returns where lines of the site begin after the text, and the dropped lines.

    Lines after the text may sign it, until a list begins. Links there are dropped.
    """
    if cut < end:
        return cut, dropped
    i = end
    while i < len(lines) and marker_of(lines[i].text) not in (Marker.RELATED, Marker.COMMENTS, Marker.FOOTER):
        if lines[i].linked >= 0.9 and lines[i].part not in (
            PagePart.AUTHOR,
            PagePart.SOURCE,
            PagePart.ATTACHMENTS,
        ):
            dropped.add(i)
        i += 1
    return i, dropped


def _lists_without_heading(lines: tuple[Line, ...], first: int, cut: int) -> set[int]:
    """Returns the lines of lists of other titles in plain text.

    A list has three lines or more, few captions and no sentences.
    """
    found: set[int] = set()
    run: list[int] = []
    for i in range(first, cut + 1):
        if i < cut and _is_other_title(lines[i]):
            run.append(i)
            continue
        captions = sum(is_caption(lines[i].text) for i in run)
        if len(run) >= 3 and captions * 3 <= len(run):
            found |= set(run)
        run = []
    return found


def _is_other_title(line: Line) -> bool:
    """Whether a line may be the title of another article."""
    text = line.text
    shaped = 6 <= len(text.split()) <= 30 and text[0].isupper() and text[-1].isalnum() and not line.picture
    plain = line.form is LineForm.PARAGRAPH and not line.rows and line.indent < 8
    return shaped and plain and not bullet_text(text) and not is_numbered(text)


def _first_of_text(lines: tuple[Line, ...], begin: int, repeated: set[int]) -> int:
    """Index of the first running text after the title, else of a sentence."""
    last = max(repeated, default=begin)
    after = range(begin if not repeated else begin + 1, len(lines))
    for says_something in (is_paragraph, is_sentence):
        for i in after:
            if marker_of(lines[i].text) in (Marker.FOOTER, Marker.RELATED) and i > last + 3:
                break
            if i not in repeated and says_something(lines[i].text) and not _is_boilerplate(lines[i].text):
                return i
    return len(lines)


def _is_boilerplate(text: str) -> bool:
    """Whether a line is noise or a marker."""
    return is_noise(text) or marker_of(text) is not None


def _cut(lines: tuple[Line, ...], first: int, trusted: bool = False) -> tuple[int, set[int]]:
    """Returns where lines of the site begin, and the lines of boxes before.

    `trusted`: the lines are in the element of the text, where a signature ends nothing.
    """
    dropped: set[int] = set()
    i = first
    while i < len(lines):
        signed = not trusted and i > first and is_labelled(lines[i].text)
        if signed and _mass(lines, first, i) >= _mass(lines, i, len(lines)):
            return _after_signature(lines, i), dropped
        end = i if trusted and _is_of_text(lines, first, i) else _resumes(lines, first, i)
        if end is None and trusted:
            end = _behind_box(lines, i) or _behind_insertion(lines, first, i)
        if end is None:
            return _before_agency(lines, i), dropped
        dropped |= set(range(i, end))
        i = max(end, i + 1)
    return len(lines), dropped


def _is_of_text(lines: tuple[Line, ...], first: int, i: int) -> bool:
    """Whether all paragraphs follow a marker, as in a text about an agency."""
    contact = marker_of(lines[i].text) in (Marker.FOOTER, Marker.CONTACT)
    return contact and not _mass(lines, first, i) and _mass(lines, i, len(lines)) >= _MOST_FOOTER


def _mass(lines: tuple[Line, ...], start: int, end: int) -> int:
    """Number of characters in paragraphs."""
    return sum(len(line.text) for line in lines[start:end] if is_paragraph(line.text))


def _after_signature(lines: tuple[Line, ...], i: int) -> int:
    """Index behind the signature and its adjacent lines ("Theo …")."""
    end = i + 1
    while end < len(lines) and (is_labelled(lines[end].text) or source_named(lines[end].text)):
        end += 1
    return end


def _before_agency(lines: tuple[Line, ...], i: int) -> int:
    """Index of the cut, or one line up if that names the agency."""
    contact = marker_of(lines[i].text) is Marker.CONTACT and not is_masthead(lines[i].text)
    named = i > 0 and is_organisation(lines[i - 1].text) and not is_sentence(lines[i - 1].text)
    return i - 1 if contact and named and len(lines[i - 1].text) <= 120 else i


def _resumes(lines: tuple[Line, ...], first: int, i: int) -> int | None:
    """Index where the text continues after line i; None if it does not."""
    marker = marker_of(lines[i].text)
    if marker is None:
        return i
    rest = range(i + 1, _next_end(lines, i + 1))
    if marker in (Marker.CONTACT, Marker.BLOCK):
        goes_on = any(is_sentence(lines[j].text) and not is_noise(lines[j].text) for j in rest)
        return i if goes_on else None
    if marker is not Marker.FOOTER and _closes_later(lines, i, rest):
        return next((j for j in rest if is_sentence(lines[j].text) and lines[j].linked < 0.5), None)
    return i + 1 if _is_tool_bar(lines, first, i, rest) else None


def _behind_box(lines: tuple[Line, ...], i: int) -> int | None:
    """Index behind a box of related articles within the text; None if the text does not continue.

    A box has an element of its own, or its links follow its heading without a paragraph between them.
    """
    if marker_of(lines[i].text) is not Marker.RELATED or i + 1 >= len(lines):
        return None
    box = next((element for element in reversed(lines[i].path) if element in lines[i + 1].path), 0)
    of_box = box and (i == 0 or box not in lines[i - 1].path)
    after = range(i + 1, len(lines))
    end = next(
        (j for j in after if (box not in lines[j].path if of_box else lines[j].linked < _LINKED)), len(lines)
    )
    rest = lines[end : _next_end(lines, end)]
    prose = [line for line in rest if is_paragraph(line.text) and line.linked < _HALF]
    links = sum(line.linked >= _LINKED for line in rest)
    goes_on = bool(prose) and end > i + 1 and links * 2 <= len(prose)
    return end if goes_on and (of_box or is_paragraph(lines[end].text)) else None


def _behind_insertion(lines: tuple[Line, ...], first: int, i: int) -> int | None:
    """Index behind an element that interrupts the text; None if the text does not continue.

    The element holds the line with the marker, as a box or a picture with its licence does. The paragraphs
    before and behind it stand in the same element, and those behind it are more than a footer has.
    """
    path = lines[i].path
    held = {line.path[-2] for line in lines[first:i] if len(line.path) > 1 and is_paragraph(line.text)}
    around = next((element for element in reversed(path) if element in held), 0)
    inside = path[path.index(around) + 1 :] if around else ()
    if len(inside) < 2:
        return None
    after = range(i + 1, len(lines))
    end = next((j for j in after if inside[0] not in lines[j].path), len(lines))
    rest = [line for line in lines[end:] if around in line.path]
    prose = [line for line in rest if is_paragraph(line.text) and line.linked < _HALF]
    links = sum(line.linked >= _LINKED for line in rest)
    goes_on = sum(len(line.text) for line in prose) >= _MOST_FOOTER and links * 2 <= len(prose)
    return end if goes_on else None


def _next_end(lines: tuple[Line, ...], start: int) -> int:
    """Index of the next line that ends an article, else the end of the page."""
    ends = (Marker.COMMENTS, Marker.FOOTER, Marker.RELATED)
    return next((j for j in range(start, len(lines)) if marker_of(lines[j].text) in ends), len(lines))


def _closes_later(lines: tuple[Line, ...], i: int, rest: range) -> bool:
    """Whether an end mark or labelled signature follows line i."""
    if any(END_MARK in line.text or is_labelled(line.text) for line in lines[:i]):
        return False
    end = next((j for j in rest if END_MARK in lines[j].text or is_labelled(lines[j].text)), None)
    return end is not None and _mass(lines, i, end + 1) > 0


def _is_tool_bar(lines: tuple[Line, ...], first: int, i: int, rest: range) -> bool:
    """Whether a marker, as "Bình luận", is between a lead and a longer text."""
    before, after = _mass(lines, first, i), _mass(lines, i, rest.stop)
    follows = i + 1 in rest and is_paragraph(lines[i + 1].text)
    return follows and i - first <= 2 and before <= 600 and after > 2 * before


def _last_of_text(lines: tuple[Line, ...], first: int, cut: int) -> int:
    """Index behind the last complete line of text."""
    for i in range(cut - 1, first - 1, -1):
        text = lines[i].text
        if is_noise(text) or is_labelled(text):
            continue
        if lines[i].form in _WHOLE or is_paragraph(text) or is_sentence(text) or END_MARK in text:
            return i + 1
        if bullet_text(text):
            return i + 1
    return first


def _content_lines(lines: tuple[Line, ...], start: int, end: int, without: set[int]) -> tuple[Line, ...]:
    """Returns the lines without boilerplate. A line notes that a picture preceded it."""
    selected: list[Line] = []
    picture = False
    for i in range(start, end):
        line = lines[i]
        if is_picture_trace(line.text):
            picture = True
        elif i not in without and (line.form in _WHOLE or not is_noise(line.text) or _is_address(line)):
            start, end_ = stripped(line.text)
            selected.append(replace(line.within(start, end_), picture=picture or line.picture or start > 0))
            picture = False
    return tuple(selected)


def _is_address(line: Line) -> bool:
    """Whether a line of a page with markup has only an address."""
    return bool(line.path) and line.part is not PagePart.SITE and ADDRESS.fullmatch(line.text) is not None
