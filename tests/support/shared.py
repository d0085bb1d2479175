"""Folders that many tests read and none changes: made once a run, shared by all workers."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache.lock import locked


def shared_folder(name: str, folders: pytest.TempPathFactory, fill: Callable[[Path], object]) -> Path:
    """The folder of this name, filled by the first test that asks; other workers wait for it."""
    common = folders.getbasetemp()
    common = common.parent if "PYTEST_XDIST_WORKER" in os.environ else common
    folder, done = common / name, common / f"{name}.done"
    with locked(common / f"{name}.lock", lambda: None):
        if not done.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            fill(folder)
            done.touch()
    return folder
