"""Plain Markdown gives the same body if it is read directly.

The other way is Python-Markdown and the sanitiser.
"""

from random import Random

import pytest

from generator import fast_paths
from generator.model.content import Body
from generator.model.problem import Problem
from generator.read.body import render_body
from generator.read.direct.document import direct_html
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS
from generator.text.unicode import clean
from tests.support.stress_site import SAMPLE_CONTENT
from tests.unit.read.direct.random_texts import random_text

EXTENSIONS = (*DEFAULT_EXTENSIONS, TYPED_FORMS)
PLACE = "content/tin-tuc/2014/x.md"


def bodies(text: str, extensions: tuple[str, ...]) -> list[tuple[Body, tuple[Problem, ...]]]:
    """The body as it is read directly and as it is read the plain way."""
    direct = render_body(text, PLACE, 5, extensions)
    with fast_paths.off():
        return [direct, render_body(text, PLACE, 5, extensions)]


def compare(seed: int, count: int) -> float:
    """Compares the bodies of random texts; returns the share of those that were read directly."""
    random = Random(seed)
    read = 0
    for _ in range(count):
        text = clean(random_text(random))
        typed = random.random() < 0.7
        if not text.strip() or direct_html(text, typed=typed) is None:
            continue
        read += 1
        direct, plain = bodies(text, EXTENSIONS if typed else DEFAULT_EXTENSIONS)
        assert direct == plain, text
    return read / count


@pytest.mark.parametrize("seed", range(3))
def test_random_texts_have_the_same_bodies(seed: int) -> None:
    assert compare(seed, 4_000) > 0.1


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_million_random_texts_have_the_same_bodies(seed: int) -> None:
    assert compare(seed, 50_000) > 0.1


def test_four_in_five_articles_of_the_sample_are_read_directly() -> None:
    texts = [path.read_text("utf-8").split("\n---\n", 1)[1] for path in SAMPLE_CONTENT.rglob("*.md")]
    direct = [direct_html(clean(text), typed=True) for text in texts]
    assert sum(html is not None for html in direct) >= 0.8 * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "Đo lường[^1].\n\n[^1]: Chú thích.",
        "UBND tỉnh.\n\n*[UBND]: Ủy ban nhân dân",
        "Một `mã`.",
        "Xem <b>đây</b>.",
        "- a\n    - b",
        "[a][b]\n\n[b]: c.md",
    ],
)
def test_anything_else_is_read_the_plain_way(text: str) -> None:
    assert direct_html(text, typed=True) is None


def test_no_text_is_read_directly_with_other_extensions() -> None:
    text = 'Sở "Khoa học".'
    assert render_body(text, PLACE, 1, (*EXTENSIONS, "smarty"))[0].parts.html() == "<p>Sở “Khoa học”.</p>"


def test_long_texts_take_no_time() -> None:
    for text in ("a*" * 50_000, "[a](" * 20_000, "a\n" * 20_000 + "> b", "**a " * 20_000, "| a " * 20_000):
        direct_html(text, typed=False)
