"""Compiled templates and catalogues: compiling takes longer than a small build, and so the code is kept."""

import marshal
import zlib
from functools import lru_cache
from io import BytesIO

from jinja2.bccache import Bucket, BytecodeCache

from generator.model import Theme


class Compiled(BytecodeCache):
    """The code of the templates of a theme, for all languages, and its catalogues as gettext reads them.
    Jinja itself sees by a template's text whether its code is that of today."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}
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
        key = f"{lang} {zlib.crc32(text.encode()):08x}"
        if key not in self._code:
            self._code[key] = _compiled_catalogue(lang, text)
            self._changed = True
        return self._code[key]

    def learn(self, kept: bytes) -> None:
        """Takes up what an earlier process kept."""
        self._code = marshal.loads(kept) | self._code

    def news(self) -> bytes | None:
        """What there is to keep, if it has become more."""
        return marshal.dumps(self._code) if self._changed else None


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
