"""The first pass: reads all pages of the sources, and learns the frame of each site."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from generator.importer.capture import MOST_BYTES
from generator.importer.frame.learning import learn_frame
from generator.importer.frame.place import text_hash
from generator.importer.frame.record import PageSketch, SiteFrame
from generator.importer.frame.sample import SketchSample
from generator.importer.frame.sites import folder_of, site_of
from generator.importer.frame.sketch import sketch_page
from generator.importer.journal import ImportJournal, context_of
from generator.importer.reading.cost import TooCostly, cost_of
from generator.importer.reading.encoding import decode
from generator.importer.reading.metadata import read_metadata
from generator.importer.sandbox import run_in_sandbox
from generator.importer.sources.items import SourceItem


def learn_frames(
    items: Iterable[SourceItem],
    jobs: int,
    journal: ImportJournal | None = None,
    step: Callable[[], None] = lambda: None,
) -> Mapping[str, SiteFrame]:
    """Returns the frames of all sites that have enough pages.

    Pages without HTML, and those that a container describes, teach nothing. `journal`: sketches of an
    import that was interrupted. `step`: called for each page.
    """
    sample = SketchSample()
    pages = (item for item in items if not item.capture.known and "html" in item.capture.media_type)

    def sketched(pages: Iterable[SourceItem]) -> Iterator[PageSketch | None]:
        """Yields the sketches of pages."""
        return run_in_sandbox(_sketch, pages, jobs, _nothing, _weight)

    for _, sketch, store in (journal or ImportJournal()).results(
        PageSketch | None, context_of("sketch"), pages, sketched
    ):
        if sketch is not None:
            sample.add(sketch)
            store()
        step()
    learned = {site: learn_frame(sketches) for site, sketches in sample.sites()}
    return {site: frame for site, frame in learned.items() if frame.pages}


def _sketch(item: SourceItem) -> PageSketch | None:
    """Returns the sketch of a page; None if it cannot be read."""
    capture = item.capture
    decoded = decode(capture.data, capture.charset) if len(capture.data) <= MOST_BYTES else None
    if decoded is None or not decoded.text.strip() or isinstance(cost_of(decoded.text), TooCostly):
        return None
    tree = LexborHTMLParser(decoded.text)
    metadata = read_metadata(tree, decoded.text)
    site = site_of(capture.address, metadata, folder_of(item.source))
    return sketch_page(tree, metadata, site, text_hash(f"{capture.path} {capture.address}"))


def _nothing(_item: SourceItem) -> None:
    return None


def _weight(item: SourceItem) -> int:
    return len(item.capture.data)
