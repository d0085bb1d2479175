"""Checks signatures: the one that a bag holds, and the one that lies beside another copy."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.archive.bag import TAG_MANIFEST
from generator.archive.signature import SIGNATURE, is_file_signed_by, is_signed_by, signature_path
from generator.model.problem import Problem
from generator.verify.files import finding
from generator.verify.integrity import text_of
from generator.verify.open_copy import OpenCopy


def check_signature_inside(
    copy: OpenCopy, root: str, provenance: Mapping[str, Any], public_key: Path | None
) -> Iterator[Problem]:
    """The problems of the signature in a bag. It is checked if there is a key to check it with.

    `root` is the folder of the signature. Raises MinisignMissingError, OSError.
    """
    signature, signed = text_of(copy, f"{root}{SIGNATURE}"), text_of(copy, f"{root}{TAG_MANIFEST}")
    if signature is None or signed is None:
        if provenance.get("signed") or public_key:
            yield finding(SIGNATURE, "signature-missing")
        return
    if not provenance.get("signed"):
        yield finding(SIGNATURE, "file-extra")
    if public_key is None:
        yield finding(SIGNATURE, "signature-unchecked")
    elif not is_signed_by(signed, signature, public_key):
        yield finding(SIGNATURE, "signature-wrong", key=str(public_key))


def check_signature_beside(
    path: Path, provenance: Mapping[str, Any], public_key: Path | None
) -> Iterator[Problem]:
    """The problems of the signature beside a copy that is no bag. Raises as its sibling does."""
    signature = signature_path(path)
    if not signature.is_file():
        if provenance.get("signed") or public_key:
            yield finding(signature.name, "signature-missing")
    elif public_key is None:
        yield finding(signature.name, "signature-unchecked")
    elif not is_file_signed_by(path, public_key):
        yield finding(signature.name, "signature-wrong", key=str(public_key))
