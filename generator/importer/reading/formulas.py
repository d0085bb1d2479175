"""Reads formulas in MathML as text: E = mc², a/b, √(x)."""

from selectolax.lexbor import LexborNode

from generator.importer.reading.composing import Scope

_RAISING = {
    "msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup"),
    "munder": ("sub",), "mover": ("sup",), "munderover": ("sub", "sup"),
}  # fmt: skip
_PARTIAL = "mtable, munderover, munder, mover, mroot"  # structures that a line shows only in part


def in_formula(node: LexborNode, scope: Scope) -> tuple[Scope, str]:
    """Returns the scope of a part of a formula, and the sign before it."""
    parent = node.parent
    outer = (parent.tag or "") if parent is not None else ""
    at = _position(node)
    if outer in _RAISING and 0 < at <= len(_RAISING[outer]):
        return scope._replace(raised=_RAISING[outer][at - 1]), ""
    if outer == "mfrac" and at == 1:
        return scope, "/"
    return scope, "√" if node.tag in ("msqrt", "mroot") else ""


def is_partial(formula: LexborNode) -> bool:
    """Whether a line of text shows a formula only in part."""
    return formula.css_first(_PARTIAL) is not None


def is_grouped(node: LexborNode) -> bool:
    """Whether a part of a fraction or root needs brackets in a line of text."""
    parent = node.parent
    inside = parent is not None and parent.tag in ("mfrac", "msqrt", "mroot")
    return inside and len("".join((node.text() or "").split())) > 1 and node.tag == "mrow"


def _position(node: LexborNode) -> int:
    """Returns the number of elements before a node."""
    count, before = 0, node.prev
    while before is not None:
        count += not (before.tag or "-").startswith("-")
        before = before.prev
    return count
