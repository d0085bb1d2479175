"""Reads a page of HTML into lines, walking the tree once without recursion.

A line is the text between two block borders. Its form, marks and part come from the markup around it.
Scripts, form fields and hidden elements are skipped.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importer.lines.shape import is_paragraph
from generator.importer.reading.composing import Scope, common_part, compose_text, shared_path
from generator.importer.reading.elements import BLOCKS, SKIPPED
from generator.importer.reading.grid import read_grid
from generator.importer.reading.legacy import Table, read_in, repair_text, table_of
from generator.importer.reading.markup import (
    emphasis_of,
    is_centred,
    is_hidden,
    is_icon,
    is_publication_time,
    part_of,
)
from generator.importer.reading.metadata import read_metadata
from generator.importer.reading.page import (
    CapturedPage,
    Line,
    LineForm,
    Mark,
    MetadataClaim,
    PageMetadata,
    PagePart,
    PagePicture,
)
from generator.importer.reading.torn_lines import join_torn_lines
from generator.text.unicode import clean

_HEADING = re.compile(r"h[1-6]")
_FACE = re.compile(r"(?i)\.?vn\w*h\b")
_CENTRED = 40  # columns of indent that stand for a centred line
_TERM, _DESCRIPTION = 40, 160  # letters
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")


@dataclass
class _ReaderState:
    """State of the walk: lines, pictures and open elements so far."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)
    times: list[MetadataClaim] = field(default_factory=list)
    pieces: list[tuple[str, Scope]] = field(default_factory=list)
    item: tuple[int, int] | None = None  # level and number of an open item without text
    counts: dict[int, int] = field(default_factory=dict)  # items of each open list, by its level
    picture: bool = False
    soft: bool = False
    elements: int = 0
    term: int = 0  # number of the line with a term, 0 if none is open
    site: set[int] = field(default_factory=set)  # elements that the markup assigns to the site


def read_document(tree: LexborHTMLParser, html: str) -> CapturedPage:
    """Returns the lines, pictures and metadata of a page. `tree` is the parsed `html`."""
    body = tree.body
    metadata = read_metadata(tree, html)
    if body is None:
        return CapturedPage((), metadata=metadata, marked_up=True)
    state = _ReaderState(table_of(body.text(separator=" ")[:200_000]))
    _walk(body, state)
    _flush(state)
    if state.times:
        metadata = PageMetadata({**metadata.fields, "date": (*metadata.of("date"), *state.times)})
    if state.table:
        metadata = _convert_metadata(metadata, state.table)
    return _mark_site_parts(
        CapturedPage(tuple(state.lines), tuple(state.pictures), metadata, marked_up=True), state.site
    )


def _mark_site_parts(page: CapturedPage, site: set[int]) -> CapturedPage:
    """Marks lines and pictures in elements of the site as `PagePart.SITE`.

    An element with more than half of the running text belongs to the article, whatever its name.
    """
    held: Counter[int] = Counter()
    total = 0
    for line in page.lines:
        if line.linked < 0.5 and is_paragraph(line.text):
            total += len(line.text)
            for element in line.path:
                held[element] += len(line.text)
    sure = {element for element in site if held[element] * 2 <= total}
    return replace(
        page,
        lines=tuple(replace(e, part=PagePart.SITE) if sure.intersection(e.path) else e for e in page.lines),
        pictures=tuple(
            replace(e, part=PagePart.SITE) if sure.intersection(e.path) else e for e in page.pictures
        ),
    )


def _convert_metadata(metadata: PageMetadata, table: Table) -> PageMetadata:
    """Converts the metadata from a legacy encoding to Unicode."""
    return PageMetadata({
        name: tuple(MetadataClaim(read_in(claim.value, table), claim.how) for claim in values)
        for name, values in metadata.fields.items()
    })  # fmt: skip


def _walk(root: LexborNode, state: _ReaderState) -> None:
    """Visits every node below the root in order. A stack holds the scopes of open elements."""
    stack: list[tuple[LexborNode, Scope]] = []
    node: LexborNode | None = root
    scope = Scope()
    while node is not None:
        inner = _enter(node, scope, state)
        child = node.first_child if inner is not None else None
        if child is not None and inner is not None:
            stack.append((node, scope))
            node, scope = child, inner
            continue
        if inner is not None:
            _leave(node, inner, state)
        while node.next is None or node is root:
            if not stack:
                return
            node, outer = stack.pop()
            _leave(node, scope, state)
            scope = outer
            if not stack:
                return
        node = node.next


def _enter(node: LexborNode, scope: Scope, state: _ReaderState) -> Scope | None:
    """Returns the scope inside the node; None if its content is skipped."""
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
        if text:
            state.pieces.append((text, scope))
        return None
    if tag in SKIPPED or tag.startswith("-"):
        return None
    attributes = node.attributes
    if is_hidden(attributes):
        return None
    if tag in ("br", "hr", "img"):
        _single(tag, attributes, scope, state)
        return None
    inner = _scope(tag, attributes, scope, state)
    if tag in BLOCKS or (tag == "span" and attributes.get("class") and _sticks(node, state)):
        _flush(state)
        state.soft = False
        if tag == "table" and (grid := read_grid(node)):
            _put_table(grid, inner, state)
            return None
    return inner


def _sticks(node: LexborNode, state: _ReaderState) -> bool:
    """Whether a span follows text without a space, although styles separate them on screen."""
    before = state.pieces[-1][0][-1:] if state.pieces else ""
    after = (node.text() or "")[:1] if before.isalnum() else ""
    return (
        after.isdigit() != before.isdigit()
        if after.isalnum() and (before.islower() or before.isdigit())
        else False
    )


def _leave(node: LexborNode, inner: Scope, state: _ReaderState) -> None:
    if node.tag in BLOCKS:
        _flush(state)
        state.soft = False
    if node.tag == "dt":
        last = state.lines[-1] if state.lines else None
        said = last is not None and last.path[: len(inner.path)] == inner.path
        state.term = len(state.lines) if said and _described_once(node) else 0
    elif node.tag == "dd":
        _describe(state)


def _described_once(term: LexborNode) -> bool:
    """Whether a term has one description, not a list of them."""
    following: list[str | None] = []
    node = term.next
    while node is not None and len(following) < 2:
        following += [node.tag] if not (node.tag or "-").startswith("-") else []
        node = node.next
    return following[:1] == ["dd"] and following[1:] != ["dd"]


def _describe(state: _ReaderState) -> None:
    """Joins a short term and its short description into one line: "Author: X"."""
    alone, state.term = state.term == len(state.lines) - 1 > 0, 0
    if not alone:
        return
    term, said = state.lines[-2:]
    short = len(term.text) <= _TERM and len(said.text) <= _DESCRIPTION
    if short and term.form is said.form is LineForm.PARAGRAPH:
        whole = term.joined(said, " " if term.text.endswith(":") else ": ")
        part = term.part if said.part is PagePart.OTHER else said.part
        state.lines[-2:] = [
            replace(whole, part=part, linked=said.linked, path=shared_path([term.path, said.path]))
        ]


def _single(tag: str, attributes: Mapping[str, str | None], scope: Scope, state: _ReaderState) -> None:
    """Reads an empty element: line break, rule or picture."""
    if tag == "img":
        reference = next((attributes[name] for name in (*_LAZY, "src") if attributes.get(name)), None)
        if reference and not is_icon(attributes):
            waiting = any(text.strip() for text, _ in state.pieces)
            alt = " ".join(clean(repair_text(attributes.get("alt") or "")).split())
            place = len(state.lines) + 1 + waiting
            state.pictures.append(PagePicture(place, reference.strip(), alt, scope.part, scope.path))
            state.picture = state.picture or not waiting
        return
    _flush(state)
    state.soft = tag == "br"


def _scope(tag: str, attributes: Mapping[str, str | None], scope: Scope, state: _ReaderState) -> Scope:
    """Returns the scope inside an element."""
    state.elements += 1
    style = attributes.get("style") or ""
    changes: dict[str, object] = {}
    if tag in BLOCKS or attributes.get("class") or attributes.get("id") or attributes.get("itemprop"):
        part = part_of(tag, attributes) if tag != "body" else PagePart.OTHER
        if tag in ("article", "main"):
            changes["article"] = True
        if tag == "footer" and scope.article and not attributes.get("role"):
            part = PagePart.OTHER  # footer of the article: author and date
        if part is PagePart.SITE:
            state.site.add(state.elements)
        elif part is not PagePart.OTHER and scope.part is not PagePart.CAPTION:
            changes["part"] = part
        changes["path"] = (*scope.path, state.elements)
    if tag == "time":
        _time(attributes, scope, state)
    changes |= _set(tag, attributes, style, scope, state)
    return scope._replace(**changes) if changes else scope  # type: ignore[arg-type]


def _time(attributes: Mapping[str, str | None], scope: Scope, state: _ReaderState) -> None:
    """Records the publication time of an element with microdata or `pubdate`."""
    stamp = attributes.get("datetime") or ""
    if is_publication_time(attributes) and stamp and not state.site.intersection(scope.path):
        state.times.append(MetadataClaim(" ".join(stamp.split()), "time"))


def _set(
    tag: str, attributes: Mapping[str, str | None], style: str, scope: Scope, state: _ReaderState
) -> dict[str, object]:
    """Returns the changes of the scope by quotes, headings, lists, alignment and fonts."""
    changes = emphasis_of(tag, attributes, style)
    if tag == "blockquote":
        changes["quote"] = scope.quote + 1
    elif _HEADING.fullmatch(tag):
        changes["heading"] = int(tag[1])
    elif tag in ("ul", "ol", "menu", "dir"):
        changes |= {"level": scope.level + 1, "ordered": tag == "ol"}
        _open_list(scope, attributes.get("start") or "", state)
    elif tag == "li":
        _open_item(scope, state)
    if is_centred(tag, attributes, style):
        changes["centred"] = True
    if "face" in attributes or "font-family" in style:
        changes["capitals"] = bool(_FACE.search(f"{attributes.get('face') or ''} {style}"))
    return changes


def _open_list(scope: Scope, start: str, state: _ReaderState) -> None:
    state.counts[scope.level + 1] = int(start) - 1 if start.isdigit() and len(start) < 6 else 0


def _open_item(scope: Scope, state: _ReaderState) -> None:
    _flush(state)
    level = max(scope.level, 0)
    state.counts[level] = state.counts.get(level, 0) + 1
    state.item = (level, state.counts[level] if scope.ordered else 0)


def _put_table(grid: tuple[tuple[str, ...], ...], scope: Scope, state: _ReaderState) -> None:
    rows = tuple(tuple(_unicode(cell, state.table) for cell in row) for row in grid)
    text = " ".join(cell for row in rows for cell in row if cell)
    number = len(state.lines) + 1
    state.lines.append(
        Line(
            number,
            text,
            gap=True,
            form=LineForm.TABLE,
            rows=rows,
            part=scope.part,
            path=scope.path,
            quote=scope.quote,
        )
    )
    state.item, state.picture = None, False


def _unicode(text: str, table: Table, capitals: bool = False) -> str:
    return " ".join(clean(repair_text(read_in(text, table, capitals))).split())


def _flush(state: _ReaderState) -> None:
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
    if text:
        line = _line(text, marks, linked, pieces, whole, state)
        state.lines[-1:] = (
            join_torn_lines([*state.lines[-1:], line]) if line.soft else [*state.lines[-1:], line]
        )
        state.item, state.picture = None, False


def _line(
    text: str,
    marks: tuple[Mark, ...],
    linked: float,
    pieces: list[tuple[str, Scope]],
    whole: str,
    state: _ReaderState,
) -> Line:
    """Returns the line with its form, level and part."""
    scopes = [scope for piece, scope in pieces if piece.strip()]
    first = scopes[0]
    parts = {scope.part for scope in scopes}
    heading = min((scope.heading for scope in scopes), default=0)
    item = state.item
    pushed = len(whole) - len(whole.lstrip(" \u00a0\t")) if len(text) < 120 else 0
    form = (
        LineForm.ITEM
        if item
        else LineForm.HEADING
        if heading
        else LineForm.CAPTION
        if parts == {PagePart.CAPTION}
        else LineForm.PARAGRAPH
    )
    return Line(
        number=len(state.lines) + 1,
        text=text,
        indent=_CENTRED if all(scope.centred for scope in scopes) else pushed,
        gap=not state.soft,
        picture=state.picture,
        form=form,
        level=item[0] if item else heading if heading else first.level,
        order=item[1] if item else 0,
        quote=min(scope.quote for scope in scopes),
        marks=marks,
        part=next(iter(parts)) if len(parts) == 1 else common_part(scopes),
        linked=linked,
        soft=state.soft,
        path=shared_path([scope.path for scope in scopes]),
    )
