"""Whether git tracks a cache. It holds drafts, and nobody else can use it."""

import shutil
import subprocess
from pathlib import Path

_PATIENCE = 10  # seconds


def is_tracked(site: Path, cache: Path) -> bool:
    """Whether git tracks a file of a cache folder. False without git or without a repository."""
    git = shutil.which("git")
    if git is None or not cache.is_dir():
        return False
    # A setting of a repository can make git start a program here; this one is turned off.
    command = [git, "-c", "core.fsmonitor=false", "ls-files", "--", str(cache)]
    try:
        done = subprocess.run(command, cwd=site, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())
