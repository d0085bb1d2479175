"""The two sites that the tests open: the sample archive of this checkout, and the stress site."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from browser.stress import write_stress_site
from generator.build import BuildRequest, build

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
        return (self.output / path).as_uri()


def build_sample(folder: Path) -> Built:
    """The sample archive, built into a folder of its own."""
    return _built("sample", CHECKOUT, folder / "sample")


def build_stress(folder: Path) -> Built:
    """The stress site, written and built."""
    source = folder / "stress-source"
    write_stress_site(source)
    return _built("stress", source, folder / "stress")


def _built(name: str, site: Path, output: Path) -> Built:
    report = build(BuildRequest(site, output, BUILD_DATE, jobs=1))
    assert report.impact is not None, report.problems
    return Built(name, output)
