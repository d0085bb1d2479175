"""Determines file formats by the first bytes, not by the name."""

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

HEAD = 1024  # bytes

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"GIF87a", ".gif"), (b"GIF89a", ".gif"),
    (b"BM", ".bmp"), (b"II*\0", ".tiff"), (b"MM\0*", ".tiff"), (b"\x1aE\xdf\xa3", ".webm"),
    (b"OggS", ".ogg"), (b"ID3", ".mp3"), (b"\xff\xfb", ".mp3"), (b"\xff\xf3", ".mp3"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf'\x1c", ".7z"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"PK\x03\x04", ".zip"),
)  # fmt: skip
_BRANDS: Mapping[bytes, str] = {b"avif": ".avif", b"avis": ".avif", b"M4A ": ".m4a", b"M4V ": ".m4v"}
# Suffixes with the same first bytes. The name of the file decides.
_ALIKE: Mapping[str, frozenset[str]] = {
    ".doc": frozenset({".doc", ".xls", ".ppt"}),
    ".zip": frozenset({".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub"}),
    ".ogg": frozenset({".ogg", ".ogv"}),
    ".mp4": frozenset({".mp4", ".m4v", ".m4a"}),
}
_OFFICE = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))
_TEXTS = frozenset({".txt", ".csv"})
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<svg")


def suffix_of(stream: BinaryIO, named: str) -> str:
    """Returns the suffix that fits the bytes of a file.

    It is "" if the format is unknown or an HTML page. `named`: its own suffix, used if it fits. Leaves the
    stream at its beginning.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    found = _by_start(head)
    if not found:
        is_text = named in _TEXTS and b"\0" not in head and not _is_markup(head)
        return named if is_text else ""
    if named in _ALIKE.get(found, frozenset()):
        return named
    return _office_suffix(stream) if found == ".zip" else found


def _by_start(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return {b"WEBP": ".webp", b"WAVE": ".wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], ".mp4")
    if b"%PDF-" in head:
        return ".pdf"
    return next((suffix for start, suffix in _STARTS if head.startswith(start)), "")


def _is_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGE_MARKS)


def _office_suffix(stream: BinaryIO) -> str:
    """Returns the suffix of an Office file, ".zip" for another archive."""
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return ""
    finally:
        stream.seek(0)
    return next((suffix for start, suffix in _OFFICE if any(n.startswith(start) for n in names)), ".zip")
