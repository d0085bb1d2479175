"""The files of the search index: which ones an edit changes, and what their bytes depend on."""

import gzip
import re
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from generator.cache.location import cache_folder
from generator.search import ranking
from generator.search.quarters.stored_fields import RESULT_CARDS_PER_FILE, SLOTS_PER_VERSION
from generator.search.tree.segments import STEP
from tests.support.site import Site


def test_a_new_article_leaves_the_past_as_it_is(site: Site) -> None:
    for number in range(2 * STEP):
        day = f"{2010 + number // 30}-0{number % 9 + 1}-01"
        site.article(f"tin-tuc/a{number}.md", f"Nội dung thứ {number}.", date=day, title=f"Bài {number}")
    site.build()
    before = {path for path in site.files() if path.startswith("search/")}
    site.article("tin-tuc/moi.md", "Chuyện hôm nay.", date="2025-12-20", title="Bài mới")
    report = site.build(day=date(2026, 1, 1))
    assert report.impact
    written = [path for path in report.impact.written if path.startswith("search/")]
    # Nodes name the leaves of the recent quarters, too. Of the others those of the past are the most.
    assert len([path for path in written if not re.match(r"search/n\d", path)]) < len(before) * 0.4


def test_a_changed_author_renames_the_result_cards_of_few_neighbours(site: Site) -> None:
    for number in range(3 * SLOTS_PER_VERSION):
        site.article(
            f"tin-tuc/a{number:03}.md", f"Nội dung thứ {number}.", date="2014-02-05", title=f"Bài {number}"
        )
    site.build()
    file = site.folder / "content/tin-tuc/a050.md"
    file.write_text(file.read_text("utf-8").replace("author: ", "author: Một Người Khác "), "utf-8")
    report = site.build()
    assert report.impact
    files = [path for path in report.impact.written if path.startswith("search/20141/")]
    assert len(files) == SLOTS_PER_VERSION // RESULT_CARDS_PER_FILE


def test_no_file_depends_on_the_zlib_of_this_machine(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each system has its own zlib, and they write different bytes."""
    words = ". ".join(f"m{number}" for number in range(3000))  # no pairs: some leaves have a single key
    site.article("tin-tuc/a.md", words, cover="{src: a.png, alt: Ảnh}")
    Image.effect_noise((640, 480), 64).save(site.folder / "content/tin-tuc/a.png")
    for module, name in ((zlib, "compress"), (zlib, "compressobj"), (gzip, "compress"), (gzip, "GzipFile")):
        monkeypatch.setattr(module, name, _refused)
    assert not site.build().problems
    assert {path.partition("/")[0] for path in site.files()} >= {"search", "static", "vi"}
    assert any(path.endswith(".webp") for path in site.files())


def _refused(*_: object, **__: object) -> NoReturn:
    raise AssertionError("compressed by the zlib of this machine")


def test_damaged_posting_lists_are_built_again(site: Site, tmp_path: Path) -> None:
    for number in range(4):
        site.article(f"tin-tuc/a{number}.md", f"Nội dung thứ {number}.", title=f"Bài {number}")
    site.build()
    (lists,) = (cache_folder(site.folder, site.output) / "index").iterdir()
    lists.write_bytes(lists.read_bytes()[:-4])
    site.article("tin-tuc/a0.md", "Nội dung mới.", title="Bài 0")  # few changes: the lists are patched
    assert not site.build().problems
    site.build(tmp_path / "output")
    assert Site(tmp_path).files() == site.files()


def test_common_lists_after_a_change_are_those_of_a_new_index(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their bits count the documents that there are, whatever words an edit concerns.

    Eight articles of a quarter leave slots free for two more: no other quarter moves.
    """
    monkeypatch.setattr(ranking, "MANY", 8)
    common = ". ".join(f"zz{number}" for number in range(99))  # so many that chunks have no other words
    for number in range(3 * STEP):
        words = common if number >= 8 and number % 3 else "Bình thường."
        day = f"{2000 + number // 32}-{number // 8 % 4 * 3 + 1:02}-{number % 8 * 3 + 1:02}"
        site.article(f"tin-tuc/a{number}.md", f"{words} Số {number}.", date=day, title=f"Bài {number}")
    site.build()
    changes: dict[str, Callable[[], None]] = {
        "added": lambda: site.article("tin-tuc/moi.md", "Nhà xưa.", date="2000-01-20", title="Bài xưa"),
        "translated": lambda: site.article(
            "tin-tuc/a7.en.md", "Old matters.", date="2000-01-22", title="An old article"
        ),
        "removed": lambda: site.delete("content/tin-tuc/moi.md"),
    }
    for name, change in changes.items():
        change()
        assert not site.build().problems
        site.build(tmp_path / name / "output")
        assert Site(tmp_path / name).files() == site.files(), name
