"""Builds onto a disk that fills: a program to be run where it may mount one (see `test_failing_disks.py`).

Prints as JSON the exit codes of a build on a large disk, of one that lacks room for the next site, and of
one when there is room again; what the second said; and whether the second kept the old site.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.builds import build_process, tree
from tests.support.site import Site
from tests.support.stages import edit

LARGE = "size=256m"


def mount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)


def main(folder: str, disk: Path, copy: Path) -> None:
    site, output = Site(Path(folder)), disk / "output"
    mount(disk, LARGE)
    codes = [build_process(site, output).wait()]
    old = tree(output)
    edit(site, "site.toml", "Kho tin", "Kho tin mới")
    room = os.statvfs(disk)
    used = (room.f_blocks - room.f_bfree) * room.f_frsize
    mount(disk, f"remount,size={used + 200_000}")
    full = build_process(site, output)
    said = full.communicate()[1]
    kept = tree(output) == old
    mount(disk, f"remount,{LARGE}")
    codes += [full.returncode, build_process(site, output).wait()]
    subprocess.run(["cp", "-r", str(output), str(copy)], check=True)
    print(json.dumps({"codes": codes, "said": said, "kept": kept}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
