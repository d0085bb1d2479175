"""Packs: values that are loaded and written together. One by one they take twice as long to load.

A value belongs to one of 256 packs by the checksum of its name.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.cache.database import Cache
from generator.cache.records import decode, encode, load, save
from generator.cache.tables import Table
from generator.model.fingerprints import fingerprint

T = TypeVar("T")

_PACKS = 256


def load_packs(cache: Cache, table: Table, expected: type[list[T]], *, previous: bool = False) -> Iterator[T]:
    """Yields all values of a table. If `previous` is set, they are those before the last build."""
    packs: dict[str, bytes | None] = dict(cache.all(table))
    if previous:
        packs |= cache.previous(table)
    for content in packs.values():
        if content is not None:
            yield from decode(content, expected)


def load_replaced(cache: Cache, table: Table, expected: type[list[T]]) -> Iterator[T]:
    """Yields the values before the last build in the packs that it changed."""
    for content in cache.previous(table).values():
        if content is not None:
            yield from decode(content, expected)


def changed_packs(values: Mapping[str, T], changed: Iterable[str]) -> dict[str, list[T]]:
    """Returns the packs of the changed names, each with all its values. Removed names count as changed."""
    packs: dict[str, list[T]] = {pack: [] for pack in map(_pack_of, changed)}
    for name, value in values.items() if packs else ():
        pack = _pack_of(name)
        if pack in packs:
            packs[pack].append(value)
    return packs


def save_packs(cache: Cache, table: Table, packs: Mapping[str, Sequence[object]]) -> None:
    """Writes packs, and removes the empty ones."""
    cache.put(table, ((pack, encode(values)) for pack, values in packs.items() if values))
    cache.drop(table, [pack for pack, values in packs.items() if not values])


def empty_unless_same(cache: Cache, options: Table, value: object, tables: Iterable[Table]) -> None:
    """Empties the tables if they were made with other options than `value`.

    The fingerprint of the options is saved in the table `options`.
    """
    now = fingerprint(value)
    if load(cache, options, str) != now:
        for table in tables:
            cache.drop_all(table)
        save(cache, options, now)


def _pack_of(name: str) -> str:
    return f"{zlib.crc32(name.encode()) % _PACKS:02x}"
