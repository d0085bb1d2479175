"""Chromium before a site that is served, with a watch over what its pages do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE

_EXPECTED = ("net::ERR_ABORTED", "status of 404", "status of 503", "status of 500")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console must stay silent: what the policy of a page forbids is said there."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert [fault for fault in faults if not any(each in fault for each in _EXPECTED)] == []
