"""Refusals: reasons why a copy cannot be written."""


class CopyRefusedError(Exception):
    """A copy cannot be written: the code of the reason, and its details in words.

    The codes are those of `commands/archive.py`.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
