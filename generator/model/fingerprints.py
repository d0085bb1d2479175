"""The fingerprint of a value: a short hash that changes when the value changes."""

import hashlib

from msgspec import msgpack

_BYTES = 12


def fingerprint(value: object) -> str:
    """Hash of any value that msgpack can encode, as hexadecimal digits.

    Fingerprints are compared with one another and never appear in the output.
    """
    return hashlib.blake2b(msgpack.encode(value), digest_size=_BYTES).hexdigest()
