"""A small site, written as one block of text, and its build."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.build.request import BuildReport, BuildRequest
from generator.build.run import build
from generator.cache.database import Cache
from generator.cache.location import cache_folder
from generator.cache.version import generator_version
from generator.model.problem import Problem

SETTINGS = """\
base_url = "https://khotin.example/luu-tru/"
languages = ["vi", "en"]

[name]
vi = "Kho tin"
en = "The Archive"

[sections.tin-tuc]
name = { vi = "Tin tức", en = "News" }
slug = { vi = "tin-tuc", en = "news" }

[sections.anh]
name = { vi = "Ảnh", en = "Photos" }
kind = "photo"
"""

BUILD_DATE = date(2026, 1, 1)
CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Site:
    """A site in a folder of the test's own."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, text: str) -> None:
        """Writes the files of a block of text: each begins with a line `-- path --`."""
        for part in f"\n{text}".split("\n-- ")[1:]:
            name, _, content = part.partition(" --\n")
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content.rstrip("\n") + "\n", encoding="utf-8")

    def article(self, path: str, body: str = "Nội dung.", **fields: str) -> None:
        """Writes an article with the required fields, and those given in place of or beside them."""
        values = {
            "title": "Một bài",
            "date": "2014-01-08",
            "author": "Trần Văn A",
            "province": "Nam Định",
        } | fields
        header = "".join(f"{name}: {value}\n" for name, value in values.items() if value)
        self.write(f"-- content/{path} --\n---\n{header}---\n\n{body}\n")

    def delete(self, path: str) -> None:
        (self.folder / path).unlink()

    def build(self, output: Path | None = None, jobs: int = 1, day: date = BUILD_DATE) -> BuildReport:
        return build(BuildRequest(self.folder, output or self.output, day, jobs))

    def page(self, path: str) -> str:
        """The text of a file of the output."""
        return (self.output / path).read_text(encoding="utf-8")

    def has(self, path: str) -> bool:
        return (self.output / path).is_file()

    def files(self) -> dict[str, bytes]:
        """Every file of the output with its bytes."""
        return {
            file.relative_to(self.output).as_posix(): file.read_bytes()
            for file in sorted(self.output.rglob("*"))
            if file.is_file()
        }


@contextmanager
def cache_of(output: Path) -> Iterator[Cache]:
    """The cache of an output, for tests of a single stage of the build."""
    with closing(Cache(cache_folder(output.parent, output), generator_version())) as cache:
        yield cache


def where(problem: Problem) -> tuple[str, int, str]:
    """Path, line and code of a problem: what an editor needs to find it."""
    return (problem.path, problem.line, problem.code)
