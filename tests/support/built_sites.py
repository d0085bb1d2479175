"""The two sites that the tests open: the sample archive of this checkout, and the stress site."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.build.request import BuildRequest
from generator.build.run import build
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
    common = folders.getbasetemp()
    common = common.parent if "PYTEST_XDIST_WORKER" in os.environ else common
    ready = common / f"built-{name}"
    if not ready.is_dir():
        output = _build(name, folders.mktemp(name))
        # Where another worker was faster, its site is as good.
        with suppress(OSError):
            output.rename(ready)
    return Built(name, ready)


def _build(name: str, folder: Path) -> Path:
    site = CHECKOUT
    if name == "stress":
        site = folder / "source"
        write_stress_site(site)
    report = build(BuildRequest(site, folder / "output", BUILD_DATE, jobs=1))
    assert report.impact is not None, report.problems
    return folder / "output"
