"""Fenced code is code wherever it stands, and keeps its lines."""

import pytest

from tests.unit.read.typed.test_source import html

CODE = "<pre><code>- x &lt;b&gt;\n\n  y\n</code></pre>"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("```", "```"),
        ("```js{3,4}", "```"),
        ("```yaml _config.yml", "```"),
        ("```", "`````"),
        ("~~~ a b", "~~~"),
    ],
)
def test_words_behind_a_fence_do_not_matter(opening: str, closing: str) -> None:
    assert html(f"{opening}\n- x <b>\n\n  y\n{closing}\n\nSau") == f"{CODE}\n<p>Sau</p>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_code_within_an_item_belongs_to_it(indent: str) -> None:
    code = "\n".join(f"{indent}{line}" for line in ("```", "- x <b>", "", "  y", "```"))
    made = html(f"- một\n\n{code}\n- hai")
    assert CODE in made
    assert made.count("<li>") == 2


def test_code_within_a_quote_belongs_to_it() -> None:
    assert html("> ```\n> - x <b>\n>\n>   y\n> ```") == f"<blockquote>\n{CODE}\n</blockquote>"


def test_fences_within_code_are_code() -> None:
    assert html("Ví dụ:\n\n    ```\n    x = 1;\n    ```\n\nSau").endswith("\n</code></pre>\n<p>Sau</p>")


def test_an_open_fence_fences_nothing() -> None:
    assert html("```\n\n- x") == "<p>```</p>\n<ul>\n<li>x</li>\n</ul>"


@pytest.mark.parametrize("sign", ["- ", "1. ", "*   "])
def test_code_right_behind_the_sign_of_an_item_is_code(sign: str) -> None:
    code = "\n".join(f"{' ' * len(sign)}{line}" for line in ("- x <b>", "", "  y", "```"))
    made = html(f"{sign}```python\n{code}\n{sign}hai")
    assert CODE in made
    assert made.count("<li>") == 2
    assert html("- ```\n  mở") == "<ul>\n<li>```\nmở</li>\n</ul>"
