"""WARC files: which files are in one, what is wrong with its records, and how a file is read."""

import hashlib
from collections.abc import Iterator, Sequence, Set
from datetime import date

from msgspec import Struct

from generator import permalinks
from generator.archive.warc.records import SEAL, RecordWriter
from generator.archive.warc.warc_file import sealing_member
from generator.model.problem import Problem
from generator.verify.files import Listed, finding, is_bomb, without_clashes
from generator.verify.source import DamagedMemberError, Member
from generator.verify.warc_reader import (
    GZIP,
    DamagedWarcError,
    FoundRecord,
    RecordReading,
    Region,
    records_in,
)

_PIECE = 1 << 20
_LOCATION = "Location: "
_MOVED = "HTTP/1.1 301 "


class WarcSource(Struct, frozen=True):
    """Reads the files of a WARC. The offset of a member is that of its record in the container."""

    region: Region

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises DamagedMemberError, OSError."""
        with self.region.container.open("rb") as stream:
            try:
                reading = RecordReading(stream, member.offset, member.packed)
                yield from reading.block()
            except DamagedWarcError as error:
                raise DamagedMemberError from error
        if reading.size != member.size:
            raise DamagedMemberError


class OpenWarc(Struct, frozen=True):
    """A WARC: its records, the files in it, the problems of both, the address of the site."""

    records: tuple[FoundRecord, ...]
    listed: Listed
    base_url: str


def open_warc(region: Region) -> OpenWarc:
    """Reads all records of a WARC. Raises DamagedWarcError if it is damaged or not Khotin's, OSError."""
    records = tuple(records_in(region))
    writer = _writer_of(records)
    members: list[Member] = []
    problems: list[Problem] = []
    for record in records[1:]:
        problem = _problem(record, writer)
        if problem:
            problems.append(problem)
        elif record.field("WARC-Type") == "resource":
            path = record.field("WARC-Target-URI").removeprefix(writer.base_url)
            place = record.placed
            members.append(Member(path, record.size, region.start + place.offset, place.length))
    if is_bomb(sum(record.size for record in records), region.size):
        raise DamagedWarcError
    problems += _leading_nowhere(records, writer, {member.path for member in members})
    problems += _seal_problems(region, records[-1], writer)
    return OpenWarc(records, without_clashes(members, problems), writer.base_url)


def _writer_of(records: Sequence[FoundRecord]) -> RecordWriter:
    """The writer of such records, by what the first one says of all."""
    first = records[0] if records else None
    base_url = first.block_fields().get("isPartOf", "") if first else ""
    if first is None or first.field("WARC-Type") != "warcinfo" or not base_url.endswith("/"):
        raise DamagedWarcError
    try:
        return RecordWriter(base_url, date.fromisoformat(first.field("WARC-Date")[:10]))
    except ValueError as error:
        raise DamagedWarcError from error


def _problem(record: FoundRecord, writer: RecordWriter) -> Problem | None:
    """What is wrong with a record by itself."""
    kind, address = record.field("WARC-Type"), record.field("WARC-Target-URI")
    if kind == "revisit" or (kind == "response" and record.block.startswith(_MOVED.encode())):
        return None
    if kind == "metadata" and SEAL in record.block_fields():
        return None
    path = address.removeprefix(writer.base_url)
    if kind != "resource" or path == address:
        return finding(address or kind, "file-extra")
    if not path.isprintable() or {"", ".", ".."} & set(path.split("/")):
        return finding(path, "name-refused")
    if writer.resource_at(path, record.sha256, record.size).fields != record.placed.fields:
        return finding(path, "record-altered")
    return None


def _leading_nowhere(
    records: Sequence[FoundRecord], writer: RecordWriter, paths: Set[str]
) -> Iterator[Problem]:
    """Other addresses that lead to no file of the WARC."""
    for record in records:
        address = record.field("WARC-Target-URI")
        if record.field("WARC-Type") == "revisit":
            target = record.field("WARC-Refers-To-Target-URI")
            if address != writer.base_url or target != f"{address}{permalinks.ROOT}":
                yield finding(address, "file-extra")
        elif record.field("WARC-Type") == "response":
            lines = record.block.decode(errors="replace").split("\r\n")
            targets = [line.removeprefix(_LOCATION) for line in lines if line.startswith(_LOCATION)]
            target = targets[0] if targets else ""
        else:
            continue
        if target.removeprefix(writer.base_url) not in paths:
            yield finding(address, "link-dead", address=target)


def _seal_problems(region: Region, last: FoundRecord, writer: RecordWriter) -> Iterator[Problem]:
    """Checks the last record, which has the hash of all bytes before it."""
    with region.container.open("rb") as stream:
        stream.seek(region.start)
        is_packed = stream.read(len(GZIP)) == GZIP
        if not is_packed or SEAL not in last.block_fields():
            yield finding(region.container.name, "warc-unsealed")
            return
        stream.seek(region.start)
        content, left = hashlib.sha256(), last.placed.offset
        while left and (piece := stream.read(min(left, _PIECE))):
            content.update(piece)
            left -= len(piece)
        sealed = stream.read(region.size - last.placed.offset)
    if sealed != sealing_member(writer, content.hexdigest()):
        yield finding(region.container.name, "warc-altered")
