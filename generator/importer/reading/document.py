"""Reads a page of HTML into lines, walking the tree once without recursion.

A line is the text between two block borders. Its form, marks and part come from the markup around it.
Scripts, form fields and hidden elements are skipped.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importer.lines.shape import is_paragraph
from generator.importer.lines.title import key
from generator.importer.reading.captions import picture_pairs, with_captions
from generator.importer.reading.composing import LONGEST_RAISED, Scope
from generator.importer.reading.definitions import describe
from generator.importer.reading.elements import BLOCKS, LOST, SKIPPED
from generator.importer.reading.embeds import EMBEDDING, find_embedded, is_film_frame
from generator.importer.reading.footnotes import find_footnotes
from generator.importer.reading.formulas import in_formula, is_grouped, is_partial
from generator.importer.reading.grid import Grid, caption_of, read_grid
from generator.importer.reading.legacy import Table, read_in, table_of
from generator.importer.reading.line_builder import (
    ReaderState,
    cell_of,
    flush,
    put_embedded,
    put_lines,
    put_lost,
    put_picture,
    put_table,
)
from generator.importer.reading.markup import (
    is_hidden,
)
from generator.importer.reading.metadata import read_metadata
from generator.importer.reading.page import (
    CapturedPage,
    Cell,
    Footnote,
    Line,
    LineForm,
    MetadataClaim,
    PageMetadata,
    PagePart,
)
from generator.importer.reading.pictures import FoundPicture, find_background, find_picture, is_waiting
from generator.importer.reading.plain_text import read_plain_text
from generator.importer.reading.scopes import scope_of

_TITLED = 0.2  # minimum share of the running text in an element with the title
_LINKED = 0.5


def read_document(tree: LexborHTMLParser, html: str) -> CapturedPage:
    """Returns the lines, pictures and metadata of a page. `tree` is the parsed `html`."""
    body = tree.body
    metadata = read_metadata(tree, html)
    if body is None:
        return CapturedPage((), metadata=metadata, marked_up=True)
    state = ReaderState(table_of(body.text(separator=" ")[:200_000]), _base_of(tree), find_footnotes(tree))
    _walk(body, state)
    flush(state)
    if state.times:
        metadata = PageMetadata({**metadata.fields, "date": (*metadata.of("date"), *state.times)})
    if state.table:
        metadata = _convert_metadata(metadata, state.table)
    return _mark_site_parts(
        CapturedPage(
            with_captions(state.lines, state.pictures),
            tuple(state.pictures),
            metadata,
            marked_up=True,
            footnotes=tuple(state.notes),
            folded=frozenset(state.folded),
        ),
        state,
    )


def _base_of(tree: LexborHTMLParser) -> str:
    """Returns the base of the relative addresses that the page declares; "" if none."""
    base = tree.css_first("base[href]")
    address = ((base.attributes.get("href") if base else "") or "").strip()
    return address if address.startswith(("http://", "https://", "/")) else ""


def _mark_site_parts(page: CapturedPage, state: ReaderState) -> CapturedPage:
    """Marks lines and pictures of the site, and lines of the article's footer.

    An element with more than half of the running text belongs to the article, whatever its name. So does one
    with the heading that the metadata name as title, and some of the running text.
    """
    held: Counter[int] = Counter()
    total = 0
    for line in page.lines:
        if line.linked < 0.5 and is_paragraph(line.text):
            total += len(line.text)
            for element in line.path:
                held[element] += len(line.text)
    titled = {element for line in page.lines if _is_named_title(line, page.metadata) for element in line.path}
    sure = {
        element
        for element in state.site
        if held[element] * 2 <= total and not (element in titled and held[element] >= _TITLED * total > 0)
    }
    feet = {element for element in state.footers if held[element] * 2 <= total}

    def part_of_line(line: Line) -> PagePart:
        if sure.intersection(line.path):
            return PagePart.SITE
        return PagePart.FOOT if line.part is PagePart.OTHER and feet.intersection(line.path) else line.part

    return replace(
        page,
        lines=tuple(replace(line, part=part_of_line(line)) for line in page.lines),
        pictures=tuple(
            replace(e, part=PagePart.SITE) if sure.intersection(e.path) else e for e in page.pictures
        ),
        withheld={line.number: line.part for line in page.lines if sure.intersection(line.path)},
        site=frozenset(sure),
    )


def _is_named_title(line: Line, metadata: PageMetadata) -> bool:
    """Whether a line is a heading of level 1 that the metadata name as title."""
    if line.form is not LineForm.HEADING or line.level != 1 or line.linked >= _LINKED:
        return False
    said = key(line.text)
    return any(key(claim.value).startswith(said) for claim in metadata.of("title"))


def _convert_metadata(metadata: PageMetadata, table: Table) -> PageMetadata:
    """Converts the metadata from a legacy encoding to Unicode."""
    return PageMetadata({
        name: tuple(MetadataClaim(read_in(claim.value, table), claim.how) for claim in values)
        for name, values in metadata.fields.items()
    })  # fmt: skip


def _walk(root: LexborNode, state: ReaderState, scope: Scope = Scope()) -> None:  # noqa: B008  (immutable)
    """Visits every node below the root in order. A stack holds the scopes of open elements."""
    stack: list[tuple[LexborNode, Scope]] = []
    node: LexborNode | None = root
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


def _enter(node: LexborNode, scope: Scope, state: ReaderState) -> Scope | None:
    """Returns the scope inside the node; None if its content is skipped."""
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
        if text:
            state.pieces.append((text, scope))
        return None
    if tag in _SINGLE:
        _SINGLE[tag](node, scope, state)
        return None
    attributes = node.attributes
    if is_hidden(attributes):
        return None
    if tag in EMBEDDING or is_film_frame(attributes):
        return _embed(node, scope, state)
    if tag in LOST:
        put_lost(LOST[tag], scope, state)
    if tag in SKIPPED or tag.startswith("-"):
        return None
    if tag == "a" and node.mem_id in state.footnotes.links:
        return None
    if node.mem_id in state.footnotes.notes:
        _read_footnote(node, state)
        return None
    return _open(node, tag, attributes, scope, state)


def _read_footnote(node: LexborNode, state: ReaderState) -> None:
    flush(state)
    inside = state.inside()
    _walk_inside(node, inside)
    state.notes.append(Footnote(state.footnotes.notes[node.mem_id], tuple(inside.lines)))


def _walk_inside(node: LexborNode, state: ReaderState) -> None:
    """Reads what an element holds, but not the element itself."""
    child = node.first_child
    while child is not None:
        _walk(child, state)
        child = child.next
    flush(state)


def _open(
    node: LexborNode, tag: str, attributes: Mapping[str, str | None], scope: Scope, state: ReaderState
) -> Scope | None:
    """Opens an element with text; returns its scope, or None if it is read as a whole."""
    inner = scope_of(tag, attributes, scope, state)
    if tag in ("sup", "sub") and len((node.text() or "").strip()) > LONGEST_RAISED:
        inner = inner._replace(raised="")
    if tag.startswith("m"):
        inner = _in_formula(node, inner, state)
    if node.mem_id in state.footnotes.references:
        inner = inner._replace(note=state.footnotes.references[node.mem_id], raised="")
    if tag in BLOCKS or (tag == "span" and attributes.get("class") and _sticks(node, state)):
        flush(state)
        state.soft = False
        if tag == "li" and state.label:
            state.pieces.append((state.label, inner))
            state.label = ""
        if tag == "table" and _is_read_whole(node, inner, state):
            return None
        if tag == "pre" and node.css_first("a, img, br") is None:
            put_lines(read_plain_text(node.text() or "").lines, inner, state)
            return None
    if tag == "q":
        state.pieces.append(("“", inner))
    if background := find_background(node):
        put_picture(FoundPicture(background, alt=attributes.get("title") or ""), inner, state)
    return inner


def _is_read_whole(table: LexborNode, scope: Scope, state: ReaderState) -> bool:
    """Reads a table of data, or of pictures with their captions; False for any other."""
    if grid := read_grid(table):
        _read_table(table, grid, scope, state)
        return True
    pairs = picture_pairs(table)
    for pair in pairs:
        _walk(pair.picture, state, scope)
        flush(state)
        caption = state.inside()
        if pair.caption is not None:
            _walk_inside(pair.caption, caption)
        state.caption_last(" ".join(line.text for line in caption.lines))
    return bool(pairs)


def _break(node: LexborNode, _scope: Scope, state: ReaderState) -> None:
    flush(state)
    state.soft = node.tag == "br"


def _picture(node: LexborNode, scope: Scope, state: ReaderState) -> None:
    if is_hidden(node.attributes):
        return
    found = find_picture(node, scope.link)
    if found:
        put_picture(found, scope, state)
    state.waiting = is_waiting(node)


def _read_noscript(node: LexborNode, scope: Scope, state: ReaderState) -> None:
    """Reads a picture or film for browsers without scripts unless the page shows it."""
    for inner in node.css("img, iframe, video"):
        if inner.tag != "img":
            _embed(inner, scope, state)
        elif (found := find_picture(inner, scope.link)) and _is_new(found, state):
            put_picture(found, scope, state)
    state.waiting = False


def _is_new(found: FoundPicture, state: ReaderState) -> bool:
    """Whether the element before a noscript element does not show its picture."""
    last = state.pictures[-1] if state.pictures else None
    known = {last.reference, *last.others} if last is not None else set()
    shown = {state.resolved(address) for address in (found.shown, *found.others)}
    return not known.intersection(shown)


def _embed(node: LexborNode, scope: Scope, state: ReaderState) -> Scope | None:
    """Reads an embedded film, map or document. What it falls back to is read if there is none."""
    found = find_embedded(node)
    if found:
        put_embedded(found, scope, state)
        return None
    return scope if node.tag in ("object", "div", "figure") else None


_SINGLE: Mapping[str, Callable[[LexborNode, Scope, ReaderState], None]] = {
    "br": _break, "hr": _break, "img": _picture, "amp-img": _picture, "noscript": _read_noscript,
}  # fmt: skip


def _read_table(node: LexborNode, grid: Grid, scope: Scope, state: ReaderState) -> None:
    """Reads the caption and the cells of a data table."""
    caption = caption_of(node)
    if caption is not None:
        state.picture, first = False, len(state.lines)
        _walk(caption, state, scope)
        flush(state)
        # A picture before the table would be taken for what the caption describes.
        state.lines[first:] = [
            replace(line, form=LineForm.PARAGRAPH, part=scope.part) for line in state.lines[first:]
        ]
    rows = []
    for row in grid:
        cells: list[Cell] = []
        for cell in row:
            inside = state.inside()
            _walk_inside(cell.node, inside)
            cells.append(cell_of(inside, colspan=cell.colspan, rowspan=cell.rowspan, heading=cell.heading))
        rows.append(tuple(cells))
    put_table(tuple(rows), scope, state)


def _sticks(node: LexborNode, state: ReaderState) -> bool:
    """Whether a span follows text without a space, although styles separate them on screen."""
    before = state.pieces[-1][0][-1:] if state.pieces else ""
    after = (node.text() or "")[:1] if before.isalnum() else ""
    return (
        after.isdigit() != before.isdigit()
        if after.isalnum() and (before.islower() or before.isdigit())
        else False
    )


def _in_formula(node: LexborNode, scope: Scope, state: ReaderState) -> Scope:
    """Returns the scope of a part of a formula; adds the signs before it."""
    if node.tag == "math" and is_partial(node):
        put_lost("formula", scope, state)
    inner, sign = in_formula(node, scope)
    sign += "(" if is_grouped(node) else ""
    if sign:
        state.pieces.append((sign, scope))
    return inner


def _leave(node: LexborNode, inner: Scope, state: ReaderState) -> None:
    if node.tag == "mrow" and is_grouped(node):
        state.pieces.append((")", inner))
    if node.tag == "q":
        state.pieces.append(("”", inner))
    if node.tag in BLOCKS:
        flush(state)
        state.soft = False
    if node.tag == "dt":
        last = state.lines[-1] if state.lines else None
        said = last is not None and last.path[: len(inner.path)] == inner.path
        state.term = len(state.lines) if said else 0
    elif node.tag == "dd":
        describe(node, state)
