"""Whether a cache is this user's own: unchanged since this user's last session.

A cache can come with a repository (`git add -f`), in a zip file or from another machine. Its bodies are
published unchecked, so its author could put anything on the pages. Therefore each commit records the stamp of
the database in the user's cache folder. The stamp has the time of the last change, which no program can set.
If the stamp of the database is another, the cache is deleted and built again. It is not an error: a cache
costs only time, and cloning a repository is not wrong.

Without a user's cache folder nothing is recorded, and every build starts from scratch. `khotin doctor`
reports it.
"""

import os
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, msgpack

from generator.cache.stamps import Stamp, stamp_of
from generator.cache.user_folder import (
    UserFolderError,
    existing_private_folder,
    private_folder,
    write_private,
)
from generator.model.fingerprints import fingerprint

_FOLDER = "owned"
DATABASE = "cache.sqlite"
_LEVELS = 2  # of folders in a cache, its own the first
# When SQLite opens the database, it writes the content of these files into it.
_JOURNALS = (f"{DATABASE}-journal", f"{DATABASE}-wal")


class _Claim(Struct, frozen=True):
    """The path of a cache, and the stamp of its database.

    The stamp is that after this user's last commit.
    """

    folder: bytes
    stamp: Stamp


def is_own(folder: Path) -> bool:
    """Whether the cache in a folder is unchanged since this user's last session.

    It is not if a part of it is a link.
    """
    try:
        record = existing_private_folder(_FOLDER) / _name(folder)
        claimed = msgpack.decode(record.read_bytes(), type=_Claim)
        stamp = stamp_of((folder / DATABASE).lstat())
    except (OSError, DecodeError):
        return False
    if any(os.path.lexists(folder / name) for name in _JOURNALS):
        return False
    return claimed == _Claim(os.fsencode(folder), stamp) and not any(_links(folder))


def claim(folder: Path) -> None:
    """Records that the cache in a folder is this user's own as it is now."""
    with suppress(UserFolderError):  # see above
        record = private_folder(_FOLDER) / _name(folder)
        stamp = stamp_of((folder / DATABASE).lstat())
        write_private(record, msgpack.encode(_Claim(os.fsencode(folder), stamp)))


def _name(folder: Path) -> str:
    return fingerprint(os.fsencode(folder))


def _links(folder: Path) -> list[str]:
    """The links among the folder, its entries and theirs. They could lead anywhere.

    A pull may bring them into a cache whose database stays: git overwrites what it ignores. All folders of a
    cache lie in these two levels, so nothing is written or deleted elsewhere.
    """
    found, folders = [str(folder)] if folder.is_symlink() else [], [str(folder)]
    for level in range(_LEVELS):
        entries = [entry for each in folders for entry in _entries(each)]
        found += [entry.path for entry in entries if entry.is_symlink()]
        if level + 1 < _LEVELS:
            folders = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)
