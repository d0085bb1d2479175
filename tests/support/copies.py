"""Copies of a small archive, in every form that can be verified."""

import shutil
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.archive import search_packs
from generator.archive.formats import FORMATS
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.archive.run import archive
from generator.model.archive import Part
from generator.problems.messages import severity
from generator.verify.request import VerifyReport, VerifyRequest
from generator.verify.run import verify
from tests.support.site import BUILD_DATE, SETTINGS, Site

IN_ONE_FILE = ("zip", "zim", "warc", "wacz")
FORMS = ("output", "bag", *IN_ONE_FILE)
BAG = "kho-tin"


def write_articles(site: Site) -> None:
    """A few articles with what copies have to get right: accents, two languages, links, no date, an alias."""
    site.article(
        "tin-tuc/hop.md", "Xem [bài kia](sat-lo.md).", title="Họp bàn về đường sắt", tags="[đo lường]"
    )
    site.article(
        "tin-tuc/hop.en.md", "See it.", title="A meeting about railways", date="", author="", province=""
    )
    site.article("tin-tuc/sat-lo.md", "## Mưa lớn\n\nNội dung.", title="Sạt lở ở Đắk Lắk", date="2015")
    site.article("tin-tuc/khong-ngay.md", title="Số và án", date="unknown", review="[date]")
    site.article(
        "tin-tuc/doi-cho.md", title="Đổi chỗ", date="2016-05-02", aliases="[/vi/2013/01/cho-cu.html]"
    )


def make_copy(  # noqa: PLR0913 (as the options of the command)
    site: Site,
    target: Path,
    jobs: int = 1,
    *,
    name: str = "copy",
    previous: Path | None = None,
    secret_key: Path | None = None,
    part: Part | None = None,
    since: Path | None = None,
) -> ArchiveReport:
    """Writes a copy of the site in the format of this name, as of the day of all tests; or a delta."""
    report = archive(
        ArchiveRequest(
            site.folder,
            site.output,
            target,
            BUILD_DATE,
            jobs,
            format=name,
            previous=previous,
            secret_key=secret_key,
            part=part or Part(),
            since=since,
        )
    )
    assert report.written, report.problems
    return report


@dataclass(frozen=True)
class Copies:
    """The same archive as a folder of output, as a bag, as a zip; in `others`, in other formats."""

    output: Path
    bag: Path
    zip: Path
    others: Mapping[str, Path]

    def of(self, form: str) -> Path:
        found: Path = self.others[form] if form in self.others else getattr(self, form)
        return found

    def taken(self, form: str, folder: Path) -> Path:
        """A copy of this form that a test may damage."""
        original = self.of(form)
        target = folder / original.name
        if form in IN_ONE_FILE:
            shutil.copyfile(original, target)
        else:
            shutil.copytree(original, target)
        return target


@contextmanager
def small_packs() -> Iterator[None]:
    """Packs of the search as small as in a test, so that a small archive has several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_packs, "_SMALL", 500)
        yield


def make_copies(site: Site, folder: Path, others: Iterable[str] = ()) -> Copies:
    """Builds the site, copies it, unpacks the copy; copies it in other formats, too."""
    target = folder / "c.zip"
    with small_packs():
        make_copy(site, target)
    with zipfile.ZipFile(target) as container:
        container.extractall(folder / "unpacked")
    paths = {name: folder / f"c{FORMATS[name].suffix}" for name in others}
    for name, path in paths.items():
        make_copy(site, path, name=name)
    return Copies(site.output, folder / "unpacked" / BAG, target, paths)


def reader_copy(folder: Path) -> Path:
    """The bag of a small archive in two languages, unpacked into a folder as readers call theirs."""
    site = Site(folder / "site")
    site.write(f"-- site.toml --\n{SETTINGS}")
    site.article("tin-tuc/sat-lo.md", "Mưa lớn ở [đường sắt](duong-sat.md).", title="Sạt lở ở Đắk Lắk")
    site.article("tin-tuc/sat-lo.en.md", "Heavy rain.", title="A landslide", date="", author="", province="")
    site.article("tin-tuc/duong-sat.md", title="Họp bàn về đường sắt")
    with small_packs():
        make_copy(site, folder / "c.zip")
    place = folder / "Bản sao của Sở (số 1)"
    with zipfile.ZipFile(folder / "c.zip") as container:
        container.extractall(place)
    return place / BAG


def verified(path: Path, against: Path | None = None) -> VerifyReport:
    return verify(VerifyRequest(path, 1, against))


def errors(path: Path) -> set[tuple[str, str]]:
    """Path and code of all errors that are found in a copy."""
    report = verified(path)
    return {(each.path, each.code) for each in report.problems if severity(each) == "error"}


def rezipped(container: Path, change: dict[str, bytes | None]) -> None:
    """Packs a zip again, with other bytes for these files; None leaves one out."""
    with zipfile.ZipFile(container) as before:
        contents = {info.filename: before.read(info) for info in before.infolist()}
    with zipfile.ZipFile(container, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in (contents | change).items():
            if content is not None:
                after.writestr(name, content)


def unpacked(container: Path, folder: Path) -> Path:
    """The only folder of a zip, unpacked into another folder."""
    with zipfile.ZipFile(container) as opened:
        opened.extractall(folder)
        top = opened.namelist()[0].partition("/")[0]
    return folder / top


def unpacked_source(container: Path, folder: Path) -> Path:
    """Unpacks the source in a copy; returns the folder of the site."""
    with zipfile.ZipFile(container) as opened:
        opened.extract(f"{BAG}/data/source.tar", folder)
    with tarfile.open(folder / BAG / "data/source.tar") as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:  # Python 3.11.2, which Debian 12 has, knows no filters yet; the copy is our own
            tar.extractall(folder)
    return folder / "source"
