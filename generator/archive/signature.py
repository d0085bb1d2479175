"""Signatures of the tag manifest, which covers all other files: minisign makes and checks them."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.archive.bag import TAG_MANIFEST
from generator.archive.copy_file import CopyFile, made_file
from generator.archive.errors import CopyRefusedError

SIGNATURE = f"{TAG_MANIFEST}.minisig"
_COMMAND = "minisign"


class MinisignMissingError(Exception):
    """The minisign command is not installed."""


def require_minisign() -> str:
    """The path of the command. Raises MinisignMissingError."""
    found = shutil.which(_COMMAND)
    if found is None:
        raise MinisignMissingError
    return found


def sign(tag_manifest: bytes, key: Path, comment: str) -> CopyFile:
    """The signature of a tag manifest with a secret key. minisign asks for the key's password if it has one.

    Raises CopyRefusedError if minisign refuses, MinisignMissingError.
    """
    command = require_minisign()
    with tempfile.TemporaryDirectory() as folder:
        signed, signature = Path(folder) / TAG_MANIFEST, Path(folder) / SIGNATURE
        signed.write_bytes(tag_manifest)
        arguments = ("-S", "-s", str(key), "-m", str(signed), "-x", str(signature), "-t", comment)
        done = subprocess.run((command, *arguments), stdout=subprocess.DEVNULL, check=False)
        if done.returncode or not signature.is_file():
            raise CopyRefusedError("not-signed", {"key": str(key)})
        return made_file(SIGNATURE, signature.read_bytes())


def is_signed_by(tag_manifest: bytes, signature: bytes, public_key: Path) -> bool:
    """Whether the signature is that of a public key for this tag manifest. Raises MinisignMissingError."""
    command = require_minisign()
    with tempfile.TemporaryDirectory() as folder:
        signed, beside = Path(folder) / TAG_MANIFEST, Path(folder) / SIGNATURE
        signed.write_bytes(tag_manifest)
        beside.write_bytes(signature)
        arguments = ("-V", "-q", "-p", str(public_key), "-m", str(signed), "-x", str(beside))
        return subprocess.run((command, *arguments), capture_output=True, check=False).returncode == 0
