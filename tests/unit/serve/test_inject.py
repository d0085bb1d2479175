"""What the server adds to a page, and that the page's own policy then allows it."""

import re

import pytest

from generator.serve.inject import digest, inject_scripts

HOST = "127.0.0.1:8000"
PAGE = '<html><head><meta http-equiv="Content-Security-Policy" content="{}"></head><body>Tin</body></html>'


def policy(before: str) -> dict[str, str]:
    """The directives of a page that is inject_scripts, one by one."""
    page = inject_scripts(PAGE.format(before).encode(), HOST).decode()
    found = re.search(r'content="([^"]*)"', page)
    assert found
    return {name: sources for name, _, sources in (part.partition(" ") for part in found[1].split("; "))}


def test_the_rest_of_the_page_stays() -> None:
    page = b"<html><head><title>Tin</title></head><body></head></body></html>"
    begin, end = page.split(b"</head>", 1)
    made = inject_scripts(page, HOST)
    assert made.startswith(begin)
    assert made.endswith(b"</head>" + end)
    assert digest(page).encode() in made
    assert made.count(b"<script") == 2


def test_a_page_without_a_head_stays_as_it_is() -> None:
    assert inject_scripts(b"<p>Tin</p>", HOST) == b"<p>Tin</p>"


@pytest.mark.parametrize(
    "before", ["default-src 'none'", "default-src 'none'; connect-src 'none'", "DEFAULT-SRC;"]
)
def test_what_is_forbidden_is_allowed_for_the_scripts_alone(before: str) -> None:
    found = policy(before)
    assert found["connect-src"] == f"'self' ws://{HOST}"
    assert (found["script-src"], found["style-src"]) == ("'self'", "'self'")
    assert "'self'" not in found["default-src"]


def test_what_is_allowed_stays_allowed() -> None:
    found = policy("default-src 'self'; script-src 'sha256-abc='; img-src data:")
    assert found["script-src"] == "'sha256-abc=' 'self'"
    assert found["img-src"] == "data:"
    assert found["connect-src"] == f"'self' ws://{HOST}"


def test_a_policy_that_says_nothing_of_scripts_stays() -> None:
    assert policy("img-src 'self'") == {"img-src": "'self'"}
    assert policy("connect-src *; script-src 'self'")["connect-src"] == "*"
