"""Clusters of a ZIM: which files are in one, how they are packed, what they refuse."""

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from zstandard import ZstdDecompressor

from generator.archive.copy_file import CopyFile, text_file
from generator.archive.errors import CopyRefusedError
from generator.archive.zim import clusters
from generator.archive.zim.clusters import Cluster, clusters_of


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_SIZE", 100)
    monkeypatch.setattr(clusters, "_LARGE", 1000)


def named(name: str, size: int) -> CopyFile:
    return text_file(name, "x" * size)


def test_texts_are_packed_pictures_are_not_and_a_large_file_is_alone() -> None:
    files = [
        named(*each) for each in (("a.html", 60), ("a.jpg", 60), ("b.css", 40), ("c.js", 1), ("v.mp4", 2000))
    ]
    found = [([file.path for file in each.files], each.packed) for each in clusters_of(files)]
    assert found == [
        (["a.html", "b.css"], True),
        (["c.js"], True),
        (["a.jpg"], False),
        (["v.mp4"], False),
    ]


def test_a_cluster_tells_where_each_file_begins() -> None:
    files = (text_file("a.html", "một"), text_file("b.html", ""), text_file("c.html", "hai"))
    plain, packed = Cluster(files, packed=False).content(), Cluster(files, packed=True).content()
    assert (plain[0], packed[0]) == (1, 5)
    assert ZstdDecompressor().decompress(packed[1:]) == plain[1:]
    offsets = [int.from_bytes(plain[at : at + 4], "little") for at in range(1, 17, 4)]
    blobs = [plain[1 + start : 1 + end].decode() for start, end in pairwise(offsets)]
    assert blobs == ["một", "", "hai"]


def test_the_cluster_of_a_large_file_has_long_offsets() -> None:
    content = b"".join(Cluster((named("v.mp4", 2000),), packed=False).pieces())
    assert content[0] == 0x11
    assert [int.from_bytes(content[at : at + 8], "little") for at in (1, 9)] == [16, 2016]
    assert content[17:] == b"x" * 2000


@pytest.mark.parametrize("size", [10, 2000])
def test_a_file_that_has_changed_is_refused(size: int, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"y" * size)
    file = replace(named("a.html", size), content=tmp_path / "a.html")
    (cluster,) = clusters_of([file])
    with pytest.raises(CopyRefusedError):
        b"".join(cluster.pieces()) if cluster.large else cluster.content()
