"""Addresses in front matter and bodies: web addresses, and paths of files of the site."""

import posixpath
import re

# The host is limited to what urlsplit can parse.
WEB_ADDRESS = re.compile(r"https?://[\w.\-]+(?::\d+)?(?:[/?#][^\s<>\"]*)?")
# Browsers remove `_BREAKS` from an address, and `_ENDS` from its ends.
_BREAKS = re.compile(r"[\t\r\n]")
_ENDS = "".join(map(chr, range(33)))


def is_network_path(address: str) -> bool:
    """Whether an address names another host without a scheme, as "//host/share" does.

    From a USB stick on Windows it would lead to a machine in the network. A backslash counts as a slash.
    """
    plain = _BREAKS.sub("", address).strip(_ENDS)
    return plain[:2].replace("\\", "/") == "//"


def resolve_path(source: str, target: str) -> str | None:
    """The path of a link's target in the file `source`.

    The path begins at the site's folder. A leading slash of the target means content/. Returns None if the
    path leaves content/.
    """
    target = target.replace("\\", "/")
    if target.startswith("/"):
        path = posixpath.normpath("content" + target)
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return path if path.startswith("content/") else None


def names_content(source: str, target: str) -> bool:
    """Whether a link's target is the folder content/ itself, as "/" is. Many mean the home page by it."""
    return resolve_path(source, f"{target}/-") == "content/-"
