"""The writing of content/: inside it, through no link, whole or not at all."""

from pathlib import Path

import pytest

from generator.atomic_file import put_file
from generator.authoring.content_files import known_file, new_file, replace_file, write_new


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The site's folder, with an article, and one of somebody's beside it."""
    for path in ("site/content/tin-tuc/a.md", "out/o.md", "site/site.toml"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")
    (tmp_path / "site/content/link").symlink_to(tmp_path / "out")
    (tmp_path / "site/content/tin-tuc/l.md").symlink_to("a.md")
    (tmp_path / "site/content/tin-tuc/o.md").symlink_to(tmp_path / "out/o.md")
    (tmp_path / "site/content/tin-tuc/gone.md").symlink_to("nothing.md")
    return tmp_path / "site"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "content",
            "site.toml",
            "/etc/x",
            "content/../x.md",
            "content/./x.md",
            "content//x.md",
            "content/CON.md",
        ),
        *(
            "content/link/x.md",
            "content/tin-tuc/o.md",
            "content/tin-tuc/gone.md",
            "content/tin-tuc/a.md/x.md",
        ),
        *("content/a\\b.md", "content/.git/x.md", "content/C:x.md", "ledger/2026.txt"),
    ],
)
def test_nothing_is_written_outside_or_behind_a_link(content: Path, path: str) -> None:
    assert new_file(content, path) is None


def test_a_new_file_may_lie_in_a_folder_that_is_still_to_be_made(content: Path) -> None:
    file = new_file(content, "content/tin-tuc/2014/b.md")
    assert file == content / "content/tin-tuc/2014/b.md"
    write_new(file, "Một\n")
    with pytest.raises(FileExistsError):
        write_new(file, "Hai\n")
    assert file.read_text("utf-8") == "Một\n"


@pytest.mark.parametrize(
    "path",
    [
        *("content/link/o.md", "content/tin-tuc/o.md", "content/tin-tuc/gone.md", "content/tin-tuc"),
        *("content/../site.toml", "site.toml", "content/tin-tuc/none.md", "content/x\0.md"),
    ],
)
def test_only_a_file_of_the_content_is_known(content: Path, path: str) -> None:
    assert known_file(content, path) is None


@pytest.mark.parametrize("name", ["a.md", "l.md"])
def test_a_link_within_the_content_is_the_file_it_leads_to(content: Path, name: str) -> None:
    assert known_file(content, f"content/tin-tuc/{name}") == content / "content/tin-tuc/a.md"


def test_content_itself_may_be_a_link_within_the_site(content: Path) -> None:
    (content / "content").rename(content / "texts")
    (content / "content").symlink_to("texts")
    assert known_file(content, "content/tin-tuc/a.md") == content / "texts/tin-tuc/a.md"
    assert new_file(content, "content/tin-tuc/b.md")


def test_content_is_no_link_out_of_the_site(content: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/content").symlink_to(content / "content")
    assert known_file(tmp_path / "other", "content/tin-tuc/a.md") is None
    assert new_file(tmp_path / "other", "content/tin-tuc/b.md") is None


def test_a_file_is_replaced_with_its_rights_and_leaves_no_draft(content: Path) -> None:
    file = content / "content/tin-tuc/a.md"
    file.chmod(0o640)
    replace_file(file, b"y")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"y", 0o640)
    assert sorted(each.name for each in file.parent.iterdir()) == ["a.md", "gone.md", "l.md", "o.md"]


def test_a_draft_that_is_a_link_is_not_followed(content: Path, tmp_path: Path) -> None:
    (content / "content/tin-tuc/.khotin.part").symlink_to(tmp_path / "out/o.md")
    put_file(content / "content/tin-tuc/b.md", lambda stream: stream.write(b"y"))
    assert (tmp_path / "out/o.md").read_text("utf-8") == "x"
