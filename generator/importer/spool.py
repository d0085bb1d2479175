"""A spool: values kept on disk, in a file that nobody else sees, while a run goes on."""

import pickle
import tempfile
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Keeps values under numbers. They are this program's own: nothing from outside is unpickled."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="khotin-")  # noqa: SIM115  (it lives as long as the spool)

    def keep(self, value: T) -> int:
        place = self._file.seek(0, 2)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        return place

    def get(self, place: int) -> T:
        self._file.seek(place)
        value: T = pickle.load(self._file)
        return value

    def close(self) -> None:
        self._file.close()
