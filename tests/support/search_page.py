"""Asking the search page as a reader does, and reading what it shows."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

READY = '#search-form:is([data-state="results"], [data-state="empty"])'
RESULTS = "#search-results .item-title a"
COMPLETE = '#search-results ol:not([data-tier="2"]) .item-title a'


# As by the browser's way back: the page asks anew without being loaded anew.
_AGAIN = """([parameters, results]) => new Promise((done) => {
  const form = document.getElementById("search-form");
  form.dataset.state = "";
  new MutationObserver((_, observer) => {
    if (!/^(results|empty)$/.test(form.dataset.state)) return;
    observer.disconnect();
    done([...document.querySelectorAll(results)].map((link) => link.pathname));
  }).observe(form, { attributes: true });
  history.replaceState(null, "", parameters);
  dispatchEvent(new PopStateEvent("popstate"));
})"""


def ask(page: Page, address: str, query: str, more: str = "") -> list[str]:
    """The names of the articles that the search page at this address shows for a query, in their order."""
    page.goto(f"{address}?q={quote(query)}{more}")
    return shown(page)


def ask_again(page: Page, address: str, query: str, more: str = "") -> list[str]:
    """The same, of a page that may be open already."""
    if page.url.partition("?")[0] != address:
        return ask(page, address, query, more)
    return _again(page, f"?q={quote(query)}{more}", RESULTS)


def _again(page: Page, parameters: str, results: str) -> list[str]:
    links = page.evaluate(_AGAIN, [parameters, results])
    return [Path(str(link)).stem for link in links]


def shown(page: Page, results: str = RESULTS) -> list[str]:
    """The names of the articles shown, once the search has ended."""
    page.wait_for_selector(READY, state="attached")
    links = page.eval_on_selector_all(results, "links => links.map(link => link.pathname)")
    return [Path(str(link)).stem for link in links]


def found(page: Page, address: str, query: str) -> list[str]:
    """The articles that have all that is asked for; after them the page shows those that have most of it.

    The page may be open already.
    """
    if page.url.partition("?")[0] == address:
        return _again(page, f"?q={quote(query)}", COMPLETE)
    ask(page, address, query)
    return shown(page, COMPLETE)


def status(page: Page) -> str:
    return page.inner_text("#search-status")
