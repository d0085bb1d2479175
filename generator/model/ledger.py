"""Every address that was ever released, and the records of withdrawn articles."""

from msgspec import Struct

from generator.model.content import Alias, Withdrawal
from generator.model.values import LocalText


class Released(Struct, frozen=True):
    """An address that the ledger holds: its name (an address of the output, or that of an `Alias`), since
    when, the file that it was made from (empty: a page of the archive itself), and the place of its line."""

    name: str
    day: str
    source: str
    path: str
    line: int


class Tombstone(Struct, frozen=True):
    """The record of something withdrawn whose file is gone: `key` is the record's own name, `path` its file,
    `title` what it was called, if that may still be said."""

    key: str
    path: str
    aliases: tuple[Alias, ...]
    withdrawn: Withdrawal
    title: LocalText = LocalText()


class Ledger(Struct, frozen=True):
    """Every address ever released, and the records of those withdrawn."""

    released: tuple[Released, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
