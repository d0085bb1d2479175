"""One small archive in all forms, for all tests that look at a copy or damage their own."""

import pytest

from tests.support.copies import IN_ONE_FILE, Copies, make_copies, write_articles
from tests.support.site import SETTINGS, Site


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    folder = tmp_path_factory.mktemp("copies")
    site = Site(folder / "site")
    site.write(f"-- site.toml --\n{SETTINGS}")
    write_articles(site)
    return make_copies(site, folder, others=IN_ONE_FILE[1:])
