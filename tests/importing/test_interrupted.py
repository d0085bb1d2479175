"""An import that was interrupted goes on where it stopped, and makes the same archive."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.cache.user_folder import user_folder
from generator.importer import source_reader
from generator.importer.frame import first_pass
from generator.importer.frame.record import SiteFrame
from generator.importer.sources.items import SourceItem
from tests.importing.test_damaged_sources import warc
from tests.support.import_samples import page, run, written

PAGES = [
    page(
        f"Hội nghị tổng kết công tác năm {year}",
        date=f"08/01/{year}",
        body=(f"Năm {year} có {year - 1990} đơn vị được thanh tra về đo lường và ghi nhãn hàng hóa.",),
        extra="<p>Bản quyền thuộc Sở Khoa học và Công nghệ</p><p>Chịu trách nhiệm nội dung: Ban biên tập</p>",
    )
    for year in range(2008, 2020)
]


class Killed(BaseException):
    """Ends an import as a signal does."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Pages in files, in a zip archive and in a WARC."""
    saved = tmp_path / "saved"
    written(saved, {f"a/{n}.html": text for n, text in enumerate(PAGES[:6])})
    (saved / "c.warc.gz").write_bytes(b"".join(warc(*(text.encode() for text in PAGES[9:]), packed=True)))
    with zipfile.ZipFile(saved / "b.zip", "w") as archive:
        for number, text in enumerate(PAGES[6:9]):
            archive.writestr(f"x/{number}.html", text)
    return saved


def contents(archive: Path) -> dict[str, bytes]:
    return {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in sorted((archive / "content").rglob("*"))
        if path.is_file()
    }


def journals() -> list[Path]:
    folder = user_folder() / "imports"
    return list(folder.iterdir()) if folder.is_dir() else []


def counted(monkeypatch: pytest.MonkeyPatch, module: object, end_after: int = 1000) -> list[str]:
    """Notes the pages that workers read; ends the import after some of them."""
    done: list[str] = []
    function = module.run_in_sandbox  # type: ignore[attr-defined]

    def counting(work: object, items: Iterable[SourceItem], *others: object) -> Iterator[object]:
        names: list[str] = []

        def noted() -> Iterator[SourceItem]:
            """Notes the names of the items that are read."""
            for item in items:
                names.append(item.capture.path)
                yield item

        for number, result in enumerate(function(work, noted(), *others)):
            if number == end_after:
                raise Killed
            done.append(names[number])
            yield result

    monkeypatch.setattr(module, "run_in_sandbox", counting)
    return done


def learned(monkeypatch: pytest.MonkeyPatch) -> dict[str, SiteFrame]:
    """The frames that the first pass learns."""
    found: dict[str, SiteFrame] = {}
    learn = first_pass.learn_frames

    def noted(*arguments: Any) -> Mapping[str, SiteFrame]:
        frames = learn(*arguments)
        found.update(frames)
        return frames

    monkeypatch.setattr(source_reader, "learn_frames", noted)
    return found


@pytest.mark.parametrize("module", [first_pass, source_reader])
@pytest.mark.parametrize("after", [0, 1, 7])
def test_it_goes_on_where_it_stopped(
    archive: Path, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, after: int
) -> None:
    other = shutil.copytree(archive, tmp_path / "other")
    frames = learned(monkeypatch)
    run(other, sources)
    whole = contents(other)
    assert any(frame.titles for frame in frames.values())  # keys of the journal depend on them
    with monkeypatch.context() as patch:
        first = counted(patch, module, after)
        with pytest.raises(Killed):
            run(archive, sources)
    assert len(first) == after
    assert journals()
    again = counted(monkeypatch, module)
    assert run(archive, sources).exit_code == 0
    assert len(again) == len(PAGES) - after
    assert not set(first) & set(again)
    assert contents(archive) == whole
    assert not journals()


def test_what_was_written_last_may_be_cut_off(
    archive: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        counted(patch, source_reader, 5)
        with pytest.raises(Killed):
            run(archive, sources)
    (journal,) = journals()
    journal.write_bytes(journal.read_bytes()[:-7])
    again = counted(monkeypatch, source_reader)
    assert run(archive, sources).exit_code == 0
    assert len(again) == len(PAGES) - 4


def test_a_page_that_changed_is_read_again(
    archive: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        counted(patch, first_pass, 9)
        with pytest.raises(Killed):
            run(archive, sources)
    changed = sources / "a/0.html"
    changed.write_text(changed.read_text("utf-8").replace("năm 2008", "năm 2028"), "utf-8")
    again = counted(monkeypatch, first_pass)
    assert run(archive, sources).exit_code == 0
    assert len(again) == len(PAGES) - 8


def test_other_options_are_obeyed(archive: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        counted(patch, source_reader, 5)
        with pytest.raises(Killed):
            run(archive, sources)
    assert run(archive, sources, "--province", "Hà Nam").exit_code == 0
    assert all(b"H\xc3\xa0 Nam" in text for name, text in contents(archive).items() if name.endswith(".md"))
