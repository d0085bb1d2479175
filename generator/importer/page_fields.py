"""What was found on a captured page, before it becomes an article."""

from msgspec import Struct

from generator.importer.capture import Capture
from generator.importer.fields.byline import Byline
from generator.importer.fields.province import Province
from generator.importer.fields.publication_date import PublicationDate
from generator.importer.lines.title import Title
from generator.importer.reading.encoding import Decoded
from generator.importer.reading.page import CapturedPage
from generator.importer.text.body import BodyBlock
from generator.importer.text.content import ArticleContent
from generator.importer.text.regions import PageRegions


class DecodedPage(Struct, frozen=True):
    """Text of a captured page. `marked_up`: whether it is HTML."""

    capture: Capture
    decoded: Decoded
    marked_up: bool


class PageFields(Struct, frozen=True):
    """Fields that were found on a page. `directory`: its text has only entries of a directory."""

    source: DecodedPage
    page: CapturedPage
    title: Title
    content: ArticleContent
    regions: PageRegions
    publication_date: PublicationDate
    byline: Byline
    province: Province
    blocks: tuple[BodyBlock, ...]
    directory: bool = False
