"""Joins short terms of a list of definitions with what is said of them."""

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from generator.importer.reading.composing import shared_path
from generator.importer.reading.line_builder import ReaderState
from generator.importer.reading.page import LineForm, PagePart

_TERM, _DESCRIPTION = 40, 160  # letters


def describe(node: LexborNode, state: ReaderState) -> None:
    """Joins a short term and its only, short description into one line: "Author: X"."""
    alone, term_number = state.term == len(state.lines) - 1 > 0, state.term
    if not term_number:  # nothing is described: the list is used for its looks
        for number in range(len(state.lines) - 1, -1, -1):
            if state.lines[number].form is not LineForm.DEFINITION or state.lines[number].term:
                break
            state.lines[number] = replace(state.lines[number], form=LineForm.PARAGRAPH)
        return
    if not alone or not _is_only_description(node):
        return
    state.term = 0
    term, said = state.lines[-2:]
    short = len(term.text) <= _TERM and len(said.text) <= _DESCRIPTION
    if short and term.form is LineForm.TERM and said.form is LineForm.DEFINITION:
        whole = term.joined(said, " " if term.text.endswith(":") else ": ")
        part = term.part if said.part is PagePart.OTHER else said.part
        state.lines[-2:] = [
            replace(
                whole,
                part=part,
                linked=said.linked,
                path=shared_path([term.path, said.path]),
                form=LineForm.PARAGRAPH,
                term=len(term.text),
            )
        ]


def _is_only_description(node: LexborNode) -> bool:
    """Whether a description has no sibling of its kind beside it."""
    return _neighbour(node, forward=False) != "dd" and _neighbour(node, forward=True) != "dd"


def _neighbour(node: LexborNode, *, forward: bool) -> str:
    """Returns the tag of the element before or after a node; "" if there is none."""
    other = node.next if forward else node.prev
    while other is not None and (other.tag or "-").startswith("-"):
        other = other.next if forward else other.prev
    return (other.tag or "") if other is not None else ""
