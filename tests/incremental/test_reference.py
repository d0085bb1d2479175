"""The output is the same, byte for byte, with the fast paths and without them."""

from pathlib import Path

import pytest

from generator import fast_paths
from generator.build.request import BuildRequest
from generator.build.run import build
from tests.support.built_sites import BUILD_DATE, CHECKOUT, built_site
from tests.support.site import SETTINGS, Site
from tests.support.stress_site import write_stress_site

# The plain way reads this.
_ANYTHING = """\
Chú thích[^1], `mã`, <b>HTML</b>, UBND.

- một
    - hai

| a | b |
|---|--:|
| c | 1 |

Sở
:   nghĩa

[^1]: Ở đây.

*[UBND]: Ủy ban nhân dân
"""


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file, by path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_a_small_site_has_the_same_bytes_without_fast_paths(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(f"-- site.toml --\n{SETTINGS}")
    site.article("tin-tuc/2014/thuong.md", "Một **đoạn**.\n\n## Mục\n\n- một\n- [hai](la.md)\n\n> Lời.")
    site.article("tin-tuc/2014/la.md", _ANYTHING, tags="a, b")
    site.build()
    with fast_paths.off():
        report = site.build(tmp_path / "plain")
    assert report.impact
    assert contents(site.output) == contents(tmp_path / "plain")


@pytest.mark.long
@pytest.mark.parametrize("name", ["sample", "stress"])
def test_a_build_without_fast_paths_writes_the_same_bytes(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = CHECKOUT
    if name == "stress":
        site = tmp_path / "source"
        write_stress_site(site)
    with fast_paths.off():
        report = build(BuildRequest(site, tmp_path / "output", BUILD_DATE, jobs=1))
    assert report.impact
    fast, plain = contents(built_site(name, tmp_path_factory).output), contents(tmp_path / "output")
    assert sorted(fast) == sorted(plain)
    assert [path for path, content in fast.items() if plain[path] != content] == []
