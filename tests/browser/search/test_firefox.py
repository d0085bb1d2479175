"""The same rules in Firefox, from files, with its origin check on and no network."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.firefox import Firefox, firefox
from tests.support.search_rules import RULES, Rule

pytestmark = pytest.mark.long

READY = "['results', 'empty'].includes(document.getElementById('search-form')?.dataset.state)"
NAMES = "return [...document.querySelectorAll('#search-results .item-title a')].map(link => link.pathname)"
COMPLETE = NAMES.replace(".item-title", 'ol:not([data-tier="2"]) .item-title')


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as window:
        assert window.pref("security.fileuri.strict_origin_policy") is True
        yield window


def found(fox: Firefox, page: str, query: str) -> list[str]:
    fox.open(f"{page}?q={quote(query)}")
    fox.wait_for(READY)
    return [Path(str(path)).stem for path in fox.run(COMPLETE)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_query_finds_just_what_it_should(fox: Firefox, rules_output: Path, rule: Rule) -> None:
    names = found(fox, f"{rules_output.as_uri()}/vi/tim-kiem.html", rule.query)
    assert set(names) == rule.finds
    if rule.first:
        assert names[0] == rule.first


def test_the_box_of_a_page_leads_to_the_results(fox: Firefox, rules_output: Path) -> None:
    fox.open(f"{rules_output.as_uri()}/en/index.html")
    fox.type(".search-box input", "điện biên\ue007")
    fox.wait_for(f"location.pathname.endsWith('/en/search.html') && {READY}")
    assert "dien-bien" in json.dumps(fox.run(NAMES))
