"""Builds the lines of a page from the text and tables that are met."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from msgspec.structs import replace

from generator.importer.frame.place import shared_place, text_hash
from generator.importer.reading.composing import Scope, common_part, compose_text, joined_lines, shared_path
from generator.importer.reading.embeds import Embedded, film_alone
from generator.importer.reading.footnotes import Footnotes
from generator.importer.reading.legacy import Table, read_in, repair_text, table_of
from generator.importer.reading.page import (
    Cell,
    Footnote,
    Line,
    LineForm,
    Mark,
    MetadataClaim,
    PagePart,
    PagePicture,
)
from generator.importer.reading.pictures import FoundPicture
from generator.importer.reading.torn_lines import join_torn_lines
from generator.text.unicode import clean

_CENTRED = 40  # columns of indent that stand for a centred line


@dataclass
class ReaderState:
    """State of the walk: lines, pictures and open elements so far."""

    table: Table
    base: str = ""
    footnotes: Footnotes = field(default_factory=Footnotes)
    notes: list[Footnote] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)
    times: list[MetadataClaim] = field(default_factory=list)
    pieces: list[tuple[str, Scope]] = field(default_factory=list)
    item: tuple[int, int] | None = None  # level and number of an open item without text
    label: str = ""  # of an item whose number Markdown cannot hold
    counts: dict[int, int] = field(default_factory=dict)  # items of each open list, by its level
    picture: bool = False
    soft: bool = False
    elements: int = 0
    term: int = 0  # number of the line with a term, 0 if none is open
    site: set[int] = field(default_factory=set)  # elements that the markup assigns to the site
    footers: set[int] = field(default_factory=set)  # footers of articles
    folded: set[int] = field(default_factory=set)  # elements whose text is shown only on demand
    waiting: bool = False  # the last picture is one that a script loads, named in the noscript that follows

    def resolved(self, address: str) -> str:
        """Returns an address of the page, relative to the base that the page declares."""
        if not self.base or address.startswith("#"):
            return address
        try:
            return urljoin(self.base, address)
        except ValueError:
            return address

    def all_resolved(self, found: FoundPicture) -> tuple[str, ...]:
        """Returns all addresses of a picture; where a base is declared, also as they are written."""
        named = found.others or ((found.shown,) if self.base else ())
        every = [self.resolved(address) for address in named] + (list(named) if self.base else [])
        return tuple(dict.fromkeys(every))

    def caption_last(self, caption: str) -> None:
        """Gives the last picture a caption that stands elsewhere."""
        if self.pictures and caption:
            self.pictures[-1] = replace(self.pictures[-1], caption=caption)
        self.picture = False

    def inside(self) -> "ReaderState":
        """Returns the state of a walk of its own, inside a cell or a footnote."""
        return ReaderState(self.table, self.base, self.footnotes, self.notes)


def put_table(rows: tuple[tuple[Cell, ...], ...], scope: Scope, state: ReaderState) -> None:
    """Adds a table as one line."""
    text = " ".join(cell.text.replace("\n", " ") for row in rows for cell in row if cell.text)
    letters = sum(len(cell.text) for row in rows for cell in row)
    linked = sum(m.end - m.start for row in rows for cell in row for m in cell.marks if m.kind == "link")
    state.lines.append(
        Line(
            len(state.lines) + 1,
            text,
            gap=True,
            form=LineForm.TABLE,
            rows=rows,
            part=scope.part,
            path=scope.path,
            quote=scope.quote,
            linked=linked / letters if letters else 0.0,
            place=_place_of(scope),
            fingerprint=text_hash(text),
        )
    )
    state.item, state.picture = None, False


def cell_of(state: ReaderState, *, colspan: int, rowspan: int, heading: bool) -> Cell:
    """Returns the cell whose lines and pictures a walk of its own has read."""
    text, marks = joined_lines(state.lines)
    return Cell(text, marks, colspan, rowspan, heading, tuple(state.pictures))


def put_picture(found: FoundPicture, scope: Scope, state: ReaderState) -> None:
    """Adds a picture before the next line, or before the line that is open."""
    alt = " ".join(clean(repair_text(found.alt)).split())
    shown, others = state.resolved(found.shown), state.all_resolved(found)
    place = _place_of(scope)
    state.pictures.append(PagePicture(_place(state), shown, alt, scope.part, scope.path, others, place=place))
    state.picture = state.picture or not _is_open(state)


def put_embedded(found: Embedded, scope: Scope, state: ReaderState) -> None:
    """Adds something embedded, as a film, before the next line."""
    label = " ".join(clean(repair_text(found.label)).split())
    address = state.resolved(found.address)
    if not any(each.reference == address and each.kind == "embed" for each in state.pictures):
        state.pictures.append(
            PagePicture(
                _place(state),
                address,
                label,
                scope.part,
                scope.path,
                kind="embed",
                place=_place_of(scope),
            )
        )


def put_lost(name: str, scope: Scope, state: ReaderState) -> None:
    """Notes something in the page that an article cannot keep."""
    place = _place_of(scope)
    state.pictures.append(
        PagePicture(_place(state), "", name, scope.part, scope.path, kind="lost", place=place)
    )


def _place_of(scope: Scope) -> int:
    """Returns the hash of the names of the elements around."""
    return scope.places[-1] if scope.places else 0


def _place(state: ReaderState) -> int:
    """Returns the number of the line before which a picture stands."""
    return len(state.lines) + 1 + _is_open(state)


def _is_open(state: ReaderState) -> bool:
    return any(text.strip() for text, _ in state.pieces)


def flush(state: ReaderState) -> None:
    """Turns the text since the last block border into a line, if there is any."""
    pieces, state.pieces = state.pieces, []
    if not pieces:
        return
    whole = "".join(text for text, _ in pieces)
    if not whole.strip():
        return
    table = state.table
    if table and (table_of(whole) or not re.search(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]", whole)):
        pieces = [(read_in(text, table, scope.capitals), scope) for text, scope in pieces]
    text, marks, linked = compose_text(pieces)
    if film := film_alone(text):
        put_embedded(film, pieces[0][1], state)
    elif text:
        line = _line(text, marks, linked, pieces, whole, state)
        state.lines[-1:] = (
            join_torn_lines([*state.lines[-1:], line]) if line.soft else [*state.lines[-1:], line]
        )
        state.item, state.picture = None, False


def put_lines(lines: Sequence[Line], scope: Scope, state: ReaderState) -> None:
    """Adds lines that another reader has made of the text of an element."""
    for line in lines:
        number = len(state.lines) + 1
        placed = replace(line, number=number, part=scope.part, path=scope.path, place=_place_of(scope))
        state.lines.append(replace(placed, quote=scope.quote, fingerprint=text_hash(line.text)))
    state.item, state.picture = None, False


def _line(
    text: str,
    marks: tuple[Mark, ...],
    linked: float,
    pieces: list[tuple[str, Scope]],
    whole: str,
    state: ReaderState,
) -> Line:
    """Returns the line with its form, level and part."""
    scopes = [scope for piece, scope in pieces if piece.strip()]
    first = scopes[0]
    parts = {scope.part for scope in scopes}
    heading = min((scope.heading for scope in scopes), default=0)
    item = state.item
    pushed = len(whole) - len(whole.lstrip(" \u00a0\t")) if len(text) < 120 else 0
    if parts == {PagePart.CAPTION} and not heading:
        item = None
    form = (
        LineForm.ITEM
        if item
        else LineForm.HEADING
        if heading
        else LineForm.CAPTION
        if parts == {PagePart.CAPTION}
        else first.form
        if first.form is not LineForm.PARAGRAPH
        else LineForm.PARAGRAPH
    )
    return Line(
        number=len(state.lines) + 1,
        text=text,
        indent=_CENTRED if all(scope.centred for scope in scopes) else pushed,
        gap=not state.soft,
        picture=state.picture,
        form=form,
        level=item[0] if item else heading if heading else first.level - bool(first.labels),
        order=item[1] if item else 0,
        quote=min(scope.quote for scope in scopes),
        marks=marks,
        part=next(iter(parts)) if len(parts) == 1 else common_part(scopes),
        linked=linked,
        soft=state.soft,
        path=shared_path([scope.path for scope in scopes]),
        place=shared_place([scope.places for scope in scopes]),
        fingerprint=text_hash(whole),
    )
