"""Finds values that YAML reads otherwise than they were typed: cut at " #", or marked by "&" or "!".

Sources: YAML 1.2.2, sections 6.6 (comments), 6.8.1 (tags), 6.9.2 (anchors).
"""

import re
from collections.abc import Iterator

import yaml

from generator.model.values import Position
from generator.read.yaml_errors import position_of, quoted
from generator.read.yaml_reader import Loader, Reader, is_empty
from generator.schema.field_forms import FieldForm
from generator.schema.front_matter import BY_NAME

# Values of these forms are words, in which "#" may occur. A date with a comment after it is common.
_WORDS = frozenset(
    {FieldForm.TEXT, FieldForm.PROSE, FieldForm.AUTHORS, FieldForm.TAGS, FieldForm.LOCAL_TEXT}
    | {FieldForm.MEDIA, FieldForm.MEDIA_LIST, FieldForm.CORRECTIONS, FieldForm.WITHDRAWAL, FieldForm.COMMENTS}
    | {FieldForm.POLL, FieldForm.NAMES, FieldForm.ORIGIN}
)
_MARKED = re.compile(r"(?:[:\-\[{,]|^)[ ]+[&!]|[\[{,][&!]", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#.*")


def note_cut_values(header: str, root: yaml.MappingNode, reader: Reader) -> None:
    """Adds a problem for each text that a comment cuts or takes whole."""
    if " #" not in header and "\t#" not in header:
        return
    lines = header.split("\n")
    for key, value in root.value:
        field = BY_NAME.get(key.value) if isinstance(key, yaml.ScalarNode) else None
        if field is None or field.form not in _WORDS:
            continue
        if is_empty(value) and (comment := _COMMENT.match(lines[key.end_mark.line], key.end_mark.column + 1)):
            whole = comment[0].strip()
            position = Position(
                key.end_mark.line + reader.first_line, comment.end() - len(comment[0].lstrip()) + 1
            )
            reader.problem(position, "yaml-comment", field=key.value, suggestion=quoted(whole))
        for node in _plain_scalars(value):
            line, column = node.end_mark.line, node.end_mark.column
            comment = _COMMENT.match(lines[line], column) if line < len(lines) else None
            if comment and node.start_mark.line == line:
                at = comment.start() + comment[0].index("#")
                whole = lines[line][node.start_mark.column :].rstrip()
                position = Position(line + reader.first_line, at + 1)
                reader.problem(position, "yaml-comment", field=key.value, suggestion=quoted(whole))


def note_marks(header: str, reader: Reader) -> bool:
    """Adds a problem for each value that begins with "&" or "!". Returns whether there are any."""
    if not _MARKED.search(header):
        return False
    lines = header.split("\n")
    found = False
    for event in yaml.parse(header, Loader=Loader):
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or (anchor is None and (tag is None or tag.startswith("tag:"))):
            continue
        line, column = position_of(event.start_mark)
        sign = "!" if anchor is None else "&"
        whole = lines[line][column:].rstrip() if line < len(lines) else sign
        position = Position(line + reader.first_line, column + 1)
        reader.problem(position, "yaml-mark", value=sign, suggestion=quoted(whole))
        found = True
    return found


def _plain_scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yields the scalars within a node that have no quotes."""
    if isinstance(node, yaml.ScalarNode):
        if not node.style and node.value:
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _plain_scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for _, item in node.value:
            yield from _plain_scalars(item)
