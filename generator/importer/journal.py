"""Keeps what an import has read, so that an interrupted one can continue.

The journal lies in the user's cache folder. It holds the results of pages by a hash of the page and of all
that its result depends on. An import that ends removes its journal.
"""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from msgspec import Struct, msgpack
from msgspec.structs import replace

from generator.cache.lock import take_lock
from generator.cache.user_folder import private_folder
from generator.cache.version import generator_version
from generator.importer.frame.sites import folder_of
from generator.importer.request import ImportRequest
from generator.importer.sources.items import SavedFile, SourceItem
from generator.importer.spool import path_as_text, text_as_path

R = TypeVar("R")

_KEY = 16  # bytes
_HEAD = _KEY + 8  # bytes: key, length, checksum
_KEPT = 30 * 24 * 3600  # seconds, after which the journal of an import that nobody continued is removed
_ENCODER = msgpack.Encoder(enc_hook=path_as_text)


class ImportJournal:
    """Results by key. `file`: None if the user has no cache folder, or another import writes the file."""

    def __init__(self, file: FileIO | None = None) -> None:
        self._file = file
        self._places = dict(_entries(file)) if file else {}

    def __contains__(self, key: bytes) -> bool:
        return key in self._places

    def results(
        self,
        kind: Any,
        context: bytes,
        items: Iterable[SourceItem],
        run: Callable[[Iterable[SourceItem]], Iterator[R]],
    ) -> Iterator[tuple[SavedFile, R, Callable[[], None]]]:
        """Yields the result of each item with its file and a function to store it.

        `kind`: type of the results. `context`: what the results depend on beside the item. `run`: yields the
        results of items that the journal does not have.
        """
        waiting: deque[tuple[bytes, SavedFile, bool]] = deque()

        def unknown() -> Iterator[SourceItem]:
            """Yields the items without a stored result."""
            for item in items:
                key = _key_of(item, context)
                waiting.append((key, item.source, key in self))
                if not waiting[-1][2]:
                    yield item

        def known() -> Iterator[tuple[SavedFile, R, Callable[[], None]]]:
            """Yields the stored results before the next one that is not stored."""
            while waiting and waiting[0][2]:
                key, source, _ = waiting.popleft()
                yield source, self._load(key, kind), _nothing

        for result in run(unknown()):
            yield from known()
            key, source, _ = waiting.popleft()
            yield source, result, lambda key=key, result=result: self._append(key, result)  # type: ignore[misc]
        yield from known()

    def _load(self, key: bytes, kind: Any) -> Any:
        assert self._file is not None  # it has keys
        start, length = self._places[key]
        self._file.seek(start)
        return msgpack.decode(self._file.read(length), type=kind, dec_hook=text_as_path)

    def _append(self, key: bytes, result: Any) -> None:
        """Stores a result. A full disk ends the journal, not the import."""
        if self._file is None or key in self:
            return
        content = _ENCODER.encode(result)
        with suppress(OSError):
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(_head(key, content) + content)
            self._places[key] = (at + _HEAD, len(content))

    def remove(self) -> None:
        """Removes the journal at the end of an import."""
        if self._file is not None:
            with suppress(OSError):
                Path(os.fsdecode(self._file.name)).unlink(missing_ok=True)
            self.close()

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
            self._file, self._places = None, {}


def open_journal(request: ImportRequest) -> ImportJournal:
    """Opens the journal of an import of these sources into this site."""
    named = [str(path.absolute()) for path in (request.site, *request.sources)]
    try:
        folder = private_folder("imports")
        _remove_old(folder)
        path = folder / _hash(msgpack.encode(named)).hex()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        os.close(handle)
        file = FileIO(path, "r+")
    except OSError:  # without a cache folder the import only cannot be continued
        return ImportJournal()
    if not take_lock(file.fileno()):
        file.close()
        return ImportJournal()
    return ImportJournal(file)


def context_of(*values: object) -> bytes:
    """Returns a hash of what results depend on: the version of Khotin and these values."""
    return _hash(generator_version().encode() + msgpack.encode(_ordered(values)))


def _ordered(value: object) -> object:
    """Returns a value with its sets, mappings and records as lists, which have one order."""
    match value:
        case Struct():
            return [_ordered(getattr(value, name)) for name in value.__struct_fields__]
        case Mapping():
            return [(key, _ordered(each)) for key, each in sorted(value.items())]
        case frozenset():
            return sorted(value)
        case tuple():
            return [_ordered(each) for each in value]
    return value


def _key_of(item: SourceItem, context: bytes) -> bytes:
    """Returns the hash of a page, its metadata in the container, and the context."""
    said = replace(item.capture, data=b"")
    content = hashlib.sha256(item.capture.data).digest()
    source = (item.digest, item.source.inside, folder_of(item.source))
    return _hash(context + content + _ENCODER.encode((said, source)))


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_KEY).digest()


def _head(key: bytes, content: bytes) -> bytes:
    return key + len(content).to_bytes(4, "little") + crc32(content).to_bytes(4, "little")


def _entries(file: FileIO) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yields key, offset and length of each entry. What a killed import wrote last may be cut off."""
    at = 0
    while True:
        file.seek(at)
        head = file.read(_HEAD)
        length = int.from_bytes(head[_KEY : _KEY + 4], "little")
        content = file.read(length) if len(head) == _HEAD else b""
        if len(head) < _HEAD or len(content) < length or head != _head(head[:_KEY], content):
            file.truncate(at)
            return
        yield head[:_KEY], (at + _HEAD, length)
        at += _HEAD + length


def _remove_old(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink()


def _nothing() -> None:
    pass
