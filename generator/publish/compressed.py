"""Compressed copies of texts beside them, for servers that send these as they are.

The libraries bring their own compressors, so that the bytes are the same on every machine. A copy that the
output has from the last build is kept as long as its text is unchanged.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from deflate import deflate_compress
from msgspec import Struct

from generator.cache.stamps import Stamp, stamp_of
from generator.model.output import SEARCH, Rendered
from generator.parallel.pool import in_parallel
from generator.publish.journal import staging
from generator.publish.output import Stage, Staged

# The files of the search's index are compressed already.
_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".vtt")
_LEAST = 1400  # bytes: less than that is one packet in any case
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # of a gzip file without name and time
_GZIP_LEVEL, _BROTLI_QUALITY = 9, 9  # of 12 and of 11
_CHUNK = 64  # files that a worker takes at a time


def is_copy(path: str, files: Mapping[str, object]) -> bool:
    """Whether a file of the output is the compressed copy of another one."""
    text, _, ending = path.rpartition(".")
    return ending in _COMPRESSORS and text.endswith(_TEXTS) and text in files


def with_copies(stage: Stage, files: Iterable[Staged], endings: Iterable[str], jobs: int) -> Iterator[Staged]:
    """Yields the files, then the compressed copies of the texts among them, which it stages."""
    texts: dict[str, Staged] = {}
    for file in files:
        yield file
        if file.path.endswith(_TEXTS) and not file.path.startswith(f"{SEARCH}/"):
            texts[file.path] = file
    owned = stage.owned()
    wanted = []
    for ending in endings:
        for file in texts.values():
            path = f"{file.path}.{ending}"
            there = stage.output / path
            if file.stamp is not None and path in owned and there.is_file():
                yield Staged(path, owned[path], stamp_of(there.stat()))
            else:
                wanted.append((file, ending))
    yield from filter(None, in_parallel(_Compressor(stage), wanted, jobs, chunk=_CHUNK))


def copies_stamps(output: Path, written: Iterable[str]) -> dict[str, Stamp]:
    """The stamps of the copies that were written, by path."""
    there = frozenset(written)
    return {
        path: stamp_of((output / path).stat()) for path in there if path.rpartition(".")[2] in _COMPRESSORS
    }


class _Compressor(Struct, frozen=True):
    stage: Stage

    def __call__(self, wanted: tuple[Staged, str]) -> Staged | None:
        """Stages a copy; None if the text is short."""
        file, ending = wanted
        folder = self.stage.output if file.stamp is not None else Path(staging(self.stage.output))
        content = (folder / file.path).read_bytes()
        if len(content) < _LEAST:
            return None
        return self.stage(Rendered(f"{file.path}.{ending}", _COMPRESSORS[ending](content)))


def _gzip(content: bytes) -> bytes:
    packed = bytes(deflate_compress(content, _GZIP_LEVEL))
    return _HEAD + packed + struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFF_FFFF)


def _brotli(content: bytes) -> bytes:
    import brotli  # of an extra, which few sites ask for

    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    return packed


_COMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli}
