"""What a query finds: the rules of matching, over http and from files."""

import pytest
from playwright.sync_api import Page

from tests.support.search_page import found, shown
from tests.support.search_rules import RULES, Rule

PAGE = "vi/tim-kiem.html"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_query_finds_just_what_it_should(window: Page, rules_site: str, rule: Rule) -> None:
    names = found(window, rules_site + PAGE, rule.query)
    assert set(names) == rule.finds
    if rule.first:
        assert names[0] == rule.first


def test_the_last_word_goes_on_while_it_is_typed(window: Page, rules_site: str) -> None:
    window.goto(rules_site + PAGE)
    window.locator("#q").press_sequentially("nguyên t")
    assert shown(window)[0] == "hoa-binh"
