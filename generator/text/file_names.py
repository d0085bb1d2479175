"""File names that every system can hold: Windows, macOS, Linux, and the sticks that go between them."""

import re

MAX_BYTES = 255  # of a name in UTF-8: most file systems hold no more
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\ud800-\udfff]")
# Windows takes these for devices, whatever their suffix and their case.
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])")


def is_device(name: str) -> bool:
    """Whether Windows takes a file name for a device: "nul", "Con.txt", "com1 .md"."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def is_portable(name: str) -> bool:
    """Whether every system can hold a file of this name, and shows it."""
    return (
        bool(name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and not _FORBIDDEN.search(name)
        and not is_device(name)
        and len(name.encode()) <= MAX_BYTES
    )
