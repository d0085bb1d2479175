"""The envelope of an index file: a script that hands its content over, since from file:// a page can load
scripts and nothing else. The content is deflated (RFC 1951), so that hosts that do not compress, and sticks,
are served well too, and written in Base64 (RFC 4648).
"""

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Sequence

from deflate import deflate_compress

from generator import addresses
from generator.model import Rendered

# libdeflate comes with its package: it writes the same bytes on every machine, as each system's own zlib does
# not, and sooner.
_EFFORT = 10  # of 12, for what every query waits for: from 10 on it tries several ways to write the same
_NAME = 10  # hexadecimal digits: 40 bits tell the files apart


def named_by_content(content: bytes) -> str:
    """The name of an index file: "3f/9a12bc34". The first digits are a folder, so that none holds many."""
    name = digest(content, _NAME)
    return f"{name[:2]}/{name[2:]}"


def digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


def envelope(name: str, content: bytes, effort: int = _EFFORT) -> Rendered:
    """The file of this name."""
    return _script(name, deflate_compress(content, effort))


def envelope_of_parts(name: str, parts: Sequence[bytes]) -> Rendered:
    """The file of this name. Parts that differ in kind are coded each in its own way where that is shorter:
    libdeflate does not part what is small, so that it is the system's zlib that writes these few."""
    whole = deflate_compress(b"".join(parts), _EFFORT)
    if len(parts) == 1:
        return _script(name, whole)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blocks = [packer.compress(part) + packer.flush(zlib.Z_BLOCK) for part in parts]
    parted = b"".join(blocks) + packer.flush()
    return _script(name, parted if len(parted) < len(whole) else whole)


def _script(name: str, packed: bytes | bytearray) -> Rendered:
    return Rendered(
        addresses.search_file(name), b'khotin.got("%s","%s")\n' % (name.encode(), b64encode(packed))
    )
