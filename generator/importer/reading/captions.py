"""Finds captions by the structure of the page: what stands alone with a picture describes it."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from generator.importer.lines.shape import is_numbered, is_paragraph
from generator.importer.reading.page import Line, LineForm, PagePicture

_LONGEST = 250  # characters
_FEW = 2  # lines beside a picture in its element


class PicturePair(Struct, frozen=True):
    """Cell with a picture, and the cell below it with its caption, if any."""

    picture: LexborNode
    caption: LexborNode | None


def with_captions(lines: Sequence[Line], pictures: Sequence[PagePicture]) -> tuple[Line, ...]:
    """Returns the lines; those that stand alone with a picture in an element are captions."""
    before = {picture.before: picture for picture in pictures if picture.kind == "image"}
    held = Counter(element for line in lines for element in line.path) if before else Counter()
    return tuple(
        replace(line, form=LineForm.CAPTION, level=-1)
        if line.picture and line.number in before and _is_alone(line, before[line.number], held)
        else line
        for line in lines
    )


def _is_alone(line: Line, picture: PagePicture, held: Counter[int]) -> bool:
    """Whether picture and line share an element in which there is little else."""
    text = line.text
    if line.form is not LineForm.PARAGRAPH or len(text) > _LONGEST or text.endswith(":") or is_numbered(text):
        return False
    shared = [one for one, other in zip(line.path, picture.path, strict=False) if one == other]
    together = bool(shared) and held[shared[-1]] <= _FEW
    return together and (not is_paragraph(text) or line.path != picture.path)


def picture_pairs(table: LexborNode) -> list[PicturePair]:
    """Returns the pictures of a table whose rows hold pictures, and captions below; [] for another table."""
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
    rows = [row for row in rows if any(_pictures(cell) or _text(cell) for cell in row)]
    if len(table.css("table")) > 1 or not any(sum(map(_pictures, row)) >= 2 for row in rows):
        return []
    pairs: list[PicturePair] = []
    above: list[LexborNode] = []
    for row in rows:
        shown = [cell for cell in row if _pictures(cell)]
        if shown and not any(_text(cell) for cell in row) and all(_pictures(cell) == 1 for cell in shown):
            pairs += [PicturePair(cell, None) for cell in above]
            above = row
        elif not shown and len(row) == len(above) and all(len(_text(cell)) <= _LONGEST for cell in row):
            pairs += [
                PicturePair(cell, below)
                for cell, below in zip(above, row, strict=True)
                if _pictures(cell) or _text(below)
            ]
            above = []
        else:
            return []
    return pairs + [PicturePair(cell, None) for cell in above if _pictures(cell)]


def _pictures(cell: LexborNode) -> int:
    return len(cell.css("img, amp-img"))


def _text(cell: LexborNode) -> str:
    return " ".join((cell.text() or "").split())
