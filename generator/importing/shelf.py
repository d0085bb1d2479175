"""Where imported articles are put: beside what is there, never over it.

An article is known again by the SHA-256 of its capture, wherever an editor has moved it since.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.importing.article import Article, article_file

_SHA256 = re.compile(r"^\s*sha256:\s*['\"]?([0-9a-f]{64})", re.MULTILINE)
_HEADER = 8192  # bytes; the front matter of an imported article is shorter
_DIGEST = 8  # letters of the capture's digest that tell two pages with one title apart

Placing = Literal["written", "known", "taken"]


@dataclass
class Shelf:
    """The content of a site as the importer sees it; `dry`: nothing is written."""

    site: Path
    section: str
    default_language: str
    dry: bool = False
    _known: dict[str, str] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in sorted((self.site / "content").rglob("*.md")):
            digest = _digest_in(path)
            if digest:
                self._known.setdefault(digest, path.relative_to(self.site).as_posix())

    def put(self, article: Article) -> tuple[Placing, str]:
        """Writes the article unless it is known or its place is taken; its path from the site's folder.

        Two pages of one run with one title: the later gets its capture's digest behind its name.
        """
        digest = article.source["sha256"]
        if digest in self._known:
            return "known", self._known[digest]
        path = self._path(article)
        if path in self._placed:
            path = self._path(article, f"-{digest[:_DIGEST]}")
        if (self.site / path).exists() or path in self._placed:
            return "taken", path
        if not self.dry:
            _write_new(self.site / path, article_file(article))
        self._placed.add(path)
        self._known[digest] = path
        return "written", path

    def _path(self, article: Article, behind: str = "") -> str:
        suffix = "" if article.language == self.default_language else f".{article.language}"
        return f"content/{self.section}/{article.path}{behind}{suffix}.md"


def _digest_in(path: Path) -> str:
    with path.open("rb") as file:
        found = _SHA256.search(file.read(_HEADER).decode("utf-8", errors="replace"))
    return found[1] if found else ""


def _write_new(path: Path, text: str) -> None:
    """Writes a file that must not exist yet; mode x refuses to overwrite even in a race."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
