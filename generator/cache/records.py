"""Records in the cache: values are encoded as msgpack, and decoded only as the type that is expected.

Arrays of numbers are encoded as their bytes; their type says how these are read.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from msgspec import MsgspecError, msgpack

from generator.cache.database import Cache, CacheDamagedError
from generator.cache.tables import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")


def save(cache: Cache, table: Table, value: object) -> None:
    """Saves the record of a table without keys, if it changed."""
    content = encode(value)
    if content != cache.get(table):
        cache.put(table, [("", content)])


def load(cache: Cache, table: Table, expected: type[T], *, previous: bool = False) -> T | None:
    """Returns the record of a table without keys, or None.

    If `previous` is set, it is the record before the last build.
    """
    content = cache.get_previous(table) if previous else cache.get(table)
    return None if content is None else decode(content, expected)


def encode(value: object) -> bytes:
    """Returns the value as msgpack."""
    return _ENCODER.encode(value)


def decode(content: bytes, expected: type[T]) -> T:
    """Returns the value. Raises CacheDamagedError if it is not of the expected type."""
    kind: Any = expected  # a type, or an alias as list[str]
    try:
        value: T = _decoder(kind).decode(content)
    except (MsgspecError, ValueError, RecursionError) as error:
        raise CacheDamagedError(str(error)) from error
    return value


def decode_text(content: bytes | None) -> str:
    """Returns a text in UTF-8, empty if there is none. Raises CacheDamagedError if it is not UTF-8."""
    try:
        return (content or b"").decode()
    except UnicodeDecodeError as error:
        raise CacheDamagedError(str(error)) from error


@lru_cache(maxsize=64)
def _decoder(expected: Any) -> msgpack.Decoder[Any]:
    return msgpack.Decoder(expected, dec_hook=_array)


def _bytes(array: Any) -> bytes:
    """Encodes an array of numbers in one dimension, which msgpack has no form for."""
    content: bytes = array.tobytes()
    return content


def _array(expected: Any, content: object) -> "NDArray[Any]":
    """Returns an array of the expected type, `NDArray[np.int32]` for one. It cannot be written to."""
    import numpy as np  # slow to import, and needed by the search only

    if not isinstance(content, bytes):
        raise ValueError("an array is not encoded as bytes")
    (number,) = get_args(get_args(expected)[1])
    return np.frombuffer(content, dtype=number)


_ENCODER = msgpack.Encoder(enc_hook=_bytes)
