"""Clusters of a ZIM: the contents of its files, packed by Khotin and not by libzim.

libzim always packs with the highest effort of zstd, which takes thirty times as long as the one chosen here
for files that are a fortieth smaller. So it writes a ZIM of empty files: entries, titles, indexes. The
contents are put before its own clusters, packed by worker processes, and its entries are led to them. See
https://wiki.openzim.org/wiki/ZIM_file_format for the layout; numbers are little-endian.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from struct import Struct as Layout
from struct import pack
from typing import BinaryIO

from msgspec import Struct
from zstandard import ZstdCompressor

from generator.archive.copy_file import CopyFile
from generator.archive.media_types import is_text, media_type
from generator.archive.zim.pinned import HEADER, REDIRECT
from generator.parallel.pool import in_parallel

EFFORT = 12  # of 19: more takes five times as long for the next hundredth
# A reader unpacks a whole cluster to show a page.
_SIZE = 1_000_000  # bytes of a cluster before it is packed
_LARGE = 4_000_000  # bytes of a file that is not held in memory
_RAW, _ZSTD, _LONG = 1, 5, 0x10  # how a cluster is packed; whether its offsets have eight bytes
_PIECE = 1 << 20
_CHECKSUM = 16  # bytes of the MD5 at the end
_PLACE = Layout("<2I")  # cluster and blob, in an entry
_PLACE_AT, _PATH_AT = 8, 16

Place = tuple[int, int]  # the cluster of a file, its number in it


class Cluster(Struct, frozen=True):
    """A cluster before it is written. A large file has one to itself."""

    files: tuple[CopyFile, ...]
    packed: bool

    @property
    def large(self) -> bool:
        return self.files[0].size > _LARGE

    def content(self) -> bytes:
        """The bytes of the cluster. Raises CopyRefusedError, OSError."""
        blobs = [file.read() for file in self.files]
        table = 4 * (len(blobs) + 1)
        offsets = accumulate(map(len, blobs), initial=table)
        content = b"".join((pack(f"<{len(blobs) + 1}I", *offsets), *blobs))
        kind = _ZSTD if self.packed else _RAW
        return bytes((kind,)) + (ZstdCompressor(EFFORT).compress(content) if self.packed else content)

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the cluster of a large file. Raises CopyRefusedError, OSError."""
        (file,) = self.files
        file.require_unchanged()
        yield bytes((_RAW | _LONG,)) + pack("<2Q", _PATH_AT, _PATH_AT + file.size)
        yield from file.pieces(_PIECE)


def clusters_of(files: Sequence[CopyFile]) -> list[Cluster]:
    """Groups files into clusters: texts, which are packed, then the others; large files at last."""
    texts = [file for file in files if file.size <= _LARGE and is_text(media_type(file.path))]
    others = [file for file in files if file.size <= _LARGE and not is_text(media_type(file.path))]
    large = [Cluster((file,), packed=False) for file in files if file.size > _LARGE]
    return [*_cut(texts, packed=True), *_cut(others, packed=False), *large]


def _cut(files: Sequence[CopyFile], *, packed: bool) -> Iterator[Cluster]:
    inside: list[CopyFile] = []
    size = 0
    for file in files:
        if inside and size + file.size > _SIZE:
            yield Cluster(tuple(inside), packed)
            inside, size = [], 0
        inside.append(file)
        size += file.size
    if inside:
        yield Cluster(tuple(inside), packed)


def put_contents(
    empty: Path, target: Path, clusters: Sequence[Cluster], jobs: int, step: Callable[[int, int], None]
) -> None:
    """Writes a ZIM of empty files again, with the contents of these clusters; its MD5 is not yet true.

    Raises CopyRefusedError if a file is not the one that its SHA-256 names, OSError.
    """
    places = {
        file.path: (number, blob)
        for number, cluster in enumerate(clusters)
        for blob, file in enumerate(cluster.files)
    }
    with empty.open("rb") as source, target.open("wb") as out:
        raw = source.read(HEADER.size)
        *start, entries, count, paths_at, titles_at, clusters_at, media_at, main, page, end = HEADER.unpack(
            raw
        )
        entry_starts = _numbers(source, paths_at, entries)
        cluster_starts = _numbers(source, clusters_at, count)
        first, directory_at = min(cluster_starts), min(entry_starts)
        if not first < titles_at < directory_at < paths_at < clusters_at < end:
            raise AssertionError("libzim has written a ZIM of another layout")
        _copy(source, out, 0, first)
        starts = list(_written(out, clusters, jobs, step))
        shift = out.tell() - first
        _copy(source, out, first, directory_at)
        source.seek(directory_at)
        directory = bytearray(source.read(paths_at - directory_at))
        _lead(directory, [at - directory_at for at in entry_starts], places, len(clusters))
        out.write(directory)
        out.write(pack(f"<{entries}Q", *(at + shift for at in entry_starts)))
        starts += (at + shift for at in cluster_starts)
        out.write(pack(f"<{len(starts)}Q", *starts))
        end = out.tell()
        out.write(bytes(_CHECKSUM))
        out.seek(0)
        moved = (paths_at + shift, titles_at + shift, clusters_at + shift)
        out.write(HEADER.pack(*start, entries, len(starts), *moved, media_at, main, page, end))


def _numbers(source: BinaryIO, at: int, count: int) -> list[int]:
    source.seek(at)
    return [each for (each,) in Layout("<Q").iter_unpack(source.read(8 * count))]


def _copy(source: BinaryIO, out: BinaryIO, at: int, end: int) -> None:
    source.seek(at)
    while at < end:
        piece = source.read(min(_PIECE, end - at))
        out.write(piece)
        at += len(piece)


def _written(
    out: BinaryIO, clusters: Sequence[Cluster], jobs: int, step: Callable[[int, int], None]
) -> Iterator[int]:
    """Writes the clusters; yields where each begins."""
    small = [cluster for cluster in clusters if not cluster.large]
    for done, content in enumerate(in_parallel(Cluster.content, small, jobs, few=2, chunk=1), 1):
        yield out.tell()
        out.write(content)
        step(done, len(clusters))
    for done, cluster in enumerate(clusters[len(small) :], len(small) + 1):
        yield out.tell()
        out.writelines(cluster.pieces())
        step(done, len(clusters))


def _lead(directory: bytearray, starts: Sequence[int], places: Mapping[str, Place], added: int) -> None:
    """Leads entries to the clusters of their contents. Clusters of libzim lie behind the added ones."""
    for at in starts:
        if int.from_bytes(directory[at : at + 2], "little") == REDIRECT:
            continue
        path = directory[at + _PATH_AT : directory.index(0, at + _PATH_AT)].decode()
        cluster, blob = _PLACE.unpack_from(directory, at + _PLACE_AT)
        place = places.get(path) if directory[at + 3 : at + 4] == b"C" else None
        _PLACE.pack_into(directory, at + _PLACE_AT, *(place or (cluster + added, blob)))
