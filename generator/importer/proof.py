"""Compares an article with its page, so that nothing is lost in silence."""

from collections.abc import Iterator

from msgspec.structs import replace

from generator.importer.article import MediaReference
from generator.importer.lines.boilerplate import is_noise, marker_of
from generator.importer.lines.dateline import has_only_dates, read_dateline, states_date
from generator.importer.lines.shape import is_paragraph
from generator.importer.lines.title import key
from generator.importer.page_fields import PageFields
from generator.importer.reading.page import Line, PagePart
from generator.importer.text.body import is_metadata
from generator.importer.text.completeness import Completeness, measure_completeness
from generator.importer.text.other_text import only_offers, tools_beside

_LINKED = 0.5
_NAMED = 0.4  # share of the letters of a line that are names of the authors


def compare_with_page(
    fields: PageFields, body: str, media: tuple[MediaReference, ...], publisher: str
) -> Completeness:
    """Compares the body with the source, for completeness and order."""
    if not fields.source.capture.known and only_offers(fields.blocks):
        return Completeness(1.0)
    byline = fields.byline
    signed = [
        line.text for line in fields.page.lines if line.number in byline.lines | fields.publication_date.lines
    ]
    elsewhere = [
        fields.title.text,
        publisher,
        byline.translator,
        *byline.authors,
        *signed,
        *(medium.caption for medium in media),
        *(medium.alt for medium in media),
        *_of_the_site(fields),
    ]
    text, marked_up = fields.source.decoded.text, fields.source.marked_up
    measured = measure_completeness(text, marked_up, body, elsewhere, whole=fields.source.capture.stated)
    if fields.directory:  # rows and cells of its table are guessed
        return replace(measured, in_order=False)
    left_out = list(_left_out(fields, body))
    letters = sum(len(line.text) for line in left_out)
    return replace(measured, left_out=letters, first_left_out=left_out[0].text if left_out else "")


def _left_out(fields: PageFields, body: str) -> Iterator[Line]:
    """Yields the paragraphs that stand as those of the text do.

    The text has none of them. They share the element around a paragraph of the text, stand in elements of the
    same names, or are in the element of the text.
    """
    kept = [block.line for block in fields.blocks if is_paragraph(block.text) and len(block.line.path) > 1]
    around = {line.path[-2] for line in kept} | ({fields.content.body} - {0})
    places = {line.place for line in kept}
    known = _known_lines(fields)
    written = key(body)
    for line in sorted((*fields.content.lines, *fields.content.site), key=lambda line: line.number):
        beside = line.place in places or not around.isdisjoint(line.path[:-1])
        if line.number in known or line.part is PagePart.SITE or not beside or not _is_text(line):
            continue
        if fields.page.folded.isdisjoint(line.path) and key(line.text) not in written:
            yield line


def _known_lines(fields: PageFields) -> frozenset[int]:
    """Returns the numbers of lines that are in the article or repeat."""
    shown = {block.line.number for block in fields.blocks}
    signed = fields.byline.lines | fields.publication_date.lines
    return frozenset(shown | signed | set(fields.title.lines) | fields.page.framed.repeated)


def _is_text(line: Line) -> bool:
    """Whether a line is a paragraph that says something, and not of the site."""
    said = is_paragraph(line.text) and line.linked < _LINKED
    return said and not is_noise(line.text) and marker_of(line.text) is None and not is_metadata(line)


def _of_the_site(fields: PageFields) -> list[str]:
    """Returns the lines that repeat, became fields, or are dates around the title."""
    shown = {block.line.number for block in fields.blocks}
    dated = [line.text for line in (*fields.regions.head, *fields.regions.front) if states_date(line.text)]
    tools = tools_beside(fields.blocks, fields.page)
    beside = [
        line.text
        for line in fields.page.lines
        if line.number in fields.page.framed.repeated
        or (line.number not in shown and (is_metadata(line) or _says_field(line.text, fields)))
    ]
    return beside + dated + tools


def _says_field(text: str, fields: PageFields) -> bool:
    """Whether a line says little but the date or the authors of the article."""
    if dated := read_dateline(text):
        days = {
            date.first_day for date in (fields.publication_date.date, fields.publication_date.updated) if date
        }
        return dated.date.first_day in days
    if has_only_dates(text):
        return True
    said = key(text)
    names = sum(len(key(name)) for name in fields.byline.authors if key(name) in said)
    return not is_paragraph(text) and names >= len(said) * _NAMED
