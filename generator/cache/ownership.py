"""Whether a cache is this user's own: it is used only as this user's last session left it.

A cache can come with a repository (`git add -f`), in a zip file or from another machine. Its bodies would be
published as they stand, so whoever made it could put anything on the pages. Therefore each commit records
the stamp of the database in the user's cache folder. The stamp has the time of the last change, which no
program can set. If the database is not as recorded, the cache is thrown away and built anew. It is not an
error, since a cache costs only time, and whoever clones a repository has done nothing wrong.

Without a user's cache folder nothing is recorded, and every build begins anew; `khotin doctor` says so.
"""

import os
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, msgpack

from generator.cache.fingerprints import fingerprint
from generator.cache.stamps import Stamp, stamp_of
from generator.cache.user_folder import (
    UserFolderError,
    existing_private_folder,
    private_folder,
    write_private,
)

_FOLDER = "owned"
DATABASE = "cache.sqlite"
# SQLite writes what these hold back into the database when it opens it.
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
    """The links among the folder itself and what lies in it, which could lead anywhere."""
    with os.scandir(folder) as entries:
        links = [entry.path for entry in entries if entry.is_symlink()]
    return [*links, str(folder)] if folder.is_symlink() else links
