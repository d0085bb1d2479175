"""Takes the text of a record or a document as it is stated.

On a saved page the importer searches for the text among menus and lists. A record has nothing but its text,
so every line of it is kept, also one that repeats or looks like a tool of a portal.
"""

from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.importer.lines.boilerplate import is_picture_trace, stripped
from generator.importer.lines.title import Title
from generator.importer.reading.page import CapturedPage, Line, LineForm
from generator.importer.sources.markup import begin_of
from generator.importer.text.body import BodyBlock, as_blocks

_BEGUN = 0.4  # certainty
_WHOLE = (LineForm.ITEM, LineForm.TABLE)
_TITLE_WORDS = 20  # of a first line that is no more than the title


def stated_blocks(page: CapturedPage, title: Title, consumed: frozenset[int]) -> tuple[BodyBlock, ...]:
    """Returns all lines but title, date and signature as blocks."""
    first = title.lines[:1]
    heading = {number for i, number in enumerate(title.lines) if number - i in first}
    own = [line for line in page.lines if line.number not in heading and line.number not in consumed]
    lines = list(_without_traces(own))
    if not lines and not page.pictures:
        lines = own or [replace(line, form=LineForm.PARAGRAPH, level=-1) for line in page.lines]
    return as_blocks(lines)


def begun_title(page: CapturedPage, path: str) -> Title | None:
    """Returns the first line of a document without title, or its first words.

    One that only has tables or pictures is named by its file.
    """
    line = next((line for line in page.lines if line.form is not LineForm.TABLE), None)
    if line is None:
        stem = PurePosixPath(path).stem if page.pictures or page.lines else ""
        return Title(stem, (), how="file", certainty=_BEGUN) if stem else None
    words = line.text.split()
    whole = len(words) <= _TITLE_WORDS
    return Title(
        line.text if whole else begin_of(line.text), (line.number,) * whole, how="text", certainty=_BEGUN
    )


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
