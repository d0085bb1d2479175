"""A page of HTML read into lines: the tree is walked once, in order, without recursion.

Text between two borders of blocks is a line. What markup it stood in becomes the line's form, marks and part.
Scripts, forms' fields and what is not shown are left out.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importer.lines.shape import is_paragraph
from generator.importer.reading.composing import Scope, composed
from generator.importer.reading.elements import BLOCKS, SKIPPED
from generator.importer.reading.grid import read_grid
from generator.importer.reading.legacy import Table, mended, read_in, table_of
from generator.importer.reading.markup import is_hidden, part_of
from generator.importer.reading.metadata import read_claims
from generator.importer.reading.page import (
    CapturedPage,
    Claim,
    Claims,
    Line,
    LineForm,
    Mark,
    PagePart,
    PagePicture,
)
from generator.importer.reading.torn_lines import rejoined
from generator.text.unicode import clean

_HEADING = re.compile(r"h[1-6]")
_FACE = re.compile(r"(?i)\.?vn\w*h\b")
_CENTRE = re.compile(r"text-align\s*:\s*(?:center|right|-webkit-center)", re.IGNORECASE)
_STRONG = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED = 40  # columns: as far as a page of text would push such a line
_TERM, _DESCRIPTION = 40, 160  # letters
_ICON = 48  # pixels; a picture that is smaller both ways belongs to the site
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")


@dataclass
class _Reading:
    """The page as far as it was read."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)
    times: list[Claim] = field(default_factory=list)
    pieces: list[tuple[str, Scope]] = field(default_factory=list)
    item: tuple[int, int] | None = None  # level and number of an item that was opened and has no text yet
    counts: dict[int, int] = field(default_factory=dict)  # items of each open list, by the list's element
    picture: bool = False
    soft: bool = False
    elements: int = 0
    term: int = 0  # the number of the line that is a term whose description follows
    site: set[int] = field(default_factory=set)  # the elements that the markup names as the site's


def read_document(tree: LexborHTMLParser, html: str) -> CapturedPage:
    """The lines, pictures and claims of a page; the tree is that of its HTML."""
    body = tree.body
    claims = read_claims(tree, html)
    if body is None:
        return CapturedPage((), claims=claims, marked_up=True)
    reading = _Reading(table_of(body.text(separator=" ")[:200_000]))
    _walk(body, reading)
    _flush(reading)
    if reading.times:
        claims = Claims({**claims.fields, "date": (*claims.of("date"), *reading.times)})
    if reading.table:
        claims = _claims_in(claims, reading.table)
    return _settled(
        CapturedPage(tuple(reading.lines), tuple(reading.pictures), claims, marked_up=True), reading.site
    )


def _settled(page: CapturedPage, site: set[int]) -> CapturedPage:
    """The page, all that stands in the site's elements marked as such.

    An element that holds most of the page's running text is not the site's, whatever its name.
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


def _claims_in(claims: Claims, table: Table) -> Claims:
    return Claims({
        name: tuple(Claim(read_in(claim.value, table), claim.how) for claim in values)
        for name, values in claims.fields.items()
    })  # fmt: skip


def _walk(root: LexborNode, reading: _Reading) -> None:
    """Every node under the root in order; the scopes of the open elements stand on a stack."""
    stack: list[tuple[LexborNode, Scope]] = []
    node: LexborNode | None = root
    scope = Scope()
    while node is not None:
        inner = _enter(node, scope, reading)
        child = node.first_child if inner is not None else None
        if child is not None and inner is not None:
            stack.append((node, scope))
            node, scope = child, inner
            continue
        if inner is not None:
            _leave(node, inner, reading)
        while node.next is None or node is root:
            if not stack:
                return
            node, outer = stack.pop()
            _leave(node, scope, reading)
            scope = outer
            if not stack:
                return
        node = node.next


def _enter(node: LexborNode, scope: Scope, reading: _Reading) -> Scope | None:
    """What holds inside the node; None where nothing of it is read."""
    tag = node.tag or ""
    if tag == "-text":
        text = node.text_content or ""
        if text:
            reading.pieces.append((text, scope))
        return None
    if tag in SKIPPED or tag.startswith("-"):
        return None
    attributes = node.attributes
    if is_hidden(attributes):
        return None
    if tag in ("br", "hr", "img"):
        _single(tag, attributes, scope, reading)
        return None
    inner = _scope(tag, attributes, scope, reading)
    if tag in BLOCKS or (tag == "span" and attributes.get("class") and _sticks(node, reading)):
        _flush(reading)
        reading.soft = False
        if tag == "table" and (grid := read_grid(node)):
            _put_table(grid, inner, reading)
            return None
    return inner


def _sticks(node: LexborNode, reading: _Reading) -> bool:
    """Whether a span would be glued to the text before it, which on screen a style sets apart."""
    before = reading.pieces[-1][0][-1:] if reading.pieces else ""
    after = (node.text() or "")[:1] if before.isalnum() else ""
    return (
        after.isdigit() != before.isdigit()
        if after.isalnum() and (before.islower() or before.isdigit())
        else False
    )


def _leave(node: LexborNode, inner: Scope, reading: _Reading) -> None:
    if node.tag in BLOCKS:
        _flush(reading)
        reading.soft = False
    if node.tag == "dt":
        last = reading.lines[-1] if reading.lines else None
        said = last is not None and last.path[: len(inner.path)] == inner.path
        reading.term = len(reading.lines) if said and _described_once(node) else 0
    elif node.tag == "dd":
        _describe(reading)


def _described_once(term: LexborNode) -> bool:
    """Whether one description follows the term, not a list of them under a heading."""
    following: list[str | None] = []
    node = term.next
    while node is not None and len(following) < 2:
        following += [node.tag] if not (node.tag or "-").startswith("-") else []
        node = node.next
    return following[:1] == ["dd"] and following[1:] != ["dd"]


def _describe(reading: _Reading) -> None:
    """A short term and its short description become one line: "Author: X"."""
    alone, reading.term = reading.term == len(reading.lines) - 1 > 0, 0
    if not alone:
        return
    term, said = reading.lines[-2:]
    short = len(term.text) <= _TERM and len(said.text) <= _DESCRIPTION
    if short and term.form is said.form is LineForm.PARAGRAPH:
        whole = term.joined(said, " " if term.text.endswith(":") else ": ")
        part = term.part if said.part is PagePart.OTHER else said.part
        reading.lines[-2:] = [
            replace(whole, part=part, linked=said.linked, path=_shared([term.path, said.path]))
        ]


def _single(tag: str, attributes: Mapping[str, str | None], scope: Scope, reading: _Reading) -> None:
    """An element without inside: a break of the line, a rule, a picture."""
    if tag == "img":
        reference = next((attributes[name] for name in (*_LAZY, "src") if attributes.get(name)), None)
        if reference and not _is_icon(attributes):
            waiting = any(text.strip() for text, _ in reading.pieces)
            alt = " ".join(clean(mended(attributes.get("alt") or "")).split())
            place = len(reading.lines) + 1 + waiting
            reading.pictures.append(PagePicture(place, reference.strip(), alt, scope.part, scope.path))
            reading.picture = reading.picture or not waiting
        return
    _flush(reading)
    reading.soft = tag == "br"


def _is_icon(attributes: Mapping[str, str | None]) -> bool:
    sizes = [re.match(r"\d+", attributes.get(name) or "") for name in ("width", "height")]
    known = [int(size[0]) for size in sizes if size]
    return bool(known) and max(known) <= _ICON


def _scope(tag: str, attributes: Mapping[str, str | None], scope: Scope, reading: _Reading) -> Scope:
    """What holds inside an element that may hold others."""
    reading.elements += 1
    style = attributes.get("style") or ""
    changes: dict[str, object] = {}
    if tag in BLOCKS or attributes.get("class") or attributes.get("id") or attributes.get("itemprop"):
        part = part_of(tag, attributes) if tag != "body" else PagePart.OTHER
        if tag in ("article", "main"):
            changes["article"] = True
        if tag == "footer" and scope.article and not attributes.get("role"):
            part = PagePart.OTHER  # of the article: who posted it, and when
        if part is PagePart.SITE:
            reading.site.add(reading.elements)
        elif part is not PagePart.OTHER and scope.part is not PagePart.CAPTION:
            changes["part"] = part
        changes["path"] = (*scope.path, reading.elements)
    if tag == "time":
        _time(attributes, scope, reading)
    changes |= _set(tag, attributes, style, scope, reading)
    return scope._replace(**changes) if changes else scope  # type: ignore[arg-type]


def _time(attributes: Mapping[str, str | None], scope: Scope, reading: _Reading) -> None:
    """A time of publication that says so itself, by microdata or HTML's own attribute."""
    published = (attributes.get("itemprop") or "").lower() == "datepublished" or "pubdate" in attributes
    names = (attributes.get("class") or "").lower()
    published = (
        published
        or ("entry-date" in names and "updated" not in names.split())
        or "published" in names.split()
    )
    stamp = attributes.get("datetime") or ""
    if published and stamp and not reading.site.intersection(scope.path):
        reading.times.append(Claim(" ".join(stamp.split()), "time"))


def _set(
    tag: str, attributes: Mapping[str, str | None], style: str, scope: Scope, reading: _Reading
) -> dict[str, object]:
    """How the text inside an element is set."""
    changes = _emphasised(tag, attributes, style)
    if tag == "blockquote":
        changes["quote"] = scope.quote + 1
    elif _HEADING.fullmatch(tag):
        changes["heading"] = int(tag[1])
    elif tag in ("ul", "ol", "menu", "dir"):
        changes |= {"level": scope.level + 1, "ordered": tag == "ol"}
        _open_list(scope, attributes.get("start") or "", reading)
    elif tag == "li":
        _open_item(scope, reading)
    if _is_centred(tag, attributes, style):
        changes["centred"] = True
    if "face" in attributes or "font-family" in style:
        changes["capitals"] = bool(_FACE.search(f"{attributes.get('face') or ''} {style}"))
    return changes


def _emphasised(tag: str, attributes: Mapping[str, str | None], style: str) -> dict[str, object]:
    """What sets words apart from those around them."""
    if tag in ("b", "strong") or (style and _STRONG.search(style)):
        return {"strong": True}
    if tag in ("i", "em"):
        return {"em": True}
    if tag == "a":
        return {"link": (attributes.get("href") or "").strip()}
    return {"raised": tag} if tag in ("sup", "sub") else {}


def _is_centred(tag: str, attributes: Mapping[str, str | None], style: str) -> bool:
    aligned = (attributes.get("align") or "").lower() in ("center", "right")
    return tag == "center" or aligned or _CENTRE.search(style) is not None


def _open_list(scope: Scope, start: str, reading: _Reading) -> None:
    reading.counts[scope.level + 1] = int(start) - 1 if start.isdigit() and len(start) < 6 else 0


def _open_item(scope: Scope, reading: _Reading) -> None:
    _flush(reading)
    level = max(scope.level, 0)
    reading.counts[level] = reading.counts.get(level, 0) + 1
    reading.item = (level, reading.counts[level] if scope.ordered else 0)


def _put_table(grid: tuple[tuple[str, ...], ...], scope: Scope, reading: _Reading) -> None:
    rows = tuple(tuple(_unicode(cell, reading.table) for cell in row) for row in grid)
    text = " ".join(cell for row in rows for cell in row if cell)
    number = len(reading.lines) + 1
    reading.lines.append(
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
    reading.item, reading.picture = None, False


def _unicode(text: str, table: Table, capitals: bool = False) -> str:
    return " ".join(clean(mended(read_in(text, table, capitals))).split())


def _flush(reading: _Reading) -> None:
    """The pieces of text that were read since the last border become a line, if there is text in them."""
    pieces, reading.pieces = reading.pieces, []
    if not pieces:
        return
    whole = "".join(text for text, _ in pieces)
    if not whole.strip():
        return
    table = reading.table
    if table and (table_of(whole) or not re.search(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]", whole)):
        pieces = [(read_in(text, table, scope.capitals), scope) for text, scope in pieces]
    text, marks, linked = composed(pieces)
    if text:
        line = _line(text, marks, linked, pieces, whole, reading)
        reading.lines[-1:] = (
            rejoined([*reading.lines[-1:], line]) if line.soft else [*reading.lines[-1:], line]
        )
        reading.item, reading.picture = None, False


def _line(
    text: str,
    marks: tuple[Mark, ...],
    linked: float,
    pieces: list[tuple[str, Scope]],
    whole: str,
    reading: _Reading,
) -> Line:
    told = [scope for piece, scope in pieces if piece.strip()]
    first = told[0]
    parts = {scope.part for scope in told}
    heading = min((scope.heading for scope in told), default=0)
    item = reading.item
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
        number=len(reading.lines) + 1,
        text=text,
        indent=_CENTRED if all(scope.centred for scope in told) else pushed,
        gap=not reading.soft,
        picture=reading.picture,
        form=form,
        level=item[0] if item else heading if heading else first.level,
        order=item[1] if item else 0,
        quote=min(scope.quote for scope in told),
        marks=marks,
        part=next(iter(parts)) if len(parts) == 1 else _common(told),
        linked=linked,
        soft=reading.soft,
        path=_shared([scope.path for scope in told]),
    )


def _common(told: list[Scope]) -> PagePart:
    """The part that most of a line's pieces belong to; OTHER where most belong to none."""
    named = [scope.part for scope in told if scope.part is not PagePart.OTHER]
    return max(named, key=named.count) if len(named) * 2 > len(told) else PagePart.OTHER


def _shared(paths: list[tuple[int, ...]]) -> tuple[int, ...]:
    first = paths[0]
    for path in paths[1:]:
        same = 0
        while same < min(len(first), len(path)) and first[same] == path[same]:
            same += 1
        first = first[:same]
    return first
