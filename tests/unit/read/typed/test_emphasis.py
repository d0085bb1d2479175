"""Bold text is bold where it was meant."""

import pytest

from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("Sở **Khoa học ** và", "Sở <strong>Khoa học</strong> và"),
        ("**A ** và ** B** .", "<strong>A</strong> và <strong>B</strong> ."),
        ("** Một ** hai", "<strong>Một</strong> hai"),
        ("Một ** hai", "Một ** hai"),
        ("2 ** 3 và 4 ** 5", "2 <strong>3 và 4</strong> 5"),
        ("a **b** c", "a <strong>b</strong> c"),
        ("`** a **` x", "<code>** a **</code> x"),
    ],
)
def test_blanks_within_the_stars_stand_outside(source: str, made: str) -> None:
    assert html(source) == f"<p>{made}</p>"


def test_a_star_between_digits_multiplies() -> None:
    assert html("Cỡ 20*30*40, **5*3** và `2*3`") == (
        "<p>Cỡ 20*30*40, <strong>5*3</strong> và <code>2*3</code></p>"
    )
