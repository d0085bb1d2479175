"""The version of Khotin that wrote a cache. It changes when its code, Python or a library changes."""

import hashlib
import platform
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# The libraries that the bytes of the output depend on, by the names of their folders.
_LIBRARIES = (
    "babel",
    "deflate",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "numpy",
    "pi_heif",
    "pillow",
    "pypdf",
    "pyyaml",
)


@cache
def generator_version() -> str:
    """Hash of the package's own files and of the versions of Python and the libraries."""
    content = hashlib.blake2b(f"{platform.python_version()} {_libraries()}".encode(), digest_size=16)
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in (".py", ".csv", ".toml", ".json"):
            content.update(f"\n{file.relative_to(_PACKAGE).as_posix()}\n".encode())
            content.update(file.read_bytes())
    return content.hexdigest()


def _libraries() -> list[str]:
    """The libraries with their versions.

    `importlib.metadata` would give them too, but it takes longer than a small build.
    """
    folders = (Path(entry) for entry in sys.path if entry.endswith("-packages"))
    names = (entry.name.lower() for folder in folders if folder.is_dir() for entry in folder.iterdir())
    return sorted(name for name in names if name.endswith(".dist-info") and name.startswith(_LIBRARIES))
