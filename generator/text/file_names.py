"""File names that Windows, macOS, Linux and USB sticks all support."""

import re

MAX_BYTES = 255  # of a name in UTF-8; most file systems allow no more
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\ud800-\udfff]")
# Windows treats these as devices, with any suffix and in any case.
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])")


def is_device(name: str) -> bool:
    """Whether Windows treats a file name as a device: "nul", "Con.txt", "com1 .md"."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def is_portable(name: str) -> bool:
    """Whether every system supports a file of this name and does not hide it."""
    return (
        bool(name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and not _FORBIDDEN.search(name)
        and not is_device(name)
        and len(name.encode()) <= MAX_BYTES
    )
