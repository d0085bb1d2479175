"""Takes the text that a container states: the record of an export, a feed or a table.

On a saved page the importer searches for the text among menus and lists. A record has nothing but its text,
so every line of it is kept, also one that repeats or looks like a tool of a portal.
"""

from msgspec.structs import replace

from generator.importer.capture import Capture
from generator.importer.lines.boilerplate import is_picture_trace, stripped
from generator.importer.lines.title import Title
from generator.importer.reading.page import CapturedPage, Line, LineForm
from generator.importer.text.body import BodyBlock, as_blocks, is_metadata

_WHOLE = (LineForm.ITEM, LineForm.TABLE)


def states_text(capture: Capture, page: CapturedPage) -> bool:
    """Whether the container of a page says what its text is."""
    return bool(capture.known.get("title")) and page.marked_up


def stated_blocks(page: CapturedPage, title: Title, consumed: frozenset[int]) -> tuple[BodyBlock, ...]:
    """Returns all lines of a record but its title, date and signature as blocks."""
    own = [line for line in page.lines if line.number not in title.lines and line.number not in consumed]
    lines = list(_without_traces([line for line in own if not is_metadata(line)]))
    if not lines and not page.pictures:
        lines = own or [replace(line, form=LineForm.PARAGRAPH, level=-1) for line in page.lines]
    return as_blocks(lines)


def _without_traces(lines: list[Line]) -> list[Line]:
    """Removes names of picture files. The line below notes that a picture preceded it."""
    kept: list[Line] = []
    picture = False
    for line in lines:
        if line.form not in _WHOLE and is_picture_trace(line.text):
            picture = True
            continue
        start, end = stripped(line.text)
        kept.append(replace(line.within(start, end), picture=picture or line.picture or start > 0))
        picture = False
    return kept
