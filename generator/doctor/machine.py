"""Examines this machine: versions, git, the port, the disk and the terminal."""

import platform
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from generator import __version__
from generator.doctor.finding import Finding, same_text
from generator.git.command import git_program

_NAME = re.compile(r"[\w.-]+")
_OLDEST = (3, 11)
PORT = 8000  # of `khotin serve`
_LEAST_SPACE = 500 * 1024 * 1024  # bytes


def version_findings() -> Iterator[Finding]:
    """The versions of Khotin, Python and the libraries."""
    yield Finding("khotin", "ok", same_text(f"Khotin {__version__}"))
    python = f"Python {platform.python_version()} ({sys.executable})"
    if sys.version_info < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        need = (f"Cài Python {wanted} trở lên.", f"Install Python {wanted} or later.")
        yield Finding("python", "error", same_text(python), need)
    else:
        yield Finding("python", "ok", same_text(python))
    missing, versions = [], []
    for name in _libraries():
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        install = f"pip install {' '.join(missing)}"
        lack = (f"Thiếu: {', '.join(missing)}.", f"Missing: {', '.join(missing)}.")
        yield Finding("libraries", "error", lack, (f"Chạy «{install}».", f"Run “{install}”."))
    else:
        yield Finding("libraries", "ok", same_text(", ".join(versions)))


def _libraries() -> list[str]:
    """The names of the libraries that Khotin requires on this system."""
    needed = [each.partition(";") for each in metadata.requires("khotin") or ()]
    names = [(_NAME.match(name), condition) for name, _, condition in needed]
    return [
        found[0]
        for found, condition in names
        if found and "extra" not in condition and ("win32" not in condition or sys.platform == "win32")
    ]


def git_findings(site: Path) -> Iterator[Finding]:
    """Whether git is installed and knows the user's name and e-mail address."""
    git = git_program()
    if git is None:
        yield Finding(
            "git",
            "warning",
            ("Máy chưa có git.", "git is not installed."),
            (
                "Cài từ https://git-scm.com, rồi mở lại cửa sổ lệnh.",
                "Install it from https://git-scm.com, then open a new terminal.",
            ),
        )
        return
    yield Finding("git", "ok", same_text(program_output([git, "--version"], site) or "git"))
    for key, example in (("user.name", "Nguyễn Thị Dung"), ("user.email", "dung@so-khcn.example")):
        value = program_output([git, "config", key], site)
        command = f'git config --global {key} "{example}"'
        if value:
            yield Finding(f"git {key}", "ok", same_text(value))
        else:
            yield Finding(
                f"git {key}",
                "warning",
                ("Git chưa biết bạn là ai.", "git does not know who you are."),
                (f"Chạy: {command}", f"Run: {command}"),
            )


def program_output(command: Sequence[str], folder: Path) -> str:
    """The output of a program without spaces at its ends; "" if the program fails."""
    where = folder if folder.is_dir() else None
    try:
        done = subprocess.run(
            command,
            cwd=where,
            capture_output=True,
            timeout=10,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def port_finding() -> Finding:
    """Whether the default port of `khotin serve` is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return Finding(
                "port",
                "warning",
                (f"Cổng {PORT} đang có chương trình khác dùng.", f"Port {PORT} is in use."),
                (
                    "Đóng chương trình ấy, hoặc cho «khotin serve» một cổng khác.",
                    "Close that program, or give “khotin serve” another port.",
                ),
            )
    return Finding("port", "ok", (f"Cổng {PORT} còn trống.", f"Port {PORT} is free."))


def terminal_finding() -> Finding:
    """Whether the terminal uses UTF-8."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    found = same_text(sys.stdout.encoding or "?")
    if encoding.startswith("utf"):
        return Finding("terminal", "ok", found)
    return Finding(
        "terminal",
        "warning",
        found,
        (
            "Cửa sổ lệnh không dùng UTF-8: trên Windows chạy «chcp 65001», hoặc dùng Windows Terminal.",
            "This terminal is not UTF-8: on Windows run “chcp 65001”, or use Windows Terminal.",
        ),
    )


def disk_finding(output: Path) -> Finding:
    """Whether the disk of the output has enough free space."""
    folder = next(each for each in (output.resolve(), *output.resolve().parents) if each.is_dir())
    free = shutil.disk_usage(folder).free
    found = (f"Còn trống {free // 2**20} MB.", f"{free // 2**20} MB are free.")
    if free >= _LEAST_SPACE:
        return Finding("disk", "ok", found)
    return Finding(
        "disk",
        "warning",
        found,
        ("Dọn bớt đĩa trước khi dựng trang.", "Make room before you build the site."),
    )
