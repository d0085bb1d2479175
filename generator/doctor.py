"""Examines this machine and this site.

Each finding has a remedy.

Findings are values. This module changes nothing, except that it writes a test file and removes it again.
"""

import platform
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from generator import __version__
from generator.cache.location import cache_folder
from generator.cache.ownership import DATABASE, is_own
from generator.cache.user_folder import UserFolderError, existing_private_folder, user_folder
from generator.model.problem import Outcome
from generator.model.settings import Settings
from generator.problems.messages import message, remedy
from generator.read.scan import SETTINGS
from generator.read.settings import read_settings
from generator.read.theme import read_theme
from generator.schema.front_matter import Both

_NAME = re.compile(r"[\w.-]+")
_OLDEST = (3, 11)
PORT = 8000
_EXAMPLES = (".example", ".invalid", ".test", "localhost", "127.0.0.1")
_EXAMPLE_DOMAINS = ("example.com", "example.org", "example.net")
_LEAST_SPACE = 500 * 1024 * 1024  # bytes
_FONTS = (".woff2", ".woff")


class Finding(Struct, frozen=True):
    """Result of one examination.

    `state` is "ok", "warning" or "error". The remedy is empty if nothing is wrong.
    """

    topic: str
    state: str
    found: Both
    remedy: Both = ("", "")


def examine(site: Path, output: Path) -> Iterator[Finding]:
    """Yields all findings, one after the other."""
    yield from _versions()
    yield from _git(site)
    settings = _settings(site)
    yield from _site_findings(site, settings)
    if settings and settings.value:
        yield _base_url(settings.value)
        yield _fonts(site, settings.value.theme)
    yield _port(PORT)
    yield from _output_and_cache(site, output)
    yield from _user_folder()
    yield _disk_space(output)
    yield _terminal()


def _same(text: str) -> Both:
    """The same text in both languages."""
    return text, text


# --- the machine ------------------------------------------------------------------------------------------


def _versions() -> Iterator[Finding]:
    """Yields the versions of Khotin, Python and the libraries."""
    yield Finding("khotin", "ok", _same(f"Khotin {__version__}"))
    python = f"Python {platform.python_version()} ({sys.executable})"
    if sys.version_info < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        need = (f"Cài Python {wanted} trở lên.", f"Install Python {wanted} or later.")
        yield Finding("python", "error", _same(python), need)
    else:
        yield Finding("python", "ok", _same(python))
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
        yield Finding("libraries", "ok", _same(", ".join(versions)))


def _libraries() -> list[str]:
    """Names of the libraries that Khotin requires on this system."""
    needed = [each.partition(";") for each in metadata.requires("khotin") or ()]
    names = [(_NAME.match(name), condition) for name, _, condition in needed]
    return [
        found[0]
        for found, condition in names
        if found and "extra" not in condition and ("win32" not in condition or sys.platform == "win32")
    ]


def _git(site: Path) -> Iterator[Finding]:
    """Yields whether git is installed and configured."""
    git = shutil.which("git")
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
    yield Finding("git", "ok", _same(_answer([git, "--version"], site) or "git"))
    for key, example in (("user.name", "Nguyễn Thị Dung"), ("user.email", "dung@so-khcn.example")):
        value = _answer([git, "config", key], site)
        command = f'git config --global {key} "{example}"'
        if value:
            yield Finding(f"git {key}", "ok", _same(value))
        else:
            yield Finding(
                f"git {key}",
                "warning",
                ("Git chưa biết bạn là ai.", "git does not know who you are."),
                (f"Chạy: {command}", f"Run: {command}"),
            )


def _answer(command: Sequence[str], folder: Path) -> str:
    """What a program prints to stdout; "" if it fails."""
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


def _port(port: int) -> Finding:
    """Whether the default port is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return Finding(
                "port",
                "warning",
                (f"Cổng {port} đang có chương trình khác dùng.", f"Port {port} is in use."),
                (
                    "Đóng chương trình ấy, hoặc cho «khotin serve» một cổng khác.",
                    "Close that program, or give “khotin serve” another port.",
                ),
            )
    return Finding("port", "ok", (f"Cổng {port} còn trống.", f"Port {port} is free."))


def _terminal() -> Finding:
    """Whether the terminal uses UTF-8."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    found = _same(sys.stdout.encoding or "?")
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


def _disk_space(output: Path) -> Finding:
    """Whether the disk has enough space."""
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


# --- the site ---------------------------------------------------------------------------------------------


def _settings(site: Path) -> Outcome[Settings | None] | None:
    """The settings; None if there is no site."""
    return read_settings(site) if (site / SETTINGS).is_file() else None


def _site_findings(site: Path, settings: Outcome[Settings | None] | None) -> Iterator[Finding]:
    """Yields the problems of site.toml."""
    if settings is None:
        yield Finding(
            "site",
            "error",
            (f"Không có {SETTINGS} trong {site}.", f"There is no {SETTINGS} in {site}."),
            (
                "Chạy trong thư mục của trang, dùng --site, hoặc tạo trang bằng «khotin init».",
                "Run it in the site's folder, use --site, or make a site with “khotin init”.",
            ),
        )
        return
    for problem in settings.problems:
        yield Finding(
            "site",
            "error",
            (
                f"{SETTINGS}:{problem.line}: {message(problem, 'vi')}",
                f"{SETTINGS}:{problem.line}: {message(problem, 'en')}",
            ),
            (remedy(problem, "vi"), remedy(problem, "en")),
        )
    if not settings.problems:
        yield Finding("site", "ok", _same(str(site.resolve())))


def _base_url(settings: Settings) -> Finding:
    """Whether the base URL is a real address."""
    url = settings.base_url
    host = urlsplit(url).hostname or ""
    example = host.endswith(_EXAMPLES) or host in _EXAMPLE_DOMAINS
    if example or any(host.endswith(f".{domain}") for domain in _EXAMPLE_DOMAINS):
        return Finding(
            "base_url",
            "warning",
            (f"{url} chỉ là ví dụ.", f"{url} is only an example."),
            (
                f"Viết địa chỉ thật của trang vào base_url trong {SETTINGS} trước khi đăng.",
                f"Write the site's real address into base_url in {SETTINGS} before you publish it.",
            ),
        )
    if url.startswith("http://"):
        return Finding(
            "base_url",
            "warning",
            _same(url),
            ("Dùng https:// nếu máy chủ cho phép.", "Use https:// if the host offers it."),
        )
    return Finding("base_url", "ok", _same(url))


def _fonts(site: Path, name: str) -> Finding:
    """Whether the theme has usable fonts."""
    theme = read_theme(site, name)
    if theme.value is None:
        problem = theme.problems[0]
        return Finding(
            "fonts",
            "error",
            (message(problem, "vi"), message(problem, "en")),
            (remedy(problem, "vi"), remedy(problem, "en")),
        )
    fonts = [file for path, file in theme.value.static if path.endswith(_FONTS)]
    broken = [file.name for file in fonts if file.stat().st_size == 0]
    if fonts and not broken:
        return Finding("fonts", "ok", _same(", ".join(file.name for file in fonts)))
    return Finding(
        "fonts",
        "warning",
        (
            f"Giao diện «{name}» không có phông chữ dùng được.",
            f"The theme “{name}” has no font that can be used.",
        ),
        (
            "Đặt phông .woff2 có đủ chữ Việt vào static/fonts của giao diện, hoặc cài lại Khotin.",
            "Put a .woff2 with all Vietnamese letters into the theme's static/fonts, or reinstall Khotin.",
        ),
    )


def _output_and_cache(site: Path, output: Path) -> Iterator[Finding]:
    """Whether the output and its cache can be written, and whether the cache is sound and this user's own."""
    try:
        cache = cache_folder(site, output)
    except UserFolderError:
        return  # `_user_folder` reports it
    for topic, folder in (("output", output), ("cache", cache)):
        if not _writable(folder):
            yield Finding(
                topic,
                "error",
                (f"Không ghi được vào {folder}.", f"{folder} cannot be written."),
                (
                    "Sửa quyền của thư mục, hoặc dùng --output khác.",
                    "Change the folder's permissions, or use another --output.",
                ),
            )
            return
    yield Finding("output", "ok", _same(str(output)))
    yield _cache(cache)
    yield from _tracked(site, cache)


def _cache(folder: Path) -> Finding:
    database = folder / DATABASE
    anew = (
        "Không cần làm gì: lần dựng sau sẽ dựng lại từ đầu, chỉ lâu hơn.",
        "Nothing to do: the next build starts from scratch, which only takes longer.",
    )
    if not database.is_file():
        words = (
            f"{folder}: chưa có, lần dựng đầu sẽ lâu hơn.",
            f"{folder}: none yet, the first build is slower.",
        )
        return Finding("cache", "ok", words)
    if not _is_sound(database):
        return Finding("cache", "warning", (f"{database} bị hỏng.", f"{database} is damaged."), anew)
    if not is_own(folder):
        words = (
            f"{folder} không phải do lần dựng gần nhất của bạn để lại, nên sẽ không được dùng.",
            f"{folder} is not as your last build left it, and will not be used.",
        )
        return Finding("cache", "warning", words, anew)
    return Finding("cache", "ok", _same(f"{folder}, {database.stat().st_size // 1024} KB"))


def _tracked(site: Path, cache: Path) -> Iterator[Finding]:
    """Whether git tracks the cache, which holds drafts."""
    git = shutil.which("git")
    # A setting of a repository can make git start a program here; this one is turned off.
    if git and _answer([git, "-c", "core.fsmonitor=false", "ls-files", "--", str(cache)], site):
        yield Finding(
            "git cache",
            "warning",
            (
                f"Git đang theo dõi {cache}. Trong đó có cả bản nháp, và bản của người khác không dùng được.",
                f"Git tracks {cache}. It holds drafts, and nobody else's Khotin will use it.",
            ),
            (
                f"Chạy: git rm -r --cached {cache.name}; rồi thêm dòng /{cache.name}/ vào .gitignore.",
                f"Run: git rm -r --cached {cache.name}; then add the line /{cache.name}/ to .gitignore.",
            ),
        )


def _user_folder() -> Iterator[Finding]:
    """Whether the user's cache folder can be used. It is made by the first build."""
    try:
        folder = user_folder()
        if folder.exists() or folder.is_symlink():
            existing_private_folder()
        elif not _writable(folder):
            raise UserFolderError(str(folder), "it cannot be made")
    except UserFolderError as error:
        yield Finding(
            "user cache",
            "warning",
            (
                f"Không dùng được thư mục bộ nhớ đệm của bạn ({error}): lần nào cũng phải dựng lại từ đầu.",
                f"Your cache folder cannot be used ({error}): every build starts from scratch.",
            ),
            (
                "Đặt biến XDG_CACHE_HOME (Windows: LOCALAPPDATA) là thư mục mà chỉ bạn ghi được.",
                "Set XDG_CACHE_HOME (Windows: LOCALAPPDATA) to a folder that only you can write.",
            ),
        )
        return
    yield Finding("user cache", "ok", _same(str(folder)))


def _writable(folder: Path) -> bool:
    """Whether a file can be written to the folder.

    If the folder does not exist, the nearest existing parent is tested.
    """
    near = next(each for each in (folder.resolve(), *folder.resolve().parents) if each.exists())
    if not near.is_dir():
        return False
    try:
        with tempfile.NamedTemporaryFile(dir=near, prefix=".khotin-"):
            return True
    except OSError:
        return False


def _is_sound(cache: Path) -> bool:
    """Whether SQLite finds the cache intact."""
    try:
        connection = sqlite3.connect(f"{cache.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)  # a build is running
    except sqlite3.Error:
        return False
    return bool(answer == "ok")
