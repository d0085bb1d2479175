"""Examines the output, its cache and the user's cache folder."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.cache.location import cache_folder
from generator.cache.ownership import DATABASE, is_own
from generator.cache.tracking import is_tracked
from generator.cache.user_folder import UserFolderError, existing_private_folder, user_folder
from generator.doctor.finding import Finding, same_text


def output_findings(site: Path, output: Path) -> Iterator[Finding]:
    """Whether the output and its cache can be written and the cache can be used.

    A cache can be used if its database is intact, this user's build left it, and git does not track it.
    """
    try:
        cache = cache_folder(site, output)
    except UserFolderError:
        return  # `user_folder_findings` reports it
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
    yield Finding("output", "ok", same_text(str(output)))
    yield _cache_finding(cache)
    yield from _tracking_findings(site, cache)


def _cache_finding(folder: Path) -> Finding:
    """Whether the database of a cache is intact, and left by this user's last build."""
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
    return Finding("cache", "ok", same_text(f"{folder}, {database.stat().st_size // 1024} KB"))


def _tracking_findings(site: Path, cache: Path) -> Iterator[Finding]:
    """Whether git tracks the cache, which holds drafts."""
    if is_tracked(site, cache):
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


def user_folder_findings() -> Iterator[Finding]:
    """Whether the user's cache folder can be used, or made by the first build."""
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
    yield Finding("user cache", "ok", same_text(str(folder)))


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
