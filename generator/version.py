"""The version of Khotin that made a store: another one whenever its code, or what it stands on, changed."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# What the bytes of a page, or of the index, depend on.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "numpy", "pypdf", "python-frontmatter")


@cache
def generator_version() -> str:
    """A digest of the package's own files and of the versions of Python and the libraries."""
    content = hashlib.blake2b(digest_size=16)
    for name in _LIBRARIES:
        content.update(f"{name} {version(name)}\n".encode())
    content.update(platform.python_version().encode())
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in (".py", ".csv", ".toml", ".json"):
            content.update(f"\n{file.relative_to(_PACKAGE).as_posix()}\n".encode())
            content.update(file.read_bytes())
    return content.hexdigest()
