"""Converts a captured page into an article, or into the problem that prevents it.

The bytes become text, and the text becomes a page of lines. The title is found first, then the element of the
article around it, then date, byline, province and body. Finally the body is compared with the source.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import takewhile

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.importer.article import Evidence, ImportedArticle, MediaReference
from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.fields.byline import Byline, byline_of_container, find_byline
from generator.importer.fields.known import readable
from generator.importer.fields.language import language_of
from generator.importer.fields.moments import read_moment, zone_of_page
from generator.importer.fields.origin import address_of, origin_of, publisher_of
from generator.importer.fields.province import Province, find_province
from generator.importer.fields.publication_date import PublicationDate, find_publication_date
from generator.importer.fields.review_reasons import review_reasons_of
from generator.importer.fields.topics import lead_of, section_of, tags_of
from generator.importer.frame.list_pages import is_list_of_site, is_mostly_headlines
from generator.importer.frame.record import SiteFrame
from generator.importer.frame.sites import SiteFrames
from generator.importer.frame.use import framed
from generator.importer.lines.official_head import OfficialHead, is_motto, read_official_head
from generator.importer.lines.shape import is_paragraph
from generator.importer.lines.title import Title, find_title, key
from generator.importer.page_fields import DecodedPage, PageFields
from generator.importer.proof import compare_with_page
from generator.importer.reading.cost import TooCostly, cost_of
from generator.importer.reading.document import read_document
from generator.importer.reading.encoding import decode
from generator.importer.reading.lists import is_list
from generator.importer.reading.page import CapturedPage, LineForm, PagePart, PagePicture
from generator.importer.reading.plain_text import read_plain_text
from generator.importer.text.body import BodyBlock, find_blocks
from generator.importer.text.completeness import Completeness
from generator.importer.text.content import ArticleContent, find_content
from generator.importer.text.directory import directory_text
from generator.importer.text.other_text import (
    own_lines,
    own_pictures,
    short_text,
    without_others,
)
from generator.importer.text.regions import PageRegions, find_regions
from generator.importer.text.stated_text import begun_title, stated_blocks
from generator.importer.text.writing import listed_files, pictures_of, write_body
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START, PartialDate
from generator.text.dates import parse_date

MAX_TEXT = 1024 * 1024  # characters of visible text
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_FRAGMENT = re.compile(r"<(?:p|div|br|table|span|h[1-6]|ul|article)\b[^>]*>", re.IGNORECASE)
_SURE_TITLE = 0.85  # a title of the page that precedes kind and subject of a document
_DOUBTFUL = 0.5  # certainty of a title that repeats on other pages
_LISTED = 8  # links; a page without text and with so many is a list


def import_page(
    capture: Capture, province: str = "", language: str = "", frames: SiteFrames | None = None
) -> Outcome[ImportedArticle | None]:
    """Converts a captured page; the value is None if the page has no article.

    If `province` or `language` (vi, en) is given, it overrides the page. So do the values of `capture.known`.
    The page is read against the frame of its site, if there is one.
    """
    capture = replace(capture, known=readable(capture.known))
    source = _decoded_page(capture)
    if isinstance(source, Problem):
        return Outcome(None, (source,))
    alone = _page(source)
    if isinstance(alone, Problem):
        return Outcome(None, (alone,))
    own = capture.known or capture.stated
    frame = frames.of(capture.address, alone.metadata) if frames and not own else SiteFrame()
    page = framed(alone, frame)
    if is_list_of_site(page):
        return _refused(capture, "import-list-page")
    head = read_official_head(page.lines)
    title = _known_title(capture, page) or _title_of(page, head) or _doubtful_title(alone, page)
    title = title or (begun_title(page, capture.path) if capture.stated else None)
    if title is None:
        return _refused(capture, "import-list-page" if page.framed.pages else "import-no-title")
    fields = _read_fields(source, page, title, head, province)
    if not fields.blocks and not _pictures_of(fields):
        return _refused(capture, "import-list-page" if _is_list(page) else "import-no-body")
    if _is_section(fields):
        return _refused(capture, "import-list-page")
    return _outcome(fields, language)


def _title_of(page: CapturedPage, head: OfficialHead | None) -> Title | None:
    """Returns the title that the page names, else kind and subject of an official document."""
    if head is None or page.metadata.declares_article:
        return find_title(page)
    found = find_title(page) if page.metadata.of("title") else None
    if (
        found is not None
        and found.certainty >= _SURE_TITLE
        and found.lines[:1] not in [(), head.title_lines[:1]]
    ):
        return found
    return Title(head.title, head.title_lines, how="document", certainty=0.9)


def _decoded_page(capture: Capture) -> DecodedPage | Problem:
    """Decodes the page; returns a problem if it is too large, empty or binary."""
    if len(capture.data) > MOST_BYTES:
        size = f"{len(capture.data) / 1024 / 1024:.1f}"
        return Problem.at(
            capture.path, FILE_START, "import-too-large", size=size, most=str(MOST_BYTES // 1024 // 1024)
        )
    decoded = decode(capture.data, capture.charset)
    if decoded is None:
        return Problem.at(capture.path, FILE_START, "import-not-text")
    if not decoded.text.strip():
        return Problem.at(capture.path, FILE_START, "import-empty")
    return DecodedPage(capture, decoded, _is_markup(capture.media_type, decoded.text))


def _is_markup(media_type: str, text: str) -> bool:
    """Whether a text is HTML: by its media type, its beginning, or its tags."""
    if "html" in media_type:
        return True
    if media_type == "text/plain":
        return False
    return _MARKUP.match(text) is not None or len(_FRAGMENT.findall(text[:100_000])) >= 3


def _page(source: DecodedPage) -> CapturedPage | Problem:
    """Reads the lines of the page, unless parsing would be too expensive."""
    text = source.decoded.text
    if not source.marked_up:
        return _too_long(source.capture, len(text)) or read_plain_text(text)
    cost = cost_of(text)
    if isinstance(cost, TooCostly):
        return Problem.at(source.capture.path, FILE_START, cost.code, count=str(cost.count))
    tree = LexborHTMLParser(text)
    page = read_document(tree, text)
    if (
        not source.capture.known
        and not source.capture.stated
        and not page.metadata.describes_article
        and is_list(tree, source.capture.address, page.metadata.declares_article)
    ):
        return Problem.at(source.capture.path, FILE_START, "import-list-page")
    return _too_long(source.capture, sum(len(line.text) for line in page.lines)) or page


def _too_long(capture: Capture, length: int) -> Problem | None:
    if length <= MAX_TEXT:
        return None
    return Problem.at(capture.path, FILE_START, "import-too-large", size=f"{length / MAX_TEXT:.1f}", most="1")


def _read_fields(
    source: DecodedPage, page: CapturedPage, title: Title, head: OfficialHead | None, province: str
) -> PageFields:
    """Finds all fields of the page."""
    capture = source.capture
    content = find_content(page, title.lines)
    regions = find_regions(content, title)
    zone = zone_of_page(
        (claim.value for claim in page.metadata.of("date")),
        " ".join(line.text for line in content.lines),
        address_of(capture, page),
    )
    publication_date = _known_date(capture) or find_publication_date(
        regions, title, page.metadata, parse_date(capture.captured), page.framed, zone
    )
    if head is not None and title.how == "document":
        publication_date = _date_of_document(publication_date, head)
    byline = _known_byline(capture) or find_byline(regions, publication_date.all, page.metadata)
    found_province = (
        Province(province, how="given", certainty=1.0)
        if province
        else find_province(regions, title, byline, publication_date.date, page, address_of(capture, page))
    )
    consumed = byline.lines | publication_date.lines
    blocks = (
        stated_blocks(page, title, consumed)
        if capture.stated
        else _found_blocks(content, regions, page, title, consumed)
    )
    entries = directory_text(content, page, title) if not blocks and not capture.stated else ()
    blocks = blocks or entries
    if head is not None and title.how == "document" and blocks:
        shown = [block for block in blocks if block.line.number not in head.head_lines]
        blocks = (*_head_blocks(page, head), *shown)
    return PageFields(
        source, page, title, content, regions, publication_date, byline, found_province, blocks, bool(entries)
    )


def _found_blocks(
    content: ArticleContent, regions: PageRegions, page: CapturedPage, title: Title, consumed: frozenset[int]
) -> tuple[BodyBlock, ...]:
    """Finds the text of a page, else its notice of a few words."""
    blocks = find_blocks(regions, consumed) if regions.text or regions.front else ()
    return without_others(blocks) or short_text(content, page, title, consumed)


def _date_of_document(found: PublicationDate, head: OfficialHead) -> PublicationDate:
    """Returns the date of an official document, unless the page is dated itself."""
    if head.date is None or found.date is not None:
        return found
    return replace(
        found,
        date=head.date,
        how="document",
        certainty=0.93,
        candidate=None,
        said="",
        weekday=False,
        lines=found.lines - {head.dated},
    )


def _head_blocks(page: CapturedPage, head: OfficialHead) -> Iterator[BodyBlock]:
    """Yields the lines of the head that are not in the title: agency, number, place and date."""
    for line in page.lines:
        kept = line.number in head.head_lines and line.number not in head.title_lines
        if kept and not is_motto(line.text):
            yield BodyBlock(LineForm.PARAGRAPH, replace(line, form=LineForm.PARAGRAPH, level=-1, quote=0))


def _outcome(fields: PageFields, language: str) -> Outcome[ImportedArticle | None]:
    """Builds the article and the problems that a person must review."""
    capture, page = fields.source.capture, fields.page
    pictures = _pictures_of(fields)
    body, media = write_body(fields.blocks, pictures, page.footnotes, address_of(capture, page))
    media = (*media, *_files_beside(fields, media))
    under_successor = fields.province.doubtful and not fields.byline.publisher
    publisher = "" if under_successor else publisher_of(fields.regions, fields.byline, page)
    completeness = compare_with_page(fields, body, media, publisher)
    lost = tuple(dict.fromkeys(picture.alt for picture in pictures if picture.kind == "lost"))
    reasons = review_reasons_of(
        replace(capture, losses=(*capture.losses, *lost)),
        fields.title,
        fields.publication_date,
        fields.byline,
        fields.province,
        completeness,
        fields.source.decoded,
    )
    review = tuple(dict.fromkeys(field for field, _ in reasons))
    article = ImportedArticle(
        title=fields.title.text,
        date=fields.publication_date.date,
        updated=fields.publication_date.updated,
        authors=fields.byline.authors,
        province=fields.province.name,
        review=review,
        publisher=publisher,
        translator=fields.byline.translator,
        source=origin_of(capture, page),
        language=language or str(capture.known.get("language") or "") or language_of(fields.blocks),
        body=body,
        summary=str(capture.known.get("summary") or "") or lead_of(fields.blocks, page.metadata),
        tags=_known_list(capture.known.get("tags")) or tags_of(fields.content, page.metadata),
        section=str(capture.known.get("section") or "") or section_of(page, fields.title),
        draft="title" in review or "body" in review,
        evidence=_evidence(fields, completeness),
        media=media,
        marked=page.metadata.declares_article,
    )
    return Outcome(article, tuple(problem for _, problem in reasons))


def _pictures_of(fields: PageFields) -> tuple[PagePicture, ...]:
    """Returns the pictures of the article, which may have no text."""
    page, content, title = fields.page, fields.content, fields.title
    if fields.source.capture.stated:
        return page.pictures
    if fields.blocks:
        above = max((number for number in title.lines if number <= content.first), default=0)
        own = pictures_of(page.pictures, fields.blocks, content, above)
        name = key(title.text)
        return tuple(replace(each, alt="") if key(each.alt) == name else each for each in own)
    return own_pictures(title, page)


def _files_beside(fields: PageFields, media: tuple[MediaReference, ...]) -> tuple[MediaReference, ...]:
    """Returns the attachments that are listed outside the text."""
    shown = {block.line.number for block in fields.blocks}
    lines = own_lines(fields.content, fields.page)
    around = [line for line in lines if line.number not in shown and line.part is not PagePart.SITE]
    return listed_files(around, media)


def _evidence(fields: PageFields, completeness: Completeness) -> Mapping[str, Evidence]:
    """Returns how each field was found, its certainty, and rejected dates."""
    publication_date, byline, province = fields.publication_date, fields.byline, fields.province
    candidate = publication_date.candidate.iso if publication_date.candidate else ""
    return {
        "title": Evidence(fields.title.how, fields.title.certainty, pages=fields.title.pages),
        "date": Evidence(
            publication_date.how or "none", publication_date.certainty, candidate, publication_date.pages
        ),
        "author": Evidence(byline.how or "none", byline.certainty),
        "province": Evidence(province.how or "none", province.certainty),
        "body": Evidence(
            "markup" if fields.source.marked_up else "lines",
            round(completeness.share * completeness.in_order * _kept_share(fields, completeness), 4),
        ),
        "encoding": Evidence(fields.source.decoded.encoding, 0.5 if fields.source.decoded.broken else 1.0),
    }


def _kept_share(fields: PageFields, completeness: Completeness) -> float:
    """Returns the share of the letters that are in the text."""
    kept = sum(len(block.text) for block in fields.blocks)
    return kept / (kept + completeness.left_out) if kept else 1.0


def _is_list(page: CapturedPage) -> bool:
    links = [line for line in page.lines if line.linked >= 0.85 and len(line.text.split()) >= 5]
    return len(links) >= _LISTED


def _is_section(fields: PageFields) -> bool:
    """Whether a page has headlines for a text, and no line names it.

    It has no date and no author either.
    """
    found = fields.title.lines or fields.publication_date.date or fields.byline.authors
    stated = fields.source.capture.known or fields.source.capture.stated
    described = fields.page.metadata.describes_article
    return not (found or stated or described) and is_mostly_headlines(fields.page, _LISTED)


def _known_title(capture: Capture, page: CapturedPage) -> Title | None:
    """Returns the title from the container, with the line numbers that repeat it."""
    known = " ".join(str(capture.known.get("title") or "").split())
    if not known:
        return None
    found = None if page.marked_up else find_title(page)
    lines = found.lines if found and found.text == known else ()
    above = takewhile(lambda line: line.text == known and line.form is not LineForm.TABLE, page.lines)
    return Title(known, lines or tuple(line.number for line in above), how="container", certainty=1.0)


def _doubtful_title(alone: CapturedPage, page: CapturedPage) -> Title | None:
    """Returns the title that a page with a text has without its frame."""
    own = any(line.part is not PagePart.SITE and is_paragraph(line.text) for line in page.lines)
    title = find_title(alone) if own and page.framed.pages else None
    return replace(title, certainty=_DOUBTFUL) if title else None


def _known_date(capture: Capture) -> PublicationDate | None:
    value = capture.known.get("date")
    date_ = _as_date(value)
    if date_ is None:
        return None
    return PublicationDate(date_, "container", 1.0, updated=_as_date(capture.known.get("updated")))


def _as_date(value: object) -> PartialDate | None:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime | date):
        return parse_date(value.isoformat())
    return read_moment(str(value)) if isinstance(value, str | int | float) and value else None


def _known_byline(capture: Capture) -> Byline | None:
    byline = byline_of_container(_known_list(capture.known.get("author")))
    return byline if byline.authors or byline.publisher else None


def _known_list(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    return tuple(str(each).strip() for each in value) if isinstance(value, list | tuple) else ()


def _refused(capture: Capture, code: str) -> Outcome[ImportedArticle | None]:
    return Outcome(None, (Problem.at(capture.path, FILE_START, code),))
