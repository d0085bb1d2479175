"""Signatures with minisign: of a bag's tag manifest, which covers all other files, or of a file beside it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.archive.bag import TAG_MANIFEST
from generator.archive.copy_file import CopyFile, made_file
from generator.archive.errors import CopyRefusedError

SUFFIX = ".minisig"
SIGNATURE = f"{TAG_MANIFEST}{SUFFIX}"
_COMMAND = "minisign"


class MinisignMissingError(Exception):
    """The minisign command is not installed."""


def require_minisign() -> str:
    """The path of the command. Raises MinisignMissingError."""
    found = shutil.which(_COMMAND)
    if found is None:
        raise MinisignMissingError
    return found


def signature_path(path: Path) -> Path:
    """Where the signature of a file lies: beside it, as minisign itself has it."""
    return path.with_name(path.name + SUFFIX)


def sign(tag_manifest: bytes, key: Path, comment: str) -> CopyFile:
    """The signature of a tag manifest with a secret key. minisign asks for the key's password if it has one.

    Raises CopyRefusedError if minisign refuses, MinisignMissingError.
    """
    with tempfile.TemporaryDirectory() as folder:
        signed = Path(folder) / TAG_MANIFEST
        signed.write_bytes(tag_manifest)
        return made_file(SIGNATURE, _signature(signed, key, comment))


def sign_file(path: Path, key: Path, comment: str) -> None:
    """Writes the signature of a file beside it. Raises as `sign` does, and OSError."""
    signature_path(path).write_bytes(_signature(path, key, comment))


def is_signed_by(tag_manifest: bytes, signature: bytes, public_key: Path) -> bool:
    """Whether the signature is that of a public key for this tag manifest. Raises MinisignMissingError."""
    with tempfile.TemporaryDirectory() as folder:
        signed, beside = Path(folder) / TAG_MANIFEST, Path(folder) / SIGNATURE
        signed.write_bytes(tag_manifest)
        beside.write_bytes(signature)
        return is_file_signed_by(signed, public_key)


def is_file_signed_by(path: Path, public_key: Path) -> bool:
    """Whether the signature beside a file is that of a public key. Raises MinisignMissingError."""
    command = require_minisign()
    arguments = ("-V", "-q", "-p", str(public_key), "-m", str(path), "-x", str(signature_path(path)))
    return subprocess.run((command, *arguments), capture_output=True, check=False).returncode == 0


def _signature(path: Path, key: Path, comment: str) -> bytes:
    """The signature of a file."""
    command = require_minisign()
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder) / SIGNATURE
        arguments = ("-S", "-s", str(key), "-m", str(path), "-x", str(signature), "-t", comment)
        done = subprocess.run((command, *arguments), stdout=subprocess.DEVNULL, check=False)
        if done.returncode or not signature.is_file():
            raise CopyRefusedError("not-signed", {"key": str(key)})
        return signature.read_bytes()
