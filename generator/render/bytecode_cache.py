"""Compiled templates and gettext catalogues, kept because compiling takes longer than a small build.

Jinja loads compiled templates with `marshal`, and then runs them, so a writer of the file can run code.
Therefore it never lies in the cache of an output, which could come with a repository, but in the user's own
cache folder, which only this user can write (see `user_folder.py`). Nothing else that Khotin keeps is code.

Without this folder the templates are compiled in every build. `khotin doctor` reports it.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache
from msgspec import MsgspecError, Struct, msgpack

from generator.cache.user_folder import UserFolderError, private_folder, write_private
from generator.cache.version import generator_version
from generator.model.fingerprints import fingerprint
from generator.model.theme import Theme
from generator.render.template_fingerprints import theme_digest

_FOLDER = "templates"
_KEPT = 8  # themes and versions of Khotin
_CHECKSUM = 4  # bytes


class _Saved(Struct, frozen=True, array_like=True):
    """The bytecode of templates by Jinja's key, and catalogues by language.

    A catalogue is (checksum of its PO files, MO file).
    """

    code: dict[str, bytes]
    catalogues: dict[str, tuple[int, bytes]]


class Compiled(BytecodeCache):
    """The code of a theme's templates for all languages, and its catalogues as MO files.

    Jinja compares the hash of a template's text before it uses its code.
    """

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}
        self._catalogues: dict[str, tuple[int, bytes]] = {}
        self.has_changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()
        self.has_changed = True

    def catalogue(self, lang: str, texts: Sequence[str]) -> bytes:
        """Returns the MO file of a language. `texts` are its PO files; the words of a later one win."""
        checksum = zlib.crc32("\0".join(texts).encode())
        known = self._catalogues.get(lang)
        if known is None or known[0] != checksum:
            known = self._catalogues[lang] = checksum, _compiled_catalogue(lang, texts)
            self.has_changed = True
        return known[1]

    def load(self, content: bytes) -> None:
        """Adds what an earlier process saved. Raises MsgspecError if it is damaged."""
        saved = msgpack.decode(content, type=_Saved)
        self._code = saved.code | self._code
        self._catalogues = saved.catalogues | self._catalogues

    def content(self) -> bytes:
        """Returns everything that was compiled, for another process to load."""
        return msgpack.encode(_Saved(self._code, self._catalogues))


def _compiled_catalogue(lang: str, texts: Sequence[str]) -> bytes:
    from babel.messages.mofile import write_mo  # slow to import, and rarely needed

    from generator.render.catalogues import joined_catalogue

    binary = BytesIO()
    write_mo(binary, joined_catalogue(lang, texts))
    return binary.getvalue()


@lru_cache(maxsize=4)
def compiled(theme: Theme) -> Compiled:
    """The bytecode of this theme's templates in this process.

    It has the templates that were loaded or compiled so far.
    """
    return Compiled()


def load_compiled(theme: Theme) -> bool:
    """Loads the saved code of a theme's templates; returns False if there is none or it is damaged."""
    try:
        saved = _file(theme).read_bytes()
    except OSError:
        return False
    content = saved[_CHECKSUM:]
    if saved[:_CHECKSUM] != _checksum(content):
        return False
    try:
        compiled(theme).load(content)
    except MsgspecError:
        return False
    return True


def save_compiled(theme: Theme) -> None:
    """Saves the code of a theme's templates in the user's cache folder, if any; removes old files."""
    with suppress(UserFolderError):  # see above
        file, content = _file(theme), compiled(theme).content()
        write_private(file, _checksum(content) + content)
        by_age = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
        for each in by_age[_KEPT:]:
            each.unlink(missing_ok=True)


def _file(theme: Theme) -> Path:
    return private_folder(_FOLDER) / fingerprint((generator_version(), theme_digest(theme)))


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECKSUM, "little")
