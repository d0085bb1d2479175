"""Returns the scope of the text inside an element: its part of the page, list, emphasis, alignment."""

import re
from collections.abc import Mapping

from generator.importer.frame.place import place_within
from generator.importer.reading.composing import Scope
from generator.importer.reading.elements import BLOCKS
from generator.importer.reading.line_builder import ReaderState, flush
from generator.importer.reading.list_labels import format_of, number_label
from generator.importer.reading.markup import emphasis_of, is_centred, is_publication_time, part_of
from generator.importer.reading.page import LineForm, MetadataClaim, PagePart

_HEADING = re.compile(r"h[1-6]")
_FACE = re.compile(r"(?i)\.?vn\w*h\b")


def scope_of(tag: str, attributes: Mapping[str, str | None], scope: Scope, state: ReaderState) -> Scope:
    """Returns the scope inside an element."""
    state.elements += 1
    style = attributes.get("style") or ""
    changes: dict[str, object] = {}
    if tag in BLOCKS or attributes.get("class") or attributes.get("id") or attributes.get("itemprop"):
        part = part_of(tag, attributes) if tag != "body" else PagePart.OTHER
        if tag in ("article", "main"):
            changes["article"] = True
        if tag == "details" and "open" not in attributes:
            state.folded.add(state.elements)
        if tag == "footer" and scope.article and not attributes.get("role"):
            part = PagePart.OTHER
            state.footers.add(state.elements)
        if part is PagePart.SITE:
            state.site.add(state.elements)
        elif part is not PagePart.OTHER and scope.part is not PagePart.CAPTION:
            changes["part"] = part
        changes["path"] = (*scope.path, state.elements)
        outer = scope.places[-1] if scope.places else 0
        changes["places"] = (*scope.places, place_within(outer, tag, attributes))
    if tag == "time":
        _time(attributes, scope, state)
    changes |= _set(tag, attributes, style, scope, state)
    return scope._replace(**changes) if changes else scope  # type: ignore[arg-type]


def _time(attributes: Mapping[str, str | None], scope: Scope, state: ReaderState) -> None:
    """Records the publication time of an element with microdata or `pubdate`."""
    stamp = attributes.get("datetime") or ""
    if is_publication_time(attributes) and stamp and not state.site.intersection(scope.path):
        state.times.append(MetadataClaim(" ".join(stamp.split()), "time"))


def _set(
    tag: str, attributes: Mapping[str, str | None], style: str, scope: Scope, state: ReaderState
) -> dict[str, object]:
    """Returns the changes of the scope by quotes, headings, lists, alignment and fonts."""
    changes = emphasis_of(tag, attributes, style)
    if changes.get("link") and state.base:
        changes["link"] = state.resolved(str(changes["link"]))
    if tag == "blockquote":
        changes["quote"] = scope.quote + 1
    elif _HEADING.fullmatch(tag):
        changes["heading"] = int(tag[1])
    elif tag in ("ul", "ol", "menu", "dir"):
        labels = format_of(attributes.get("type") or "", style) if tag == "ol" else ""
        changes |= {"level": scope.level + 1, "ordered": tag == "ol", "labels": labels}
        _open_list(scope, attributes.get("start") or "", state)
    elif tag == "li":
        _open_item(scope, attributes.get("value") or "", state)
    elif tag in ("dt", "dd"):
        changes["form"] = LineForm.TERM if tag == "dt" else LineForm.DEFINITION
    if is_centred(tag, attributes, style):
        changes["centred"] = True
    if "face" in attributes or "font-family" in style:
        changes["capitals"] = bool(_FACE.search(f"{attributes.get('face') or ''} {style}"))
    return changes


def _open_list(scope: Scope, start: str, state: ReaderState) -> None:
    state.counts[scope.level + 1] = (_number(start) or 1) - 1


def _open_item(scope: Scope, value: str, state: ReaderState) -> None:
    flush(state)
    level = max(scope.level, 0)
    state.counts[level] = _number(value) or state.counts.get(level, 0) + 1
    if scope.labels:  # Markdown has only plain numbers
        state.item = None
        state.label = f"{number_label(state.counts[level], scope.labels)}. "
    else:
        state.item = (level, state.counts[level] if scope.ordered else 0)


def _number(value: str) -> int:
    """Returns the number that an attribute states; 0 if none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
