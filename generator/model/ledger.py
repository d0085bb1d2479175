"""The ledger: every address ever released, and the records of withdrawn articles."""

from msgspec import Struct

from generator.model.content import Alias, Withdrawal
from generator.model.values import LocalText


class Released(Struct, frozen=True):
    """A released address.

    `name` is an address of the output or the name of an `Alias`. `day` is the day of release. `source` is the
    file it was made from, "" for a generated page. `path` and `line` are the position in the ledger.
    """

    name: str
    day: str
    source: str
    path: str
    line: int


class Tombstone(Struct, frozen=True):
    """The record of a withdrawn article whose file is gone.

    `key` is the record's name, `path` its file. `title` is empty if the title must not be published any more.
    """

    key: str
    path: str
    aliases: tuple[Alias, ...]
    withdrawn: Withdrawal
    title: LocalText = LocalText()


class Ledger(Struct, frozen=True):
    """All released addresses, and all tombstones."""

    released: tuple[Released, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
