"""Finds known articles in the content of a site, and free paths for new ones.

A known article is recognised by the SHA-256 of its capture or by an old URL, even if it was moved.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.authoring.content_files import known_file, write_new
from generator.importer.addresses import page_address
from generator.importer.article import ImportedArticle
from generator.read.scan import CONTENT, scan

_SHA256 = re.compile(r"^\s*sha256:\s*['\"]?([0-9a-f]{64})", re.MULTILINE)
_ADDRESS = re.compile(r"^\s*(?:-|url:|aliases:)\s*['\"]?(https?://[^\s'\"]+)", re.MULTILINE)
_HEADER_END = re.compile(rb"^---\s*$", re.MULTILINE)
_HEADER = 16384  # bytes of front matter that are read
_DIGEST = 8  # digits of the digest appended to a path that is taken
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class ExistingContent:
    """Content of a site. `dry`: nothing is written."""

    site: Path
    default_language: str
    dry: bool = False
    _digests: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)
    _names: set[tuple[str, str]] = field(default_factory=set)
    _placed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for found in scan(self.site):
            if found.problem or not (found.path.startswith(f"{CONTENT}/") and found.path.endswith(".md")):
                continue
            inside = found.actual
            header = _header(self.site / inside)
            for digest in _SHA256.findall(header):
                self._digests.setdefault(digest, inside)
            for address in _ADDRESS.findall(header):
                self._addresses.setdefault(page_address(address), inside)
            self._names.add(_place_name(inside))

    def find_imported(self, digests: Iterable[str], addresses: Iterable[str]) -> str:
        """Returns the path of a known article; "" if none.

        It has one of these digests or one of these normalised URLs.
        """
        found = [self._digests[digest] for digest in digests if digest in self._digests]
        found += [self._addresses[address] for address in addresses if address in self._addresses]
        return found[0] if found else ""

    def path_for(self, article: ImportedArticle, section: str, digest: str) -> str:
        """Returns a free path from the site folder.

        It is "" if an article that was not imported has the path. If title and year are taken, the digest of
        the capture is appended, because permalinks would clash.
        """
        path = self._path(article, section)
        if path not in self._placed and self._is_there(path) and not self._is_imported(path):
            return ""
        if _place_name(path) in self._names:
            path = self._path(article, section, f"-{digest[:_DIGEST]}")
        return "" if self._is_there(path) or path in self._placed else path

    def write(self, path: str, file: Path, text: str) -> None:
        """Creates the file of an article, and records its path.

        Raises FileExistsError if the file exists.
        """
        if not self.dry:
            write_new(file, text)
        self._placed.add(path)
        self._names.add(_place_name(path))

    def occupied_path(self, article: ImportedArticle, section: str) -> str:
        """Returns the path of this article if it is occupied; else ""."""
        path = self._path(article, section)
        return path if path not in self._placed and self._is_there(path) else ""

    def _is_there(self, path: str) -> bool:
        """Whether a file, a folder or a link has this path."""
        return os.path.lexists(self.site / path)

    def _is_imported(self, path: str) -> bool:
        file = known_file(self.site, path)
        return file is not None and bool(_SHA256.search(_header(file)))

    def _path(self, article: ImportedArticle, section: str, behind: str = "") -> str:
        suffix = "" if article.language == self.default_language else f".{article.language}"
        return f"content/{section}/{article.path}{behind}{suffix}.md"


def _place_name(path: str) -> tuple[str, str]:
    """Returns year and file name, which determine the permalink. The year is "" if the path has none."""
    parts = PurePosixPath(path.lower())
    year = next((part for part in parts.parts if _YEAR.fullmatch(part)), "")
    return (year, parts.name)


def _header(path: Path) -> str:
    """Returns the front matter, up to a limit of bytes."""
    with path.open("rb") as file:
        data = file.read(_HEADER)
    marks = [found.start() for found in _HEADER_END.finditer(data)][:2]
    return data[: marks[1] if len(marks) > 1 else len(data)].decode("utf-8", errors="replace")
