"""Where the cache of an output lies."""

import os
from pathlib import Path

from generator.cache.fingerprints import fingerprint
from generator.cache.user_folder import private_folder

_OUTPUTS = "outputs"


def cache_folder(site: Path, output: Path) -> Path:
    """Returns the folder of the cache of an output; it may not exist yet.

    The cache of an output inside the site's folder lies beside that output (`.output.khotin`). The cache of
    any other output lies in the user's cache folder: beside such an output a web server might publish it,
    drafts included. Raises UserFolderError if there is no such folder.
    """
    real = output.resolve()
    if site.resolve() in real.parents:
        return real.with_name(f".{real.name}.khotin")
    return private_folder(_OUTPUTS) / f"{real.name}-{fingerprint(os.fsencode(real))}"
