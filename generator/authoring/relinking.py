"""Rewrites the Markdown of moved files: links and media, aliases and slugs.

Only these values change. Everything else of a file stays, byte for byte.
"""

import json
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote, unquote

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from generator.authoring.code_spans import code_spans
from generator.authoring.front_matter_text import end_of
from generator.read.addresses import WEB_ADDRESS, resolve_path
from generator.read.scan import CONTENT, nfc
from generator.schema.front_matter import MEDIA_FIELDS
from generator.text.old_address import parse_old_address

_FENCE = YAMLHandler.FM_BOUNDARY
# Destinations of Markdown's links, of its definitions of links, and of HTML.
_DESTINATION = re.compile(
    r"\]\(\s*<(?P<angle>[^<>\n]*)>|\]\(\s*(?P<plain>(?:[^\s()<>]|\([^\s()]*\))+)"
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>[^\s>]+)"
    r"|\b(?:href|src|poster)\s*=\s*[\"'](?P<html>[^\"'\n]+)[\"']"
    r"|<(?P<bare>https?://[^\s<>]+)>",
    re.MULTILINE,
)
_UNSAFE = re.compile(r"[\s()<>%#?\"'\\]")
_MEDIA_PARTS = ("src", "url", "poster", "captions")


class Moves(Protocol):
    """What moves: the new path of each file, and new slugs and whole lists of aliases, all by old path.

    A file that is not in `paths` stays where it is.
    """

    @property
    def paths(self) -> Mapping[str, str]: ...

    @property
    def slugs(self) -> Mapping[str, str]: ...

    @property
    def aliases(self) -> Mapping[str, Sequence[str]]: ...


class Target(Struct, frozen=True):
    """A page of the new archive that an old address means: its new path, and the anchors in it."""

    path: str
    anchors: frozenset[str]


class Edit(Struct, frozen=True, order=True):
    """A piece of a text, and what stands in its place."""

    begin: int
    end: int
    text: str


Known = Mapping[tuple[str, str], Target]  # by host and key of an old address


def rewritten(data: bytes, path: str, moves: Moves, known: Known) -> tuple[bytes, int]:
    """Returns the new bytes of the file at this old path.

    Also returns how many links to an archive's own host became internal.
    """
    text = data.decode("utf-8-sig")
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return data, 0
    edits = list(_header_edits(text, opening.end(), closing.start(), path, moves))
    links = list(_link_edits(text, closing.end(), path, moves, known))
    edits += [edit for edit, _ in links]
    if not edits:
        return data, 0
    for edit in sorted(edits, reverse=True):
        text = text[: edit.begin] + edit.text + text[edit.end :]
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode(), sum(internal for _, internal in links)


# --- front matter -----------------------------------------------------------------------------------------


def _header_edits(text: str, begin: int, end: int, path: str, moves: Moves) -> Iterator[Edit]:
    header = text[begin:end]
    root = yaml.compose(header, Loader=yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    fields = {key.value: (key, value) for key, value in entries if isinstance(key, yaml.ScalarNode)}
    seen: set[int] = set()
    for name in MEDIA_FIELDS:
        for node in _media_nodes(fields[name][1], seen) if name in fields else ():
            new = _new_place(node.value, path, moves)
            if new:
                yield _replaced(node, begin, json.dumps(new, ensure_ascii=False))
    if path in moves.slugs and "slug" in fields:
        yield _replaced(fields["slug"][1], begin, moves.slugs[path])
    if path in moves.aliases:
        line = f"aliases: {json.dumps(moves.aliases[path], ensure_ascii=False)}"
        if "aliases" in fields:
            key, value = fields["aliases"]
            yield Edit(begin + key.start_mark.index, begin + max(end_of(value), key.end_mark.index + 1), line)
        elif isinstance(root, yaml.MappingNode) and root.flow_style:
            yield Edit(begin + root.end_mark.index - 1, begin + root.end_mark.index - 1, f", {line}")
        else:
            newline = "\r\n" if "\r\n" in header else "\n"
            indent = " " * root.start_mark.column if root else ""
            yield Edit(end, end, f"{indent}{line}{newline}")


def _media_nodes(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    """The values in a media field that name a file.

    `seen` are the ids of the nodes that were visited: aliases can repeat one a billion times.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _media_nodes(item, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in _MEDIA_PARTS and isinstance(value, yaml.ScalarNode):
                yield value


def _replaced(node: yaml.Node, begin: int, text: str) -> Edit:
    return Edit(begin + node.start_mark.index, begin + node.end_mark.index, text)


# --- links ------------------------------------------------------------------------------------------------


def _link_edits(text: str, begin: int, path: str, moves: Moves, known: Known) -> Iterator[tuple[Edit, bool]]:
    """The edits of links, each with whether a link to an old host becomes internal."""
    code = code_spans(text, begin)
    starts = [start for start, _ in code]
    for found in _DESTINATION.finditer(text, begin):
        kind = found.lastgroup or ""
        before = bisect_right(starts, found.start()) - 1
        if before >= 0 and found.start() < code[before][1]:
            continue
        value = found[kind]
        internal = _internal(value, _now(path, moves), known)
        new = internal or _moved_link(value, path, moves)
        if new is None:
            continue
        if kind == "bare":
            yield Edit(found.start(), found.end(), f"[{value}]({new})"), True
        else:
            yield Edit(found.start(kind), found.end(kind), new), internal is not None


def _internal(value: str, here: str, known: Known) -> str | None:
    """The link to the page that a web address means, or None."""
    if not WEB_ADDRESS.match(value):
        return None
    address = parse_old_address(value)
    target = known.get((address.host, address.key)) if address else None
    if target is None:
        return None
    fragment = value.partition("#")[2]
    end = f"#{fragment}" if unquote(fragment) in target.anchors else ""
    return f"{_written(posixpath.relpath(target.path, posixpath.dirname(here)))}{end}"


def _moved_link(value: str, path: str, moves: Moves) -> str | None:
    """The link to a file that has another place now, or None."""
    file, mark, fragment = value.partition("#")
    new = _new_place(unquote(file), path, moves) if file else None
    return f"{_written(new)}{mark}{fragment}" if new else None


def _new_place(value: str, path: str, moves: Moves) -> str | None:
    """How the file at `path` names another one from its new place; None if it may name it as before."""
    if not value or WEB_ADDRESS.match(value):
        return None
    target = resolve_path(path, value)
    if target is None:
        return None
    old, here = nfc(target), posixpath.dirname(_now(path, moves))
    new = _now(old, moves)
    if value.startswith("/"):
        return new.removeprefix(CONTENT) if new != old else None
    if new == old and here == posixpath.dirname(path):
        return None
    written = posixpath.relpath(new, here)
    return None if posixpath.normpath(nfc(value.replace("\\", "/"))) == written else written


def _now(path: str, moves: Moves) -> str:
    """The path of a file after the move."""
    return moves.paths.get(path, path)


def _written(path: str) -> str:
    """A path as it stands in a link."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), path)
