"""Refusals: reasons why a copy cannot be written."""

from collections.abc import Mapping


class CopyRefusedError(Exception):
    """A copy cannot be written: the code of the reason, and its details by name.

    The codes are those of `commands/archive.py`. Worker processes send it as its two arguments.
    """

    def __init__(self, code: str, details: Mapping[str, str]) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
