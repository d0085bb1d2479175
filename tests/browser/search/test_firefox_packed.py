"""A copy's packed search in Firefox, with its origin check on and no network, against the output's."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.firefox import Firefox, firefox
from tests.support.judged_collection import load_collection
from tests.support.site import Site

pytestmark = pytest.mark.long

READY = "['results', 'empty'].includes(document.getElementById('search-form')?.dataset.state)"
NAMES = """const links = document.querySelectorAll('#search-results .item-title a');
return [document.getElementById('search-status').textContent,
  ...Array.from(links, ({ pathname }) => pathname.split('/vi/').pop())]"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as window:
        assert window.pref("security.fileuri.strict_origin_policy") is True
        yield window


def shown(fox: Firefox, folder: Path, query: str) -> object:
    """What the search page says, and the articles that it shows."""
    fox.open(f"{folder.as_uri()}/vi/tim-kiem.html?q={quote(query)}")
    fox.wait_for(READY)
    return fox.run(NAMES)


def test_every_judged_query_has_the_same_results_in_the_same_order(
    fox: Firefox, judged: Site, judged_copy: Path
) -> None:
    for query in load_collection().queries:
        found = shown(fox, judged_copy, query.text)
        assert found == shown(fox, judged.output, query.text), query.text
        assert isinstance(found, list)
        assert len(found) > 1, query.text
