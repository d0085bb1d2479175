"""A spool: values kept on disk while a run goes on, in a file that no other process sees."""

import os
import tempfile
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import msgpack

T = TypeVar("T")

_SIZE = 8  # bytes before a value, which say how long it is


class Spool(Generic[T]):
    """Keeps values of one type under numbers."""

    def __init__(self, kind: type[T]) -> None:
        self._file = tempfile.TemporaryFile(prefix="khotin-")  # noqa: SIM115  (it lives as long as the spool)
        self._encoder = msgpack.Encoder(enc_hook=_path_as_text)
        self._decoder = msgpack.Decoder(kind, dec_hook=_text_as_path)

    def keep(self, value: T) -> int:
        """Writes a value, and returns its number."""
        content = self._encoder.encode(value)
        place = self._file.seek(0, 2)
        self._file.write(len(content).to_bytes(_SIZE, "little"))
        self._file.write(content)
        return place

    def get(self, place: int) -> T:
        """Reads the value with this number."""
        self._file.seek(place)
        size = int.from_bytes(self._file.read(_SIZE), "little")
        return self._decoder.decode(self._file.read(size))

    def close(self) -> None:
        """Deletes the file."""
        self._file.close()


def _path_as_text(path: Any) -> bytes:
    if not isinstance(path, Path):
        raise NotImplementedError(type(path))
    return bytes(path)


def _text_as_path(kind: type, content: Any) -> Path:
    if kind is not Path:
        raise NotImplementedError(kind)
    return Path(os.fsdecode(content))
