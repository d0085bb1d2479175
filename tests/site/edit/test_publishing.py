"""Publishing from the form: commits, pushes, and what happens when others have pushed meanwhile."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.edit.git import Person
from generator.edit.publishing import publish
from tests.support.form import Form
from tests.support.served import serving
from tests.support.site import Site

PATH = "content/tin-tuc/bai.md"
AN = Person("Trần Văn An", "an@so.example")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    person = ("-c", "user.name=Lê Thị Bình", "-c", "user.email=binh@so.example")
    command = ["git", *person, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | ALONE, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def remote(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository that has the site; the site itself is a clone of it."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    site.article("tin-tuc/bai.md", "Đoạn đầu.\n\nĐoạn giữa.\n\nĐoạn cuối.", title="Bài")
    site.article("tin-tuc/khac.md", title="Bài khác")
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(site.folder, "init", "-q", "-b", "main")
    git(site.folder, "add", ".")
    git(site.folder, "commit", "-qm", "Begin")
    git(site.folder, "remote", "add", "origin", str(bare))
    git(site.folder, "push", "-q", "-u", "origin", "main")
    return bare


@pytest.fixture
def other(remote: Path, tmp_path: Path) -> Path:
    """The clone of another editor."""
    git(tmp_path, "clone", "-q", str(remote), "other")
    return tmp_path / "other"


def write(folder: Path, path: str, before: str, after: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert before in text
    (folder / path).write_text(text.replace(before, after), "utf-8")


def push(clone: Path, path: str, before: str, after: str) -> None:
    """Another editor changes a file and pushes it."""
    write(clone, path, before, after)
    git(clone, "commit", "-qam", "Change")
    git(clone, "push", "-q")


def test_an_article_is_committed_under_its_editors_name_and_pushed(site: Site, remote: Path) -> None:
    write(site.folder, PATH, "Đoạn giữa", "Đoạn mới")
    write(site.folder, "content/tin-tuc/khac.md", "Nội dung", "Chưa xong")
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "sent"
    assert git(remote, "log", "-1", "--format=%an %s") == "Trần Văn An Sửa bài"
    assert "Đoạn mới" in git(remote, "show", f"main:{PATH}")
    assert "Chưa xong" not in git(remote, "show", "main:content/tin-tuc/khac.md")
    assert "Chưa xong" in (site.folder / "content/tin-tuc/khac.md").read_text("utf-8")
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "nothing"


def test_what_others_pushed_of_other_places_is_joined(site: Site, remote: Path, other: Path) -> None:
    push(other, "content/tin-tuc/khac.md", "Nội dung", "Của người khác")
    write(site.folder, PATH, "Đoạn cuối", "Đoạn của tôi")
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "sent"
    assert "Đoạn của tôi" in git(remote, "show", f"main:{PATH}")
    assert "Của người khác" in git(remote, "show", "main:content/tin-tuc/khac.md")
    assert "Của người khác" in (site.folder / "content/tin-tuc/khac.md").read_text("utf-8")


def test_a_conflict_loses_nothing_and_is_told(site: Site, remote: Path, other: Path) -> None:
    push(other, PATH, "Đoạn giữa", "Giữa của người khác")
    write(site.folder, PATH, "Đoạn giữa", "Giữa của tôi")
    made = publish(site.folder, [PATH], AN, "Sửa bài")
    assert (made.outcome, bool(made.commit)) == ("conflict", True)
    assert "Giữa của tôi" in (site.folder / PATH).read_text("utf-8")
    assert "<<<<<<<" not in (site.folder / PATH).read_text("utf-8")
    assert git(site.folder, "status", "--porcelain", "--untracked-files=no") == ""
    assert "Giữa của tôi" in git(site.folder, "show", f"HEAD:{PATH}")
    assert "Giữa của người khác" in git(remote, "show", f"main:{PATH}")
    assert not list((site.folder / ".git").glob("rebase-*"))
    # Whoever looks after the site joins the two; then everything is sent.
    git(site.folder, "pull", "-q", "--no-rebase", "--no-edit", "-X", "ours", "origin", "main")
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "sent"
    assert "Giữa của tôi" in git(remote, "show", f"main:{PATH}")


def test_uncommitted_work_in_the_way_of_a_conflict_stays(site: Site, other: Path) -> None:
    """Joining needs a clean tree; what somebody has not committed yet is not put aside."""
    push(other, "content/tin-tuc/khac.md", "Nội dung", "Của người khác")
    write(site.folder, "content/tin-tuc/khac.md", "Nội dung", "Chưa xong")
    write(site.folder, PATH, "Đoạn cuối", "Đoạn của tôi")
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "conflict"
    assert "Chưa xong" in (site.folder / "content/tin-tuc/khac.md").read_text("utf-8")
    assert "Đoạn của tôi" in git(site.folder, "show", f"HEAD:{PATH}")


def test_a_remote_that_is_away_keeps_the_commit(site: Site, remote: Path) -> None:
    away = remote.with_name("away.git")
    remote.rename(away)
    write(site.folder, PATH, "Đoạn giữa", "Đoạn mới")
    made = publish(site.folder, [PATH], AN, "Sửa bài")
    assert made.outcome == "not-sent"
    assert "Đoạn mới" in git(site.folder, "show", f"HEAD:{PATH}")
    away.rename(remote)
    assert publish(site.folder, [PATH], AN, "Sửa bài").outcome == "sent"
    assert "Đoạn mới" in git(remote, "show", f"main:{PATH}")


def test_the_form_publishes_what_was_typed_and_tells_of_a_conflict(
    site: Site, remote: Path, other: Path
) -> None:
    with serving(site.folder, verb="edit") as served:
        form = Form(served)
        _, opened = form.do("open", path=PATH)
        status, saved = form.type("save", PATH, opened["base"], "Chữ của tôi.", **opened["values"])
        assert status == 200
        push(other, PATH, "Đoạn giữa", "Giữa của người khác")
        asked = {"path": PATH, "name": AN.name, "email": AN.email, "message": "Sửa bài"}
        status, made = form.do("publish", **asked)
        assert (status, made["outcome"]) == (200, "conflict")
        assert form.do("open", path=PATH)[1]["body"] == "Chữ của tôi."
        assert saved["body"] == "Chữ của tôi."
    assert "Chữ của tôi." in git(site.folder, "show", f"HEAD:{PATH}")
