"""Builds as the world sees them: a process that ends with a code, and a tree of files."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.site import BUILD_DATE, Site

MAIN = "from generator.commands import run; run()"


def build_process(
    site: Site, output: Path, *options: str, prelude: str = "", **env: str
) -> subprocess.Popen[str]:
    """Starts `khotin build`; the `prelude` is Python that the process runs first."""
    command = [sys.executable, "-c", f"{prelude}\n{MAIN}", *build_arguments(site, output), *options]
    return subprocess.Popen(command, env=os.environ | env, stderr=subprocess.PIPE, text=True)


def build_arguments(site: Site, output: Path) -> Sequence[str]:
    day = BUILD_DATE.isoformat()
    return ("build", "--site", str(site.folder), "--output", str(output), "--date", day, "--lang", "en")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes; what hidden folders hold is nobody's business."""
    files = {file.relative_to(folder): file for file in folder.rglob("*") if file.is_file()}
    return {
        path.as_posix(): file.read_bytes()
        for path, file in files.items()
        if not any(part.startswith(".") for part in path.parent.parts)
    }
