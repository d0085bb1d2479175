"""The two sites that the tests open: the sample archive of this checkout, and the stress site."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.build.request import BuildRequest
from generator.build.run import build
from tests.support.shared import shared_folder
from tests.support.stress_site import write_stress_site

CHECKOUT = Path(__file__).parents[2]
BASE_URL = "https://khotin.example/luu-tru/"
SUB_PATH = urlsplit(BASE_URL).path
BUILD_DATE = date(2026, 1, 1)


@dataclass(frozen=True)
class Built:
    """A site as it was built, and the address of a server that shows it."""

    name: str
    output: Path
    server: str = ""

    def pages(self) -> list[str]:
        """The paths of all pages, from the output's root."""
        return sorted(file.relative_to(self.output).as_posix() for file in self.output.rglob("*.html"))

    def text(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def http(self, path: str) -> str:
        return f"{self.server}{SUB_PATH}{path}"

    def file(self, path: str) -> str:
        return f"{self.output.as_uri()}/{path}"


def built_site(name: str, folders: pytest.TempPathFactory) -> Built:
    """The site "sample" or "stress": built by the first test that asks, shared by all workers."""
    return Built(name, shared_folder(name, folders, lambda folder: _build(name, folder)) / "output")


def _build(name: str, folder: Path) -> None:
    site = CHECKOUT
    if name == "stress":
        site = folder / "source"
        write_stress_site(site)
    report = build(BuildRequest(site, folder / "output", BUILD_DATE, jobs=1))
    assert report.impact is not None, report.problems
