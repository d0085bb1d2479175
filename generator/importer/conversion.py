"""The importer: from a captured page to an article, or to the reason why there is none.

Bytes become text, text becomes a page of lines; on these the title is found, around it the article's content,
and in that its date, byline, province and body. What was kept is then measured against the source.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from generator.importer.article import Evidence, ImportedArticle, MediaReference
from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.fields.byline import Byline, find_byline
from generator.importer.fields.language import language_of
from generator.importer.fields.origin import address_of, origin_of, publisher_of
from generator.importer.fields.province import Province, find_province
from generator.importer.fields.publication_date import PublicationDate, find_posted
from generator.importer.fields.review_reasons import doubts_of
from generator.importer.fields.topics import lead_of, section_of, tags_of
from generator.importer.lines.title import Title, find_title
from generator.importer.reading.cost import TooCostly, cost_of
from generator.importer.reading.document import read_document
from generator.importer.reading.encoding import Decoded, decode
from generator.importer.reading.lists import is_list
from generator.importer.reading.page import CapturedPage, LineForm, PagePart
from generator.importer.reading.plain_text import read_plain_text
from generator.importer.text.body import BodyBlock, find_blocks
from generator.importer.text.completeness import Completeness, measure
from generator.importer.text.content import ArticleContent, find_content
from generator.importer.text.regions import PageRegions, frame_page
from generator.importer.text.writing import listed_files, pictures_of, write_body
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START, PartialDate
from generator.text.dates import parse_date

MAX_TEXT = 1024 * 1024  # characters of text that is shown, or of a page without markup
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_FRAGMENT = re.compile(r"<(?:p|div|br|table|span|h[1-6]|ul|article)\b[^>]*>", re.IGNORECASE)
_LISTED = 8  # links to other articles, from which on a page without a text is a list


class _Source(Struct, frozen=True):
    """A captured page as text, and whether it is HTML."""

    capture: Capture
    decoded: Decoded
    marked_up: bool


class _Read(Struct, frozen=True):
    """What was understood of a page, field by field."""

    source: _Source
    page: CapturedPage
    title: Title
    content: ArticleContent
    frame: PageRegions
    posted: PublicationDate
    byline: Byline
    place: Province
    blocks: tuple[BodyBlock, ...]


def import_page(capture: Capture, province: str = "", language: str = "") -> Outcome[ImportedArticle | None]:
    """The article of a captured page; None where there is none to be had.

    `province` and `language` (vi, en), if given, are taken as true, as is what the capture's container says.
    """
    source = _source(capture)
    if isinstance(source, Problem):
        return Outcome(None, (source,))
    page = _page(source)
    if isinstance(page, Problem):
        return Outcome(None, (page,))
    title = _known_title(capture, page) or find_title(page)
    if title is None:
        return _refused(capture, "import-no-title")
    read = _read(source, page, title, province)
    if not read.blocks:
        return _refused(capture, "import-list-page" if _is_list(page) else "import-no-body")
    return _outcome(read, language)


def _source(capture: Capture) -> _Source | Problem:
    """The page's text, or the problem for which it is refused."""
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
    return _Source(capture, decoded, _is_markup(capture.media_type, decoded.text))


def _is_markup(media_type: str, text: str) -> bool:
    """Whether a text is HTML: as the container says, else as it begins, else by its tags."""
    if "html" in media_type:
        return True
    if media_type == "text/plain":
        return False
    return _MARKUP.match(text) is not None or len(_FRAGMENT.findall(text[:100_000])) >= 3


def _page(source: _Source) -> CapturedPage | Problem:
    """The page's lines, unless to read them would cost too much."""
    text = source.decoded.text
    if not source.marked_up:
        return _too_long(source.capture, len(text)) or read_plain_text(text)
    cost = cost_of(text)
    if isinstance(cost, TooCostly):
        return Problem.at(source.capture.path, FILE_START, cost.code, count=str(cost.count))
    tree = LexborHTMLParser(text)
    page = read_document(tree, text)
    if not source.capture.known and not page.claims.say_article and is_list(tree, source.capture.address):
        return Problem.at(source.capture.path, FILE_START, "import-list-page")
    return _too_long(source.capture, sum(len(line.text) for line in page.lines)) or page


def _too_long(capture: Capture, length: int) -> Problem | None:
    if length <= MAX_TEXT:
        return None
    return Problem.at(capture.path, FILE_START, "import-too-large", size=f"{length / MAX_TEXT:.1f}", most="1")


def _read(source: _Source, page: CapturedPage, title: Title, province: str) -> _Read:
    """All fields of the page."""
    capture = source.capture
    content = find_content(page, title.lines)
    frame = frame_page(content, title)
    posted = _known_date(capture) or find_posted(frame, title, page.claims, parse_date(capture.captured))
    byline = _known_byline(capture) or find_byline(frame, posted.all, page.claims)
    place = (
        Province(province, how="given", certainty=1.0)
        if province
        else find_province(frame, title, byline, posted.date, page, address_of(capture, page))
    )
    blocks = find_blocks(frame, byline.lines | posted.lines) if frame.text or frame.front else ()
    return _Read(source, page, title, content, frame, posted, byline, place, blocks)


def _outcome(read: _Read, language: str) -> Outcome[ImportedArticle | None]:
    """The article that the fields make, and what a person must still look at."""
    capture, page = read.source.capture, read.page
    above = max((number for number in read.title.lines if number <= read.content.first), default=0)
    pictures = pictures_of(page.pictures, read.blocks, read.content, above)
    body, media = write_body(read.blocks, pictures, address_of(capture, page))
    media = (*media, *_files_beside(read, media))
    inherited = read.place.doubtful and not read.byline.publisher
    publisher = "" if inherited else publisher_of(read.frame, read.byline, page)
    kept = _measured(read, body, media, publisher)
    doubts = doubts_of(capture, read.title, read.posted, read.byline, read.place, kept, read.source.decoded)
    fields = tuple(dict.fromkeys(field for field, _ in doubts))
    article = ImportedArticle(
        title=read.title.text,
        date=read.posted.date,
        updated=read.posted.updated,
        authors=read.byline.authors,
        province=read.place.name,
        review=fields,
        publisher=publisher,
        translator=read.byline.translator,
        source=origin_of(capture, page),
        language=language or str(capture.known.get("language") or "") or language_of(read.blocks),
        body=body,
        summary=str(capture.known.get("summary") or "") or lead_of(read.blocks, page.claims),
        tags=_known_list(capture.known.get("tags")) or tags_of(read.content, page.claims),
        section=str(capture.known.get("section") or "") or section_of(page, read.title),
        draft="title" in fields or "body" in fields,
        evidence=_evidence(read, kept),
        media=media,
        marked=page.claims.say_article,
    )
    return Outcome(article, tuple(problem for _, problem in doubts))


def _files_beside(read: _Read, media: tuple[MediaReference, ...]) -> tuple[MediaReference, ...]:
    """Attachments in a box of their own, beside the text or below it."""
    shown = {block.line.number for block in read.blocks}
    around = [
        line for line in read.content.lines if line.number not in shown and line.part is not PagePart.SITE
    ]
    return listed_files(around, media)


def _measured(read: _Read, body: str, media: tuple[MediaReference, ...], publisher: str) -> Completeness:
    byline = read.byline
    signed = [line.text for line in read.page.lines if line.number in byline.lines | read.posted.lines]
    told = [
        read.title.text,
        publisher,
        byline.translator,
        *byline.authors,
        *signed,
        *(m.caption for m in media),
    ]
    told += [medium.alt for medium in media]
    return measure(read.source.decoded.text, read.source.marked_up, body, told)


def _evidence(read: _Read, kept: Completeness) -> Mapping[str, Evidence]:
    """How each field was found, and how sure that is; a value that was not trusted is named as such."""
    posted, byline, place = read.posted, read.byline, read.place
    candidate = posted.candidate.iso if posted.candidate else ""
    return {
        "title": Evidence(read.title.how, read.title.certainty),
        "date": Evidence(posted.how or "none", posted.certainty, candidate),
        "author": Evidence(byline.how or "none", byline.certainty),
        "province": Evidence(place.how or "none", place.certainty),
        "body": Evidence(
            "markup" if read.source.marked_up else "lines", round(kept.share * kept.in_order, 4)
        ),
        "encoding": Evidence(read.source.decoded.encoding, 0.5 if read.source.decoded.broken else 1.0),
    }


def _is_list(page: CapturedPage) -> bool:
    links = [line for line in page.lines if line.linked >= 0.85 and len(line.text.split()) >= 5]
    return len(links) >= _LISTED


def _known_title(capture: Capture, page: CapturedPage) -> Title | None:
    """The title that the container gives, with the page's lines that repeat it."""
    known = " ".join(str(capture.known.get("title") or "").split())
    if not known:
        return None
    found = find_title(page)
    lines = found.lines if found and found.text == known else ()
    first = page.lines[0] if page.lines else None
    if first is not None and not lines and first.text == known and first.form is not LineForm.TABLE:
        lines = (first.number,)
    return Title(known, lines, how="container", certainty=1.0)


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
    return parse_date(value) if isinstance(value, str) and value else None


def _known_byline(capture: Capture) -> Byline | None:
    names = _known_list(capture.known.get("author"))
    return Byline(names, how="container", certainty=1.0) if names else None


def _known_list(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    return tuple(str(each).strip() for each in value) if isinstance(value, list | tuple) else ()


def _refused(capture: Capture, code: str) -> Outcome[ImportedArticle | None]:
    return Outcome(None, (Problem.at(capture.path, FILE_START, code),))
