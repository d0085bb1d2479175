"""A site to import into."""

from pathlib import Path

import pytest

from tests.support.site import SETTINGS


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder of a site without articles."""
    folder = tmp_path / "archive"
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text(SETTINGS, "utf-8")
    return folder
