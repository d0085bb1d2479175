"""The folder of the cache of an output."""

import os
from pathlib import Path

from generator.cache.user_folder import private_folder, user_folder
from generator.model.fingerprints import fingerprint

_OUTPUTS = "outputs"


def cache_folder(site: Path, output: Path) -> Path:
    """Returns the folder of the cache of an output; it may not exist yet.

    The cache of an output inside the site's folder lies beside that output (`.output.khotin`). The cache of
    any other output lies in the user's cache folder. Beside that output a web server might publish it, with
    its drafts. Raises UserFolderError if the user has no home folder.
    """
    real = output.resolve()
    if _is_inside(site, output):
        return real.with_name(f".{real.name}.khotin")
    return user_folder() / _OUTPUTS / f"{real.name}-{fingerprint(os.fsencode(real))}"


def prepared_cache_folder(site: Path, output: Path) -> Path:
    """Returns the folder of the cache of an output, after making the folders above it.

    Raises UserFolderError if they cannot be made in the user's cache folder.
    """
    folder = cache_folder(site, output)
    if not _is_inside(site, output):
        private_folder(_OUTPUTS)
    return folder


def _is_inside(site: Path, output: Path) -> bool:
    return site.resolve() in output.resolve().parents
