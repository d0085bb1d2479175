"""The envelope of an index file: a script that hands its content over, since from file:// a page can load
scripts and nothing else. The content is deflated (RFC 1951), so that hosts that do not compress, and sticks,
are served well too, and written in Base64 (RFC 4648).
"""

import hashlib
import zlib
from base64 import b64encode

from generator import addresses
from generator.model import Rendered

_NAME = 12  # hexadecimal digits: 48 bits tell the versions of a file apart


def named_by_content(content: bytes) -> str:
    """The name of an index file: "3f/9a12bc34de". The first digits are a folder, so that none holds many."""
    name = digest(content, _NAME)
    return f"{name[:2]}/{name[2:]}"


def digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


def envelope(name: str, content: bytes) -> Rendered:
    """The file of this name."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    script = b'khotin.got("%s","%s")\n' % (name.encode(), b64encode(packed))
    return Rendered(addresses.search_file(name), script)
