"""The choice of the Python that the Makefile builds with."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "fastest-python.sh"


def program(folder: Path, name: str, command: str) -> str:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{command}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def chosen(*candidates: str) -> str:
    run = subprocess.run(["sh", str(SCRIPT), *candidates], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_the_faster_python_is_chosen(tmp_path: Path) -> None:
    slow = program(tmp_path, "slow", f'exec "{sys.executable}" -X tracemalloc=20 "$@"')
    fast = program(tmp_path, "fast", f'exec "{sys.executable}" "$@"')
    assert chosen(slow, fast) == fast
    assert chosen(fast, slow) == fast


def test_a_python_that_is_too_old_or_cannot_make_environments_is_passed_over(tmp_path: Path) -> None:
    old = program(tmp_path, "old", "exit 1")
    assert chosen(old, str(tmp_path / "none"), sys.executable) == sys.executable
    assert chosen(old) == "python3"
