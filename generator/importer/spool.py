"""A temporary file that stores values during a run."""

import os
import tempfile
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import msgpack

T = TypeVar("T")

_SIZE = 8  # bytes before a value, which say how long it is


class Spool(Generic[T]):
    """Stores values of one type by offset, as msgpack. No other process sees the file."""

    def __init__(self, kind: type[T]) -> None:
        self._file = tempfile.TemporaryFile(prefix="khotin-")  # noqa: SIM115  (closed by close())
        self._encoder = msgpack.Encoder(enc_hook=path_as_text)
        self._decoder = msgpack.Decoder(kind, dec_hook=text_as_path)

    def append(self, value: T) -> int:
        """Stores a value and returns its offset in bytes."""
        content = self._encoder.encode(value)
        offset = self._file.seek(0, 2)
        self._file.write(len(content).to_bytes(_SIZE, "little"))
        self._file.write(content)
        return offset

    def get(self, offset: int) -> T:
        """Loads the value at an offset."""
        self._file.seek(offset)
        size = int.from_bytes(self._file.read(_SIZE), "little")
        return self._decoder.decode(self._file.read(size))

    def close(self) -> None:
        """Closes and deletes the file."""
        self._file.close()


def path_as_text(path: Any) -> bytes:
    """Returns the bytes of a path, for msgpack."""
    if not isinstance(path, Path):
        raise NotImplementedError(type(path))
    return bytes(path)


def text_as_path(kind: type, content: Any) -> Path:
    """Returns the path of these bytes, for msgpack."""
    if kind is not Path:
        raise NotImplementedError(kind)
    return Path(os.fsdecode(content))
