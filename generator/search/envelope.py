"""The envelope of an index file: a script that hands its content over, since from file:// a page can load
scripts and nothing else. The content is deflated (RFC 1951), so that hosts that do not compress, and sticks,
are served well too, and written in Base64 (RFC 4648).
"""

import hashlib
import zlib
from base64 import b64encode

from generator import addresses
from generator.model import Rendered

_NAME = 10  # hexadecimal digits: 40 bits tell the files apart


def named_by_content(content: bytes) -> str:
    """The name of an index file: "3f/9a12bc34". The first digits are a folder, so that none holds many."""
    name = digest(content, _NAME)
    return f"{name[:2]}/{name[2:]}"


def digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


def envelope(name: str, *parts: bytes) -> Rendered:
    """The file of this name. Parts that differ in kind are coded each in its own way."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    blocks = [packer.compress(part) + packer.flush(zlib.Z_BLOCK) for part in parts[:-1]]
    packed = b"".join(blocks) + packer.compress(parts[-1]) + packer.flush()
    script = b'khotin.got("%s","%s")\n' % (name.encode(), b64encode(packed))
    return Rendered(addresses.search_file(name), script)
