"""Compiled templates and catalogues: compiling takes longer than a small build, and so the code is kept."""

import zlib
from functools import lru_cache
from io import BytesIO

from jinja2.bccache import Bucket, BytecodeCache
from msgspec import msgpack

from generator.model.theme import Theme

_Kept = tuple[dict[str, bytes], dict[str, tuple[int, bytes]]]


class Compiled(BytecodeCache):
    """The code of the templates of a theme, for all languages, and its catalogues as gettext reads them.
    Jinja itself sees by a template's text whether its code is that of today."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}
        self._catalogues: dict[str, tuple[int, bytes]] = {}  # by language: the checksum of the text, compiled
        self._changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()
        self._changed = True

    def catalogue(self, lang: str, text: str) -> bytes:
        """The catalogue of a language (a PO file) as gettext reads it (as a MO file)."""
        checksum = zlib.crc32(text.encode())
        known = self._catalogues.get(lang)
        if known is None or known[0] != checksum:
            known = self._catalogues[lang] = checksum, _compiled_catalogue(lang, text)
            self._changed = True
        return known[1]

    def learn(self, kept: bytes) -> None:
        """Takes up what an earlier process kept."""
        code, catalogues = msgpack.decode(kept, type=_Kept)
        self._code = code | self._code
        self._catalogues = catalogues | self._catalogues

    def news(self) -> bytes | None:
        """What there is to keep, if it has become more."""
        return msgpack.encode((self._code, self._catalogues)) if self._changed else None


def _compiled_catalogue(lang: str, text: str) -> bytes:
    from babel.messages.mofile import write_mo  # which takes long to load, and is seldom asked for
    from babel.messages.pofile import read_po

    binary = BytesIO()
    write_mo(binary, read_po(BytesIO(text.encode()), locale=lang))
    return binary.getvalue()


@lru_cache(maxsize=4)
def compiled(theme: Theme) -> Compiled:
    """The code of this theme's templates, as far as this process has needed it."""
    return Compiled()
