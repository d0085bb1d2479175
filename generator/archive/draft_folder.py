"""The folder of drafts of a copy: a killed run leaves it, and the next one begins by deleting it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not yet whole; it is deleted at the end."""
    folder = target.with_name(f".{target.name}.draft")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
