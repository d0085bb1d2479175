"""Writes the formulas of Word as text: E = mc², a/b, √(x)."""

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_UP, _DOWN = "superscript", "subscript"
_PROPERTIES = "Pr"  # end of the names of elements with properties
# Structures whose meaning a line of text shows only in part.
_PARTIAL = frozenset(
    {"m", "eqArr", "nary", "limLow", "limUpp", "groupChr", "acc", "bar", "phant", "borderBox"}
)

Piece = tuple[str, str]  # text, and how it is raised


def write_formulas(document: etree._Element) -> int:
    """Replaces the formulas by runs of text. Returns the number of those that text shows only in part."""
    namespace = etree.QName(document).namespace or _W
    partial = 0
    for formula in list(document.iter("{*}oMath")):
        parent = formula.getparent()
        if parent is None:
            continue
        partial += any(etree.QName(each).localname in _PARTIAL for each in formula.iter("{*}*"))
        at = parent.index(formula)
        runs = [_run(text, raised, namespace) for text, raised in _joined(_pieces(formula, ""))]
        if formula.tail:
            formula.tail = None
        parent[at : at + 1] = runs
    for outer in list(document.iter("{*}oMathPara")):
        _unwrap(outer)
    return partial


def _unwrap(outer: etree._Element) -> None:
    """Puts the runs of a displayed formula into its paragraph."""
    parent = outer.getparent()
    if parent is not None:
        at = parent.index(outer)
        parent[at : at + 1] = [child for child in outer if etree.QName(child).localname == "r"]


def _run(text: str, raised: str, namespace: str) -> etree._Element:
    run = etree.Element(f"{{{namespace}}}r")
    if raised:
        properties = etree.SubElement(run, f"{{{namespace}}}rPr")
        etree.SubElement(properties, f"{{{namespace}}}vertAlign").set(f"{{{namespace}}}val", raised)
    inner = etree.SubElement(run, f"{{{namespace}}}t")
    inner.text = text
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for text, raised in pieces:
        if joined and joined[-1][1] == raised:
            joined[-1] = (joined[-1][0] + text, raised)
        elif text:
            joined.append((text, raised))
    return joined


def _pieces(element: etree._Element, raised: str) -> Iterator[Piece]:
    """Yields the text of a formula, and how each piece is raised."""
    name = etree.QName(element).localname
    if name == "t":
        yield element.text or "", raised
    elif name in _STRUCTURES:
        yield from _STRUCTURES[name](element, raised)
    elif not name.endswith(_PROPERTIES):
        for child in element:
            if isinstance(child.tag, str):
                inner = etree.QName(child).localname
                yield from _pieces(child, {"sup": _UP, "sub": _DOWN}.get(inner, raised))


def _fraction(element: etree._Element, raised: str) -> Iterator[Piece]:
    yield from _grouped(element, "num", raised)
    yield "/", raised
    yield from _grouped(element, "den", raised)


def _root(element: etree._Element, raised: str) -> Iterator[Piece]:
    yield from _part(element, "deg", _UP)
    yield "√", raised
    yield from _grouped(element, "e", raised)


def _sum(element: etree._Element, raised: str) -> Iterator[Piece]:
    yield _property(element, "chr") or "∫", raised
    yield from _part(element, "sub", _DOWN)
    yield from _part(element, "sup", _UP)
    yield from _part(element, "e", raised)


def _rows(element: etree._Element, raised: str) -> Iterator[Piece]:
    rows = [each for each in element if etree.QName(each).localname in ("mr", "e")]
    for number, row in enumerate(rows):
        yield ("; " if number else ""), raised
        yield from _row(row, raised)


def _row(row: etree._Element, raised: str) -> Iterator[Piece]:
    cells = [each for each in row if etree.QName(each).localname == "e"] or [row]
    for number, cell in enumerate(cells):
        yield (" " if number else ""), raised
        for child in cell:
            yield from _pieces(child, raised)


def _part(element: etree._Element, name: str, raised: str) -> Iterator[Piece]:
    part = element.find(f"{{*}}{name}")
    if part is not None:
        for child in part:
            yield from _pieces(child, raised)


def _grouped(element: etree._Element, name: str, raised: str) -> Iterator[Piece]:
    """Yields a part, in brackets if it is more than one sign, word or number."""
    pieces = _joined(_part(element, name, raised))
    text = "".join(each for each, _ in pieces)
    alone = text.replace(",", "").replace(".", "").isalnum()
    yield from pieces if alone else [("(", raised), *pieces, (")", raised)]


def _delimited(element: etree._Element, raised: str) -> Iterator[Piece]:
    yield _property(element, "begChr", "("), raised
    for number, part in enumerate(element.iterfind("{*}e")):
        yield (_property(element, "sepChr", "|") if number else ""), raised
        for child in part:
            yield from _pieces(child, raised)
    yield _property(element, "endChr", ")"), raised


def _property(element: etree._Element, name: str, other: str = "") -> str:
    found = element.find(f"{{*}}{etree.QName(element).localname}Pr/{{*}}{name}")
    if found is None:
        return other
    return next((str(value) for value in found.attrib.values()), "")


_STRUCTURES: Mapping[str, Callable[[etree._Element, str], Iterator[Piece]]] = {
    "f": _fraction, "rad": _root, "d": _delimited, "nary": _sum, "m": _rows, "eqArr": _rows,
}  # fmt: skip
