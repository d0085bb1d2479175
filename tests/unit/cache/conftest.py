from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.database import Cache


@pytest.fixture
def site_cache(tmp_path: Path) -> Iterator[Cache]:
    """An empty cache."""
    with closing(Cache(tmp_path / ".output.khotin", "1")) as cache:
        yield cache
