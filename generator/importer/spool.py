"""A temporary file that stores values during a run."""

import pickle
import tempfile
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Stores pickled values by offset. Only values of this process are unpickled."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="khotin-")  # noqa: SIM115  (closed by close())

    def append(self, value: T) -> int:
        """Stores a value and returns its offset in bytes."""
        offset = self._file.seek(0, 2)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        return offset

    def get(self, offset: int) -> T:
        """Loads the value at an offset."""
        self._file.seek(offset)
        value: T = pickle.load(self._file)
        return value

    def close(self) -> None:
        """Closes and deletes the file."""
        self._file.close()
