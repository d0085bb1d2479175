"""WACZ files: the zip around a WARC, its description, its index, its list of pages."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.archive.foreign_json import decoded
from generator.archive.warc.cdx import BLOCKS, NAME, cdx_lines
from generator.archive.warc.wacz_copy import PACKAGE, PACKAGE_DIGEST, PAGES, WARC, package_digest
from generator.model.problem import Problem
from generator.verify.files import Listed, finding
from generator.verify.source import STORED, DamagedMemberError, ZipSource, read
from generator.verify.warc_reader import DamagedWarcError, Region
from generator.verify.warc_source import OpenWarc, open_warc

_WARC, _INDEX = f"archive/{WARC}", f"indexes/{NAME}"
_ALL = frozenset({_WARC, _INDEX, f"indexes/{BLOCKS}", PAGES, PACKAGE, PACKAGE_DIGEST})
_MOST = 256_000_000  # bytes of an index


def is_wacz(listed: Listed) -> bool:
    """Whether these are the files of a WACZ."""
    return PACKAGE in listed.members and any(path.startswith("archive/") for path in listed.members)


def region_of_warc(source: ZipSource, listed: Listed) -> Region:
    """Where the WARC lies in the zip. Raises DamagedWarcError if it does not lie there as it is, OSError."""
    member = listed.members.get(_WARC)
    if member is None or member.method != STORED:
        raise DamagedWarcError
    try:
        return Region(source.container, source.content_start(member), member.packed)
    except DamagedMemberError as error:
        raise DamagedWarcError from error


def check_wacz(source: ZipSource, listed: Listed, warc: OpenWarc) -> Iterator[Problem]:
    """What is wrong with the files around the WARC."""
    for path in sorted(_ALL - listed.members.keys()):
        yield finding(path, "file-missing")
    for path in sorted(listed.members.keys() - _ALL):
        yield finding(path, "file-extra")
    contents: dict[str, bytes] = {}
    for path in sorted((_ALL - {_WARC}) & listed.members.keys()):
        try:
            contents[path] = read(source, listed.members[path], _MOST) or b""
        except DamagedMemberError:
            yield finding(path, "member-damaged")
    yield from _check_description(contents, _hash_of_warc(source, listed))
    if _INDEX in contents and _unpacked(contents[_INDEX]) != "".join(
        cdx_lines((record.placed for record in warc.records), WARC)
    ):
        yield finding(_INDEX, "file-altered")
    known = {record.field("WARC-Target-URI") for record in warc.records}
    for number, line in enumerate(contents.get(PAGES, b"").splitlines()[1:], 2):
        address = str(_decoded(line).get("url"))
        if address not in known:
            yield finding(PAGES, "link-dead", number, address=address)


def _check_description(contents: Mapping[str, bytes], warc: str) -> Iterator[Problem]:
    """Whether the description names every file with its hash, and the digest the description."""
    description = contents.get(PACKAGE, b"")
    if PACKAGE_DIGEST in contents and package_digest(description).read() != contents[PACKAGE_DIGEST]:
        yield finding(PACKAGE_DIGEST, "file-altered")
    resources = _decoded(description).get("resources")
    stated = {
        str(each.get("path")): str(each.get("hash"))
        for each in (resources if isinstance(resources, list) else ())
        if isinstance(each, dict)
    }
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    for path, digest in ({_WARC: warc} | hashes).items():
        if path not in (PACKAGE, PACKAGE_DIGEST) and stated.get(path) != f"sha256:{digest}":
            yield finding(path, "file-altered")


def _hash_of_warc(source: ZipSource, listed: Listed) -> str:
    content = hashlib.sha256()
    try:
        for piece in source.pieces(listed.members[_WARC]):
            content.update(piece)
    except DamagedMemberError:
        return ""
    return content.hexdigest()


def _unpacked(content: bytes) -> str:
    """The text of all members of a gzip file; empty if it is damaged."""
    text = b""
    try:
        while content and len(text) <= _MOST:
            unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            text += unpacker.decompress(content, _MOST)
            content = unpacker.unused_data
    except zlib.error:
        return ""
    return text.decode(errors="replace")


def _decoded(content: bytes) -> dict[str, Any]:
    """The object that these bytes are in JSON; empty if they are none."""
    return decoded(content, dict[str, Any]) or {}


def open_wacz(path: Path, listed: Listed) -> tuple[OpenWarc, Region, tuple[Problem, ...]]:
    """Opens the WARC in a WACZ, and checks what is around it. Raises DamagedWarcError, OSError."""
    source = ZipSource(path)
    region = region_of_warc(source, listed)
    warc = open_warc(region)
    return warc, region, tuple(check_wacz(source, listed, warc))
